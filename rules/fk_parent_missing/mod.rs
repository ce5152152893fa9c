//! `fk-parent-missing`: a foreign key to a table or column that does not exist.

mod remedy;
mod witness;

use fklint_catalog::semantics::ForwardReference;
use fklint_catalog::{Completeness, Engine, ForeignKey, Ident, ObjectPath, Table, TableKind, Target};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, rebuild, words,
};

/// The rule `fk-parent-missing`.
pub(crate) struct FkParentMissing;

/// A foreign key whose parent cannot be found.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    missing: Missing<'c>,
}

/// What is not there.
enum Missing<'c> {
    /// The table, with the name that was probably meant.
    Table(Option<&'c Table>),
    /// A table; there is a view of that name.
    View,
    /// A column of the parent.
    Column(&'c Ident, &'c Table),
}

impl Rule for FkParentMissing {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-parent-missing",
        summary: "a foreign key to a table or column that does not exist",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        // What is missing in a part of a schema may well exist in the rest of it.
        if cx.catalog.is_partial() || is_lone_migration(cx) {
            return;
        }
        let schemas: FxHashSet<Option<&Ident>> =
            cx.catalog.tables().map(|table| table.name.schema.as_ref()).collect();
        // There the rename that took the reference along is the finding.
        let left: FxHashSet<_> = rebuild::left_behind(cx).into_iter().map(|left| left.old).collect();
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| !left.contains(&key.parent))
        {
            // A foreign key that the engine drops unread never looks for its parent.
            if !key.is_checked() || !schemas.contains(&key.parent.schema.as_ref()) {
                continue;
            }
            if let Some(missing) = missing(cx, child, key, found.len() < GUESSES) {
                found.push(Evidence { child, index, missing });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = &evidence.child.foreign_keys[evidence.index];
        let child = &evidence.child.name;
        let at = At::part(self.object(cx, evidence), Part::References);
        let report = match &evidence.missing {
            Missing::Table(_) => {
                Report::new(format!("`{child}` references `{}`, which does not exist", key.parent), at)
            }
            Missing::View => {
                Report::new(format!("`{child}` references `{}`, which is a view", key.parent), at)
                    .label("only tables can be referenced")
            }
            Missing::Column(column, parent) => {
                let message =
                    format!("`{child}` references `{}.{column}`, which does not exist", parent.name);
                let table = At::part(ObjectPath::Table(parent.name.clone()), Part::Name);
                Report::new(message, at).related(table, format!("no column `{column}` here"))
            }
        };
        let report = match &evidence.missing {
            Missing::Table(Some(near)) => {
                let table = At::part(ObjectPath::Table(near.name.clone()), Part::Name);
                report.related(table, format!("is `{}` meant?", near.name))
            }
            _ => report,
        };
        report.note("why", consequence(cx.semantics.forward_reference, &evidence.missing))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// What the engine does. Turning checks off helps against a missing table only: a missing column is refused all the
/// same (3734 on MySQL 9.7, 1005 on MariaDB 10.11).
const fn consequence(forward: ForwardReference, missing: &Missing<'_>) -> &'static str {
    match (forward, missing) {
        (ForwardReference::RefusedWithChecks, Missing::Table(_)) => {
            "the statement is refused; with foreign_key_checks off it is accepted, and then every row with a value is \
             refused"
        }
        (ForwardReference::Refused | ForwardReference::RefusedWithChecks, _) => "the statement is refused",
        (ForwardReference::Accepted, Missing::Table(_)) => {
            "the statement is accepted; then every INSERT, UPDATE and DELETE on this table fails"
        }
        (ForwardReference::Accepted, _) => {
            "the statement is accepted; then writing rows fails with `foreign key mismatch`"
        }
    }
}

/// One script of a directory of migrations, read alone: its parents are made by the others.
fn is_lone_migration(cx: Cx<'_>) -> bool {
    matches!(cx.history.scripts.as_slice(), [script] if script.migration)
}

/// For how many findings the table that was meant is looked for among all: in a schema that lacks thousands of
/// parents none was misspelt.
const GUESSES: usize = 100;

fn missing<'c>(cx: Cx<'c>, child: &'c Table, key: &'c ForeignKey, guess: bool) -> Option<Missing<'c>> {
    let Some(parent) = cx.catalog.parent(key) else {
        if !guess {
            return Some(Missing::Table(None));
        }
        let names = cx.catalog.tables().filter(|table| table.name.schema == key.parent.schema);
        let near = words::nearest(key.parent.name.as_str(), names.map(|table| table.name.name.as_str()));
        let near = near.and_then(|near| cx.catalog.tables().find(|table| table.name.name.as_str() == near));
        return Some(Missing::Table(near.filter(|near| near.name != child.name)));
    };
    if parent.kind == TableKind::View {
        return Some(Missing::View);
    }
    let Target::Columns(columns) = &key.target else { return None };
    // A child of an inheritance tree has its parents' columns too.
    if parent.completeness != Completeness::Whole || !parent.inherits.is_empty() {
        return None;
    }
    let column = columns.iter().find(|column| parent.column(column).is_none())?;
    Some(Missing::Column(column, parent))
}

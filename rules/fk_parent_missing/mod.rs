//! `fk-parent-missing`: a foreign key to a table or column that does not exist.

mod remedy;
mod witness;

use fklint_catalog::semantics::ForwardReference;
use fklint_catalog::{
    Completeness, Engine, ForeignKey, Ident, ObjectPath, Table, TableKind, TableName, Target,
};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, rebuild,
    words,
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
    /// A table of its own rows: they lie elsewhere, or in a module.
    Rows,
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
        // Most schemas that lack parents are parts: nothing more is to be looked at, unless someone asks why.
        let part = part(cx);
        if part.is_some() && cx.silences.is_none() {
            return;
        }
        let seen = Seen::new(cx, part);
        let is_there = |table, index| {
            let edge = cx.graph.edge_of(table, index);
            edge.is_some_and(|edge| cx.graph.edge(edge).primary.is_some())
        };
        let tables = cx.catalog.tables().zip(0..);
        let keys = tables.flat_map(|(child, table)| {
            let keys = child.foreign_keys.iter().enumerate();
            keys.filter(move |&(index, _)| !is_there(table, index))
                .map(move |(index, key)| (child, index, key))
        });
        for (child, index, key) in keys {
            let at = || ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
            let elsewhere = seen.elsewhere(key);
            if elsewhere.is_some() && cx.silences.is_none() {
                continue;
            }
            match (missing(cx, child, key, elsewhere.is_none() && found.len() < GUESSES), elsewhere) {
                (Ok(None), _) => {}
                (Ok(Some(missing)), None) => found.push(Evidence { child, index, missing }),
                (Ok(Some(missing)), Some(why)) => cx.silent(|| {
                    let why = format!("{}: {why}", absence(&missing, key));
                    Silence::new(at(), why)
                }),
                (Err(why), _) => cx.silent(|| Silence::new(at(), why)),
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
            Missing::Rows => {
                let message = format!("`{child}` references `{}`, whose rows lie elsewhere", key.parent);
                let table = At::part(ObjectPath::Table(key.parent.clone()), Part::Name);
                Report::new(message, at).related(table, "no foreign key can reference such a table")
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

/// What of the schema was read, and with it what may exist unseen.
struct Seen<'c> {
    part: Option<&'static str>,
    schemas: FxHashSet<Option<&'c Ident>>,
    /// The old names that references were left with: there the rename that took them along is the finding.
    left: FxHashSet<&'c TableName>,
}

impl<'c> Seen<'c> {
    fn new(cx: Cx<'c>, part: Option<&'static str>) -> Self {
        let schemas = cx.catalog.tables().map(|table| table.name.schema.as_ref()).collect();
        let left = rebuild::left_behind(cx).into_iter().map(|left| left.old).collect();
        Self { part, schemas, left }
    }

    /// Why a parent that was not read need not be missing.
    fn elsewhere(&self, key: &ForeignKey) -> Option<&'static str> {
        if self.part.is_some() {
            self.part
        } else if self.left.contains(&key.parent) {
            Some("a rename took the reference along, of which `rebuild-rewrites-children` speaks")
        } else if !key.is_checked() {
            // A foreign key that the engine drops unread never looks for its parent.
            Some("the foreign key is not checked, and the engine never looks for it")
        } else {
            let unread = !self.schemas.contains(&key.parent.schema.as_ref());
            unread.then_some("nor was anything else of its schema")
        }
    }
}

/// Why what is missing may well exist in the rest of the schema.
fn part(cx: Cx<'_>) -> Option<&'static str> {
    if cx.catalog.is_partial() {
        return Some("nor was all of the schema, since tables are altered that nothing creates");
    }
    is_lone_migration(cx).then_some("other migrations may make it, and were not read either")
}

/// One script of a directory of migrations, read alone: its parents are made by the others.
pub(crate) fn is_lone_migration(cx: Cx<'_>) -> bool {
    matches!(cx.history.scripts.as_slice(), [script] if script.migration)
}

/// For how many findings the table that was meant is looked for among all: in a schema that lacks thousands of
/// parents none was misspelt.
const GUESSES: usize = 100;

/// What was not seen.
fn absence(missing: &Missing<'_>, key: &ForeignKey) -> String {
    match missing {
        Missing::Table(_) => format!("`{}` was not read", key.parent),
        Missing::View => format!("`{}` is a view", key.parent),
        Missing::Rows => format!("the rows of `{}` lie elsewhere", key.parent),
        Missing::Column(column, parent) => format!("`{}.{column}` was not read", parent.name),
    }
}

/// What is not there, or why that cannot be told.
fn missing<'c>(
    cx: Cx<'c>,
    child: &'c Table,
    key: &'c ForeignKey,
    guess: bool,
) -> Result<Option<Missing<'c>>, &'static str> {
    let Some(parent) = cx.catalog.parent(key) else {
        if !guess {
            return Ok(Some(Missing::Table(None)));
        }
        let names = cx.catalog.tables().filter(|table| table.name.schema == key.parent.schema);
        let near = words::nearest(key.parent.name.as_str(), names.map(|table| table.name.name.as_str()));
        let near = near.and_then(|near| cx.catalog.tables().find(|table| table.name.name.as_str() == near));
        return Ok(Some(Missing::Table(near.filter(|near| near.name != child.name))));
    };
    match parent.kind {
        TableKind::View => return Ok(Some(Missing::View)),
        TableKind::Foreign => return Ok(Some(Missing::Rows)),
        TableKind::Base | TableKind::Temporary | TableKind::Partition { .. } => {}
    }
    let Target::Columns(columns) = &key.target else { return Ok(None) };
    let Some(column) = columns.iter().find(|column| parent.column(column).is_none()) else { return Ok(None) };
    if parent.completeness != Completeness::Whole {
        Err("the columns of its parent are not known")
    } else if !parent.inherits.is_empty() {
        // A child of an inheritance tree has its parents' columns too.
        Err("its parent inherits columns")
    } else {
        Ok(Some(Missing::Column(column, parent)))
    }
}

//! `fk-column-missing`: a foreign key over a column that its table does not have, or that sets one that is not its own.

mod remedy;
mod witness;

use fklint_catalog::{Action, Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `fk-column-missing`.
pub(crate) struct FkColumnMissing;

/// A foreign key that names a column which it cannot have.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    column: &'c Ident,
    place: Place,
}

/// Where the column is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Among the referencing columns.
    Columns,
    /// Behind SET NULL or SET DEFAULT.
    Action,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }

    /// Whether the table has no such column at all.
    fn is_absent(&self) -> bool {
        self.child.column(self.column).is_none()
    }

    /// The names that could stand there instead.
    fn candidates(&self) -> Vec<&Ident> {
        match self.place {
            Place::Columns => self.child.columns.iter().map(|column| &column.name).collect(),
            Place::Action => self.key().columns.iter().collect(),
        }
    }

    /// The one that was probably meant.
    fn nearest(&self) -> Option<&Ident> {
        let candidates = self.candidates();
        let near = words::nearest(self.column.as_str(), candidates.iter().map(|name| name.as_str()))?;
        candidates.into_iter().find(|name| name.as_str() == near)
    }
}

impl Rule for FkColumnMissing {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-column-missing",
        summary: "a foreign key over a column that its own table does not have",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys() {
            let named = absent(child, key).map(|column| (column, Place::Columns));
            let set = || {
                // The list is a clause of its own, which others do not read.
                let set = key.set_columns.iter().filter(|_| cx.semantics.set_null_columns);
                set.into_iter()
                    .find(|column| !key.columns.contains(column))
                    .map(|column| (column, Place::Action))
            };
            let Some((column, place)) = named.or_else(set) else { continue };
            if place == Place::Columns && !child.is_whole() {
                cx.silent(|| {
                    let at = ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
                    Silence::new(at, "the columns of its table are not known")
                });
                continue;
            }
            found.push(Evidence { child, index, column, place });
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, column, place, .. } = *evidence;
        let key = evidence.key();
        let named = words::foreign_key(&child.name, key);
        let (because, part) = match place {
            Place::Columns => (format!("`{}` has no column `{column}`", child.name), Part::Columns),
            Place::Action => {
                let action = if key.on_delete == Action::SetDefault { "SET DEFAULT" } else { "SET NULL" };
                (format!("{action} names `{column}`, which is no column of it"), Part::OnDelete)
            }
        };
        let at = At::part(self.object(cx, evidence), part);
        let report = Report::new(format!("{named} is refused: {because}"), at);
        match evidence.nearest() {
            Some(near) => {
                let path = ObjectPath::Column(child.name.clone(), near.clone());
                report.related(At::part(path, Part::Name), format!("is `{near}` meant?"))
            }
            None => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The first referencing column that was not read with the table.
pub(crate) fn absent<'c>(child: &Table, key: &'c ForeignKey) -> Option<&'c Ident> {
    key.columns.iter().find(|column| child.column(column).is_none())
}

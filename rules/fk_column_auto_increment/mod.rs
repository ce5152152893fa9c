//! `fk-column-auto-increment`: the engine makes up values for a column that must name a parent.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness};

/// The rule `fk-column-auto-increment`.
pub(crate) struct FkColumnAutoIncrement;

/// A foreign key and its generated column.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    column: &'c Ident,
}

impl Rule for FkColumnAutoIncrement {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-column-auto-increment",
        summary: "an auto-increment column that is also a foreign-key column",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let mut columns = key
                .columns
                .iter()
                .filter(|name| table.column(name).is_some_and(|column| column.generator.is_some()));
            if let Some(column) = columns.next()
                && !is_back_link(table, key, column)
            {
                found.push(Evidence { table, index, column });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, index, column, .. } = evidence;
        let parent = &table.foreign_keys[*index].parent;
        let message =
            format!("`{}.{column}` gets generated values that need not exist in `{parent}`", table.name);
        let generator = ObjectPath::Column(table.name.clone(), (*column).clone());
        Report::new(message, At::whole(self.object(cx, evidence)))
            .related(At::part(generator, Part::Generator), "the values are made here")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The table's own key, part of a composite link of which another part is NULL until it is set:
/// `(widget_id, favorite_entry_id)`. The check only runs when the link is set, and then the row is there.
fn is_back_link(table: &Table, key: &ForeignKey, generated: &Ident) -> bool {
    let in_primary_key =
        table.primary_key().is_some_and(|primary| primary.columns().any(|part| part == generated));
    in_primary_key && key.columns.iter().any(|column| column != generated && table.is_nullable(column))
}

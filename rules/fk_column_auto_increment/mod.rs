//! `fk-column-auto-increment`: the engine makes up values for a column that must name a parent.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, Ident, ObjectPath, Table, TypeFamily};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness};

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
            let generated =
                |name: &&Ident| table.column(name).is_some_and(|column| column.generator.is_some());
            let at = || ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
            match key.columns.iter().find(generated) {
                Some(column) if is_back_link(table, key, column) => cx.silent(|| {
                    let why =
                        format!("`{column}` is the row's own key, and the link stays NULL until it is set");
                    Silence::new(at(), why)
                }),
                Some(column) => found.push(Evidence { table, index, column }),
                None if cx.silences.is_some() && is_whole_primary_key(cx, table, key) => {
                    cx.silent(|| Silence::new(at(), "a row shares the number of its parent: not generated"));
                }
                None => {}
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

/// The look-alike: a row that shares the number of its parent.
fn is_whole_primary_key(cx: Cx<'_>, table: &Table, key: &ForeignKey) -> bool {
    let [name] = key.columns.as_slice() else { return false };
    let family = table.column(name).map(|column| column.data_type.family(cx.catalog.engine));
    family == Some(TypeFamily::Integer)
        && table.primary_key().is_some_and(|primary| primary.is_over(&key.columns))
}

/// The table's own key, part of a composite link of which another part is NULL until it is set:
/// `(widget_id, favorite_entry_id)`. The check only runs when the link is set, and then the row is there.
fn is_back_link(table: &Table, key: &ForeignKey, generated: &Ident) -> bool {
    let in_primary_key =
        table.primary_key().is_some_and(|primary| primary.columns().any(|part| part == generated));
    in_primary_key && key.columns.iter().any(|column| column != generated && table.is_nullable(column))
}

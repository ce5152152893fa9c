//! `key-auto-increment-composite`: a number in a composite key that the engine does not count as its author expects.

mod remedy;
mod witness;

use fklint_catalog::semantics::CompositeIncrement;
use fklint_catalog::{Column, Engine, Generator, KeyPath, ObjectPath, Table, TypeFamily};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness};

/// The rule `key-auto-increment-composite`.
pub(crate) struct KeyAutoIncrementComposite;

/// A column of a composite primary key.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    column: &'c Column,
    fault: Fault,
}

/// What happens to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The table is refused: the column leads no key.
    LeadsNoKey,
    /// The table is refused: the engine counts no part of a composite key.
    NeverCounts,
    /// A row without a value gets NULL.
    StaysNull,
}

impl Rule for KeyAutoIncrementComposite {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "key-auto-increment-composite",
        summary: "a number in a composite primary key that the engine refuses to count, or leaves NULL",
        severity: Severity::Warning,
        confidence: Confidence::Inferred,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for table in cx.catalog.tables().filter(|table| table.is_whole()) {
            let Some(primary) = table.primary_key().filter(|primary| primary.parts.len() > 1) else {
                continue;
            };
            let columns = primary.columns().filter_map(|column| table.column(column));
            for column in columns {
                let counted = column.generator == Some(Generator::AutoIncrement);
                let fault = match cx.semantics.composite_increment {
                    CompositeIncrement::Counts => continue,
                    CompositeIncrement::MustLeadAKey => counted
                        .then_some(Fault::LeadsNoKey)
                        .filter(|_| cx.semantics.keeps_foreign_keys(table.storage_engine.as_ref()))
                        .filter(|_| !leads_a_key(table, column)),
                    CompositeIncrement::NotGenerated if counted => Some(Fault::NeverCounts),
                    CompositeIncrement::NotGenerated => {
                        is_own_number(cx, table, column).then_some(Fault::StaysNull)
                    }
                };
                found.extend(fault.map(|fault| Evidence { table, column, fault }));
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Column(evidence.table.name.clone(), evidence.column.name.clone())
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.fault == Fault::StaysNull { Severity::Warning } else { Severity::Error }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, column, fault } = evidence;
        let place = self.object(cx, evidence);
        let name = format!("{}.{}", table.name, column.name);
        let (message, at, label) = match fault {
            Fault::LeadsNoKey => (
                format!(
                    "`{}` is refused: the auto-increment column `{}` is the first of no key",
                    table.name, column.name
                ),
                At::part(place, Part::Generator),
                "error 1075",
            ),
            Fault::NeverCounts => (
                format!(
                    "`{}` is refused: `{}` in a composite key cannot be AUTOINCREMENT",
                    table.name, column.name
                ),
                At::part(place, Part::Generator),
                "only for a lone INTEGER PRIMARY KEY",
            ),
            Fault::StaysNull => (
                format!("a row without `{name}` is accepted with NULL in its primary key"),
                At::whole(place),
                "no rowid alias within a composite key: nothing makes its values",
            ),
        };
        let primary = ObjectPath::Key(table.name.clone(), KeyPath::Primary);
        Report::new(message, at).label(label).related(At::whole(primary), "composite")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

fn leads_a_key(table: &Table, column: &Column) -> bool {
    table.keys.iter().any(|key| key.parts.first().and_then(|part| part.column.as_ref()) == Some(&column.name))
}

/// Whether a number is named as the table's own identity, and a row can leave it out.
fn is_own_number(cx: Cx<'_>, table: &Table, column: &Column) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    let (name, table_name) = (plain(column.name.as_str()), plain(table.name.name.as_str()));
    let stem = table_name.strip_suffix('s').unwrap_or(&table_name);
    (name == "id" || name == format!("{stem}id"))
        && column.data_type.family(cx.catalog.engine) == TypeFamily::Integer
        && column.default.is_none()
        && column.generated.is_none()
        && cx.semantics.primary_key_allows_null(table, &column.name)
        && !table.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
}

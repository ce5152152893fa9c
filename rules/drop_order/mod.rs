//! `drop-order`: a script drops a table that another one still references.

mod remedy;
mod script;
mod witness;

use fklint_catalog::{Change, Engine, ForeignKey, ObjectPath, TableName};
use fklint_rule::{At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `drop-order`.
pub(crate) struct DropOrder;

/// A DROP TABLE that is refused, and what stands in its way.
pub(crate) struct Evidence {
    statement: u32,
    parent: TableName,
    /// The foreign keys that point at the table then, with their tables.
    keys: Vec<(TableName, ForeignKey)>,
    /// The script drops all of these tables itself, too late.
    dropped_later: bool,
    /// The statements that do so; the refused one itself, where it drops all of them in an order that does not matter.
    later_drops: Vec<u32>,
    /// The tables of the refused statement, each after those that refer to it; `None` where they do so in a circle.
    order: Option<Vec<TableName>>,
    /// The statements that would drop the foreign keys, and what they change.
    drops: Vec<(String, Change)>,
}

impl Rule for DropOrder {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "drop-order",
        summary: "a script that drops a table while a foreign key still points at it",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        script::walk(cx, found);
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        ObjectPath::Statement(evidence.statement)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let Evidence { parent, keys, dropped_later, drops, .. } = evidence;
        let mut children: Vec<&TableName> = Vec::new();
        for (child, _) in keys {
            if !children.contains(&child) {
                children.push(child);
            }
        }
        let verb = if children.len() == 1 { "references" } else { "reference" };
        let message = format!(
            "dropping {} is refused: {} still {verb} it",
            words::name(parent),
            words::tables(&children)
        );
        let mut report = Report::new(message, At::whole(self.object(cx, evidence)));
        for (child, key) in keys {
            let there = cx.catalog.table(child).map_or(&[][..], |table| &table.foreign_keys);
            let same = |other: &ForeignKey| other.columns == key.columns && other.parent == key.parent;
            if let Some(index) = there.iter().position(same) {
                report = report.related(
                    At::whole(ObjectPath::foreign_key(child, there, index)),
                    "it still points there",
                );
            }
        }
        let drops: Vec<&str> = drops.iter().map(|(sql, _)| sql.as_str()).collect();
        if *dropped_later { report } else { report.note("write it so", drops.join("\n")) }
    }

    fn remedy(&self, _cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        remedy::remedy(evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

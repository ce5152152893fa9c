//! `fk-check-skipped-by-index`: a foreign key whose index has further columns, a NULL in which switches its check off.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, KeyPath, ObjectPath, Table, write};
use fklint_rule::serving::{Skipping, skipping};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-check-skipped-by-index`.
pub(crate) struct FkCheckSkippedByIndex;

/// A foreign key, and the index by which it is not checked where a further column is NULL.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    skipping: Skipping<'c>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkCheckSkippedByIndex {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-check-skipped-by-index",
        summary: "a foreign key that is not checked where its index has a NULL in a further column",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql],
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            if let Some(skipping) = skipping(cx, table, &key.columns) {
                found.push(Evidence { table, index, skipping });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, skipping: Skipping { wide, nullable }, .. } = evidence;
        let named = words::foreign_key(&table.name, evidence.key());
        let message = format!("{named} lets orphans in: it is not checked where `{nullable}` is NULL");
        let path = ObjectPath::Key(table.name.clone(), KeyPath::of(wide));
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .related(
                At::whole(path),
                "the first index that begins with its columns is the one that is looked at",
            )
            .note(
                "why",
                "rows are looked up by the whole index, and a NULL in it ends the look-up before it begins",
            );
        let changes = remedy::changes(cx, evidence);
        if changes.is_empty() {
            return report;
        }
        report.note("write it so", format!("{};", write::write_all(&changes, cx.catalog).join(";\n")))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

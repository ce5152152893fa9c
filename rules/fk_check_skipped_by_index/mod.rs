//! `fk-check-skipped-by-index`: a foreign key whose index has further columns, a NULL in which switches its check off.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, Ident, Key, KeyKind, KeyPath, ObjectPath, Table, write};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-check-skipped-by-index`.
pub(crate) struct FkCheckSkippedByIndex;

/// A foreign key, the index by which it is checked, and what may be NULL there.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    wide: &'c Key,
    nullable: &'c Ident,
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
        if cx.semantics.null_in_wide_index_checked {
            return;
        }
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            if !table.is_whole() {
                continue;
            }
            let Some(wide) = serving(table, key) else { continue };
            let beyond = wide.columns().skip(key.columns.len());
            if let Some(nullable) = beyond.into_iter().find(|column| table.is_nullable(column)) {
                found.push(Evidence { table, index, wide, nullable });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, wide, nullable, .. } = evidence;
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

/// The index by which rows of the child are checked: of those that begin with its columns the first, primary and unique
/// keys before others (9.7.4).
fn serving<'c>(table: &'c Table, key: &ForeignKey) -> Option<&'c Key> {
    let rank = |key: &Key| match key.kind {
        KeyKind::Primary => Some(0),
        KeyKind::Unique => Some(1),
        KeyKind::Plain => Some(2),
        _ => None,
    };
    let begins = |candidate: &&Key| {
        let parts = candidate.parts.get(..key.columns.len());
        parts.is_some_and(|parts| parts.iter().zip(&key.columns).all(|(part, column)| part.is_whole(column)))
    };
    table.keys.iter().filter(begins).filter(|key| rank(key).is_some()).min_by_key(|key| rank(key))
}

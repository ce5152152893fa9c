//! `fk-parent-storage-engine`: a foreign key to a table whose storage engine cannot be referenced.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, ObjectPath, Table, TableKind};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-parent-storage-engine`.
pub(crate) struct FkParentStorageEngine;

/// A foreign key and its parent.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkParentStorageEngine {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-parent-storage-engine",
        summary: "a foreign key to a table whose storage engine cannot be referenced",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let Some(parent) = cx.catalog.parent(key).filter(|parent| parent.kind == TableKind::Base) else {
                continue;
            };
            if parent.name != child.name && !cx.semantics.can_be_referenced(parent.storage_engine.as_ref()) {
                found.push(Evidence { child, index, parent });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, .. } = evidence;
        let named = words::foreign_key(&child.name, evidence.key());
        let engine = parent.storage_engine.as_ref().map_or("", |engine| &engine.0);
        let fate = if cx.live { "was taken with checks off" } else { "is refused" };
        let message = format!("{named} {fate}: `{}` is {engine}, which cannot be referenced", parent.name);
        let storage = At::part(ObjectPath::Table(parent.name.clone()), Part::StorageEngine);
        Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .related(storage, format!("{engine} takes no part in foreign keys"))
            .note(
                "why",
                "the error names another cause: the parent is said not to exist; with foreign_key_checks off InnoDB takes \
                 the foreign key, and then refuses every row with a value",
            )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

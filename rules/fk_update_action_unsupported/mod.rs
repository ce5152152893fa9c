//! `fk-update-action-unsupported`: an ON UPDATE action on an engine that has no such clause.

mod remedy;
mod witness;

use fklint_catalog::{Action, Engine, ForeignKey, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-update-action-unsupported`.
pub(crate) struct FkUpdateActionUnsupported;

/// A foreign key with a clause that the engine does not know.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkUpdateActionUnsupported {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-update-action-unsupported",
        summary: "an ON UPDATE action where the engine has none: the statement is refused",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Oracle],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.on_update {
            return;
        }
        let written = cx.catalog.foreign_keys().filter(|(_, _, key)| key.on_update != Action::NoAction);
        found.extend(written.map(|(table, index, _)| Evidence { table, index }));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = evidence.key();
        let message = format!(
            "{} is refused: this engine has no ON UPDATE {}",
            words::foreign_key(&evidence.table.name, key),
            key.on_update.sql()
        );
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::OnUpdate))
            .label("a syntax error, and with it the whole statement");
        let columns = cx.catalog.parent_columns(key).unwrap_or_default();
        let steps = format!(
            "change {} and its children in one transaction, with the check at COMMIT",
            words::columns_of(&key.parent, &columns)
        );
        if key.on_update == Action::Cascade { report.note("instead", steps) } else { report }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, _cx: Cx<'_>, _evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness())
    }
}

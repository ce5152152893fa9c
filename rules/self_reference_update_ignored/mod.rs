//! `self-reference-update-ignored`: an ON UPDATE action from a table to itself that refuses instead of acting.

mod remedy;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::SelfUpdate;
use fklint_catalog::{Action, Engine, ForeignKey, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `self-reference-update-ignored`.
pub(crate) struct SelfReferenceUpdateIgnored;

/// A self-reference with an action that does not act.
pub(crate) struct Evidence<'c> {
    edge: EdgeId,
    table: &'c Table,
    key: &'c ForeignKey,
}

impl Rule for SelfReferenceUpdateIgnored {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "self-reference-update-ignored",
        summary: "an ON UPDATE action on a self-reference where the engine refuses instead",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.self_update != SelfUpdate::ActsAsRestrict {
            return;
        }
        for &edge in cx.graph.self_edges() {
            let Some((table, key)) = cx.graph.edge(edge).key(cx.catalog) else { continue };
            if matches!(key.on_update, Action::Cascade | Action::SetNull) {
                found.push(Evidence { edge, table, key });
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        let index = cx.graph.edge(evidence.edge).foreign_key as usize;
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, key, .. } = evidence;
        let columns = cx.catalog.parent_columns(key).unwrap_or_default();
        let referenced = words::columns_of(&table.name, &columns);
        let message = format!(
            "a change of {referenced} is refused: within one table ON UPDATE {} acts as RESTRICT",
            key.on_update.sql()
        );
        let primary = At::part(self.object(cx, evidence), Part::OnUpdate);
        let report = Report::new(message, primary)
            .label("accepted, and then error 1451 while a row points to the old key");
        let (Some(own), Some(other)) = (key.columns.last(), columns.last()) else { return report };
        let name = &table.name;
        let steps = format!(
            "INSERT a copy of the row with the new `{other}`\n\
             UPDATE {name} SET {own} = <new> WHERE {own} = <old>\n\
             DELETE FROM {name} WHERE {other} = <old>"
        );
        let report = report.note("change a key so", steps);
        report.note(
            "or",
            format!(
                "refer to a key of `{name}` that never changes, and keep {referenced} as a plain unique key"
            ),
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

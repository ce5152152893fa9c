//! `fk-delete-cycle`: ON DELETE CASCADE leads around in a circle.

mod remedy;
mod witness;

use fklint_catalog::graph::{Cycle, EdgeId};
use fklint_catalog::semantics::{CycleEscape, DeleteCycle};
use fklint_catalog::{Action, Engine, ObjectPath, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-delete-cycle`.
pub(crate) struct FkDeleteCycle;

/// A round of foreign keys that all cascade deletes.
pub(crate) struct Evidence {
    /// The edge that costs least to change.
    edge: EdgeId,
    /// All edges, `edge` among them, in order.
    round: Vec<EdgeId>,
}

impl Rule for FkDeleteCycle {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-delete-cycle",
        summary: "ON DELETE CASCADE all around tables that point at each other",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        // Where not even a first row can be written, there is nothing to delete.
        let is_empty =
            |cycle: &&Cycle| cycle.is_unbreakable() && cx.semantics.cycle_escape == CycleEscape::Impossible;
        for cycle in cx.graph.cycles().iter().filter(|cycle| !is_empty(cycle)) {
            for round in cx.graph.rounds(cycle, |edge| edge.on_delete == Action::Cascade) {
                let is_cheap =
                    |id: &&EdgeId| cycle.break_set.as_ref().is_some_and(|cheap| cheap.contains(id));
                if let Some(&edge) = round.iter().find(is_cheap).or(round.first()) {
                    found.push(Evidence { edge, round });
                }
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        path(cx, evidence.edge)
    }

    fn severity(&self, cx: Cx<'_>, _evidence: &Evidence) -> Severity {
        match cx.semantics.delete_cycle {
            DeleteCycle::Complete => Severity::Warning,
            DeleteCycle::LeavesOrphans | DeleteCycle::Refused => Severity::Error,
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let children = evidence.round.iter().filter_map(|&id| cx.graph.edge(id).key(cx.catalog));
        let names: Vec<&TableName> = children.map(|(child, _)| &child.name).collect();
        let tables = words::tables(&names);
        let message = match cx.semantics.delete_cycle {
            DeleteCycle::Complete => {
                format!("a DELETE can spread through {tables}: ON DELETE CASCADE leads around in a circle")
            }
            DeleteCycle::LeavesOrphans => format!(
                "a DELETE can leave orphans in {tables}: ON DELETE CASCADE in a circle stops where it comes back"
            ),
            DeleteCycle::Refused => format!("ON DELETE CASCADE around {tables} is refused"),
        };
        let label = |id: EdgeId| {
            let edge = cx.graph.edge(id);
            let parent = cx.catalog.table_at(edge.parent as usize).map(|table| &table.name);
            let child = cx.catalog.table_at(edge.child as usize).map(|table| &table.name);
            let (Some(parent), Some(child)) = (parent, child) else { return String::new() };
            format!("{} takes its rows of {} along", words::one(parent), words::name(child))
        };
        let at = |id: EdgeId| At::part(path(cx, id), Part::OnDelete);
        let mut report = Report::new(message, at(evidence.edge)).label(label(evidence.edge));
        for &id in evidence.round.iter().filter(|&&id| id != evidence.edge) {
            report = report.related(at(id), label(id));
        }
        match cx.semantics.next_change("delete_cycle") {
            Some((version, _)) if cx.semantics.delete_cycle == DeleteCycle::Complete => {
                let text = format!(
                    "from version {version} on the cascade stops where it comes back, and leaves orphans"
                );
                report.note("note", text)
            }
            _ => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

//! `fk-cycle-never-deleted`: rows that point at each other are refused their DELETE until an UPDATE unlinks them.

mod remedy;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{Engine, ObjectPath, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-cycle-never-deleted`.
pub(crate) struct FkCycleNeverDeleted;

/// A round of foreign keys that all refuse deletes at once.
pub(crate) struct Evidence {
    /// The nullable edge to unlink first.
    link: EdgeId,
    /// All edges, `link` among them, in order.
    round: Vec<EdgeId>,
}

impl Rule for FkCycleNeverDeleted {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-cycle-never-deleted",
        summary: "tables that point at each other, whose linked rows need an UPDATE before their DELETE",
        severity: Severity::Note,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        for cycle in cx.graph.cycles() {
            // Where nothing is declared, `fk-cycle-undeclared` tells the order of deletes along with that of inserts.
            let Some(cheapest) = &cycle.break_set else { continue };
            if !cx.graph.opens(cycle, |id| cx.is_declared_second(id)) {
                continue;
            }
            // Of a RESTRICT beside DEFERRABLE `fk-deferrable-ineffective` tells.
            for round in cx.graph.rounds(cycle, |edge| edge.on_delete.refuses() && !edge.deferrable) {
                let links = round.iter().copied().filter(|&id| cx.graph.edge(id).nullable);
                let link = links.min_by_key(|id| (!cx.is_declared_second(*id), !cheapest.contains(id)));
                if let Some(link) = link {
                    found.push(Evidence { link, round });
                }
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        path(cx, evidence.link)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let ends = evidence.round.iter().filter_map(|&id| cx.graph.edge(id).key(cx.catalog));
        let names: Vec<&TableName> = ends.map(|(child, _)| &child.name).collect();
        let message = format!(
            "linked rows of {} are refused their DELETE until an UPDATE unlinks them",
            words::tables(&names)
        );
        let mut report = Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .label("to be set to NULL before the DELETE");
        for &id in evidence.round.iter().filter(|&&id| id != evidence.link) {
            if let Some((_, key)) = cx.graph.edge(id).key(cx.catalog) {
                let text = format!("keeps its {}", words::name(&key.parent));
                report = report.related(At::whole(path(cx, id)), text);
            }
        }
        report.note("write it so", remedy::statements(cx, evidence))
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

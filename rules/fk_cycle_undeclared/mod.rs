//! `fk-cycle-undeclared`: tables point at each other, and nothing says which link is written second.

mod remedy;
mod witness;

use fklint_catalog::graph::{Cycle, EdgeId};
use fklint_catalog::{Engine, ObjectPath, TableName};
use fklint_rule::{
    At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, order, words,
};

/// The rule `fk-cycle-undeclared`.
pub(crate) struct FkCycleUndeclared;

/// A cycle that can be opened, and its break set without what is declared already.
pub(crate) struct Evidence<'c> {
    cycle: &'c Cycle,
    /// The edge that the finding is about.
    first: EdgeId,
    /// The other edges to write second.
    others: Vec<EdgeId>,
    /// A shortest round through `first`, in order.
    round: Vec<EdgeId>,
}

impl Evidence<'_> {
    /// The edges to write second.
    fn second(&self) -> impl Iterator<Item = EdgeId> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

const UNBREAKABLE: &str = "no link of the cycle can be written second: `fk-cycle-unbreakable` speaks of it";

/// A cycle of more tables is not written out: `fklint order` does.
const WRITTEN_OUT: usize = 8;

impl Rule for FkCycleUndeclared {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-cycle-undeclared",
        summary: "tables that point at each other, with nothing that says which link is written second",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for cycle in cx.graph.cycles() {
            let Some(break_set) = &cycle.break_set else {
                let first = cycle.relax.first();
                cx.silent_at_all(|| first.map(|&id| Silence::new(path(cx, id), UNBREAKABLE)));
                continue;
            };
            let declared = |id: EdgeId| cx.is_declared_second(id);
            if cx.graph.opens(cycle, declared) {
                cx.silent_at_all(|| cycle.edges.iter().filter_map(|&id| cx.declared_second_by(id)));
                continue;
            }
            if let Some(&id) = break_set.iter().find(|&&id| is_guess(cx, id)) {
                cx.silent(|| Silence::new(path(cx, id), "whether its columns may be NULL was not read"));
                continue;
            }
            let mut others: Vec<EdgeId> = break_set.iter().copied().filter(|&id| !declared(id)).collect();
            let round = cx.graph.shortest_cycle(cycle);
            let in_round = others.iter().position(|id| round.contains(id)).unwrap_or(0);
            if !others.is_empty() {
                let first = others.remove(in_round);
                found.push(Evidence { cycle, first, others, round });
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        path(cx, evidence.first)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { cycle, first, others, round } = evidence;
        let names: Vec<&TableName> = cycle
            .tables
            .iter()
            .filter_map(|&table| Some(&cx.catalog.table_at(table as usize)?.name))
            .collect();
        let circle = if names.len() > 2 { " in a circle" } else { "" };
        let link = if others.is_empty() { "link is" } else { "links are" };
        let message = format!(
            "{} point at each other{circle}, and nothing says which {link} written second",
            words::tables(&names)
        );
        let label = format!("the cheapest to write second: {}", traits(cx, *first));
        let mut report = Report::new(message, At::whole(path(cx, *first))).label(label);
        for &id in round.iter().filter(|id| *id != first && !others.contains(id)) {
            if let Some((child, key)) = cx.graph.edge(id).key(cx.catalog) {
                let needs = words::needs_first(&child.name, &key.parent);
                report = report.related(At::whole(path(cx, id)), needs);
            }
        }
        for &id in others {
            report = report.related(At::whole(path(cx, id)), "and this one");
        }
        report = report.note("write it so", write_it_so(cx, cycle));
        if remedy::is_plan(cx) { report.note("or declare", remedy::declare(cx, evidence)) } else { report }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether an edge counts as nullable only because its columns were not read.
fn is_guess(cx: Cx<'_>, id: EdgeId) -> bool {
    let edge = cx.graph.edge(id);
    let is_unread = |column| edge.key(cx.catalog).is_some_and(|(table, _)| table.column(column).is_none());
    !edge.deferrable && edge.key(cx.catalog).is_some_and(|(_, key)| key.columns.iter().any(is_unread))
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

/// Why the edge is cheap: `nullable, many-to-one`.
fn traits(cx: Cx<'_>, id: EdgeId) -> String {
    let edge = cx.graph.edge(id);
    let can = match (edge.nullable, edge.deferrable) {
        (true, true) => "nullable and deferrable",
        (true, false) => "nullable",
        (false, _) => "deferrable",
    };
    let is_unique = edge.key(cx.catalog).is_some_and(|(table, key)| table.is_unique_over(&key.columns));
    format!("{can}, {}", if is_unique { "one-to-one" } else { "many-to-one" })
}

fn write_it_so(cx: Cx<'_>, cycle: &Cycle) -> String {
    if cycle.tables.len() > WRITTEN_OUT {
        return format!("`fklint order` lists every step for these {} tables", cycle.tables.len());
    }
    let steps = cx.graph.cycle_order(cycle);
    let insert = order::in_words(cx.catalog, cx.graph, &steps.insert).unwrap_or_default();
    let delete = order::in_words(cx.catalog, cx.graph, &steps.delete)
        .unwrap_or_else(|| "linked rows cannot be deleted: RESTRICT is never checked late".to_owned());
    format!("{insert}\n{delete}")
}

//! The remedy: let the cheapest link wait, until COMMIT where the engine can, else by being NULL.

use fklint_catalog::Change;
use fklint_rule::{Cx, Plan, Remedy, Safety, late, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let edges = || evidence.cycle.relax.iter().map(|&id| cx.graph.edge(id));
    let keys = edges().filter_map(|edge| edge.key(cx.catalog));
    let keys: Vec<String> = keys.map(|(child, key)| words::foreign_key(&child.name, key)).collect();
    let keys = words::joined(&keys);
    if cx.semantics.defers_at_all() {
        let changes = late::check_at_commit(cx, edges());
        return Remedy::Plan(Plan::of(format!("check {keys} at COMMIT"), Safety::Risky, changes));
    }
    let optional: Option<Vec<Vec<Change>>> =
        edges().map(|edge| late::leave_empty(cx.catalog, cx.semantics, edge)).collect();
    match optional {
        Some(changes) => {
            let title = format!("make {keys} optional, to be set by an UPDATE");
            Remedy::Plan(Plan::of(title, Safety::Risky, changes.into_iter().flatten()))
        }
        None => Remedy::Advice(format!(
            "move {keys} into a table of its own that points at both: no column of it can become NULL here"
        )),
    }
}

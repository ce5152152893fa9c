//! The remedy: check the break edges at COMMIT where the engine can, else declare them.

use fklint_catalog::{ForeignKey, ObjectPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, late, words};

use super::Evidence;

/// What a person can write instead of changing the schema.
pub(super) fn declare(cx: Cx<'_>, evidence: &Evidence<'_>) -> String {
    let paths = evidence.second().filter_map(|id| cx.graph.edge(id).path(cx.catalog));
    words::declare_second(cx, &paths.collect::<Vec<ObjectPath>>())
}

/// Whether the schema itself can say it.
pub(super) fn is_plan(cx: Cx<'_>) -> bool {
    cx.semantics.defers_at_all()
}

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let keys: Vec<String> = evidence
        .second()
        .filter_map(|id| cx.graph.edge(id).key(cx.catalog))
        .map(|(child, key): (_, &ForeignKey)| words::foreign_key(&child.name, key))
        .collect();
    let keys = words::joined(&keys);
    if !is_plan(cx) {
        return Remedy::Advice(format!("declare that {keys} comes second: {}", declare(cx, evidence)));
    }
    let changes = late::check_at_commit(cx, evidence.second().map(|id| cx.graph.edge(id)));
    Remedy::Plan(Plan::of(format!("check {keys} at COMMIT"), Safety::Risky, changes))
}

//! The remedy: a first row has no parent, or its parent is checked at COMMIT.

use fklint_rule::{Cx, Plan, Remedy, Safety, late, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let edge = cx.graph.edge(evidence.edge);
    let key = words::foreign_key(&evidence.table.name, evidence.key);
    if let Some(changes) = late::leave_empty(cx.catalog, cx.semantics, edge) {
        let title = format!("let rows at the top leave {key} empty");
        return Remedy::Plan(Plan::of(title, Safety::Risky, changes));
    }
    if cx.semantics.defers_at_all() {
        let changes = late::check_at_commit(cx, [edge]);
        return Remedy::Plan(Plan::of(format!("check {key} at COMMIT"), Safety::Risky, changes));
    }
    Remedy::Advice(format!(
        "give {key} a column of its own that may be NULL: those it has are part of the primary key or generated"
    ))
}

//! The remedy: check the key at COMMIT where the engine can, else declare it.

use fklint_rule::{Cx, Plan, Remedy, Rule, Safety, late, words};

use super::{Evidence, SelfReferenceUndeclared};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = words::foreign_key(&evidence.table.name, evidence.key);
    if cx.semantics.defers_at_all() {
        let changes = late::check_at_commit(cx, [cx.graph.edge(evidence.edge)]);
        return Remedy::Plan(Plan::of(format!("check {key} at COMMIT"), Safety::Risky, changes));
    }
    let path = SelfReferenceUndeclared.object(cx, evidence);
    Remedy::Advice(format!("declare that {key} comes second: {}", words::declare_second(cx, &[path])))
}

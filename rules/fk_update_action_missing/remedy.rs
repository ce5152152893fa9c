//! The way out of `fk-update-action-missing`: the same foreign keys with ON UPDATE CASCADE, parents first.

use fklint_rule::{Cx, Plan, Remedy, Safety, updates, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence) -> Remedy {
    let edge = cx.graph.edge(evidence.edge);
    let parent = cx.catalog.table_at(edge.parent as usize).map(|parent| parent.name.clone());
    let key = parent.map_or_else(String::new, |parent| words::columns_of(&parent, &evidence.columns));
    if evidence.chain.is_long {
        return Remedy::Advice(format!(
            "give every foreign key on the way of {key} ON UPDATE CASCADE, parents first, or refer to a key that never changes"
        ));
    }
    if let Some((child, key)) = evidence.planned.and_then(|first| cx.graph.edge(first).key(cx.catalog)) {
        return Remedy::Advice(format!(
            "the fix for {} lets this foreign key follow too",
            words::foreign_key(&child.name, key)
        ));
    }
    let changes = updates::cascading(cx, &evidence.chain.members);
    let title = match evidence.chain.members.len() {
        1 => format!("let the rows follow changes of {key}"),
        count => format!("let {count} foreign keys follow changes of {key}, parents first"),
    };
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

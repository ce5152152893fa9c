//! The remedy: one key of the round that does not cascade. Which rows may be lost is for a person to say.

use fklint_rule::{Cx, Remedy, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence) -> Remedy {
    let edge = cx.graph.edge(evidence.edge);
    let Some((child, key)) = edge.key(cx.catalog) else {
        return Remedy::Advice("take ON DELETE CASCADE from one of these foreign keys".to_owned());
    };
    let (parent, key) = (words::name(&key.parent), words::foreign_key(&child.name, key));
    let child = words::one(&child.name);
    Remedy::Advice(if edge.nullable {
        format!("give {key} ON DELETE SET NULL, so that {child} outlives its {parent}")
    } else {
        format!("take ON DELETE CASCADE from {key}, so that {parent} rows in use are not deleted")
    })
}

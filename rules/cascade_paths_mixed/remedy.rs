//! The way out: both ways cascade, or neither does. Which rows may go is for a person to say.

use fklint_catalog::{Action, ForeignKey};
use fklint_rule::{Cx, Remedy, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = words::foreign_key(&evidence.child.name, evidence.key());
    let cascade = cx.graph.edge(evidence.cascade[0]).key(cx.catalog);
    let other = cascade
        .map_or_else(String::new, |(child, other): (_, &ForeignKey)| words::foreign_key(&child.name, other));
    let rows = words::name(&evidence.child.name);
    let same = if evidence.key().on_delete == Action::SetNull { "SET NULL" } else { "no CASCADE" };
    Remedy::Advice(format!(
        "give {key} ON DELETE CASCADE where rows of {rows} may go along, or {other} {same} where they may not"
    ))
}

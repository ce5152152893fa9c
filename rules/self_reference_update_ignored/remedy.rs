//! The way out of `self-reference-update-ignored`: the foreign key without the action that it never had.

use fklint_catalog::{Action, ForeignKey};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { edge, table, key } = evidence;
    let foreign_key = ForeignKey { on_update: Action::NoAction, ..(*key).clone() };
    let title =
        format!("say that {} refuses changes of the key, as it does", words::foreign_key(&table.name, key));
    let index = cx.graph.edge(*edge).foreign_key as usize;
    Remedy::Plan(Plan::of(title, Safety::Safe, remake(cx, [(*table, index, foreign_key)])))
}

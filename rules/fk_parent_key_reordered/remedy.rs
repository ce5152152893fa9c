//! The way out of `fk-parent-key-reordered`: the same pairs of columns, in the order of the parent's key.

use fklint_catalog::{ForeignKey, Target};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, .. } = evidence;
    let key = evidence.key();
    let (columns, wanted) = evidence.pairs();
    let title = format!(
        "list the columns of {} in the order of the parent's key",
        words::foreign_key(&child.name, key)
    );
    let reordered = ForeignKey { columns, target: Target::Columns(wanted), ..key.clone() };
    Remedy::Plan(Plan::of(title, Safety::Safe, remake(cx, [(*child, *index, reordered)])))
}

//! The way out of `fk-name-taken`: a name that nothing has.

use fklint_catalog::{ForeignKey, write};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, .. } = *evidence;
    let key = evidence.key();
    let name = write::fresh_foreign_key_name(cx.catalog, child, &key.columns);
    let title = format!("name it `{name}`");
    let foreign_key = ForeignKey { name: Some(name), ..key.clone() };
    Remedy::Plan(Plan::of(title, Safety::Safe, remake(cx, [(child, index, foreign_key)])))
}

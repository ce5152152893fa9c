//! The way out of `fk-name-taken`: a name that nothing has.

use fklint_catalog::ForeignKey;
use fklint_rule::{Cx, Plan, Remedy, Safety, remake};

use super::{Evidence, Place};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, key, place, .. } = *evidence;
    let name = cx.names.fresh_foreign_key(child, &key.columns);
    let Place::Catalog(index) = place else {
        return Remedy::Advice(format!("name it `{name}`, or leave it out if the other one is meant"));
    };
    let title = format!("name it `{name}`");
    let foreign_key = ForeignKey { name: Some(name), ..key.clone() };
    Remedy::Plan(Plan::of(title, Safety::Safe, remake(cx, [(child, index, foreign_key)])))
}

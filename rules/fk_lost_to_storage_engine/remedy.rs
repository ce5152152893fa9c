//! The way out of `fk-lost-to-storage-engine`: convert the parent, then the child, then add the key again.

use fklint_rule::{Cx, Remedy, Safety, restore, words};

use super::{Evidence, named};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index } = evidence;
    let named = named(child, evidence.key());
    match restore::restore(cx, child, *index) {
        Ok(restored) => {
            let again = format!("add {named} again{}", restored.as_named());
            let title = if restored.converted.is_empty() {
                again
            } else {
                format!("convert {} to InnoDB and {again}", words::list(&restored.converted))
            };
            Remedy::Plan(restored.into_plan(title, Safety::Risky))
        }
        Err(advice) => Remedy::Advice(advice),
    }
}

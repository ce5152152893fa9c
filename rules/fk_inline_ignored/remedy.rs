//! The way out of `fk-inline-ignored`: the same foreign key at table level, its columns named.

use fklint_rule::{Cx, Remedy, Safety, restore, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index } = evidence;
    let columns = words::columns_of(&child.name, &evidence.key().columns);
    match restore::restore(cx, child, *index) {
        Ok(restored) if restored.converted.is_empty() => {
            let title = format!("declare the foreign key of {columns} at table level");
            Remedy::Plan(restored.into_plan(title, Safety::Safe))
        }
        Ok(restored) => {
            let title = format!(
                "convert {} to InnoDB and declare the foreign key of {columns} at table level",
                words::list(&restored.converted)
            );
            Remedy::Plan(restored.into_plan(title, Safety::Risky))
        }
        Err(advice) => Remedy::Advice(advice),
    }
}

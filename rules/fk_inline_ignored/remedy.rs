//! The way out of `fk-inline-ignored`: the same foreign key at table level, its columns named.

use fklint_rule::{Cx, Remedy, Safety, restore, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index } = evidence;
    let columns = words::columns_of(&child.name, &evidence.key().columns);
    match restore::restore(cx, child, *index) {
        Ok(restored) => {
            let declare =
                format!("declare the foreign key of {columns} at table level{}", restored.as_named());
            let (title, safety) = if restored.converted.is_empty() {
                (declare, Safety::Safe)
            } else {
                let converted = words::list(&restored.converted);
                (format!("convert {converted} to InnoDB and {declare}"), Safety::Risky)
            };
            Remedy::Plan(restored.into_plan(title, safety))
        }
        Err(advice) => Remedy::Advice(advice),
    }
}

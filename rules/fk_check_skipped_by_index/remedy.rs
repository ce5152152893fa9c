//! The way out of `fk-check-skipped-by-index`: an index of the foreign key's own columns, before the other one. Which of two
//! comes first is no part of a schema that a plan could change.

use fklint_catalog::Change;
use fklint_rule::{Cx, Remedy, serving, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, skipping, .. } = evidence;
    let named = words::foreign_key(&table.name, evidence.key());
    Remedy::Advice(if changes(cx, evidence).is_empty() {
        skipping.advice(&table.name)
    } else {
        format!("look for orphans, then give {named} an index of its own, made before the other one")
    })
}

/// Makes the index, and the other one again behind it. Empty where no order of indexes helps.
pub(super) fn changes(cx: Cx<'_>, evidence: &Evidence<'_>) -> Vec<Change> {
    serving::own_first(cx, evidence.table, &evidence.key().columns).unwrap_or_default()
}

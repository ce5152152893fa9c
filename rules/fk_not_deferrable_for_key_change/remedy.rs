//! The way out of `fk-not-deferrable-for-key-change`: a transaction may ask for the check at COMMIT.

use fklint_catalog::{Deferrable, ForeignKey};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, index, .. } = evidence;
    let key = &table.foreign_keys[*index];
    let foreign_key = ForeignKey { deferrable: Deferrable::InitiallyImmediate, ..key.clone() };
    let title = format!("let a transaction check {} at COMMIT", words::foreign_key(&table.name, key));
    let changes = remake(cx, [(*table, *index, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

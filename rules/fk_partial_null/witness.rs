//! Shows `fk-partial-null`: a row that is half NULL needs no parent.

use fklint_catalog::{Change, Ident};
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Plan, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, index, nullable } = evidence;
    let key = &table.foreign_keys[*index];
    let empty = *nullable.first()?;
    let value = |column: &Ident| if column == empty { Value::Null } else { Value::Unmatched };
    let mut witness = Witness::new();
    let row = witness.row(&table.name, key.columns.iter().map(|column| (column.clone(), value(column))));
    let witness = witness.harm([Act::Insert(row).accepted()]);
    Some(match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(plan) => witness.cure([Act::Insert(row).refused(refusal(&plan))]),
        Remedy::Advice(_) => witness,
    })
}

/// What says no after the plan.
fn refusal(plan: &Plan) -> Refusal {
    let checks = plan.changes().any(|change| matches!(change, Change::AddCheck { .. }));
    if checks { Refusal::Check } else { Refusal::ForeignKey }
}

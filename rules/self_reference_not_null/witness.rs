//! Shows `self-reference-not-null`: only a row that is its own parent can come first, and on some engines it stays.

use fklint_catalog::Change;
use fklint_rule::ring::in_transaction;
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, stays};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, key, always, never, .. } = evidence;
    let mut witness = Witness::new();
    let stray = witness.row(&table.name, []);
    if let Some(column) = always {
        // The next value is not known, as to any plain INSERT.
        witness.set(stray, [&column.name], &Value::Default);
    }
    witness.set(stray, &key.columns, &Value::Unmatched);
    let itself = witness.row(&table.name, []);
    witness.point(cx, key, itself, itself);
    let refused = [Act::Insert(stray).refused(Refusal::ForeignKey)];
    let mut witness = if always.is_some() {
        witness.harm(refused)
    } else if *never {
        witness.harm(refused).harm([Act::Insert(itself).refused(Refusal::ForeignKey)])
    } else if stays(cx, key) {
        witness
            .harm(refused)
            .harm([Act::Insert(itself).accepted(), Act::Delete(itself).refused(Refusal::ForeignKey)])
    } else {
        witness.harm([Act::Insert(itself).accepted(), Act::Delete(itself).accepted()]).harm(refused)
    };
    let Remedy::Plan(plan) = super::remedy::remedy(cx, evidence) else { return Some(witness) };
    let nulls: Vec<_> = plan
        .changes()
        .filter_map(|change| match change {
            Change::AlterColumn { column, .. } => Some(column),
            _ => None,
        })
        .collect();
    let top = witness.row(&table.name, []);
    if nulls.is_empty() {
        let other = witness.row(&table.name, []);
        witness.point(cx, key, top, other);
        witness.point(cx, key, other, top);
        let inserts = [Act::Insert(top).accepted(), Act::Insert(other).accepted()];
        return Some(witness.cure(in_transaction(inserts, false)));
    }
    witness.set(top, nulls, &Value::Null);
    Some(witness.cure([Act::Insert(top).accepted(), Act::Delete(top).accepted()]))
}

//! Shows `fk-update-chain-broken`: a key with a row below it, and one below that, cannot change; then all rows follow.

use fklint_catalog::Ident;
use fklint_rule::witness::{self, Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;
use crate::fk_update_action_missing::witness::{Move, change};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, changed, .. } = evidence;
    let above = cx.graph.edge(evidence.above);
    let (middle, upper) = above.key(cx.catalog)?;
    let top = cx.catalog.table_at(above.parent as usize)?;
    let key = evidence.key();
    // Those whose copies the last row refers to.
    let read = cx.catalog.parent_columns(key)?;
    let copies: Vec<(&Ident, &Ident)> =
        upper.columns.iter().zip(changed).filter(|(copy, _)| read.contains(copy)).collect();
    let columns: Vec<Ident> = copies.iter().map(|(_, column)| (*column).clone()).collect();
    let mut witness = Witness::new();
    let first = witness.row(&top.name, []);
    let change = change(cx, &mut witness, top, &columns);
    let second = witness.row(&middle.name, witness::link(cx, upper, first));
    let third = witness.row(&table.name, witness::link(cx, key, second));
    let mut rows: Vec<_> = [first, second, third].into_iter().map(|row| Act::Insert(row).first()).collect();
    rows.extend(change.first.iter().cloned());
    let act = Act::Update(first, change.values.clone());
    let witness = witness.harm(rows.clone()).harm([act.clone().refused(Refusal::ForeignKey)]);
    let Remedy::Plan(_) = super::remedy::remedy(cx, evidence) else { return Some(witness) };
    let middle = Move { first: Vec::new(), values: change.followed(cx, upper) };
    let followed = Act::Count(table.name.clone(), middle.followed(cx, key));
    Some(witness.cure(rows).cure([act.accepted(), followed.rows(1)]))
}

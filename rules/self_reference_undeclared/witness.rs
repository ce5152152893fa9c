//! Shows `self-reference-undeclared`: the INSERT cannot name a key that it has yet to make; an UPDATE can.

use fklint_catalog::Ident;
use fklint_rule::ring::in_transaction;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, stays};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { edge, table, key, generated } = evidence;
    let own: Vec<&Ident> = cx.graph.edge(*edge).link_columns(table);
    let mut witness = Witness::new();
    let at_once = witness.row(&table.name, [(generated.name.clone(), Value::Default)]);
    witness.set(at_once, &key.columns, &Value::Unmatched);
    let row = witness.row(&table.name, []);
    witness.set(row, own.iter().copied(), &Value::Null);
    witness.point(cx, key, row, row);
    let link = witness::link(cx, key, row).into_iter().filter(|(column, _)| own.contains(&column)).collect();
    let (insert, update) = (Act::Insert(row), Act::Update(row, link));
    let early = witness.row(&table.name, []);
    witness.set(early, own.iter().copied(), &Value::Unmatched);
    witness.point(cx, key, early, early);
    let refused = Act::Insert(at_once).refused(Refusal::ForeignKey);
    let told = [insert.accepted(), update.accepted()];
    let referenced = cx.catalog.parent_columns(key)?;
    // Where INSERTs are not checked, nobody need know the key: the row points at nothing.
    let refused = cx.semantics.checks_self_insert(key, &referenced).then_some(refused);
    let witness = if stays(cx, key) {
        witness.harm(refused).harm(told).harm([Act::Delete(row).refused(Refusal::ForeignKey)])
    } else {
        witness.harm(told).harm(refused)
    };
    let Remedy::Plan(_) = super::remedy::remedy(cx, evidence) else { return Some(witness) };
    // Late checks let it point anywhere until its key is known.
    let link =
        witness::link(cx, key, early).into_iter().filter(|(column, _)| own.contains(&column)).collect();
    let cure = in_transaction([Act::Insert(early).accepted(), Act::Update(early, link).accepted()], false);
    Some(witness.cure(cure))
}

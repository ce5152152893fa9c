//! Shows `self-reference-insert-unchecked`: a row without a parent goes in.

use fklint_catalog::semantics::SelfInsert;
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let Evidence { table, pairs, insert, .. } = evidence;
    let mut witness = Witness::new();
    let orphan = witness.row(&table.name, []);
    if let (SelfInsert::UncheckedWhereEqual, Some((own, referenced))) = (insert, pairs.first()) {
        witness.set(orphan, [own], &Value::Of(orphan, referenced.clone()));
    }
    let links = pairs.iter().filter(|(own, referenced)| own != referenced).map(|(own, _)| own);
    witness.set(orphan, links, &Value::Unmatched);
    let witness = witness.harm([Act::Insert(orphan).accepted()]);
    match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness.cure([Act::Insert(orphan).refused(Refusal::ForeignKey)]),
        Remedy::Advice(_) => witness,
    }
}

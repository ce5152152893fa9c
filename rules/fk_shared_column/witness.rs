//! Shows `fk-shared-column`: when one link goes, the other one goes too, or refuses.

use fklint_catalog::Ident;
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Part, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, shared, other, .. } = evidence;
    let (key, neighbour) = (evidence.key(), &table.foreign_keys[*other]);
    let mut witness = Witness::new();
    let child = witness.row(&table.name, []);
    let parent = witness.row(&key.parent, []);
    let second = witness.row(&neighbour.parent, []);
    witness.point(cx, key, child, parent);
    witness.point(cx, neighbour, child, second);
    let act = if evidence.part() == Part::OnDelete {
        Act::Delete(parent)
    } else {
        let referenced: Vec<Ident> = cx.catalog.parent_columns(key)?.into_owned();
        Act::Update(parent, referenced.into_iter().map(|column| (column, Value::Unmatched)).collect())
    };
    let rows = [parent, second, child].map(|row| Act::Insert(row).first());
    let rows_with = |value: Value| Act::Count(table.name.clone(), vec![((*shared).clone(), value)]);
    let witness = witness.harm(rows.clone());
    let witness = if super::refuses(cx, neighbour) {
        witness.harm([act.clone().refused(Refusal::ForeignKey)])
    } else {
        witness.harm([act.clone().accepted(), rows_with(Value::Null).rows(1)])
    };
    let Remedy::Plan(_) = super::remedy::remedy(cx, evidence) else { return Some(witness) };
    let kept = rows_with(Value::Of(child, (*shared).clone())).rows(1);
    Some(witness.cure(rows).cure([act.accepted(), kept]))
}

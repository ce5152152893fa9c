//! Shows `self-reference-update-ignored`: a key in use cannot be changed, with the action or without; only its rows can
//! move to another one.

use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, key, .. } = evidence;
    let referenced = cx.catalog.parent_columns(key)?;
    let (own, changed) = (key.columns.last()?, referenced.last()?);
    let mut witness = Witness::new();
    let parent = witness.row(&table.name, []);
    let child = witness.row(&table.name, []);
    witness.point(cx, key, child, parent);
    let copy = witness.row(&table.name, []);
    let same = referenced.iter().filter(|column| *column != changed);
    for column in same {
        witness.set(copy, [column], &Value::Of(parent, column.clone()));
    }
    let rows = [Act::Insert(parent).first(), Act::Insert(child).first()];
    let change = Act::Update(parent, vec![(changed.clone(), Value::Unmatched)]);
    let change = [change.refused(Refusal::ForeignKey)];
    let link: Vec<_> = witness::link(cx, key, copy).into_iter().filter(|(column, _)| column == own).collect();
    let steps =
        [Act::Insert(copy).accepted(), Act::Update(child, link).accepted(), Act::Delete(parent).accepted()];
    Some(witness.harm(rows.clone()).harm(change.clone()).cure(rows).cure(change).cure(steps))
}

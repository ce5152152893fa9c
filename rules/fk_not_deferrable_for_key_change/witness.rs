//! Shows `fk-not-deferrable-for-key-change`: neither the parent nor its child can change first, until the check waits.

use fklint_rule::witness::{self, Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::Evidence;
use crate::fk_update_action_missing::witness::change;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, index, columns } = evidence;
    let key = &table.foreign_keys[*index];
    let mut witness = Witness::new();
    let parent = witness.row(&key.parent, []);
    let change = change(cx, &mut witness, cx.catalog.parent(key)?, columns);
    let child = witness.row(&table.name, witness::link(cx, key, parent));
    let mut rows = vec![Act::Insert(parent).first(), Act::Insert(child).first()];
    rows.extend(change.first.iter().cloned());
    let moves = Act::Update(parent, change.values.clone());
    let follows = Act::Update(child, change.followed(cx, key));
    Some(
        witness
            .harm(rows.clone())
            .harm([moves.clone().refused(Refusal::ForeignKey), follows.clone().refused(Refusal::ForeignKey)])
            .cure(rows)
            .cure([Act::Begin.first(), Act::Defer.first()])
            .cure([moves.accepted(), follows.accepted(), Act::Commit.accepted()]),
    )
}

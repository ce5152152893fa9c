//! Shows `fk-parent-not-unique`: the foreign key is refused, fails at every write, or lets a row have two parents.

use fklint_catalog::semantics::{ParentKeyMissing, ParentKeyState};
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { child, parent, columns, state, .. } = evidence;
    let key = &child.foreign_keys[evidence.index];
    let has_plan = matches!(super::remedy::remedy(cx, evidence), Remedy::Plan(_));
    if *state != ParentKeyState::Accepted && cx.semantics.parent_key_missing == ParentKeyMissing::Refused {
        let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
        return Some(if has_plan { witness.cure([Act::Define.accepted()]) } else { witness });
    }
    let mut witness = Witness::new();
    let first = witness.row(&parent.name, []);
    let child = witness.row(&child.name, witness::link(cx, key, first));
    if *state == ParentKeyState::Accepted {
        let same = columns.iter().map(|column| (column.clone(), Value::Of(first, column.clone())));
        let second = witness.row(&parent.name, same);
        let rows = [Act::Insert(first).first(), Act::Insert(child).first()];
        return Some(
            witness
                .harm(rows.clone())
                .harm([Act::Insert(second).accepted()])
                .cure(rows)
                .cure([Act::Insert(second).refused(Refusal::Unique)]),
        );
    }
    let written = [Act::Insert(first).first(), Act::Insert(child).refused(Refusal::Mismatch)];
    let cured = [Act::Insert(first).first(), Act::Insert(child).accepted()];
    let witness = witness.harm(written);
    Some(if has_plan { witness.cure(cured) } else { witness })
}

//! Shows `fk-columns-unpaired`: the foreign key is refused, or every row of its table is.

use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, remedy};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if evidence.is_accepted(cx) {
        let mut witness = Witness::new();
        let row = witness.row(&evidence.child.name, witness::all(evidence.key(), &Value::Unmatched));
        return Some(witness.harm([Act::Insert(row).refused(Refusal::Mismatch)]));
    }
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
    let cures = matches!(remedy::remedy(cx, evidence), Remedy::Plan(_));
    Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness })
}

//! Shows `fk-type-mismatch`: the foreign key is refused, or a deleted parent's children are looked for without an index.

use fklint_catalog::semantics::TypePair;
use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, remedy};

/// What is only converted shows with some values and not with others, which a witness does not choose.
pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if evidence.pair != TypePair::Refused {
        return None;
    }
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
    Some(match remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness.cure([Act::Define.accepted()]),
        Remedy::Advice(_) => witness,
    })
}

//! Shows `fk-collation-mismatch`: the foreign key is refused.

use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, remedy};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
    match remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness.cure([Act::Define.accepted()]),
        Remedy::Advice(_) => witness,
    }
}

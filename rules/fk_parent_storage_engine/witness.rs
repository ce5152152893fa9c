//! Shows `fk-parent-storage-engine`: the foreign key is refused, as if there were no parent, and taken once it is converted.

use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::MissingTable)]);
    match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness.cure([Act::Define.accepted()]),
        Remedy::Advice(_) => witness,
    }
}

//! Shows `fk-partitioned-table`: the tables cannot be made, and can without the foreign key.

use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
    match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness.cure([Act::Define.accepted()]),
        Remedy::Advice(_) => witness,
    }
}

//! Shows `fk-name-taken`: the second one of the name is refused.

use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(_cx: Cx<'_>, _evidence: &Evidence<'_>) -> Option<Witness> {
    let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Name)]);
    Some(witness.cure([Act::Define.accepted()]))
}

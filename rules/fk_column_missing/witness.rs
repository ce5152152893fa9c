//! Shows `fk-column-missing`: the foreign key is refused.

use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let why = if evidence.is_absent() { Refusal::MissingColumn } else { Refusal::Definition };
    Some(Witness::from_nothing().harm([Act::Define.refused(why)]))
}

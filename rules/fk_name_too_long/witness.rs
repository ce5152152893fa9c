//! Shows `fk-name-too-long`: the name is refused, or found under another one.

use fklint_catalog::semantics::LongNames;
use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if cx.semantics.long_names == LongNames::Refused || evidence.taken {
        let refused = Act::Define.refused(Refusal::Name);
        return Some(Witness::from_nothing().harm([refused]).cure([Act::Define.accepted()]));
    }
    None
}

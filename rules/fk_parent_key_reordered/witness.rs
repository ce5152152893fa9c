//! Shows `fk-parent-key-reordered`: the foreign key is refused.

use fklint_rule::Witness;
use fklint_rule::witness::{Act, Refusal};

pub(super) fn witness() -> Witness {
    let refused = Act::Define.refused(Refusal::Definition);
    Witness::from_nothing().harm([refused]).cure([Act::Define.accepted()])
}

//! Shows `fk-checked-column`: the foreign key cannot be made.

use fklint_rule::Witness;
use fklint_rule::witness::{Act, Refusal};

pub(super) fn witness() -> Witness {
    Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]).cure([Act::Define.accepted()])
}

//! Shows `fk-partitioned-table`: the tables cannot be made, and can without the foreign key.

use fklint_rule::Witness;
use fklint_rule::witness::{Act, Refusal};

pub(super) fn witness() -> Witness {
    Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]).cure([Act::Define.accepted()])
}

//! Shows `fk-update-action-unsupported`: the statement is refused, and done without the action.

use fklint_rule::Witness;
use fklint_rule::witness::{Act, Refusal};

pub(super) fn witness() -> Witness {
    Witness::from_nothing().harm([Act::Define.refused(Refusal::Syntax)]).cure([Act::Define.accepted()])
}

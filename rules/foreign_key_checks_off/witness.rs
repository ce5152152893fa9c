//! Shows `foreign-key-checks-off`: a row without a parent, taken by a session in which checks are off.

use fklint_rule::witness::{self, Act};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let mut witness = Witness::new();
    let row = witness::orphan(cx, &mut witness)?;
    let turns = match evidence {
        Evidence::Script(statement) => Act::Statements(*statement..statement + 1),
        // As the sessions of that server find it; the one on which the witness runs may be set otherwise.
        Evidence::Server(_) => Act::checks(false),
    };
    Some(witness.harm([turns.first(), Act::Insert(row).accepted()]))
}

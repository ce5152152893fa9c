//! Shows `sqlite-foreign-keys-off`: a row without a parent, taken by the connection that the script leaves behind.

use fklint_rule::witness::{self, Act};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let mut witness = Witness::new();
    let row = witness::orphan(cx, &mut witness)?;
    let turns = Act::Statements(evidence.statement..evidence.statement + 1);
    Some(witness.harm([turns.first(), Act::Insert(row).accepted()]))
}

//! Shows `pragma-inside-transaction`: what happens to a row without a parent is the same as before the pragma.

use fklint_rule::witness::{self, Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let (first, on) = evidence.first();
    let mut witness = Witness::new();
    let row = witness::orphan(cx, &mut witness)?;
    let before = evidence.before.unwrap_or(!on);
    let statement = |index| Act::Statements(index..index + 1).first();
    let insert = Act::Insert(row);
    Some(witness.harm([
        Act::checks(before).first(),
        statement(evidence.begin),
        statement(first),
        if before { insert.refused(Refusal::ForeignKey) } else { insert.accepted() },
    ]))
}

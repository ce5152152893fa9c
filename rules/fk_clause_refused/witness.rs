//! Shows `fk-clause-refused`: the statement is refused, and what it means is not.

use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let statement = evidence.written.statement;
    if cx.history.statements.get(statement as usize)?.dynamic {
        return None;
    }
    let run = Act::Statements(statement..statement + 1).refused(Refusal::Syntax);
    let witness = Witness::from_nothing().harm(before(cx, statement, |_| false)).harm([run]);
    let cures = matches!(super::remedy::remedy(cx, evidence), Remedy::Plan(_));
    Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness })
}

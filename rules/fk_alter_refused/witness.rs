//! Shows `fk-alter-refused`: the statement is a syntax error, and the same schema made at once is none.

use fklint_catalog::ObjectPath;
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Rule, Witness};

use super::{Evidence, FkAlterRefused};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let statement = evidence.statement;
    let run = Act::Statements(statement..statement + 1).refused(Refusal::Syntax);
    let witness = Witness::from_nothing().harm(before(cx, statement, |_| false)).harm([run]);
    match FkAlterRefused.object(cx, evidence) {
        ObjectPath::Statement(_) => witness,
        _ => witness.cure([Act::Define.accepted()]),
    }
}

//! Shows `fk-match-ignored`: the clause is refused, or a row that is half NULL needs no parent.

use fklint_rule::witness::{self, Act, Refusal, Value, before};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, nullable, .. } = evidence;
    let key = evidence.key();
    let cures = matches!(super::remedy::remedy(cx, evidence), Remedy::Plan(_));
    if evidence.refused {
        let statement = witness::declaration(cx, &table.name, key)?;
        let run = Act::Statements(statement..statement + 1).refused(Refusal::Definition);
        let witness = Witness::from_nothing().harm(before(cx, statement, |_| false)).harm([run]);
        return Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness });
    }
    let mut witness = Witness::new();
    let row = witness.row(&table.name, []);
    witness.set(row, nullable.first().copied(), &Value::Null);
    witness.set(row, &key.columns, &Value::Unmatched);
    let witness = witness.harm([Act::Insert(row).accepted()]);
    Some(if cures { witness.cure([Act::Insert(row).refused(Refusal::Check)]) } else { witness })
}

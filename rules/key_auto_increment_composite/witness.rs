//! Shows `key-auto-increment-composite`: the table is refused, or rows get NULL where a number was expected.

use fklint_catalog::Change;
use fklint_rule::witness::{Act, Refusal, Value, before};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, Fault};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, column, fault } = evidence;
    let cures = matches!(super::remedy::remedy(cx, evidence), Remedy::Plan(_));
    let (why, mut witness) = match fault {
        Fault::LeadsNoKey => (Refusal::Definition, Witness::from_nothing()),
        Fault::NeverCounts => (Refusal::Syntax, Witness::from_nothing()),
        Fault::StaysNull => {
            let mut witness = Witness::new();
            let row = witness.row(&table.name, [(column.name.clone(), Value::Default)]);
            let nulls = || Act::Count(table.name.clone(), vec![(column.name.clone(), Value::Null)]);
            let insert = || Act::Insert(row).accepted();
            let witness = witness.harm([insert(), nulls().rows(1)]);
            return Some(if cures { witness.cure([insert(), nulls().rows(0)]) } else { witness });
        }
    };
    // The table as its author wrote it.
    let creates = |change: &Change| matches!(change, Change::CreateTable { table: made, .. } if made.name == table.name);
    let mut statements = (0..).zip(&cx.history.statements);
    let (statement, _) = statements.find(|(_, it)| !it.dynamic && it.changes.iter().any(creates))?;
    let run = Act::Statements(statement..statement + 1).refused(why);
    witness = witness.harm(before(cx, statement, |_| false)).harm([run]);
    Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness })
}

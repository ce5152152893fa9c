//! Shows `fk-columns-unpaired`: the foreign key is refused, or every row of its table is.

use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, Fault, remedy};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if evidence.is_accepted(cx) {
        let mut witness = Witness::new();
        let row = witness.row(&evidence.child.name, witness::all(evidence.key(), &Value::Unmatched));
        return Some(witness.harm([Act::Insert(row).refused(Refusal::Mismatch)]));
    }
    let witness = Witness::from_nothing();
    // Written from the catalog, what names no columns may come to name those of the primary key.
    let witness = if matches!(evidence.fault, Fault::Unnamed(_) | Fault::NoNamesake(..)) {
        let statement = witness::declaration(cx, &evidence.child.name, evidence.key())?;
        let lacks = matches!(evidence.fault, Fault::NoNamesake(..));
        let why = if lacks { Refusal::MissingColumn } else { Refusal::Definition };
        let declares = Act::Statements(statement..statement + 1).refused(why);
        witness.harm(witness::before(cx, statement, |_| false)).harm([declares])
    } else {
        witness.harm([Act::Define.refused(Refusal::Definition)])
    };
    let cures = matches!(remedy::remedy(cx, evidence), Remedy::Plan(_));
    Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness })
}

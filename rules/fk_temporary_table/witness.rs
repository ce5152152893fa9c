//! Shows `fk-temporary-table`: the tables cannot be made, or the child takes no row.

use fklint_catalog::semantics::TemporaryTables;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let remedy = super::remedy::remedy(cx, evidence);
    match cx.semantics.temporary_tables {
        TemporaryTables::Ignored => witness::unchecked(&evidence.child.name, evidence.key(), &remedy),
        TemporaryTables::OfOneSchema => {
            let mut witness = Witness::new();
            let row = witness.row(&evidence.child.name, witness::all(evidence.key(), &Value::Unmatched));
            let witness = witness.harm([Act::Insert(row).refused(Refusal::MissingTable)]);
            with_cure(witness, &remedy, Act::Insert(row))
        }
        TemporaryTables::Refused | TemporaryTables::OfOneLife => {
            let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
            with_cure(witness, &remedy, Act::Define)
        }
    }
}

fn with_cure(witness: Witness, remedy: &Remedy, act: Act) -> Witness {
    match remedy {
        Remedy::Plan(_) => witness.cure([act.accepted()]),
        Remedy::Advice(_) => witness,
    }
}

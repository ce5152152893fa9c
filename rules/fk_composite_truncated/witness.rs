//! Shows `fk-composite-truncated`: the foreign key is refused, fails at every write, lets rows have two parents or none,
//! or takes the wrong one.

use fklint_catalog::semantics::ParentKeyMissing;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, Fault};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { child, parent, fault, meant: (own, wanted), .. } = evidence;
    let key = &child.foreign_keys[evidence.index];
    let cures = matches!(super::remedy::remedy(cx, evidence), Remedy::Plan(_));
    let is_refused = *fault == Fault::Truncated { refused: true };
    if is_refused && cx.semantics.parent_key_missing == ParentKeyMissing::Refused {
        let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
        return Some(if cures { witness.cure([Act::Define.accepted()]) } else { witness });
    }
    let mut witness = Witness::new();
    let first = witness.row(&parent.name, []);
    // Crossed columns show where they differ.
    witness.set(first, wanted, &Value::Unmatched);
    let good = witness.row(&child.name, []);
    for (column, referenced) in own.iter().zip(wanted) {
        witness.set(good, [column], &Value::Of(first, referenced.clone()));
    }
    let insert = || Act::Insert(first).first();
    let cured = [insert(), Act::Insert(good).accepted()];
    let witness = match fault {
        Fault::Truncated { refused: true } => {
            witness.harm([insert(), Act::Insert(good).refused(Refusal::Mismatch)]).cure(cured)
        }
        Fault::Truncated { refused: false } => {
            let missing = own.iter().find(|column| !key.columns.contains(column))?;
            let mut witness = witness;
            let same = witness::link(cx, key, first);
            let second = witness.row(&parent.name, []);
            for (column, value) in &same {
                if let (_, Value::Of(_, referenced)) = (column, value) {
                    witness.set(second, [referenced], value);
                }
            }
            let stray = witness.row(&child.name, same);
            witness.set(stray, [missing], &Value::Unmatched);
            witness
                .harm([insert(), Act::Insert(second).accepted(), Act::Insert(stray).accepted()])
                .cure(cured)
                .cure([Act::Insert(stray).refused(Refusal::ForeignKey)])
        }
        Fault::Crossed => {
            witness.harm([insert(), Act::Insert(good).refused(Refusal::ForeignKey)]).cure(cured)
        }
    };
    Some(if cures { witness } else { Witness { cure: Vec::new(), ..witness } })
}

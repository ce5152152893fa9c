//! Shows `fk-column-auto-increment`: what the engine makes up names no parent; a row whose parent is given is accepted.

use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, column, .. } = evidence;
    let key = &table.foreign_keys[evidence.index];
    let mut witness = Witness::new();
    let made_up = witness.row(&table.name, [((*column).clone(), Value::Default)]);
    witness.set(made_up, &key.columns, &Value::Unmatched);
    let parent = witness.row(&key.parent, []);
    let child = witness.row(&table.name, []);
    witness.point(cx, key, child, parent);
    Some(
        witness
            .harm([Act::Insert(made_up).refused(Refusal::ForeignKey)])
            .cure([Act::Insert(parent).first(), Act::Insert(child).accepted()]),
    )
}

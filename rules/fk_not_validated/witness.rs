//! Shows `fk-not-validated`: a row without a parent, from before the foreign key or from any time.

use fklint_catalog::{Change, Force, ForeignKey, ForeignKeyPath};
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let Evidence { child, index } = evidence;
    let key = evidence.key();
    if evidence.is_off() {
        return witness::unchecked(&child.name, key, &super::remedy::remedy(cx, evidence));
    }
    let mut witness = Witness::new();
    let row = witness.row(&child.name, witness::all(key, &Value::Unmatched));
    let table = || child.name.clone();
    let foreign_key = ForeignKeyPath::of(&child.foreign_keys, *index);
    let drop = Act::Change(Box::new(Change::DropForeignKey { table: table(), foreign_key }));
    let add = |force| {
        let foreign_key = ForeignKey { force, ..key.clone() };
        Act::Change(Box::new(Change::AddForeignKey { table: table(), foreign_key }))
    };
    let older = [drop.first(), Act::Insert(row).first()];
    witness
        .harm(older.clone())
        .harm([add(key.force).accepted()])
        .cure(older)
        .cure([add(Force::Enforced).refused(Refusal::ForeignKey)])
}

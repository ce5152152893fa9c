//! The way out of `fk-not-deferrable-for-key-change`: a transaction may ask for the check at COMMIT.

use fklint_catalog::{Change, Deferrable, ForeignKey, ForeignKeyPath};
use fklint_rule::{Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, index, .. } = evidence;
    let key = &table.foreign_keys[*index];
    let path = ForeignKeyPath::of(&table.foreign_keys, *index);
    let foreign_key = ForeignKey { deferrable: Deferrable::InitiallyImmediate, ..key.clone() };
    let title = format!("let a transaction check {} at COMMIT", words::foreign_key(&table.name, key));
    let table = table.name.clone();
    let changes = [
        Change::DropForeignKey { table: table.clone(), foreign_key: path },
        Change::AddForeignKey { table, foreign_key },
    ];
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

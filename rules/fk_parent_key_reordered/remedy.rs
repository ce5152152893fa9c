//! The way out of `fk-parent-key-reordered`: the same pairs of columns, in the order of the parent's key.

use fklint_catalog::{Change, ForeignKey, ForeignKeyPath, Target};
use fklint_rule::{Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, .. } = evidence;
    let key = evidence.key();
    let (columns, wanted) = evidence.pairs();
    let table = child.name.clone();
    let title =
        format!("list the columns of {} in the order of the parent's key", words::foreign_key(&table, key));
    let reordered = ForeignKey { columns, target: Target::Columns(wanted), ..key.clone() };
    let path = ForeignKeyPath::of(&child.foreign_keys, *index);
    Remedy::Plan(Plan::of(
        title,
        Safety::Safe,
        [
            Change::DropForeignKey { table: table.clone(), foreign_key: path },
            Change::AddForeignKey { table, foreign_key: reordered },
        ],
    ))
}

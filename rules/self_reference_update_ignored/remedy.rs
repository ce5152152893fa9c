//! The way out of `self-reference-update-ignored`: the foreign key without the action that it never had.

use fklint_catalog::{Action, Change, ForeignKey, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { edge, table, key } = evidence;
    let path = ForeignKeyPath::of(&table.foreign_keys, cx.graph.edge(*edge).foreign_key as usize);
    let foreign_key = ForeignKey { on_update: Action::NoAction, ..(*key).clone() };
    let title =
        format!("say that {} refuses changes of the key, as it does", words::foreign_key(&table.name, key));
    let table = table.name.clone();
    Remedy::Plan(Plan::of(
        title,
        Safety::Safe,
        [
            Change::DropForeignKey { table: table.clone(), foreign_key: path },
            Change::AddForeignKey { table, foreign_key },
        ],
    ))
}

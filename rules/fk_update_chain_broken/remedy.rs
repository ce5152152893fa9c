//! The way out of `fk-update-chain-broken`: ON UPDATE CASCADE on every foreign key from here on.

use fklint_catalog::{Action, Change, ForeignKey, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, updates, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Some(members) = updates::below(cx, evidence.edge) else {
        return Remedy::Advice(format!(
            "let {} refer to a key that never changes; ON UPDATE CASCADE cannot work from here on",
            words::foreign_key(&evidence.table.name, evidence.key())
        ));
    };
    let title = match members.len() {
        1 => format!("let rows of `{}` follow", evidence.table.name),
        count => format!("let {count} foreign keys follow, parents first"),
    };
    let keys = members.iter().filter_map(|&member| {
        let edge = cx.graph.edge(member);
        Some((edge.foreign_key as usize, edge.key(cx.catalog)?))
    });
    let changes = keys.flat_map(|(index, (child, key))| {
        let table = child.name.clone();
        let path = ForeignKeyPath::of(&child.foreign_keys, index);
        let foreign_key = ForeignKey { on_update: Action::Cascade, ..key.clone() };
        [
            Change::DropForeignKey { table: table.clone(), foreign_key: path },
            Change::AddForeignKey { table, foreign_key },
        ]
    });
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

//! The way out of `fk-partitioned-table`: the table keeps its partitions, and goes without the foreign key.

use fklint_catalog::{Change, ForeignKeyPath, Table};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, partitioned } = evidence;
    let named = words::foreign_key(&child.name, evidence.key());
    if cx.live {
        // It came in with checks off: no plan could take its loss back, nor that of the partitions.
        return Remedy::Advice(format!("drop {named}, or {}", whole(partitioned)));
    }
    let title = format!("keep the partitions of `{}`, and go without {named}", partitioned.name);
    let drop = Change::DropForeignKey {
        table: child.name.clone(),
        foreign_key: ForeignKeyPath::of(&child.foreign_keys, *index),
    };
    Remedy::Plan(Plan::of(title, Safety::Risky, [drop]))
}

/// The other way: the foreign key stays.
pub(super) fn whole(partitioned: &Table) -> String {
    format!("ALTER TABLE {} REMOVE PARTITIONING, and the foreign key can stay", partitioned.name)
}

//! The way out of `fk-partitioned-table`: the table keeps its partitions, and goes without the foreign key.

use fklint_catalog::{Change, ForeignKeyPath};
use fklint_rule::{Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, partitioned } = evidence;
    let named = words::foreign_key(&child.name, evidence.key());
    let title = format!("keep the partitions of `{}`, and go without {named}", partitioned.name);
    let drop = Change::DropForeignKey {
        table: child.name.clone(),
        foreign_key: ForeignKeyPath::of(&child.foreign_keys, *index),
    };
    Remedy::Plan(Plan::of(title, Safety::Risky, [drop]))
}

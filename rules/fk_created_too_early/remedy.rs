//! The remedy: the same foreign key, added once both tables are there.

use fklint_catalog::{Change, ObjectPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

/// The sum of the script stays the same; its text has the clause taken out, and the key added behind the parent.
pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let parent = words::name(&evidence.key.parent);
    let clause = if evidence.in_create { "clause" } else { "statement" };
    let there = match &evidence.at {
        ObjectPath::ForeignKey(table, path) => cx.catalog.table(table).and_then(|child| {
            let index = path.find(&child.foreign_keys)?;
            Some((table, path, &child.foreign_keys[index]))
        }),
        _ => None,
    };
    let Some((table, path, key)) = there else {
        return Remedy::Advice(format!("move the {clause} behind the statement that creates {parent}"));
    };
    let changes = [
        Change::DropForeignKey { table: table.clone(), foreign_key: path.clone() },
        Change::AddForeignKey { table: table.clone(), foreign_key: key.clone() },
    ];
    let title = if evidence.in_create {
        format!("take the clause out of `CREATE TABLE {table}`, and add it after {parent} is created")
    } else {
        format!("move the statement behind the creation of {parent}")
    };
    Remedy::Plan(Plan::of(title, Safety::Safe, changes))
}

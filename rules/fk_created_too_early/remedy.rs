//! The remedy: the same foreign key, added once both tables are there.
//!
//! It is no plan: the schema that the script means stays the same, only the order of its text changes.

use fklint_catalog::{Change, write};
use fklint_rule::{Cx, Remedy, words};

use super::Evidence;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let parent = words::name(&evidence.key.parent);
    Remedy::Advice(if evidence.in_create {
        format!(
            "take the clause out of `CREATE TABLE {}`, and add it after {parent} is created",
            evidence.table
        )
    } else {
        format!("move the statement behind the creation of {parent}")
    })
}

/// The statement to put after the creation of both tables.
pub(super) fn statement(cx: Cx<'_>, evidence: &Evidence<'_>) -> String {
    let add = Change::AddForeignKey { table: evidence.table.clone(), foreign_key: evidence.key.clone() };
    let first = write::write(&add, cx.catalog).into_iter().next().unwrap_or_default();
    let statement = first.trim_end_matches(';');
    // Both tables are as empty as the script made them: nothing to validate in a second step.
    format!("{};", statement.strip_suffix(" NOT VALID").unwrap_or(statement))
}

//! The remedy: the same foreign key, added once both tables are there.
//!
//! The schema that the script means stays the same, only the order of its text changes.

use fklint_catalog::{Change, ObjectPath, write};
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace, words};

use super::Evidence;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, key, at, statement, created, in_create, in_other_script } = evidence;
    let parent = words::name(&key.parent);
    match at {
        // Migrations run one by one: nothing of an earlier one can wait for a later one.
        _ if *in_other_script => {}
        ObjectPath::ForeignKey(table, foreign_key) if *in_create => {
            let edit = ScriptEdit::MoveForeignKey { table: table.clone(), foreign_key: foreign_key.clone() };
            let title = format!("add the foreign key behind the creation of {parent}");
            return Remedy::Plan(Plan::of_script(title, [edit]));
        }
        _ if !*in_create => {
            let to = ScriptPlace::Behind(*created);
            let edit = ScriptEdit::MoveStatement { statement: *statement, to };
            let title = format!("move the statement behind the creation of {parent}");
            return Remedy::Plan(Plan::of_script(title, [edit]));
        }
        _ => {}
    }
    Remedy::Advice(if *in_create {
        format!("take the clause out of `CREATE TABLE {table}`, and add it after {parent} is created")
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

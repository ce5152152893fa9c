//! The way out of `rebuild-rewrites-children`: the rename leaves the children alone, or, where the script turns checks on and
//! off itself in the meantime, the order of SQLite's manual, in which the new table is the one renamed.

use fklint_catalog::{Change, ForeignKey, ForeignKeyPath, Setting};
use fklint_rule::rebuild::LeftBehind;
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace, session};

pub(super) fn remedy(cx: Cx<'_>, left: &LeftBehind<'_>) -> Remedy {
    let LeftBehind { table, old, .. } = left;
    match edits(cx, left) {
        Some(edits) => Remedy::Plan(Plan::of_script(
            format!("rename `{table}` to `{old}` while foreign keys are off and `legacy_alter_table` is on"),
            edits,
        )),
        None => Remedy::Advice(format!(
            "create the new table under another name, copy, drop the old `{table}`, and rename the new one to `{table}`"
        )),
    }
}

/// The rebuild in the order that keeps the children.
pub(super) fn statements(left: &LeftBehind<'_>) -> String {
    let table = left.table;
    format!(
        "PRAGMA foreign_keys = OFF;\n\
         BEGIN;\n\
         CREATE TABLE {table}_new (…);\n\
         INSERT INTO {table}_new SELECT … FROM {table};\n\
         DROP TABLE {table};\n\
         ALTER TABLE {table}_new RENAME TO {table};\n\
         PRAGMA foreign_key_check;\n\
         COMMIT;\n\
         PRAGMA foreign_keys = ON;"
    )
}

/// Both settings around the rename and the drop; checks outside of the transaction, inside of which they cannot be turned.
pub(super) fn edits(cx: Cx<'_>, left: &LeftBehind<'_>) -> Option<Vec<ScriptEdit>> {
    let at_rename = session::at(cx, left.rename)?;
    let (first, last) = match at_rename.transaction {
        Some(begin) => (begin, session::end_of(cx, begin).filter(|end| *end > left.drop)?),
        None => (left.rename, left.drop),
    };
    if session::turns(cx, first).next().is_some_and(|moment| moment.index <= last) {
        return None;
    }
    let insert = |sql: &str, changes, at| ScriptEdit::Insert { sql: sql.to_owned(), changes, at };
    let mut edits = Vec::new();
    let checks = at_rename.checks != Some(false);
    if checks {
        edits.push(insert("PRAGMA foreign_keys = OFF", Vec::new(), ScriptPlace::Before(first)));
    }
    let mut changes: Vec<Change> = Vec::new();
    for (child, index) in &left.children {
        let old = &child.foreign_keys[*index];
        let table = child.name.clone();
        let foreign_key = ForeignKeyPath::of(&child.foreign_keys, *index);
        changes.push(Change::DropForeignKey { table: table.clone(), foreign_key });
        let foreign_key = ForeignKey { parent: left.table.clone(), ..old.clone() };
        changes.push(Change::AddForeignKey { table, foreign_key });
    }
    if at_rename.legacy_alter_table == Some(true) {
        // Of the first statement of the edits, whichever it is.
        if let Some(ScriptEdit::Insert { changes: all, .. }) = edits.first_mut() {
            all.append(&mut changes);
        }
    } else {
        let off = vec![Change::Set(Setting::LegacyAlterTable(Some(false)))];
        edits.push(insert("PRAGMA legacy_alter_table = ON", changes, ScriptPlace::Before(left.rename)));
        edits.push(insert("PRAGMA legacy_alter_table = OFF", off, ScriptPlace::Behind(left.drop)));
    }
    if checks {
        let on = vec![Change::Set(Setting::ForeignKeyChecks(Some(true)))];
        edits.push(insert("PRAGMA foreign_keys = ON", on, ScriptPlace::Behind(last)));
    }
    (!edits.is_empty()).then_some(edits)
}

//! The way out of `rebuild-deletes-children`: checks are off while the old table goes.

use fklint_catalog::{Change, Setting};
use fklint_rule::rebuild::Loss;
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace, session};

const OFF: &str = "PRAGMA foreign_keys = OFF";
const ASK: &str = "PRAGMA foreign_key_check";
const ON: &str = "PRAGMA foreign_keys = ON";

pub(super) fn remedy(cx: Cx<'_>, loss: &Loss<'_>) -> Remedy {
    let title = match loss.transaction {
        Some(_) => format!("put `{OFF};` before BEGIN, `{ASK};` before COMMIT, and `{ON};` behind it"),
        None => {
            let table = loss.table;
            format!("put `{OFF};` before `DROP TABLE {table}`, and `{ASK};` and `{ON};` behind the rename")
        }
    };
    match edits(cx, loss) {
        Some(edits) => Remedy::Plan(Plan::of_script(title, edits)),
        None => Remedy::Advice(title),
    }
}

fn edits(cx: Cx<'_>, loss: &Loss<'_>) -> Option<Vec<ScriptEdit>> {
    let insert = |sql: &str, at| ScriptEdit::Insert { sql: sql.to_owned(), changes: Vec::new(), at };
    let (first, off, asks, on) = match loss.transaction {
        Some(begin) => {
            let end = session::end_of(cx, begin)?;
            (begin, ScriptPlace::Before(begin), ScriptPlace::Before(end), ScriptPlace::Behind(end))
        }
        None => {
            let rename = ScriptPlace::Behind(rename(cx, loss)?);
            (loss.drop, ScriptPlace::Before(loss.drop), rename, rename)
        }
    };
    let mut edits = vec![match loss.in_vain {
        Some(statement) => ScriptEdit::MoveStatement { statement, to: off },
        None => insert(OFF, off),
    }];
    edits.push(insert(ASK, asks));
    // The script may turn them on again itself: in vain, where that is inside the transaction.
    let script = cx.history.statements.get(loss.drop as usize)?.script;
    let mut later = session::turns(cx, first + 1).take_while(|moment| moment.statement.script == script);
    match later.find(|moment| !moment.statement.dynamic && Some(moment.index) != loss.in_vain) {
        None => edits.push(ScriptEdit::Insert {
            sql: ON.to_owned(),
            changes: vec![Change::Set(Setting::ForeignKeyChecks(Some(true)))],
            at: on,
        }),
        Some(moment) if moment.turns_checks_in_vain(cx) => {
            edits.push(ScriptEdit::MoveStatement { statement: moment.index, to: on });
        }
        Some(_) => edits.push(insert(ON, on)),
    }
    Some(edits)
}

/// The statement that gives the new table the old one's name.
fn rename(cx: Cx<'_>, loss: &Loss<'_>) -> Option<u32> {
    let statements = (0..).zip(&cx.history.statements).skip(loss.drop as usize);
    let renames = |change: &Change| matches!(change, Change::RenameTable { to, .. } if to == loss.table);
    statements.into_iter().find(|(_, it)| it.changes.iter().any(renames)).map(|(index, _)| index)
}

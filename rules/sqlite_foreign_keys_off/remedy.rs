//! The way out of `sqlite-foreign-keys-off`: the pragmas that end the script.

use fklint_catalog::{Change, Setting, StatementKind, Transaction};
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace, session};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence) -> Remedy {
    let script = cx.history.statements.get(evidence.statement as usize).map(|statement| statement.script);
    let Some(script) = script.filter(|&script| !ends_in_transaction(cx, script)) else {
        return Remedy::Advice(
            "end the script with `PRAGMA foreign_key_check;` and, behind COMMIT, `PRAGMA foreign_keys = ON;`"
                .to_owned(),
        );
    };
    let at = ScriptPlace::End(script);
    let on = Change::Set(Setting::ForeignKeyChecks(Some(true)));
    let insert = |sql: &str, changes| ScriptEdit::Insert { sql: sql.to_owned(), changes, at };
    Remedy::Plan(Plan::of_script(
        "end the script with `PRAGMA foreign_key_check;` and `PRAGMA foreign_keys = ON;`",
        [insert("PRAGMA foreign_key_check", Vec::new()), insert("PRAGMA foreign_keys = ON", vec![on])],
    ))
}

/// Whether the last statement of a script runs in a transaction that somebody else ends: there the pragma does nothing.
fn ends_in_transaction(cx: Cx<'_>, script: u32) -> bool {
    let last = cx.history.statements_of(script).next_back().and_then(|(last, _)| session::at(cx, last));
    last.is_some_and(|moment| match moment.statement.kind {
        StatementKind::Transaction(step) => step == Transaction::Begin,
        _ => moment.transaction.is_some(),
    })
}

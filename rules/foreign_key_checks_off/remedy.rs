//! The way out of `foreign-key-checks-off`: the statement that turns checks on again.

use fklint_catalog::{Change, Setting, write};
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence::Script(statement) = evidence else {
        let advice = "say `SET GLOBAL foreign_key_checks = 1`, take out what turned it off (`init_file`, \
                      `SET PERSIST`), and look for orphans with `--data`";
        return Remedy::Advice(advice.to_owned());
    };
    // Where they are a role of the session, there is only the way back to the usual one.
    let mut ways = [Some(true), None].into_iter().filter_map(|to| {
        let change = Change::Set(Setting::ForeignKeyChecks(to));
        write::write(&change, cx.catalog).into_iter().next().map(|sql| (sql, change))
    });
    let script = cx.history.statements.get(*statement as usize).map(|statement| statement.script);
    match (ways.next(), script) {
        (Some((sql, change)), Some(script)) => {
            let title = format!("end the script with `{sql}`");
            let edit = ScriptEdit::Insert { sql, changes: vec![change], at: ScriptPlace::End(script) };
            Remedy::Plan(Plan::of_script(title, [edit]))
        }
        _ => Remedy::Advice("turn checks on again at the end of the script".to_owned()),
    }
}

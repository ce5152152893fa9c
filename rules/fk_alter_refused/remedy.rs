//! The way out of `fk-alter-refused`: CREATE TABLE says it, or the table is made anew.

use fklint_catalog::write;
use fklint_rule::{Cx, Remedy};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, key, statement, created } = evidence;
    let clause = write::foreign_key_clause(cx.catalog, table, key);
    let script = |index: u32| cx.history.statements.get(index as usize).map(|statement| statement.script);
    let is_same_script = created.is_some_and(|created| script(created) == script(*statement));
    Remedy::Advice(if is_same_script {
        format!("write `{clause}` into `CREATE TABLE {table}`, and leave this statement out")
    } else {
        format!(
            "make `{table}` anew with `{clause}`: foreign_keys off, create it under another name, copy the rows, drop the \
             old table, rename the new one, foreign_keys on"
        )
    })
}

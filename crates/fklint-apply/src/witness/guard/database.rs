//! Names of databases in statements for MySQL and MariaDB, where a qualified name leaves the current one.

use super::words::Words;

/// Words behind which a table is named.
const BEFORE_TABLES: &[&str] = &[
    "FROM",
    "JOIN",
    "STRAIGHT_JOIN",
    "INTO",
    "UPDATE",
    "TABLE",
    "TABLES",
    "USING",
    "INSERT",
    "REPLACE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "FOR",
    "NEXTVAL",
    "LASTVAL",
    "SETVAL",
];

/// Words that may stand between those and the name.
const PASSED: &[&str] = &["IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "LATERAL"];

/// Words that end a list of tables. ON does not: `a JOIN b ON …, c`.
const AFTER_TABLES: &[&str] =
    &["SELECT", "SET", "WHERE", "VALUES", "VALUE", "GROUP", "ORDER", "LIMIT", "HAVING", "WINDOW", "UNION"];

/// Whether a statement names another database than the current one.
pub(super) fn is_named(statement: Words<'_>) -> bool {
    if !statement.engine.is_mysql_like() {
        return false;
    }
    let all = 0..statement.tokens.len();
    let qualifies = |at: usize| statement.name(at).is_some() && statement.is_punct(at + 1, b'.');
    // Where columns are not asked for, what is qualified is a table.
    let defines = statement.is_any(0, &["CREATE", "ALTER", "DROP", "RENAME"]);
    if defines && !all.clone().any(|at| statement.is(at, "SELECT")) {
        return all.clone().any(qualifies);
    }
    // In each pair of parentheses: whether tables are listed.
    let mut lists = vec![false];
    let mut is_next = false;
    for at in all {
        let is_listed = lists.last().copied().unwrap_or_default();
        match () {
            () if statement.is_punct(at, b'(') => lists.push(is_next),
            () if statement.is_punct(at, b')') => {
                lists.pop();
                is_next = false;
            }
            () if statement.is_punct(at, b',') => is_next = is_listed,
            () if statement.is_any(at, PASSED) => {}
            // Not the functions `INSERT(…)` and `REPLACE(…)`, and not `ON DUPLICATE KEY UPDATE`.
            () if statement.is_any(at, BEFORE_TABLES) => {
                let is_function =
                    statement.is_any(at, &["INSERT", "REPLACE"]) && statement.is_punct(at + 1, b'(');
                is_next = !(is_function || at > 0 && statement.is(at - 1, "KEY"));
                if let Some(list) = lists.last_mut() {
                    *list = is_next;
                }
            }
            () if statement.is_any(at, AFTER_TABLES) => {
                is_next = false;
                if let Some(list) = lists.last_mut() {
                    *list = false;
                }
            }
            () if is_next && qualifies(at) => return true,
            () => is_next = false,
        }
    }
    false
}

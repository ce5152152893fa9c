//! What may run in a scratch database: what is known to stay within it, and nothing else.

mod calls;
mod database;
mod setting;
mod words;

use fklint_catalog::Engine;
use words::Words;

/// Why a text must not run, without a full stop; `None` when each of its statements defines tables and what belongs to
/// them, moves their rows, begins or ends a transaction or sets something harmless for the session, calls no function but
/// those that only reckon, and names no other database.
pub(super) fn objection(engine: Engine, sql: &str) -> Option<String> {
    let tokens = words::tokens(engine, sql);
    let whole = Words { engine, sql, tokens: &tokens };
    whole.statements().find_map(|statement| {
        let fault = ambiguity(statement).or_else(|| fault(statement))?;
        Some(format!("`{}` is not run: it {fault}", statement.head()))
    })
}

fn fault(statement: Words<'_>) -> Option<String> {
    let is_any = |words: &[&str]| statement.is_any(0, words);
    let is_kept = match () {
        () if is_any(&["SET", "RESET", "PRAGMA"]) || setting::is_set_config(statement) => {
            return (!setting::is_harmless(statement))
                .then(|| "is not known to set something for this session alone".to_owned());
        }
        () if is_any(&["CREATE", "ALTER", "DROP", "RENAME", "COMMENT"]) => defines(statement),
        () if is_any(&["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"]) => {
            is_transaction(statement)
        }
        () => is_any(&["INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "MERGE", "TRUNCATE"]),
    };
    if !is_kept {
        return Some("is not known to stay within a scratch database".to_owned());
    }
    (reach(statement)
        .or_else(|| calls::stranger(statement))
        .map(|name| format!("says `{name}`, which is not known to stay within a scratch database")))
    .or_else(|| database::is_named(statement).then(|| "names a database".to_owned()))
}

/// What servers may read otherwise than this reader: by their settings or by their version.
fn ambiguity(statement: Words<'_>) -> Option<String> {
    let engine = statement.engine;
    let why = |at: usize| {
        let text = statement.text(at);
        let bytes = text.as_bytes();
        match () {
            // Where a string ends hangs on `sql_mode` and `standard_conforming_strings`.
            () if statement.is_string(at) => {
                let escapes = bytes.windows(2).any(|pair| matches!(pair, b"\\'" | b"\\\""));
                escapes.then_some("holds an escaped quote")
            }
            () if engine == Engine::Postgres && matches!(bytes, [b'u' | b'U', b'&', ..]) => {
                Some("spells a name in code points")
            }
            // `{{ LOAD_FILE('x') }}`, and `{x LOAD_FILE('x')}`, which MySQL takes for `LOAD_FILE('x')`.
            () if statement.is_word(at) || text == "{" => {
                let plain = |b: &u8| b.is_ascii_alphanumeric() || b"_$#@.".contains(b) || *b >= 0x80;
                (!bytes.iter().all(plain)).then_some("holds a placeholder")
            }
            () => None,
        }
    };
    let hints = engine.is_mysql_like() && !holds_no_hint_or_is_one(statement);
    let hint = hints.then_some("has parts for some versions only");
    hint.or_else(|| (0..statement.tokens.len()).find_map(why)).map(str::to_owned)
}

/// Whether no `/*! … */` stands in a statement, or all of the statement stands in one.
fn holds_no_hint_or_is_one(statement: Words<'_>) -> bool {
    let text = statement.sql;
    let openers = text.matches("/*!").count() + text.matches("/*M!").count();
    let is_one = openers == 1 && text.matches("*/").count() == 1 && {
        let text = text.trim().trim_end_matches(';').trim_end();
        (text.starts_with("/*!") || text.starts_with("/*M!")) && text.ends_with("*/")
    };
    openers == 0 || is_one
}

/// Words between CREATE, ALTER or DROP and what they are about.
const MODIFIERS: &[&str] = &[
    "OR",
    "REPLACE",
    "TEMP",
    "TEMPORARY",
    "UNLOGGED",
    "GLOBAL",
    "LOCAL",
    "UNIQUE",
    "FULLTEXT",
    "SPATIAL",
    "IGNORE",
    "RECURSIVE",
    "MATERIALIZED",
];

/// What is defined in a database, and is gone with it.
const OBJECTS: &[&str] = &["TABLE", "TABLES", "INDEX", "SEQUENCE", "TYPE", "DOMAIN", "VIEW"];

fn defines(statement: Words<'_>) -> bool {
    let mut at = 1;
    if statement.is(0, "COMMENT") {
        return statement.is(1, "ON")
            && (statement.is_any(2, OBJECTS) || statement.is_any(2, &["COLUMN", "CONSTRAINT"]));
    }
    while statement.is_any(at, MODIFIERS) {
        at += 1;
    }
    let Words { tokens, engine, .. } = statement;
    // A schema of MySQL is a database. One of PostgreSQL may hold definitions and grants.
    if engine == Engine::Postgres && statement.is(at, "SCHEMA") {
        let held = |at: usize| Words { tokens: &tokens[at..], ..statement };
        let creates = |at: &usize| statement.is(*at, "CREATE");
        return (at..tokens.len()).filter(creates).all(|at| defines(held(at)))
            && !(at..tokens.len()).any(|at| statement.is(at, "GRANT"));
    }
    // A type of functions: `CREATE TYPE t (INPUT = f, …)`.
    let is_base_type = statement.is(0, "CREATE")
        && statement.is(at, "TYPE")
        && !(at..at + 5).any(|at| statement.is(at, "AS"));
    statement.is_any(at, OBJECTS) && !is_base_type
}

/// Not the prepared ones, which outlive their session, and not MariaDB's `BEGIN NOT ATOMIC`, which is a block.
fn is_transaction(statement: Words<'_>) -> bool {
    (1..statement.tokens.len()).all(|at| !statement.is_any(at, &["PREPARED", "ATOMIC"]))
}

/// A word by which a definition or a row leaves its database: files, other servers, places of the server's own.
fn reach(statement: Words<'_>) -> Option<String> {
    let leaves = |at: &usize| {
        let at = *at;
        match () {
            () if statement.is_any(at, &["TABLESPACE", "OUTFILE", "DUMPFILE"]) => true,
            () if statement.engine.is_mysql_like() => {
                let is_folder = statement.is(at, "DIRECTORY") && statement.is_any(at - 1, &["DATA", "INDEX"]);
                let is_server = statement.is(at, "CONNECTION")
                    && (statement.is_punct(at + 1, b'=') || statement.is_string(at + 1));
                is_folder || is_server || names_strange_storage_engine(statement, at)
            }
            // Roles, databases and tablespaces are rows of system tables, which a superuser may write.
            () if statement.engine == Engine::Postgres && !statement.is_string(at) => {
                let name = statement.name(at).unwrap_or_default();
                let is_qualifier = name == "pg_catalog" && statement.is_punct(at + 1, b'.');
                name.starts_with("pg_") && !is_qualifier
            }
            () => false,
        }
    };
    (1..statement.tokens.len()).find(leaves).map(|at| statement.text(at).to_owned())
}

/// `ENGINE = FEDERATED`, `ENGINE CONNECT`: not the column of that name, `engine varchar(20)`.
fn names_strange_storage_engine(statement: Words<'_>, at: usize) -> bool {
    let equals = statement.is_punct(at + 1, b'=');
    let is_column = || {
        let in_parentheses = (0..at).filter(|it| statement.is_punct(*it, b'(')).count()
            > (0..at).filter(|it| statement.is_punct(*it, b')')).count();
        in_parentheses && (statement.is_punct(at - 1, b'(') || statement.is_punct(at - 1, b','))
    };
    let name = statement.name(at + 1 + usize::from(equals));
    statement.is_any(0, &["CREATE", "ALTER"])
        && (statement.is(at, "ENGINE") && (equals || !is_column()) || statement.is(at, "TYPE") && equals)
        && name.is_some_and(|name| !setting::is_own_storage_engine(&name))
}

#[cfg(test)]
mod tests;

//! Settings of a session that bear on nothing else.

use fklint_catalog::Engine;
use fklint_reflect::ddl::token::TokenKind;

use super::words::Words;

/// Of SQLite. `writable_schema` and the directories are none of them.
const PRAGMAS: &[&str] = &[
    "application_id",
    "auto_vacuum",
    "automatic_index",
    "busy_timeout",
    "cache_size",
    "case_sensitive_like",
    "defer_foreign_keys",
    "encoding",
    "foreign_key_check",
    "foreign_key_list",
    "foreign_keys",
    "ignore_check_constraints",
    "index_list",
    "integrity_check",
    "journal_mode",
    "legacy_alter_table",
    "locking_mode",
    "optimize",
    "page_size",
    "quick_check",
    "recursive_triggers",
    "reverse_unordered_selects",
    "secure_delete",
    "synchronous",
    "table_info",
    "temp_store",
    "user_version",
];

/// Of MySQL and MariaDB.
const VARIABLES: &[&str] = &[
    "alter_algorithm",
    "autocommit",
    "check_constraint_checks",
    "default_storage_engine",
    "default_tmp_storage_engine",
    "explicit_defaults_for_timestamp",
    "foreign_key_checks",
    "innodb_lock_wait_timeout",
    "lock_wait_timeout",
    "max_execution_time",
    "max_statement_time",
    "old_alter_table",
    "restrict_fk_on_non_standard_key",
    "sql_auto_is_null",
    "sql_generate_invisible_primary_key",
    "sql_mode",
    "sql_notes",
    "sql_quote_show_create",
    "sql_require_primary_key",
    "sql_safe_updates",
    "sql_warnings",
    "storage_engine",
    "time_zone",
    "unique_checks",
];

/// Of PostgreSQL.
const PARAMETERS: &[&str] = &[
    "bytea_output",
    "check_function_bodies",
    "client_min_messages",
    "constraints",
    "datestyle",
    "enable_seqscan",
    "escape_string_warning",
    "idle_in_transaction_session_timeout",
    "intervalstyle",
    "lock_timeout",
    "row_security",
    "search_path",
    "session_replication_role",
    "standard_conforming_strings",
    "statement_timeout",
    "timezone",
    "transaction",
    "transaction_timeout",
    "xmloption",
];

/// Encodings in which no part of a character looks like a quote or a backslash.
const ENCODINGS: &[&str] =
    &["utf8", "utf-8", "utf8mb3", "utf8mb4", "latin1", "ascii", "sql_ascii", "binary", "default"];

/// Storage engines that keep their rows with the server and in the database.
const STORAGE_ENGINES: &[&str] = &[
    "innodb",
    "myisam",
    "aria",
    "memory",
    "heap",
    "archive",
    "blackhole",
    "csv",
    "ndb",
    "ndbcluster",
    "rocksdb",
    "tokudb",
];

pub(super) fn is_own_storage_engine(name: &str) -> bool {
    STORAGE_ENGINES.contains(&name)
}

/// `SELECT set_config('search_path', '', false)`, as `pg_dump` writes it.
pub(super) fn is_set_config(statement: Words<'_>) -> bool {
    statement.engine == Engine::Postgres
        && statement.is(0, "SELECT")
        && statement.is(config(statement), "SET_CONFIG")
}

/// The place of the first name behind SELECT, without its schema.
fn config(statement: Words<'_>) -> usize {
    if statement.is(1, "PG_CATALOG") && statement.is_punct(2, b'.') { 3 } else { 1 }
}

/// Whether `SET …`, `RESET …`, `PRAGMA …` or `SELECT set_config(…)` sets only what is known.
pub(super) fn is_harmless(statement: Words<'_>) -> bool {
    let rest = |from: usize| Words { tokens: statement.tokens.get(from..).unwrap_or_default(), ..statement };
    if statement.is(0, "PRAGMA") {
        let name = if statement.is_punct(2, b'.') { 3 } else { 1 };
        return statement.engine == Engine::Sqlite && is_one_of(statement, name, PRAGMAS);
    }
    if is_set_config(statement) {
        let call = rest(config(statement));
        let value = call.is_string(4) && call.is_punct(5, b',') && call.is_any(6, &["TRUE", "FALSE"]);
        return value && call.is_string(2) && is_one_of(call, 2, PARAMETERS) && call.tokens.len() == 8;
    }
    // What a value calls or asks is not looked at.
    if (0..statement.tokens.len()).any(|at| statement.is_punct(at, b'(')) {
        return false;
    }
    if statement.engine == Engine::Postgres {
        // One parameter; its value may be a list.
        let name = 1 + usize::from(statement.is_any(1, &["SESSION", "LOCAL"]));
        let is_zone = statement.is(name, "TIME") && statement.is(name + 1, "ZONE");
        return is_zone || is_encoding(rest(name)) || is_one_of(statement, name, PARAMETERS);
    }
    let assignments = rest(1);
    let mut parts = assignments.tokens.split(|token| token.kind == TokenKind::Punct(b','));
    statement.engine.is_mysql_like() && parts.all(|tokens| is_assignment(Words { tokens, ..statement }))
}

/// `@user = …`, `name = …`, `SESSION name = …`, `@@name = …`, `@@session.name = …`
fn is_assignment(part: Words<'_>) -> bool {
    let at = usize::from(part.is_any(0, &["SESSION", "LOCAL"]));
    let name = part.name(at).unwrap_or_default();
    let name = match name.strip_prefix("@@") {
        Some(system) => {
            ["session.", "local."].iter().find_map(|it| system.strip_prefix(it)).unwrap_or(system)
        }
        None if name.starts_with('@') => return true,
        None => &name,
    };
    let value = part.name(part.tokens.len().saturating_sub(1)).unwrap_or_default();
    let is_storage_engine = name.ends_with("storage_engine");
    is_encoding(part)
        || part.is_word(at)
            && VARIABLES.contains(&name)
            && (!is_storage_engine || value.starts_with('@') || is_own_storage_engine(&value))
}

/// `NAMES utf8mb4`, `CHARACTER SET utf8`, `client_encoding = 'UTF8'`, `character_set_client = utf8`
fn is_encoding(part: Words<'_>) -> bool {
    let names = ["NAMES", "CHARSET", "CHARACTER", "CLIENT_ENCODING", "CHARACTER_SET_CLIENT"];
    let value = part.name(part.tokens.len().saturating_sub(1)).unwrap_or_default();
    part.is_any(0, &names) && part.tokens.len() <= 3 && ENCODINGS.contains(&value.as_str())
}

fn is_one_of(statement: Words<'_>, at: usize, names: &[&str]) -> bool {
    statement.name(at).is_some_and(|name| names.contains(&name.as_str()))
}

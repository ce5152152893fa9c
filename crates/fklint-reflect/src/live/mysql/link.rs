//! The connection: queries counted, read into rows, within a transaction that only reads.

use std::time::Duration;

use fklint_catalog::Engine;
use mysql::prelude::Queryable;
use mysql::{Conn, Row, Value};
use rustc_hash::FxHashSet;

use super::rows::{Cells, OptionalColumnRow, Record};
use super::trouble;
use crate::live::{DbUrl, LiveError, Trouble};

/// A session's settings, so that neither the server's configuration nor the user's changes what is read: names in
/// backticks, backslashes that escape, no row limits, and nobody hangs up on one who waits. The last says: whatever
/// transaction comes, it only reads.
const SETTLE: &str = "SET SESSION sql_mode = '', sql_quote_show_create = 1, sql_big_selects = 1, \
                      sql_select_limit = 18446744073709551615, wait_timeout = 2147483";
const READ_ONLY: &str = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/// A connection.
pub(super) struct Link {
    conn: Conn,
    pub(super) url: DbUrl,
    pub(super) engine: Engine,
    /// How many statements were sent.
    pub(super) queries: usize,
    /// The columns of `information_schema` that not every version has, and that are there: `STATISTICS.EXPRESSION`.
    optional: FxHashSet<String>,
    /// Whether an answer stayed out: nobody knows whose answer would come next.
    is_lost: bool,
}

/// The databases, and perhaps the tables, that a query of the catalog is about.
pub(super) struct Scope<'s> {
    pub(super) schemas: &'s [String],
    pub(super) tables: Option<&'s [String]>,
}

impl Link {
    pub(super) fn new(conn: Conn, url: DbUrl) -> Self {
        let engine = url.engine;
        Self { conn, url, engine, queries: 0, optional: FxHashSet::default(), is_lost: false }
    }

    /// Makes the session one that only reads, and learns what the server's `information_schema` has.
    pub(super) fn settle(&mut self) -> Result<(), LiveError> {
        for statement in ["SET NAMES utf8mb4", SETTLE, READ_ONLY] {
            self.run(statement)?;
        }
        let optional = self.rows::<OptionalColumnRow>(&Scope { schemas: &[], tables: None })?;
        self.optional = optional.into_iter().map(|row| row.0).collect();
        Ok(())
    }

    /// Whether `information_schema` has a table among those with columns that not every version has.
    pub(super) fn has(&self, table: &str) -> bool {
        self.optional.iter().any(|name| name.split('.').next() == Some(table))
    }

    /// Reads in one snapshot and ends its transaction, so that no lock outlives it.
    ///
    /// MySQL and MariaDB lock what a transaction read against ALTER TABLE until it ends.
    pub(super) fn snapshot<T>(
        &mut self,
        limit: Duration,
        read: impl FnOnce(&mut Self) -> Result<T, LiveError>,
    ) -> Result<T, LiveError> {
        if self.is_lost {
            return Err(trouble::trouble(&self.url, Trouble::Gone, "an earlier question was not answered"));
        }
        let millis = limit.as_millis().clamp(1, u128::from(u32::MAX));
        let seconds = limit.as_secs().clamp(1, 31_536_000);
        let statement = match self.engine {
            Engine::Mariadb => format!("max_statement_time = {}.{:03}", millis / 1000, millis % 1000),
            _ => format!("max_execution_time = {millis}"),
        };
        self.run(&format!("SET SESSION {statement}, lock_wait_timeout = {seconds}"))?;
        self.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")?;
        let result = read(self);
        if self.is_lost {
            return result;
        }
        let ended = self.run("ROLLBACK");
        let result = result?;
        ended.map(|()| result)
    }

    /// Runs a statement that gives no rows.
    pub(super) fn run(&mut self, statement: &str) -> Result<(), LiveError> {
        self.queries += 1;
        self.conn.query_drop(statement).map_err(|error| self.trouble(&error))
    }

    /// Runs a query and gives its rows as text.
    pub(super) fn cells(&mut self, query: &str) -> Result<Vec<Vec<Option<String>>>, LiveError> {
        self.mapped(query, |row| row.unwrap().into_iter().map(text).collect())
    }

    /// Runs a query of the catalog.
    pub(super) fn rows<R: Record>(&mut self, scope: &Scope<'_>) -> Result<Vec<R>, LiveError> {
        let query = complete(R::SQL, &self.optional, scope);
        self.mapped(&query, |row| R::read(&mut Cells::new(row.unwrap().into_iter().map(text).collect())))
    }

    /// Each row is read as it comes: a server sends more text than is kept of it.
    fn mapped<T>(&mut self, query: &str, read: impl FnMut(Row) -> T) -> Result<Vec<T>, LiveError> {
        self.queries += 1;
        self.conn.query_map(query, read).map_err(|error| self.trouble(&error))
    }

    /// The names of the columns that a query gives. The server prepares it, and refuses what is more than one
    /// statement: nothing can hide behind a semicolon.
    pub(super) fn columns(&mut self, query: &str) -> Result<Vec<String>, LiveError> {
        self.queries += 1;
        let prepare = |conn: &mut Conn| {
            let statement = conn.prep(query)?;
            let names = statement.columns().iter().map(|column| column.name_str().into_owned()).collect();
            conn.close(statement)?;
            Ok(names)
        };
        prepare(&mut self.conn).map_err(|error: mysql::Error| self.trouble(&error))
    }

    /// What the server itself says leaves the connection as it was.
    fn trouble(&mut self, error: &mysql::Error) -> LiveError {
        self.is_lost |= !matches!(error, mysql::Error::MySqlError(_));
        trouble::of(&self.url, error)
    }
}

/// Leaves out the columns that this server does not have, and fills in databases and tables.
fn complete(sql: &str, optional: &FxHashSet<String>, scope: &Scope<'_>) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, (name, behind))) =
        rest.split_once('[').and_then(|(before, open)| Some((before, open.split_once(']')?)))
    {
        let column = name.split_once('.').map_or(name, |(_, column)| column);
        out.push_str(before);
        out.push_str(if optional.contains(name) { column } else { "NULL" });
        rest = behind;
    }
    out.push_str(rest);
    // From the end on: a name that is filled in may look like a mark.
    if let Some(tables) = out.find("{tables}") {
        let only = scope.tables.map(|names| format!(" AND TABLE_NAME IN ({})", list(names)));
        out.replace_range(tables..tables + "{tables}".len(), &only.unwrap_or_default());
    }
    if let Some(schemas) = out.find("{schemas}") {
        out.replace_range(schemas..schemas + "{schemas}".len(), &list(scope.schemas));
    }
    out
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| literal(name)).collect::<Vec<_>>().join(", ")
}

/// A string literal, for a session where backslashes escape.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// A name in backticks.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A value as the server writes it; bytes that are no text in hexadecimal.
fn text(value: Value) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8(bytes).unwrap_or_else(|error| hex(error.as_bytes()))),
        other => Some(other.as_sql(false).trim_matches('\'').to_owned()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_made_whole() {
        let optional: FxHashSet<String> = [String::from("STATISTICS.IGNORED")].into_iter().collect();
        let (schemas, tables) = (["a{tables}'b".to_owned()], ["c\\[T.C]".to_owned()]);
        let sql = "SELECT [STATISTICS.EXPRESSION], [STATISTICS.IGNORED] WHERE S IN ({schemas}){tables}";
        let whole = |tables| complete(sql, &optional, &Scope { schemas: &schemas, tables });
        assert_eq!(whole(None), "SELECT NULL, IGNORED WHERE S IN ('a{tables}''b')");
        assert_eq!(
            whole(Some(&tables)),
            "SELECT NULL, IGNORED WHERE S IN ('a{tables}''b') AND TABLE_NAME IN ('c\\\\[T.C]')"
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_in_hexadecimal() {
        assert_eq!(text(Value::Bytes(vec![0xff, 0x0a])), Some("0xff0a".to_owned()));
        assert_eq!(text(Value::Bytes("ü".into())), Some("ü".to_owned()));
        assert_eq!(text(Value::NULL), None);
    }
}

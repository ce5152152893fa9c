//! The reflector of SQLite files.
//!
//! Whether foreign keys are enforced is each connection's own setting (`PRAGMA foreign_keys`), and which version will
//! open the file next is not known: the catalog of a file tells neither.

mod build;
mod columns;
mod copy;
mod file;
mod foreign_keys;
mod keys;
mod reader;
mod rows;
mod trouble;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::{Answer, DbUrl, Live, LiveError, LiveOptions, Orphan, Session, Trouble};
use file::Opened;
pub use reader::SqliteReader;
use rows::Rows;
use trouble::Blame;

/// How often a file is opened again that another process changed while it was read without a lock.
const TRIES: usize = 5;

/// Opens a session that only reads, and leaves nothing beside the file.
pub(super) fn open(url: &DbUrl, file: &Path, options: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    let blame = Blame { database: url.to_string() };
    let opened = Opened::open(file, options.connect_timeout, &blame)?;
    Ok(Box::new(File { path: file.to_owned(), options: options.clone(), blame, opened }))
}

/// An open file.
struct File {
    path: PathBuf,
    options: LiveOptions,
    blame: Blame,
    opened: Opened,
}

impl Session for File {
    fn reflect(&mut self) -> Result<Live, LiveError> {
        let limit = self.options.statement_timeout;
        let rows = self.steadily(|connection| {
            snapshot(connection, |connection| {
                Rows::read(connection, |connection| patience(connection, limit))
            })
        })?;
        let (catalog, mut notes) = build::catalog(&rows);
        notes.extend(self.opened.note.clone());
        let main = |schema: &String| schema.eq_ignore_ascii_case("main");
        if !self.options.schemas.is_empty() && !self.options.schemas.iter().any(main) {
            notes.push("a SQLite file has one schema, `main`: all of it was read".to_owned());
        }
        Ok(Live { catalog, notes, queries: rows.queries })
    }

    fn ask(&mut self, select: &str, samples: u32) -> Result<Answer, LiveError> {
        let limit = self.options.question_timeout;
        // A comment at its end must not hide what follows it.
        let select = select.trim().trim_end_matches(';');
        let count = format!("SELECT count(*) FROM (\n{select}\n)");
        let some = format!("SELECT * FROM (\n{select}\n) LIMIT {samples}");
        self.steadily(|connection| {
            snapshot(connection, |connection| {
                patience(connection, limit)?;
                let rows = connection.query_row(&count, [], |row| row.get::<_, i64>(0))?;
                let samples = if samples == 0 { Vec::new() } else { texts(connection, &some)? };
                Ok(Answer { rows: rows.unsigned_abs(), samples })
            })
        })
    }

    fn foreign_key_check(&mut self, table: &str) -> Result<Option<Vec<Orphan>>, LiveError> {
        const EXISTS: &str =
            "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE";
        let limit = self.options.question_timeout;
        let found = self.steadily(|connection| {
            snapshot(connection, |connection| {
                patience(connection, limit)?;
                if connection.query_row(EXISTS, [table], |row| row.get::<_, i64>(0))? == 0 {
                    return Ok(None);
                }
                let mut statement = connection.prepare(include_str!("foreign_key_check.sql"))?;
                let orphans = statement.query_map([table], |row| {
                    Ok(Orphan {
                        rowid: row.get(0)?,
                        parent: rows::text(row, 1)?.unwrap_or_default(),
                        foreign_key: row.get::<_, Option<i64>>(2)?.and_then(|at| at.try_into().ok()),
                    })
                })?;
                orphans.collect::<Result<_, _>>().map(Some)
            })
        })?;
        // SQLite checks a table that does not exist and finds nothing wrong with it.
        found.map_or_else(
            || Err(self.blame.at(Trouble::Failed, format!("there is no table `{table}`: reflect it again"))),
            |orphans| Ok(Some(orphans)),
        )
    }
}

impl File {
    /// Reads so that no other process can change the file meanwhile unseen.
    fn steadily<T>(
        &mut self,
        read: impl Fn(&mut Connection) -> Result<T, rusqlite::Error>,
    ) -> Result<T, LiveError> {
        for _ in 0..TRIES {
            let result = read(&mut self.opened.connection);
            if self.opened.is_unchanged() {
                return result.map_err(|error| self.blame.on(&error));
            }
            self.opened = Opened::open(&self.path, self.options.connect_timeout, &self.blame)?;
        }
        let why = "another process changes it again and again while it is read: try again when that rests";
        Err(self.blame.at(Trouble::Locked, why.to_owned()))
    }
}

/// Runs several queries on one state of the database.
fn snapshot<T>(
    connection: &mut Connection,
    read: impl FnOnce(&mut Connection) -> Result<T, rusqlite::Error>,
) -> Result<T, rusqlite::Error> {
    connection.execute_batch("BEGIN")?;
    let result = read(connection);
    // Nothing was written: an error here could only hide the one of the reading.
    let _ = connection.execute_batch("ROLLBACK");
    result
}

/// Gives what runs next so much time.
fn patience(connection: &mut Connection, limit: Duration) -> Result<(), rusqlite::Error> {
    let start = Instant::now();
    connection.progress_handler(1000, Some(move || start.elapsed() >= limit))
}

/// All rows of a query as text.
fn texts(connection: &Connection, sql: &str) -> Result<Vec<Vec<Option<String>>>, rusqlite::Error> {
    let mut statement = connection.prepare(sql)?;
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get_ref(at).map(shown)).collect())?;
    rows.collect()
}

/// A value as SQL would write it, texts without their quotes.
fn shown(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(format!("{number:?}")),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Some(format!("x'{digits}'"))
        }
    }
}

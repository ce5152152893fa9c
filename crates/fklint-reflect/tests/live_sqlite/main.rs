//! Live SQLite files: what is reflected equals what the text says, and reading leaves no trace.

#![expect(clippy::unwrap_used, reason = "what the tests share may fail as loudly as they")]

mod again;
mod equal;
mod odd;
mod opening;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fklint_catalog::{Catalog, Engine, Table};
use fklint_reflect::live::url::Place;
use fklint_reflect::live::{DbUrl, Live, LiveError, LiveOptions, Session, open};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;
use rusqlite::Connection;

/// A folder of its own for a test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("live-sqlite-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// A database that was made by these statements.
    fn database(&self, ddl: &str) -> PathBuf {
        let path = self.0.join("a.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute_batch(ddl).unwrap();
        path
    }

    /// Names and contents of all that is in it.
    fn contents(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all: Vec<_> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
            .collect();
        all.sort();
        all
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn session(path: &Path) -> Result<Box<dyn Session>, LiveError> {
    session_with(path, &LiveOptions { connect_timeout: Duration::from_millis(50), ..LiveOptions::default() })
}

fn session_with(path: &Path, options: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    open(&DbUrl { engine: Engine::Sqlite, place: Place::File(path.to_owned()) }, options)
}

fn reflect(path: &Path) -> Live {
    session(path).unwrap().reflect().unwrap()
}

/// What a text adds up to.
fn declared(ddl: &str) -> Catalog {
    let read = ddl::read(ddl.as_bytes(), Engine::Sqlite);
    let source = ScriptSource { file: FileId(0), name: "a.sql".to_owned(), migration: false, read };
    let mut catalog = replay(Engine::Sqlite, None, vec![source]).catalog;
    // A file knows no setting of a session.
    catalog.settings = fklint_catalog::Settings::default();
    catalog
}

/// What is not equal, a line for each table: the live one first.
fn differences(live: &Catalog, declared: &Catalog) -> Vec<String> {
    let mut lines = Vec::new();
    for table in live.tables() {
        match declared.table(&table.name) {
            Some(other) if other == table => {}
            Some(other) => lines.push(format!("{}: {}", table.name, difference(table, other))),
            None => lines.push(format!("{}: only live", table.name)),
        }
    }
    let gone = declared.tables().filter(|table| live.table(&table.name).is_none());
    lines.extend(gone.map(|table| format!("{}: only in the text", table.name)));
    lines
}

/// The first list of two tables that differs.
fn difference(live: &Table, text: &Table) -> String {
    let parts = |table: &Table| {
        let columns = table.columns.iter().map(|column| format!("{column:?}")).collect::<Vec<_>>();
        let mut keys = table.keys.iter().map(|key| format!("{key:?}")).collect::<Vec<_>>();
        keys.sort();
        let foreign_keys = table.foreign_keys.iter().map(|key| format!("{key:?}")).collect::<Vec<_>>();
        let checks = table.checks.iter().map(|check| format!("{check:?}")).collect::<Vec<_>>();
        let rest = format!(
            "{:?} {:?} without rowid {} strict {}",
            table.kind, table.completeness, table.without_rowid, table.strict
        );
        [columns, keys, foreign_keys, checks, vec![rest]].concat()
    };
    let (live, text) = (parts(live), parts(text));
    let only = |these: &[String], those: &[String]| {
        these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>().join("\n    ")
    };
    format!("\n  live {}\n  text {}", only(&live, &text), only(&text, &live))
}

//! A temporary SQLite database with what a fixture makes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use fklint_catalog::Engine;
use fklint_reflect::live::{self, DbUrl, LiveOptions, Session};

use crate::Fixture;

/// A database that goes away with this value.
pub(crate) struct Database(PathBuf);

impl Database {
    /// Runs a fixture, with nothing enforced, so that it may make orphans.
    pub(crate) fn loaded(fixture: &Fixture) -> Result<Self, String> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        if fixture.engine != Engine::Sqlite {
            return Err("its rows are asked on SQLite: write `-- engine: sqlite`".to_owned());
        }
        let name =
            format!("fklint-fixture-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let database = Self(std::env::temp_dir().join(name));
        let loaded = rusqlite::Connection::open(&database.0).and_then(|connection| {
            connection.execute_batch("PRAGMA foreign_keys = OFF")?;
            connection.execute_batch(&fixture.text)
        });
        loaded.map_err(|error| format!("cannot be loaded: {error}"))?;
        Ok(database)
    }

    /// A session that only reads.
    pub(crate) fn session(&self) -> Result<Box<dyn Session>, String> {
        live::open(&DbUrl::of_sqlite_file(&self.0), &LiveOptions::default())
            .map_err(|error| error.to_string())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // The system clears its temporary directory, should this fail.
        let _ = std::fs::remove_file(&self.0);
    }
}

//! What engines differ in when moves are done on them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fklint_catalog::{Catalog, Engine};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Place;

use super::{Stop, sqlite};

/// How patiently and how carefully to work.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// How long to wait for others that write.
    pub patience: Duration,
    /// Whether a copy of the database is made first, where the database is a file.
    pub backup: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { patience: Duration::from_secs(5), backup: true }
    }
}

/// A statement that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Executed {
    /// The statement.
    pub statement: String,
    /// How long it took.
    pub seconds: f64,
    /// What waited meanwhile, in words.
    pub locks: String,
}

/// A move, or the way back of one, as it is done.
pub(super) struct Act<'a> {
    /// Its statements.
    pub(super) sql: &'a [String],
    /// Questions that must give no row.
    pub(super) probes: &'a [String],
    /// Its tables as they will be.
    pub(super) promise: &'a Catalog,
    /// What differs from what it promises in a schema; empty when it holds.
    pub(super) broken: &'a dyn Fn(&Catalog) -> String,
}

/// A connection to a database, and the engine's own way of working on it.
pub(super) trait Hands {
    /// The schema as it is.
    fn catalog(&mut self) -> Result<Catalog, Stop>;

    /// How many rows a SELECT gives, and in words the first of them.
    fn ask(&mut self, select: &str) -> Result<(u64, String), Stop>;

    /// What of a table's definition would not be in one that is made anew from the catalog.
    fn lost(&mut self, table: &str) -> Result<Option<String>, Stop>;

    /// Copies the database to a file that is not there yet.
    fn back_up(&mut self, to: &Path) -> Result<(), Stop>;

    /// Does a move. After an error the database is as it was before it.
    fn act(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop>;

    /// What the engine itself finds wrong with the database in the end.
    fn damage(&mut self) -> Result<Vec<String>, Stop>;
}

/// Whether plans can be carried out on this engine.
///
/// # Errors
/// That they cannot, and the way out.
pub fn supports(engine: Engine) -> Result<(), Stop> {
    if engine == Engine::Sqlite {
        return Ok(());
    }
    Err(Stop(format!(
        "plans are carried out on SQLite alone so far: run the statements of `check` on {engine} yourself"
    )))
}

/// Connects to a database to work on it.
pub(super) fn connect(url: &DbUrl, wishes: &Wishes) -> Result<Box<dyn Hands>, Stop> {
    supports(url.engine)?;
    match &url.place {
        Place::File(path) => Ok(Box::new(sqlite::File::open(path, wishes)?)),
        Place::Server(_) => Err(Stop("it is no file".to_owned())),
    }
}

/// What `wanted` is called beside a database: with the time, so that no two are alike.
pub(super) fn beside(url: &DbUrl, begun: u64, wanted: &str) -> PathBuf {
    match &url.place {
        Place::File(path) => {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(format!(".fklint-{begun}.{wanted}"));
            path.with_file_name(name)
        }
        Place::Server(server) => PathBuf::from(format!(
            "{}.fklint-{begun}.{wanted}",
            server.database.as_deref().unwrap_or("database")
        )),
    }
}

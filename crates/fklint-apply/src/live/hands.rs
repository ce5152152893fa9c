//! What engines differ in when moves are done on them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fklint_catalog::{Catalog, Change, Engine};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Place;

use super::moves::{Cut, Part};
use super::{Stop, mysql, postgres, sqlite};

/// How patiently and how carefully to work.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// How long a statement waits for others that hold what it needs.
    pub patience: Duration,
    /// How often a move is tried that they keep waiting, on a server.
    pub tries: u32,
    /// How long a statement on PostgreSQL may run that keeps others waiting.
    pub longest: Duration,
    /// Whether a copy of the database is made first, where the database is a file.
    pub backup: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { patience: Duration::from_secs(5), tries: 5, longest: Duration::from_secs(60), backup: true }
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
    /// The statements that take it back.
    pub(super) back: &'a [String],
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

    /// About how many rows a table has, given as SQL names it; `None` where nobody counted them yet.
    fn rows(&mut self, table: &str) -> Result<Option<u64>, Stop>;

    /// Why changes cannot be carried out here, as far as the engine tells without making them.
    fn hindrance(&mut self, changes: &[Change], catalog: &Catalog) -> Result<Option<String>, Stop>;

    /// Cuts plans for `catalog` into what the engine does whole.
    ///
    /// # Errors
    /// When a change does not fit, or would lose what no plan speaks of.
    fn cut(&mut self, parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, Stop>;

    /// Keeps everybody away who would carry out plans on this database too, until the connection ends. After a crash
    /// that is when the server has ended the last statement.
    fn keep_others_out(&mut self) -> Result<(), Stop> {
        Ok(())
    }

    /// Copies the database to a file that is not there yet.
    fn back_up(&mut self, to: &Path) -> Result<(), Stop> {
        Err(Stop(format!("a server's database is not copied to {}", to.display())))
    }

    /// Does a move. After an error the database is as it was before it.
    fn act(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop>;

    /// What the engine itself finds wrong with the database in the end.
    fn damage(&mut self) -> Result<Vec<String>, Stop> {
        Ok(Vec::new())
    }
}

/// Whether plans can be carried out on this engine.
///
/// # Errors
/// That they cannot, and the way out.
pub fn supports(engine: Engine) -> Result<(), Stop> {
    match engine {
        Engine::Sqlite | Engine::Postgres | Engine::Mysql | Engine::Mariadb => Ok(()),
        Engine::Oracle | Engine::SqlServer => Err(Stop(format!(
            "fklint cannot connect to {engine}: `fklint fix --migration` writes the statements"
        ))),
    }
}

/// Connects to a database to work on it.
pub(super) fn connect(url: &DbUrl, wishes: &Wishes) -> Result<Box<dyn Hands>, Stop> {
    supports(url.engine)?;
    match &url.place {
        Place::File(path) => Ok(Box::new(sqlite::File::open(path, wishes)?)),
        Place::Server(_) if url.engine == Engine::Postgres => {
            Ok(Box::new(postgres::Database::open(url, wishes)?))
        }
        Place::Server(_) => Ok(Box::new(mysql::Database::open(url, wishes)?)),
    }
}

/// A file beside a database that is not there yet: with the time, so that no two are alike.
pub(super) fn beside(url: &DbUrl, begun: u64, wanted: &str) -> PathBuf {
    let (folder, name) = match &url.place {
        Place::File(path) => (path.parent(), path.file_name().unwrap_or_default().to_owned()),
        Place::Server(server) => {
            (None, server.database.as_deref().unwrap_or("database").replace(['/', '\\'], "_").into())
        }
    };
    let named = |number: u32| {
        let mut name = name.clone();
        let again = if number > 1 { format!("-{number}") } else { String::new() };
        name.push(format!(".fklint-{begun}{again}.{wanted}"));
        folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
    };
    (1..1000).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1))
}

/// What is said where rows are in the way.
pub(super) fn in_the_way(rows: u64, some: &str, select: &str) -> String {
    let stand = if rows == 1 { "row stands" } else { "rows stand" };
    format!("{rows} {stand} in the way ({some}): see {select}")
}

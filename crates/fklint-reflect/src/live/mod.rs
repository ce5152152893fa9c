//! Live databases: opened read-only, reflected with a constant number of queries, asked about their rows.
//!
//! [`open`] gives a [`Session`]. It never writes: no statement of it could, and each engine is told so besides.

mod error;
mod mysql;
mod postgres;
pub mod raw;
mod sqlite;
pub mod url;
mod virtual_file;

use std::time::Duration;

use fklint_catalog::Catalog;

pub use error::{LiveError, Trouble};
pub use url::{DbUrl, UrlError};
pub use virtual_file::{virtual_file, virtual_reflection};

use url::Place;

/// What of a database is read, and how patiently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveOptions {
    /// Only the tables of these schemas (databases on MySQL and MariaDB), besides the parents elsewhere that their
    /// foreign keys name; empty: what the URL names, or else all but the engine's own.
    pub schemas: Vec<String>,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for one query of the catalog.
    pub statement_timeout: Duration,
    /// How long to wait for one question to the rows.
    pub question_timeout: Duration,
}

impl Default for LiveOptions {
    fn default() -> Self {
        Self {
            schemas: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(60),
            question_timeout: Duration::from_secs(60),
        }
    }
}

/// An open database that nothing is written to.
pub trait Session: Send {
    /// Reads the schema, in one snapshot where the engine has them.
    ///
    /// # Errors
    /// When the database cannot be read: gone, denied, corrupt, too slow.
    fn reflect(&mut self) -> Result<Live, LiveError>;

    /// Runs a SELECT in the database and tells how many rows it gives, and some of them. No row beyond those leaves
    /// the database.
    ///
    /// # Errors
    /// When the question cannot be answered; [`Trouble::TimedOut`] when it took too long.
    fn ask(&mut self, select: &str, samples: u32) -> Result<Answer, LiveError>;

    /// The rows of a table that the engine itself finds without a parent; `None` where it has no such check.
    ///
    /// # Errors
    /// When the engine cannot check: SQLite stops at the first foreign key whose parent has no key for it, whatever
    /// the table's others are like.
    fn foreign_key_check(&mut self, _table: &str) -> Result<Option<Vec<Orphan>>, LiveError> {
        Ok(None)
    }
}

/// What a live database holds.
#[derive(Clone, Debug)]
pub struct Live {
    /// Its schema.
    pub catalog: Catalog,
    /// What could not be seen, or is odd: one sentence each without a full stop.
    pub notes: Vec<String>,
    /// How many queries it took.
    pub queries: usize,
}

/// The answer to a question to the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many rows there are.
    pub rows: u64,
    /// Some of them, as text; `None` is NULL.
    pub samples: Vec<Vec<Option<String>>>,
}

/// A row of a child without a parent, as the engine tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its rowid; `None` in a table that has none.
    pub rowid: Option<i64>,
    /// The table where its parent should be.
    pub parent: String,
    /// The foreign key, by its index in the child's list; `None` where the engine does not tell.
    pub foreign_key: Option<usize>,
}

/// Opens a database for reading.
///
/// # Errors
/// When it cannot be reached, lets nobody in, or is no database.
pub fn open(url: &DbUrl, options: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    match &url.place {
        Place::File(file) => sqlite::open(url, file, options),
        Place::Server(server) if url.engine.is_mysql_like() => mysql::open(url, server, options),
        Place::Server(server) => postgres::open(url, server, options),
    }
}

//! A connection to an engine: statements in, rows or the engine's own error out.

mod mysql;
mod postgres;
mod refusal;
mod sqlite;

use std::fmt;

use fklint_catalog::Engine;
use fklint_reflect::live::url::{Environment, Place};
use fklint_reflect::live::{DbUrl, LiveOptions, raw};

pub use refusal::refusal;

/// What a statement did.
pub type Outcome = Result<Rows, EngineError>;

/// What a statement gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Its rows as the engine writes them as text; `None` is NULL.
    pub rows: Vec<Vec<Option<String>>>,
    /// How many rows it wrote.
    pub affected: u64,
}

/// What an engine said no with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineError {
    /// The engine's own: `1451`, `23503`, `787` (SQLite's extended code); empty where the engine said nothing.
    pub code: String,
    /// In its words.
    pub message: String,
}

impl EngineError {
    /// A failure that is not the engine's.
    pub(crate) fn other(message: impl fmt::Display) -> Self {
        Self { code: String::new(), message: message.to_string() }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.code.is_empty() { "" } else { " " };
        write!(f, "{}{space}{}", self.code, self.message)
    }
}

impl std::error::Error for EngineError {}

/// A connection that may write. It waits five seconds for a lock, and then gives up.
pub struct Session {
    engine: Engine,
    connection: Connection,
}

enum Connection {
    Sqlite(rusqlite::Connection),
    Mysql(Box<::mysql::Conn>),
    Postgres(Box<::postgres::Client>),
}

impl Session {
    /// Connects to `mysql://…`, `mariadb://…`, `postgres://…` or `sqlite:PATH`. What the URL leaves open comes from the
    /// process's environment.
    ///
    /// # Errors
    /// When the text is no URL, nobody answers, or not this user.
    pub fn open(url: &str) -> Result<Self, EngineError> {
        let parsed = DbUrl::parse(url, &Environment::of_process()).map_err(EngineError::other)?;
        Self::connect(&parsed.url)
    }

    /// Connects to a database. An SQLite file is made where there is none, and its foreign keys are on.
    ///
    /// # Errors
    /// When nobody answers, or not this user.
    pub fn connect(url: &DbUrl) -> Result<Self, EngineError> {
        let connection = match &url.place {
            Place::File(path) => Connection::Sqlite(sqlite::open(path)?),
            Place::Server(_) => {
                match raw::connect(url, &LiveOptions::default()).map_err(EngineError::other)? {
                    raw::Connection::Mysql(conn) => Connection::Mysql(mysql::settled(conn)?),
                    raw::Connection::Postgres(client) => Connection::Postgres(postgres::settled(client)?),
                }
            }
        };
        Ok(Self { engine: url.engine, connection })
    }

    /// The engine that the URL names.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs one or several statements and gives the rows of the last one that has any. The first refusal ends it; on
    /// PostgreSQL several statements are one transaction.
    ///
    /// # Errors
    /// What the engine says.
    pub fn run(&mut self, sql: &str) -> Outcome {
        match &mut self.connection {
            Connection::Sqlite(connection) => sqlite::run(connection, sql),
            Connection::Mysql(connection) => mysql::run(connection, sql),
            Connection::Postgres(client) => postgres::run(client, sql),
        }
    }

    /// The driver's connection, where it is one to PostgreSQL.
    pub(crate) fn postgres(&mut self) -> Option<&mut ::postgres::Client> {
        match &mut self.connection {
            Connection::Postgres(client) => Some(client),
            Connection::Sqlite(_) | Connection::Mysql(_) => None,
        }
    }

    /// The one value that a question gives; NULL is the empty text.
    ///
    /// # Errors
    /// What the engine says, or that there is no row.
    pub fn value(&mut self, question: &str) -> Result<String, EngineError> {
        let rows = self.run(question)?.rows;
        let first = rows.into_iter().next().and_then(|row| row.into_iter().next());
        Ok(first.ok_or_else(|| EngineError::other("no row"))?.unwrap_or_default())
    }
}

//! A database of one's own on any engine, gone afterwards: what facts, witnesses and executors are tried on.

mod mysql;
mod postgres;
mod sqlite;

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use fklint_catalog::{Engine, Version};

use crate::servers::Server;

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
        write!(f, "{} {}", self.code, self.message)
    }
}

impl std::error::Error for EngineError {}

/// A connection. It waits five seconds for a lock, and then gives up.
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
    /// Connects to `mysql://…`, `mariadb://…`, `postgres://…` or `sqlite:PATH`. SQLite's foreign keys are on.
    ///
    /// # Errors
    /// When nobody answers, or not this user.
    pub fn open(url: &str) -> Result<Self, EngineError> {
        let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
        let (engine, connection) = match scheme {
            "sqlite" => (Engine::Sqlite, Connection::Sqlite(sqlite::open(rest)?)),
            "mysql" => (Engine::Mysql, Connection::Mysql(Box::new(mysql::open(rest)?))),
            "mariadb" => (Engine::Mariadb, Connection::Mysql(Box::new(mysql::open(rest)?))),
            "postgres" | "postgresql" => {
                (Engine::Postgres, Connection::Postgres(Box::new(postgres::open(url)?)))
            }
            _ => return Err(EngineError::other(format!("no engine speaks `{scheme}`"))),
        };
        Ok(Self { engine, connection })
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

/// An empty database with a name that nobody else has. Dropping it drops the database.
pub struct Scratch {
    server: Server,
    name: String,
    url: String,
    sessions: Vec<Session>,
}

impl Scratch {
    /// Makes the database and connects to it.
    ///
    /// # Errors
    /// When the server is gone or lets nobody make databases.
    pub fn new(server: &Server) -> Result<Self, EngineError> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.subsec_nanos());
        let name = format!("fklint_{}_{number}_{now:x}", std::process::id());
        let url = if server.engine() == Engine::Sqlite {
            let file = sqlite_folder(&name);
            std::fs::create_dir(&file).map_err(EngineError::other)?;
            format!("sqlite:{}", file.join("db").display())
        } else {
            Session::open(server.url())?.run(&format!("CREATE DATABASE {name}"))?;
            with_database(server.url(), &name)
        };
        let mut scratch = Self { server: server.clone(), name, url, sessions: Vec::new() };
        scratch.session(0)?;
        Ok(scratch)
    }

    /// Its engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.server.engine()
    }

    /// Its engine's version.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.server.version()
    }

    /// The name of the database on its server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URL of the database, with the password if there is one: not for messages.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A connection by number from 0: the same one for the same number, opened at its first use.
    ///
    /// # Errors
    /// When the server takes no more.
    pub fn session(&mut self, number: usize) -> Result<&mut Session, EngineError> {
        while self.sessions.len() <= number {
            self.sessions.push(Session::open(&self.url)?);
        }
        Ok(&mut self.sessions[number])
    }

    /// Runs statements in the first session: see [`Session::run`].
    ///
    /// # Errors
    /// What the engine says.
    pub fn run(&mut self, sql: &str) -> Outcome {
        self.session(0)?.run(sql)
    }
}

#[allow(clippy::print_stderr, reason = "what stays on a server must be known, and a drop cannot fail")]
impl Drop for Scratch {
    fn drop(&mut self) {
        // Open transactions would hold the tables.
        self.sessions.clear();
        if self.engine() == Engine::Sqlite {
            let _ = std::fs::remove_dir_all(sqlite_folder(&self.name));
            return;
        }
        let force = if self.engine() == Engine::Postgres { " WITH (FORCE)" } else { "" };
        let dropped = Session::open(self.server.url())
            .and_then(|mut session| session.run(&format!("DROP DATABASE {}{force}", self.name)));
        if let Err(error) = dropped {
            eprintln!("database {} stays on {}: {error}", self.name, self.server);
        }
    }
}

fn sqlite_folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(name)
}

/// A URL with another database; what follows the path stays.
fn with_database(url: &str, name: &str) -> String {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let (rest, query) = url[after_scheme..]
        .split_once('?')
        .map_or((&url[after_scheme..], ""), |(rest, _)| (rest, &url[after_scheme + rest.len()..]));
    let authority = rest.split('/').next().unwrap_or(rest);
    format!("{}{authority}/{name}{query}", &url[..after_scheme])
}

#[cfg(test)]
mod tests;

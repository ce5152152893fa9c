//! A database of one's own on any engine, gone afterwards: what facts, witnesses and executors are tried on.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use fklint_catalog::{Engine, Version};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Place;

use crate::server::Server;
use crate::session::{EngineError, Outcome, Session};

/// An empty database with a name that nobody else has. Dropping it drops the database.
pub struct Scratch {
    server: Server,
    name: String,
    url: DbUrl,
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
            DbUrl::of_sqlite_file(&file.join("db"))
        } else {
            server.session()?.run(&format!("CREATE DATABASE {name}"))?;
            server.address().with_database(&name)
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

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> &DbUrl {
        &self.url
    }

    /// The URL of the database, with the password if there is one: not for messages.
    #[must_use]
    pub fn url(&self) -> String {
        match &self.url.place {
            Place::File(path) => format!("sqlite:{}", path.display()),
            Place::Server(_) => with_database(self.server.url(), &self.name),
        }
    }

    /// A connection by number from 0: the same one for the same number, opened at its first use.
    ///
    /// # Errors
    /// When the server takes no more.
    pub fn session(&mut self, number: usize) -> Result<&mut Session, EngineError> {
        while self.sessions.len() <= number {
            self.sessions.push(Session::connect(&self.url)?);
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
        let dropped = self
            .server
            .session()
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
mod tests {
    use super::*;

    #[test]
    fn the_database_of_a_url_is_replaced_and_its_options_stay() {
        assert_eq!(with_database("mysql://root@h:1/", "x"), "mysql://root@h:1/x");
        assert_eq!(with_database("mysql://root@h:1", "x"), "mysql://root@h:1/x");
        assert_eq!(with_database("postgres://u:p@h:1/old?a=b", "x"), "postgres://u:p@h:1/x?a=b");
    }
}

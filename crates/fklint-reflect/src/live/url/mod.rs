//! Where a live database is: the URLs that people have, read into one form that never shows its secrets.

mod authority;
mod environment;
mod files;
mod libpq;
mod parameters;
mod parse;
mod redact;
mod scheme;
mod secret;
mod server;
mod sqlite;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use fklint_catalog::Engine;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub use environment::{ClientFile, Environment, LookUp};
pub use secret::Secret;

/// A database to connect to. `Display` and `Debug` show no secret and no user: `mysql://host:3307/shop`.
#[derive(Clone, PartialEq, Eq)]
pub struct DbUrl {
    /// The engine of its scheme; the server may turn out to be MariaDB where MySQL was said, and the other way round.
    pub engine: Engine,
    /// Where it is.
    pub place: Place,
}

/// Where a database is.
#[expect(clippy::large_enum_variant, reason = "there is one for each connection")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An SQLite file.
    File(PathBuf),
    /// A server.
    Server(Server),
}

/// How to reach a database on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Where it listens.
    pub host: Host,
    /// Its port: given, or the engine's usual one.
    pub port: u16,
    /// The user; `None`: the one of the operating system.
    pub user: Option<String>,
    /// The password.
    pub password: Option<Secret>,
    /// The database.
    pub database: Option<String>,
    /// Only these schemas (`?schema=`, `?search_path=`); empty for all.
    pub schemas: Vec<String>,
    /// How the connection is made secure.
    pub tls: Tls,
}

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A name or an address.
    Tcp(String),
    /// A Unix socket: of PostgreSQL its directory, of MySQL the socket itself.
    Socket(PathBuf),
}

/// How a connection is made secure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// Whether, and what is checked.
    pub mode: TlsMode,
    /// A file of certificates to trust instead of the system's.
    pub root: Option<PathBuf>,
    /// The client's certificate and its key.
    pub client: Option<(PathBuf, PathBuf)>,
}

/// The modes of libpq's `sslmode`; MySQL's `ssl-mode` says the same in other words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsMode {
    /// Never (`disable`, `DISABLED`).
    Disable,
    /// Where the server offers it (`allow`, `prefer`, `PREFERRED`), unchecked.
    #[default]
    Prefer,
    /// Always, without a look at the certificate (`require`, `REQUIRED`).
    Require,
    /// Always, with a certificate of a trusted authority (`verify-ca`, `VERIFY_CA`). MySQL and MariaDB: as `VerifyFull`.
    VerifyCa,
    /// Always, with one made out to the very host (`verify-full`, `VERIFY_IDENTITY`).
    VerifyFull,
}

/// What was read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The database.
    pub url: DbUrl,
    /// What in the text or its surroundings was not taken at its word: one sentence each without a full stop.
    pub notes: Vec<String>,
    /// How long to wait for a connection, where `connect_timeout` says so.
    pub connect_timeout: Option<Duration>,
}

/// A text that is no URL of a database, with the way out, one sentence without a full stop. Secrets are left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UrlError(pub String);

impl DbUrl {
    /// Another database of the same server; a file stays what it is.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        let mut other = self.clone();
        if let Place::Server(server) = &mut other.place {
            server.database = Some(name.to_owned());
            server.schemas.clear();
        }
        other
    }

    /// The same with only these schemas (databases on MySQL and MariaDB), where any are named.
    #[must_use]
    pub fn with_schemas(&self, schemas: &[String]) -> Self {
        let mut other = self.clone();
        if let Place::Server(server) = &mut other.place
            && !schemas.is_empty()
        {
            server.schemas = schemas.to_vec();
        }
        other
    }

    /// Only these schemas; empty for all, and of files.
    #[must_use]
    pub fn schemas(&self) -> &[String] {
        match &self.place {
            Place::Server(server) => &server.schemas,
            Place::File(_) => &[],
        }
    }

    /// What drivers and servers say, without the password in it, in any of the spellings it may have there.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        match &self.place {
            Place::Server(Server { password: Some(password), .. }) => password.scrub(text),
            _ => text.to_owned(),
        }
    }
}

/// What would not be read back as the name of a database.
const IN_DATABASE: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'/').add(b'?').add(b'@').add(b'#');

/// The same among the parameters.
const IN_PARAMETER: &AsciiSet = &IN_DATABASE.remove(b'/').remove(b'?').add(b'&').add(b'+');

impl fmt::Display for DbUrl {
    /// Reads back as the same database. A socket at its usual place is `localhost`: the name is the same on a machine
    /// that has none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = match &self.place {
            Place::File(path) => return write!(f, "{}:{}", self.engine.id(), path.display()),
            Place::Server(server) => server,
        };
        write!(f, "{}://", self.engine.id())?;
        let unusual = match &server.host {
            Host::Socket(path) if !server::is_usual_socket(self.engine, path) => Some(path),
            Host::Socket(_) => {
                f.write_str("localhost")?;
                None
            }
            Host::Tcp(host) if host.contains(':') => write!(f, "[{host}]").map(|()| None)?,
            Host::Tcp(host) => write!(f, "{host}").map(|()| None)?,
        };
        let has_port = server.port != server::usual_port(self.engine)
            && (self.engine == Engine::Postgres || matches!(server.host, Host::Tcp(_)));
        if has_port {
            write!(f, ":{}", server.port)?;
        }
        if let Some(database) = &server.database {
            write!(f, "/{}", utf8_percent_encode(database, IN_DATABASE))?;
        }
        if let Some(path) = unusual {
            let name = if self.engine == Engine::Postgres { "host" } else { "socket" };
            write!(f, "?{name}={}", utf8_percent_encode(&path.to_string_lossy(), IN_PARAMETER))?;
        }
        Ok(())
    }
}

impl fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

//! Where a live database is: the URLs that people have, read into one form that never shows its secrets.

mod secret;

use std::fmt;
use std::path::PathBuf;

use fklint_catalog::Engine;

pub use secret::Secret;

/// A database to connect to. `Display` and `Debug` show no secret and no user: `mysql://host:3307/shop`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DbUrl {
    /// The engine of its scheme; the server may turn out to be MariaDB where MySQL was said, and the other way round.
    pub engine: Engine,
    /// Where it is.
    pub place: Place,
}

/// Where a database is.
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
    /// Always, with a certificate of a trusted authority (`verify-ca`, `VERIFY_CA`).
    VerifyCa,
    /// Always, with one made out to the very host (`verify-full`, `VERIFY_IDENTITY`).
    VerifyFull,
}

/// A text that is no URL of a database, with the way out, one sentence without a full stop. Secrets are left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UrlError(pub String);

impl DbUrl {
    /// What drivers and servers say, without the password in it, in any of the spellings it may have there.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        match &self.place {
            Place::Server(Server { password: Some(password), .. }) => password.scrub(text),
            _ => text.to_owned(),
        }
    }
}

impl fmt::Display for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::File(path) => write!(f, "{}:{}", self.engine.id(), path.display()),
            Place::Server(server) => {
                write!(f, "{}://", self.engine.id())?;
                match &server.host {
                    Host::Tcp(host) if host.contains(':') => write!(f, "[{host}]")?,
                    Host::Tcp(host) => f.write_str(host)?,
                    Host::Socket(path) => write!(f, "{}", path.display())?,
                }
                let usual = if self.engine == Engine::Postgres { 5432 } else { 3306 };
                if server.port != usual && matches!(server.host, Host::Tcp(_)) {
                    write!(f, ":{}", server.port)?;
                }
                server.database.iter().try_for_each(|database| write!(f, "/{database}"))
            }
        }
    }
}

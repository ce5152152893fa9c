//! Why a live database could not be read.

use std::fmt;

/// A live database could not be read: which one, why, and the way out. It never holds a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{trouble}: {why}")]
pub struct LiveError {
    /// The database, as [`super::DbUrl`] shows it.
    pub database: String,
    /// What kind of trouble.
    pub trouble: Trouble,
    /// What the engine or the driver said, and how to go on: one sentence without a full stop.
    pub why: String,
}

/// What there is to say of a connection that ended before its time.
pub(super) const CLOSED: &str = "the server, or something on the way to it, closed the connection";

/// What there is to say of an answer that did not come.
pub(super) const SILENT: &str =
    "there was no answer in time: allow more time, or ask when the server is less busy";

/// The way out where a connection was lost.
pub(super) const TRY_AGAIN: &str = ": see the server's log, and try again";

/// The way out where something else seems to answer than a server.
pub(super) const WHO_ANSWERS: &str = ": check host and port, and whether the server runs there";

/// Kinds of trouble with a live database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No server answers there, or the file does not exist.
    Unreachable,
    /// The server knows no such user, or the password is wrong.
    LoginRefused,
    /// The server wants TLS, or its certificate does not hold.
    Tls,
    /// There is no such database or schema.
    NoSuchDatabase,
    /// The user may not read what is needed.
    Denied,
    /// Another process holds a lock on it.
    Locked,
    /// The file is no database, or it is damaged.
    Damaged,
    /// It took longer than allowed.
    TimedOut,
    /// The connection broke while reading.
    Gone,
    /// The server is too old, or is something else than its scheme says.
    Unsupported,
    /// A query failed.
    Failed,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "cannot be reached",
            Self::LoginRefused => "the login was refused",
            Self::Tls => "no secure connection",
            Self::NoSuchDatabase => "no such database",
            Self::Denied => "not permitted",
            Self::Locked => "it is locked",
            Self::Damaged => "it cannot be read as a database",
            Self::TimedOut => "it took too long",
            Self::Gone => "the connection was lost",
            Self::Unsupported => "not supported",
            Self::Failed => "a query failed",
        })
    }
}

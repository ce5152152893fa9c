//! Opening a file so that nothing appears beside it, nothing in it changes, and nothing of it is missed.
//!
//! `immutable=1` leaves no trace, and misses what is still in the write-ahead log and what a dead writer left half
//! done. `mode=ro` sees all and waits for writers, yet makes a `-wal` and a `-shm` where a database in WAL mode has
//! none. So the former is only for a WAL database with nothing in its log; the latter, which with `readonly_shm=1`
//! makes no `-shm` (SQLite 3.22 and later), for all else; and what that cannot read is read from a private copy.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use super::copy::PrivateCopy;
use super::trouble::Blame;
use crate::live::{LiveError, Trouble};

/// What SQLite puts beside a database and what is part of it.
pub(super) const SIDECARS: [&str; 2] = ["-wal", "-journal"];

/// An open database.
pub(super) struct Opened {
    pub(super) connection: Connection,
    /// What is odd about it.
    pub(super) note: Option<String>,
    /// Where no lock guards the reading: the file, and how it was.
    unguarded: Option<(PathBuf, Stamp)>,
    /// Dropped after the connection.
    _copy: Option<PrivateCopy>,
}

/// Sizes and times of a database and of what is part of it beside it.
#[derive(PartialEq, Eq)]
pub(super) struct Stamp([Option<(u64, Option<SystemTime>)>; 3]);

/// What the first bytes of a file say.
#[derive(PartialEq, Eq)]
enum Head {
    Empty,
    Rollback,
    Wal,
    Other,
}

impl Opened {
    pub(super) fn open(path: &Path, wait: Duration, blame: &Blame) -> Result<Self, LiveError> {
        // SQLite looks for the sidecars beside the file that a link points at.
        let real = fs::canonicalize(path).map_err(|error| blame.io(&error))?;
        let is_file = fs::metadata(&real).map_err(|error| blame.io(&error))?.is_file();
        if !is_file {
            let why = "it is a directory or a device: name the database's file";
            return Err(blame.at(Trouble::Damaged, why.to_owned()));
        }
        let stamp = Stamp::of(&real);
        let head = head(&real).map_err(|error| blame.io(&error))?;
        match head {
            Head::Other => {
                let why = "it does not begin like a SQLite database: it is another kind of file, or encrypted; \
                           name another, or decrypt it first";
                Err(blame.at(Trouble::Damaged, why.to_owned()))
            }
            // SQLite removes a `-wal` beside an empty file, even with `mode=ro`.
            Head::Empty => {
                let opened = Self::immutable(real, stamp, wait, blame)?;
                Ok(Self { note: Some("the file is empty: a database without tables".to_owned()), ..opened })
            }
            Head::Wal if stamp.is_alone() => Self::immutable(real, stamp, wait, blame),
            Head::Wal | Head::Rollback => match connect(&real, "mode=ro&readonly_shm=1", wait) {
                Ok(connection) => Ok(Self { connection, note: None, unguarded: None, _copy: None }),
                Err(error) if needs_recovery(&error) => Self::copied(&real, &error, wait, blame),
                Err(error) => Err(blame.on(&error)),
            },
        }
    }

    /// Whether the file is still as it was opened, where no lock makes sure of it.
    pub(super) fn is_unchanged(&self) -> bool {
        self.unguarded.as_ref().is_none_or(|(real, stamp)| Stamp::of(real) == *stamp)
    }

    fn immutable(real: PathBuf, stamp: Stamp, wait: Duration, blame: &Blame) -> Result<Self, LiveError> {
        let connection = connect(&real, "mode=ro&immutable=1", wait).map_err(|error| blame.on(&error))?;
        Ok(Self { connection, note: None, unguarded: Some((real, stamp)), _copy: None })
    }

    fn copied(
        real: &Path,
        because: &rusqlite::Error,
        wait: Duration,
        blame: &Blame,
    ) -> Result<Self, LiveError> {
        let copy = PrivateCopy::of(real).map_err(|error| {
            let why = format!(
                "{because}: it can only be read from a copy, and that failed ({error}); open it once with \
                 `sqlite3` to recover it"
            );
            blame.at(Trouble::Failed, why)
        })?;
        let Some(copy) = copy else {
            let why = "another process writes to it all the time: try again when that rests";
            return Err(blame.at(Trouble::Locked, why.to_owned()));
        };
        let connection = connect(&copy.file, "mode=rw", wait).map_err(|error| blame.on(&error))?;
        let hot = extended_code(because) == Some(ffi::SQLITE_READONLY_ROLLBACK);
        let note = "a process broke off while it wrote: its changes were undone in a private copy, which was \
                    read; the next to open the file undoes them there";
        Ok(Self { connection, note: hot.then(|| note.to_owned()), unguarded: None, _copy: Some(copy) })
    }
}

impl Stamp {
    pub(super) fn of(real: &Path) -> Self {
        let of = |path: &Path| fs::metadata(path).ok().map(|found| (found.len(), found.modified().ok()));
        Self([of(real), of(&beside(real, SIDECARS[0])), of(&beside(real, SIDECARS[1]))])
    }

    /// Whether nothing of the database lies beside it.
    fn is_alone(&self) -> bool {
        self.0[1..].iter().flatten().all(|(size, _)| *size == 0)
    }
}

/// The path of a sidecar.
pub(super) fn beside(file: &Path, sidecar: &str) -> PathBuf {
    let mut path = OsString::from(file);
    path.push(sidecar);
    path.into()
}

/// A connection that has read the head of the database, and through which nothing can be written.
fn connect(real: &Path, how: &str, wait: Duration) -> Result<Connection, rusqlite::Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri(real, how)?, flags)?;
    connection.busy_timeout(wait)?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
    ] {
        connection.set_db_config(config, on)?;
    }
    connection.pragma_update(None, "query_only", true)?;
    // Takes a lock, looks for a journal, and joins the log.
    connection.query_row("PRAGMA main.schema_version", [], |_| Ok(()))?;
    Ok(connection)
}

/// `file:` with the path's bytes, `?`, `#`, `%` and all that is not plain escaped.
fn uri(real: &Path, how: &str) -> Result<String, rusqlite::Error> {
    let mut uri = String::from("file://");
    for byte in path_bytes(real)? {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                uri.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri.push('?');
    uri.push_str(how);
    Ok(uri)
}

#[cfg(unix)]
fn path_bytes(real: &Path) -> Result<Vec<u8>, rusqlite::Error> {
    Ok(std::os::unix::ffi::OsStrExt::as_bytes(real.as_os_str()).to_vec())
}

/// `\\?\C:\a\b` as `/C:/a/b`.
#[cfg(not(unix))]
fn path_bytes(real: &Path) -> Result<Vec<u8>, rusqlite::Error> {
    let text = real.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(real.to_owned()))?;
    let text = text.strip_prefix(r"\\?\").unwrap_or(text);
    Ok(format!("/{}", text.replace('\\', "/")).into_bytes())
}

fn head(real: &Path) -> io::Result<Head> {
    let mut bytes = Vec::with_capacity(20);
    fs::File::open(real)?.take(20).read_to_end(&mut bytes)?;
    Ok(match bytes.as_slice() {
        [] => Head::Empty,
        // The read version: 1 for a rollback journal, 2 for a write-ahead log.
        [magic @ .., _, _, _, 2] if magic == b"SQLite format 3\0" => Head::Wal,
        [magic @ .., _, _, _, _] if magic == b"SQLite format 3\0" => Head::Rollback,
        _ => Head::Other,
    })
}

/// Whether the file is sound but for what only a writer may do: roll back a journal, make a `-shm`, recover it.
fn needs_recovery(error: &rusqlite::Error) -> bool {
    let hot = [
        ffi::SQLITE_READONLY_ROLLBACK,
        ffi::SQLITE_READONLY_CANTINIT,
        ffi::SQLITE_READONLY_RECOVERY,
        ffi::SQLITE_READONLY_CANTLOCK,
    ];
    extended_code(error).is_some_and(|code| hot.contains(&code))
        || error.sqlite_error_code() == Some(ErrorCode::CannotOpen)
}

fn extended_code(error: &rusqlite::Error) -> Option<std::ffi::c_int> {
    error.sqlite_error().map(|error| error.extended_code)
}

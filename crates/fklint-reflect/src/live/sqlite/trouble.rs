//! What went wrong with a file, in our words and with the way out.

use std::io;

use rusqlite::{Error, ErrorCode};

use crate::live::{LiveError, Trouble};

/// The database that errors are about.
pub(super) struct Blame {
    pub(super) database: String,
}

impl Blame {
    pub(super) fn at(&self, trouble: Trouble, why: String) -> LiveError {
        LiveError { database: self.database.clone(), trouble, why }
    }

    /// What SQLite said.
    pub(super) fn on(&self, error: &Error) -> LiveError {
        let said = said(error);
        let (trouble, way_out) = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (Trouble::Locked, "another process writes to it: try again when it is done, or read a backup")
            }
            // What is read with `mode=ro` cannot be recovered there; that it needs it came up just now.
            Some(ErrorCode::ReadOnly) => {
                (Trouble::Locked, "another process broke off while it wrote: try again")
            }
            Some(ErrorCode::NotADatabase) => (
                Trouble::Damaged,
                "it is another kind of file, or encrypted: name another, or decrypt it first",
            ),
            Some(ErrorCode::DatabaseCorrupt) => {
                (Trouble::Damaged, "restore a backup, or save what is left with `sqlite3 FILE .recover`")
            }
            Some(ErrorCode::OperationInterrupted) => {
                (Trouble::TimedOut, "allow more time, or ask when the database is less busy")
            }
            Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
                (Trouble::Denied, "ask for the right to read it")
            }
            Some(ErrorCode::CannotOpen) => {
                (Trouble::Unreachable, "see whether it is still there, and readable")
            }
            Some(ErrorCode::SystemIoFailure) => {
                (Trouble::Gone, "see whether its disk is in order, and whether it can lock files")
            }
            // Its head has a number of the format that no version knows, in a file that is otherwise sound.
            _ if said == "unsupported file format" => {
                (Trouble::Unsupported, "a newer SQLite made it, or it is damaged: read a backup")
            }
            _ => return self.at(Trouble::Failed, said),
        };
        self.at(trouble, format!("{said}: {way_out}"))
    }

    /// What the operating system said of the file.
    pub(super) fn io(&self, error: &io::Error) -> LiveError {
        let (trouble, why) = match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                (Trouble::Unreachable, "there is no such file: see how its path is spelled".to_owned())
            }
            io::ErrorKind::PermissionDenied => {
                (Trouble::Denied, format!("{error}: ask for the right to read it, or read a copy"))
            }
            _ => (Trouble::Unreachable, error.to_string()),
        };
        self.at(trouble, why)
    }
}

/// SQLite's own message, without the statement that rusqlite adds.
fn said(error: &Error) -> String {
    match error {
        Error::SqliteFailure(_, Some(message)) => message.clone(),
        Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

//! SQLite in this process.

use std::path::Path;
use std::time::Duration;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::types::ValueRef;
use rusqlite::{Batch, Connection, Row};

use super::{EngineError, Outcome, Rows};

pub(super) fn open(path: &Path) -> Result<Connection, EngineError> {
    let connection = Connection::open(path).map_err(|error| told(&error))?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(|error| told(&error))?;
    // Nothing here has to survive a power cut.
    connection.pragma_update(None, "synchronous", false).map_err(|error| told(&error))?;
    connection.pragma_update(None, "foreign_keys", true).map_err(|error| told(&error))?;
    Ok(connection)
}

pub(super) fn run(connection: &Connection, sql: &str) -> Outcome {
    let mut found = Rows::default();
    let mut batch = Batch::new(connection, sql);
    while let Some(mut statement) = batch.next().map_err(|error| told(&error))? {
        let columns = statement.column_count();
        let before = connection.total_changes();
        let rows: Result<Vec<_>, _> =
            statement.query([]).and_then(|rows| rows.mapped(|row| texts(row, columns)).collect());
        let rows = rows.map_err(|error| told(&error))?;
        found.affected = connection.total_changes() - before;
        if columns > 0 {
            found.rows = rows;
        }
    }
    Ok(found)
}

fn texts(row: &Row<'_>, columns: usize) -> rusqlite::Result<Vec<Option<String>>> {
    (0..columns).map(|column| row.get_ref(column).map(text)).collect()
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn told(error: &rusqlite::Error) -> EngineError {
    let code = match error {
        rusqlite::Error::SqliteFailure(error, _) | rusqlite::Error::SqlInputError { error, .. } => {
            error.extended_code.to_string()
        }
        _ => String::new(),
    };
    EngineError { code, message: error.to_string() }
}

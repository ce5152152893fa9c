//! MySQL and MariaDB.

use mysql::prelude::Queryable as _;
use mysql::{Conn, Error, Value};

use super::{EngineError, Outcome, Rows};

pub(super) fn settled(mut connection: Box<Conn>) -> Result<Box<Conn>, EngineError> {
    connection.query_drop("SET SESSION lock_wait_timeout = 5, innodb_lock_wait_timeout = 5").map_err(told)?;
    Ok(connection)
}

/// MariaDB tells in a warning what is wrong with a foreign key that is `incorrectly formed`: 1005 comes with it here.
pub(super) fn run(connection: &mut Conn, sql: &str) -> Outcome {
    let mut outcome = run_alone(connection, sql);
    if let Err(error) = &mut outcome
        && error.code == "1005"
        && let Ok(warnings) = connection.query::<(String, u16, String), _>("SHOW WARNINGS")
    {
        for (_, _, reason) in warnings.iter().filter(|(_, code, _)| *code == FOREIGN_KEY) {
            error.message.push_str("; ");
            error.message.push_str(reason);
        }
    }
    outcome
}

/// The warning that explains a foreign key's 1005.
const FOREIGN_KEY: u16 = 150;

fn run_alone(connection: &mut Conn, sql: &str) -> Outcome {
    let mut found = Rows::default();
    let mut results = connection.query_iter(sql).map_err(told)?;
    while let Some(set) = results.iter() {
        found.affected = set.affected_rows();
        let columns = set.columns().as_ref().len();
        let rows: Result<Vec<_>, _> = set.map(|row| row.map(|row| texts(row.unwrap()))).collect();
        let rows = rows.map_err(told)?;
        if columns > 0 {
            found.rows = rows;
        }
    }
    Ok(found)
}

fn texts(values: Vec<Value>) -> Vec<Option<String>> {
    let text = |value| match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        other => Some(other.as_sql(true)),
    };
    values.into_iter().map(text).collect()
}

fn told(error: Error) -> EngineError {
    match error {
        Error::MySqlError(error) => EngineError { code: error.code.to_string(), message: error.message },
        Error::IoError(error) => EngineError::other(error),
        other => EngineError::other(other),
    }
}

//! MySQL and MariaDB.

use mysql::prelude::Queryable as _;
use mysql::{Conn, Error, Value};

use super::{EngineError, Outcome, Rows};

pub(super) fn settled(mut connection: Box<Conn>) -> Result<Box<Conn>, EngineError> {
    connection.query_drop("SET SESSION lock_wait_timeout = 5, innodb_lock_wait_timeout = 5").map_err(told)?;
    Ok(connection)
}

pub(super) fn run(connection: &mut Conn, sql: &str) -> Outcome {
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
        other => EngineError::other(other),
    }
}

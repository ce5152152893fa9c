//! MySQL and MariaDB.

use mysql::prelude::Queryable as _;
use mysql::{Conn, Error, Opts, OptsBuilder, Value};

use super::{EngineError, Outcome, Rows};

/// `address` is the URL without its scheme: the driver knows `mysql` only.
pub(super) fn open(address: &str) -> Result<Conn, EngineError> {
    let opts = Opts::from_url(&format!("mysql:{address}")).map_err(EngineError::other)?;
    let patience = ["SET SESSION lock_wait_timeout = 5", "SET SESSION innodb_lock_wait_timeout = 5"];
    // Through the socket file the driver would look for one at a place of another system.
    let opts = OptsBuilder::from_opts(opts).prefer_socket(false).init(patience.to_vec());
    Conn::new(opts).map_err(told)
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

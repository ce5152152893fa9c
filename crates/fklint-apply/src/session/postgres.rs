//! PostgreSQL.

use postgres::{Client, Error, SimpleQueryMessage};

use super::{EngineError, Outcome, Rows};

pub(super) fn settled(mut client: Box<Client>) -> Result<Box<Client>, EngineError> {
    client.batch_execute("SET lock_timeout = '5s'").map_err(|error| told(&error))?;
    Ok(client)
}

pub(super) fn run(client: &mut Client, sql: &str) -> Outcome {
    let (mut found, mut rows) = (Rows::default(), Vec::new());
    for message in client.simple_query(sql).map_err(|error| told(&error))? {
        match message {
            SimpleQueryMessage::RowDescription(_) => found.rows.clear(),
            SimpleQueryMessage::Row(row) => {
                rows.push((0..row.len()).map(|column| row.get(column).map(str::to_owned)).collect());
            }
            SimpleQueryMessage::CommandComplete(count) => {
                found.affected = count;
                if !rows.is_empty() {
                    found.rows = std::mem::take(&mut rows);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

fn told(error: &Error) -> EngineError {
    let Some(said) = error.as_db_error() else { return EngineError::other(error) };
    let detail = said.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    EngineError { code: said.code().code().to_owned(), message: format!("{}{detail}", said.message()) }
}

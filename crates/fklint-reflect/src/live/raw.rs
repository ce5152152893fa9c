//! Connections to servers that may write, made as the reflector makes its own and left as the server gives them: what
//! executors work with.

use fklint_catalog::Catalog;

pub use super::sqlite::SqliteReader;
use super::url::Place;
use super::{DbUrl, LiveError, LiveOptions, Trouble, mysql, postgres};

/// A connection, as the engine's driver has it.
pub enum Connection {
    /// To MySQL or MariaDB.
    Mysql(Box<::mysql::Conn>),
    /// To PostgreSQL.
    Postgres(Box<::postgres::Client>),
}

/// Connects to a server.
///
/// # Errors
/// When it cannot be reached, lets nobody in, or the URL names a file.
pub fn connect(url: &DbUrl, options: &LiveOptions) -> Result<Connection, LiveError> {
    match &url.place {
        Place::Server(server) if url.engine.is_mysql_like() => {
            mysql::connect(url, server, options).map(|conn| Connection::Mysql(Box::new(conn)))
        }
        Place::Server(server) => postgres::connect(url, server, options.connect_timeout)
            .map(|(client, _)| Connection::Postgres(Box::new(client))),
        Place::File(_) => {
            let why = "it is a file, and no server".to_owned();
            Err(LiveError { database: url.to_string(), trouble: Trouble::Unsupported, why })
        }
    }
}

/// The schema of a PostgreSQL database as the transaction sees it that is open on this connection, with what it has not
/// committed. The rest of that transaction has another search path.
///
/// # Errors
/// When the schema cannot be read.
pub fn postgres_catalog(client: &mut ::postgres::Client, url: &DbUrl) -> Result<Catalog, LiveError> {
    postgres::catalog_inside(client, url, url.schemas())
}

/// The schema of a PostgreSQL database whose tables carry none in their names in the catalog, whatever the search path
/// of the user.
#[must_use]
pub fn postgres_schema(url: &DbUrl) -> &str {
    postgres::default_schema(url.schemas())
}

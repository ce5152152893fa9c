//! The reflector of PostgreSQL servers.
//!
//! All that is asked of a server, but what it is, is asked in transactions that are READ ONLY, with time limits and a search path of
//! their own: nothing is set for the session, since behind a pooler the session is somebody else's next.

mod build;
mod connect;
mod link;
mod product;
mod rows;
mod tls;
mod trouble;

use std::time::Duration;

use fklint_catalog::{Catalog, Engine, Version};
use postgres::Client;
use postgres::types::{FromSqlOwned, Type};

pub(super) use connect::connect;

use super::error::SILENT;
use super::url::Server;
use super::{Answer, DbUrl, Live, LiveError, LiveOptions, Session, Trouble};
use link::Link;
use rows::{FromRow, Rows, Schema};

/// How long to wait for a lock: none is needed but where somebody rewrites a table or the catalog itself.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens a session that only reads.
pub(super) fn open(
    url: &DbUrl,
    server: &Server,
    options: &LiveOptions,
) -> Result<Box<dyn Session>, LiveError> {
    let schemas = if options.schemas.is_empty() { &server.schemas } else { &options.schemas };
    let (client, banner) = connect(url, server, options.connect_timeout)?;
    let product = product::of(&banner).map_err(|why| trouble::because(url, Trouble::Unsupported, &why))?;
    Ok(Box::new(Postgres {
        link: Link::new(client),
        url: url.clone(),
        schemas: schemas.clone(),
        statement_timeout: options.statement_timeout,
        question_timeout: options.question_timeout,
        version: product.version,
        notes: product.note.into_iter().collect(),
    }))
}

/// The schema as a transaction sees it that is open on somebody's connection; its search path is another one from here on.
pub(super) fn catalog_inside(
    client: &mut Client,
    url: &DbUrl,
    schemas: &[String],
) -> Result<Catalog, LiveError> {
    let banner = client.query_one("SELECT version()", &[]).and_then(|row| row.try_get::<_, String>(0));
    let banner = banner.map_err(|error| trouble::of(url, &error))?;
    let product = product::of(&banner).map_err(|why| trouble::because(url, Trouble::Unsupported, &why))?;
    let mut look = || -> Result<Catalog, Failure> {
        client.batch_execute("SET LOCAL search_path = pg_catalog")?;
        let mut asked = Asked { link: &mut Link::Lent(client), limit: Duration::MAX, queries: 0 };
        let there = asked.rows::<Schema>(include_str!("sql/schemas.sql"))?;
        let rows = read(&mut asked, &choose(&there, schemas)?)?;
        Ok(build::catalog(&rows, product.version, default_schema(schemas)).0)
    };
    look().map_err(|failure| told(url, failure))
}

struct Postgres {
    link: Link<'static>,
    url: DbUrl,
    /// Empty for all but the engine's own.
    schemas: Vec<String>,
    statement_timeout: Duration,
    question_timeout: Duration,
    version: Version,
    /// What is odd about the server.
    notes: Vec<String>,
}

impl Session for Postgres {
    fn reflect(&mut self) -> Result<Live, LiveError> {
        match self.reflect_once() {
            Err(Failure::Asked(error)) if trouble::is_of_a_dropped_table(&error) => self.reflect_once(),
            result => result,
        }
        .map_err(|failure| self.trouble(failure))
    }

    fn ask(&mut self, select: &str, samples: u32) -> Result<Answer, LiveError> {
        let path = quoted(default_schema(&self.schemas));
        self.reading(&path, self.question_timeout, |asked| {
            // A statement of the extended protocol is one statement: no second one can hide in the question.
            let count: Vec<i64> = asked.first_cells(format!("SELECT count(*) FROM (\n{select}\n) AS asked"))?;
            let rows = count.first().map_or(0, |&count| u64::try_from(count).unwrap_or(0));
            if rows == 0 || samples == 0 {
                return Ok(Answer { rows, samples: Vec::new() });
            }
            let some = format!(
                "SELECT ARRAY(SELECT value FROM json_each_text(row_to_json(asked))) FROM (\n{select}\n) AS asked \
                 LIMIT {samples}"
            );
            Ok(Answer { rows, samples: asked.first_cells(some)? })
        })
        .map_err(|failure| self.trouble(failure))
    }
}

/// Why a transaction came to nothing.
enum Failure {
    /// The server or the driver said so.
    Asked(postgres::Error),
    /// An asked schema is not there.
    NoSchema(String),
    /// Nothing came in time.
    Silent,
    /// Nothing came in time before.
    Lost,
    /// The system has none left to wait on.
    NoThread(std::io::Error),
}

impl From<postgres::Error> for Failure {
    fn from(error: postgres::Error) -> Self {
        Self::Asked(error)
    }
}

/// Asks within a transaction, and counts.
struct Asked<'l, 'c> {
    link: &'l mut Link<'c>,
    limit: Duration,
    queries: usize,
}

impl Asked<'_, '_> {
    fn rows<R: FromRow>(&mut self, query: &'static str) -> Result<Vec<R>, Failure> {
        self.read(query, None)
    }

    fn rows_of<R: FromRow>(&mut self, query: &'static str, oids: &[u32]) -> Result<Vec<R>, Failure> {
        self.read(query, Some(oids.to_vec()))
    }

    fn read<R: FromRow>(&mut self, query: &'static str, oids: Option<Vec<u32>>) -> Result<Vec<R>, Failure> {
        self.queries += 1;
        let rows = self.link.ask(self.limit, move |client| match &oids {
            Some(oids) => client.query_typed(query, &[(oids, Type::OID_ARRAY)]),
            None => client.query_typed(query, &[]),
        })?;
        Ok(rows.iter().map(R::from_row).collect::<Result<_, _>>()?)
    }

    fn first_cells<T: FromSqlOwned>(&mut self, query: String) -> Result<Vec<T>, Failure> {
        let rows = self.link.ask(self.limit, move |client| client.query_typed(&query, &[]))?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }
}

impl Postgres {
    fn reflect_once(&mut self) -> Result<Live, Failure> {
        let schemas = self.schemas.clone();
        let (rows, queries) = self.reading("pg_catalog", self.statement_timeout, |asked| {
            let there = asked.rows::<Schema>(include_str!("sql/schemas.sql"))?;
            let rows = read(asked, &choose(&there, &schemas)?)?;
            Ok((rows, asked.queries))
        })?;
        let (catalog, odd) = build::catalog(&rows, self.version, default_schema(&self.schemas));
        Ok(Live { catalog, notes: self.notes.iter().cloned().chain(odd).collect(), queries })
    }

    /// Runs queries in one snapshot that cannot be written to.
    fn reading<T>(
        &mut self,
        search_path: &str,
        timeout: Duration,
        ask: impl FnOnce(&mut Asked<'_, '_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let limit = milliseconds(timeout);
        let lock_limit = milliseconds(LOCK_TIMEOUT.min(timeout / 2));
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
             SET LOCAL statement_timeout = {limit}; \
             SET LOCAL lock_timeout = {lock_limit}; \
             SET LOCAL idle_in_transaction_session_timeout = {limit}; \
             SET LOCAL search_path = {search_path}"
        );
        self.link.ask(timeout, move |client| client.batch_execute(&begin))?;
        let result = ask(&mut Asked { link: &mut self.link, limit: timeout, queries: 0 });
        let ended = self.link.ask(timeout, |client| client.batch_execute("ROLLBACK"));
        let value = result?;
        ended.map(|()| value)
    }

    fn trouble(&self, failure: Failure) -> LiveError {
        told(&self.url, failure)
    }
}

fn told(url: &DbUrl, failure: Failure) -> LiveError {
    match failure {
        Failure::Asked(error) => trouble::of(url, &error),
        Failure::NoSchema(why) => trouble::because(url, Trouble::NoSuchDatabase, &why),
        Failure::Silent => trouble::because(url, Trouble::TimedOut, SILENT),
        Failure::Lost => trouble::because(url, Trouble::Gone, "an earlier question was not answered"),
        Failure::NoThread(error) => trouble::because(url, Trouble::Failed, &error.to_string()),
    }
}

/// The schema whose tables carry none in their names.
pub(super) fn default_schema(schemas: &[String]) -> &str {
    match schemas {
        [only] => only,
        _ => Engine::Postgres.default_schema().unwrap_or("public"),
    }
}

/// The schemas to read.
fn choose(there: &[Schema], asked: &[String]) -> Result<Vec<u32>, Failure> {
    let is_own = |name: &str| name.starts_with("pg_") || name == "information_schema";
    let others = || there.iter().filter(|schema| !is_own(&schema.nspname));
    if asked.is_empty() {
        return Ok(others().map(|schema| schema.oid).collect());
    }
    let find = |name: &String| {
        let found = there.iter().find(|schema| schema.nspname == *name).map(|schema| schema.oid);
        found.ok_or_else(|| {
            let names: Vec<String> = others().map(|schema| format!("`{}`", schema.nspname)).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            Failure::NoSchema(format!("there is no schema `{name}`, there are: {names}"))
        })
    };
    asked.iter().map(find).collect()
}

/// One query for each kind of object, whatever there is of them.
fn read(asked: &mut Asked<'_, '_>, schemas: &[u32]) -> Result<Rows, Failure> {
    let relations: Vec<rows::Relation> = asked.rows_of(include_str!("sql/relations.sql"), schemas)?;
    let all: Vec<u32> = relations.iter().map(|relation| relation.oid).collect();
    let own: Vec<u32> =
        relations.iter().filter(|relation| relation.is_asked).map(|relation| relation.oid).collect();
    Ok(Rows {
        collations: asked.rows(include_str!("sql/collations.sql"))?,
        parents: asked.rows_of(include_str!("sql/parents.sql"), &all)?,
        columns: asked.rows_of(include_str!("sql/columns.sql"), &all)?,
        keys: asked.rows_of(include_str!("sql/keys.sql"), &all)?,
        foreign_keys: asked.rows_of(include_str!("sql/foreign_keys.sql"), &own)?,
        checks: asked.rows_of(include_str!("sql/checks.sql"), &own)?,
        relations,
    })
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A time limit as PostgreSQL takes it; zero would be none.
fn milliseconds(limit: Duration) -> i32 {
    i32::try_from(limit.as_millis()).unwrap_or(i32::MAX).max(1)
}

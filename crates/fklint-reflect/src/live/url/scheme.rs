//! The word before the colon: which engine, or why none.

use fklint_catalog::Engine;

use super::UrlError;

/// A text with a word and a colon in front.
pub(super) struct Scheme<'a> {
    /// It began with `jdbc:`.
    pub(super) jdbc: bool,
    /// The word in lower case, without `+driver`.
    pub(super) word: String,
    /// What follows the colon.
    pub(super) rest: &'a str,
}

/// What a scheme stands for.
pub(super) enum Meaning {
    /// An engine that is read live.
    Live(Engine),
    /// One that is not, and the way out.
    Foreign(String),
}

/// Takes the scheme off; `None` when the text has none.
pub(super) fn split_scheme(text: &str) -> Option<Scheme<'_>> {
    let (word, rest) = split_word(text)?;
    if word != "jdbc" {
        return Some(Scheme { jdbc: false, word: undriven(&word), rest });
    }
    // Wrappers stand in front (`jdbc:aws-wrapper:postgresql:`), ways to choose a host behind (`jdbc:mysql:replication:`).
    let (mut word, mut rest) = split_word(rest)?;
    while meaning(&word).is_none() {
        let Some((next, after)) = split_word(rest) else { break };
        (word, rest) = (next, after);
    }
    if !rest.starts_with("//") {
        let way = split_word(rest).filter(|(way, after)| meaning(way).is_none() && after.starts_with("//"));
        rest = way.map_or(rest, |(_, after)| after);
    }
    Some(Scheme { jdbc: true, word: undriven(&word), rest })
}

/// What a scheme stands for; `None` when nobody knows.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let live = LIVE.iter().find(|(words, _)| words.contains(&word));
    let live = live.map(|(_, engine)| Meaning::Live(*engine));
    live.or_else(|| {
        let (_, title, way) = FOREIGN.iter().find(|(words, ..)| words.contains(&word))?;
        Some(Meaning::Foreign(format!("live {title} databases are not read: {way}")))
    })
}

/// The error for a scheme that nobody knows.
pub(super) fn unknown(word: &str) -> UrlError {
    let likely = LIVE
        .iter()
        .flat_map(|(words, _)| words.iter())
        .map(|known| (strsim::jaro_winkler(word, known), known))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    let way = match likely {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => "it is `sqlite`, `mysql`, `mariadb` or `postgres`".to_owned(),
    };
    UrlError(format!("`{word}` is no scheme of a database: {way}"))
}

/// A word of a scheme, in lower case, and what follows its colon.
fn split_word(text: &str) -> Option<(String, &str)> {
    let (word, rest) = text.split_once(':')?;
    let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_'));
    is_word.then(|| (word.to_ascii_lowercase(), rest))
}

/// Without SQLAlchemy's `+driver`.
fn undriven(word: &str) -> String {
    match word.split_once('+') {
        Some((engine, driver)) if driver != "srv" => engine.to_owned(),
        _ => word.to_owned(),
    }
}

const LIVE: &[(&[&str], Engine)] = &[
    (&["sqlite", "sqlite3", "file", "spatialite", "pysqlite"], Engine::Sqlite),
    (
        &["mysql", "mysql2", "mysqli", "mysqlgis", "mysql-connector", "trilogy", "cloudsql-mysql"],
        Engine::Mysql,
    ),
    (&["mariadb", "maria"], Engine::Mariadb),
    (
        &[
            "postgres",
            "postgresql",
            "psql",
            "pgsql",
            "pg",
            "pgx",
            "pgx4",
            "pgx5",
            "postgis",
            "timescale",
            "timescaledb",
            "cloudsql-postgres",
        ],
        Engine::Postgres,
    ),
];

/// Schemes, the title, the way out.
const FOREIGN: &[(&[&str], &str, &str)] = &[
    (
        &["oracle", "oracledb", "oci8"],
        "Oracle",
        "dump the DDL with `DBMS_METADATA.GET_DDL` and check the file",
    ),
    (
        &["sqlserver", "mssql", "mssqlms", "jtds", "sybase"],
        "SQL Server",
        "script the schema (`mssql-scripter --schema-only`, or Generate Scripts) and check the file",
    ),
    (
        &["mysqlx", "mysqlx+srv", "mysql+srv"],
        "X protocol and SRV",
        "name the host and its port 3306 with `mysql://`",
    ),
    (
        &["db2", "ibm_db_sa", "informix", "firebird", "h2", "hsqldb", "derby"],
        "other",
        "dump the DDL and check the file",
    ),
    (
        &["cockroach", "cockroachdb", "crdb", "crdb-postgres"],
        "CockroachDB",
        "save what `SHOW CREATE ALL TABLES` says and check the file with `--dialect postgres`",
    ),
    (
        &["redshift", "snowflake", "bigquery", "clickhouse", "duckdb", "trino", "hive", "databricks"],
        "analytical",
        "dump the DDL and check the file",
    ),
    (&["libsql", "turso"], "libSQL", "save what `turso db shell NAME .schema` says and check the file"),
    (
        &["mongodb", "mongodb+srv", "redis", "rediss", "cassandra", "neo4j"],
        "schemaless",
        "they have no foreign keys",
    ),
    (&["http", "https", "ws", "wss", "ftp", "s3", "ssh"], "remote", "fetch the file and check it"),
];

//! The law itself: scripts are loaded into an empty database, statement by statement, and what is reflected is compared
//! with what they say.

use fklint_catalog::{Catalog, Engine, StatementKind};
use fklint_reflect::ddl::classify::{Class, classify};
use fklint_reflect::ddl::split::{Marker, PieceKind, split};
use fklint_reflect::live::url::Environment;
use fklint_reflect::live::{self, DbUrl, Live, LiveOptions};
use fklint_reflect::{ReadStatement, ScriptSource, ddl, replay};
use fklint_source::FileId;
use fklint_testkit::scratch::{EngineError, Scratch};
use fklint_testkit::servers::Server;

/// A text and what was read of it.
pub(crate) struct Script<'t> {
    pub(crate) text: &'t [u8],
    pub(crate) source: ScriptSource,
}

impl Script<'_> {
    /// The texts that make routines and that call them.
    pub(crate) fn routines(&self) -> impl Iterator<Item = &str> {
        let all = statements(self.text, self.source.read.engine).into_iter();
        all.filter(|statement| statement.class != Class::Definition).map(|statement| statement.sql)
    }
}

/// Which statements must be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Must {
    /// Every one, of a text that we wrote.
    All,
    /// Those that change the catalog: roles and functions of others may be missing.
    Changes,
}

/// A statement to send.
struct Statement<'t> {
    class: Class,
    start: u32,
    sql: &'t str,
}

impl Statement<'_> {
    /// Whether the reader made changes of it, other than of settings.
    fn changes(&self, read: &[ReadStatement]) -> bool {
        let at = read.partition_point(|one| one.span.start < self.start);
        read.get(at).is_some_and(|one| {
            one.span.start == self.start
                && !one.dynamic
                && matches!(one.kind, StatementKind::Definition | StatementKind::Unreadable(_))
                && self.class == Class::Definition
                && !one.changes.is_empty()
        })
    }
}

/// One text as one script.
pub(crate) fn scripts_of(engine: Engine, text: &str) -> Vec<Script<'_>> {
    let read = ddl::read(text.as_bytes(), engine);
    let source = ScriptSource { file: FileId(0), name: "schema.sql".to_owned(), migration: false, read };
    vec![Script { text: text.as_bytes(), source }]
}

/// What scripts say.
pub(crate) fn declared(server: &Server, scripts: &[Script<'_>]) -> Catalog {
    let sources = scripts.iter().map(|script| script.source.clone()).collect();
    replay(server.engine(), Some(server.version()), sources).catalog
}

/// Runs scripts in an empty database and reflects it. What need not be accepted may be refused.
pub(crate) fn loaded(server: &Server, scripts: &[Script<'_>], must: Must) -> Result<Live, String> {
    let mut scratch = empty(server)?;
    for script in scripts {
        let mut session = Client::default();
        for statement in statements(script.text, server.engine()) {
            let done = session.run(&mut scratch, &statement);
            let matters = must == Must::All || statement.changes(&script.source.read.statements);
            if let Err(error) = done.filter_refused(matters) {
                return Err(format!("{}: {error}: {}", script.source.name, head(statement.sql)));
            }
        }
    }
    reflect(&scratch)
}

/// What was reflected, written out, loaded and reflected again, with its text. What the catalog does not keep, types and
/// sequences and functions, comes from the scripts.
pub(crate) fn reflected_again(
    server: &Server,
    catalog: &Catalog,
    scripts: &[Script<'_>],
) -> Result<(Catalog, String), String> {
    let mut scratch = empty(server)?;
    for script in scripts {
        let read = &script.source.read.statements;
        let besides = |statement: &Statement<'_>| {
            let head = statement.sql.to_uppercase();
            head.starts_with("CREATE") && !statement.changes(read)
        };
        for statement in statements(script.text, server.engine()).into_iter().filter(besides) {
            // Triggers and routines may need tables, and bear on none.
            let done = scratch.run(statement.sql);
            done.filter_refused(statement.class == Class::Definition)
                .map_err(|error| format!("{error}: {}", head(statement.sql)))?;
        }
    }
    let sql = live::virtual_file(catalog);
    for statement in statements(sql.as_bytes(), server.engine()) {
        scratch.run(statement.sql).map_err(|error| format!("{error}: {}\n\n{sql}", statement.sql))?;
    }
    Ok((reflect(&scratch)?.catalog, sql))
}

fn empty(server: &Server) -> Result<Scratch, String> {
    let mut scratch = Scratch::new(server).map_err(|error| error.to_string())?;
    if server.engine() == Engine::Sqlite {
        // As its shell has it.
        scratch.run("PRAGMA foreign_keys = OFF").map_err(|error| error.to_string())?;
    }
    Ok(scratch)
}

fn reflect(scratch: &Scratch) -> Result<Live, String> {
    let url =
        DbUrl::parse(&scratch.url(), &Environment::of_process()).map_err(|error| error.to_string())?.url;
    let session = live::open(&url, &LiveOptions::default());
    session.and_then(|mut session| session.reflect()).map_err(|error| error.to_string())
}

/// The statements of a text but for rows, and for what would touch more than the database.
fn statements(text: &[u8], engine: Engine) -> Vec<Statement<'_>> {
    let mut down = false;
    let mut found = Vec::new();
    for piece in split(text, engine) {
        match piece.kind {
            PieceKind::Marker(Marker::Up | Marker::Changeset) => down = false,
            PieceKind::Marker(Marker::Down) => down = true,
            PieceKind::Sql | PieceKind::Block if !down => {
                let bytes = &text[piece.span.range()];
                let class = classify(bytes, engine);
                let Ok(sql) = std::str::from_utf8(bytes) else { continue };
                let is_rows = class == Class::Rows && !starts_with_any(sql, &["SELECT", "WITH"]);
                if !is_rows && !leaves_the_database(sql) {
                    found.push(Statement { class, start: piece.span.start, sql });
                }
            }
            _ => {}
        }
    }
    found
}

fn starts_with_any(sql: &str, words: &[&str]) -> bool {
    words.iter().any(|word| sql.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// Whether a statement is about the server or its other databases.
fn leaves_the_database(sql: &str) -> bool {
    let upper = sql.to_uppercase();
    let words: Vec<&str> = upper.split_ascii_whitespace().take(4).collect();
    let first = words.first().copied().unwrap_or_default();
    let of_server = ["DATABASE", "ROLE", "USER", "GROUP", "TABLESPACE", "SYSTEM", "SERVER", "SUBSCRIPTION"];
    let is_mysql_schema = words.get(1) == Some(&"SCHEMA") && sql.contains('`');
    ["GRANT", "REVOKE", "USE", "FLUSH", "RESET", "SHUTDOWN", "KILL", "VACUUM"].contains(&first)
        || first == "SET" && words.iter().any(|word| ["GLOBAL", "PERSIST"].contains(word))
        || upper.contains("@@GLOBAL.") && first == "SET"
        || ["CREATE", "DROP", "ALTER"].contains(&first)
            && (words.get(1).is_some_and(|what| of_server.contains(what)) || is_mysql_schema)
        || ["CREATE ROLE", "CREATE USER", "ALTER ROLE", "DROP ROLE", "ALTER DATABASE"]
            .iter()
            .any(|phrase| words.get(1) != Some(&"TABLE") && upper.contains(phrase))
}

/// A client that goes on after an error, inside of transactions too (psql's `ON_ERROR_ROLLBACK`).
#[derive(Default)]
struct Client {
    in_transaction: bool,
}

impl Client {
    fn run(&mut self, scratch: &mut Scratch, statement: &Statement<'_>) -> Result<(), EngineError> {
        let is_control = statement.class == Class::Transaction;
        let guarded = self.in_transaction && !is_control && scratch.engine() == Engine::Postgres;
        if guarded {
            scratch.run("SAVEPOINT one_statement")?;
        }
        let done = scratch.run(statement.sql).map(drop);
        if guarded {
            scratch.run(if done.is_ok() { "RELEASE one_statement" } else { "ROLLBACK TO one_statement" })?;
        }
        if is_control {
            let word = statement.sql.split_ascii_whitespace().next().unwrap_or_default();
            match word.trim_end_matches(';').to_ascii_uppercase().as_str() {
                "BEGIN" | "START" => self.in_transaction = true,
                "COMMIT" | "END" | "ROLLBACK" | "ABORT" => self.in_transaction = false,
                _ => {}
            }
        }
        done
    }
}

/// Whether a refusal matters.
trait Refused {
    fn filter_refused(self, matters: bool) -> Result<(), EngineError>;
}

impl<T> Refused for Result<T, EngineError> {
    fn filter_refused(self, matters: bool) -> Result<(), EngineError> {
        match self {
            Err(error) if matters => Err(error),
            _ => Ok(()),
        }
    }
}

/// The first words of a statement, on one line.
fn head(sql: &str) -> String {
    let line: Vec<&str> = sql.split_ascii_whitespace().take(12).collect();
    line.join(" ")
}

//! Texts sent to an engine statement by statement, as a client would, and what the database then holds.

use fklint_catalog::{Engine, StatementKind};
use fklint_reflect::ReadStatement;
use fklint_reflect::ddl::classify::{Class, classify};
use fklint_reflect::ddl::split::{Marker, PieceKind, split};
use fklint_reflect::live::{self, Live, LiveOptions};

use crate::scratch::{EngineError, Scratch};
use crate::servers::Server;

/// A statement to send.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'t> {
    /// What it is.
    pub class: Class,
    /// Where it begins in its text, in bytes.
    pub start: u32,
    /// Its text.
    pub sql: &'t str,
}

impl Statement<'_> {
    /// Whether the reader made changes of it, other than of settings.
    #[must_use]
    pub fn changes(&self, read: &[ReadStatement]) -> bool {
        let at = read.partition_point(|one| one.span.start < self.start);
        read.get(at).is_some_and(|one| {
            one.span.start == self.start
                && !one.dynamic
                && matches!(one.kind, StatementKind::Definition | StatementKind::Unreadable(_))
                && self.class == Class::Definition
                && !one.changes.is_empty()
        })
    }

    /// Whether it writes rows.
    #[must_use]
    pub fn is_rows(&self) -> bool {
        self.class == Class::Rows && !starts_with_any(self.sql, &["SELECT", "WITH"])
    }
}

/// A client that goes on after an error, inside of transactions too (psql's `ON_ERROR_ROLLBACK`).
#[derive(Debug, Default)]
pub struct Client {
    in_transaction: bool,
}

impl Client {
    /// Runs one statement.
    ///
    /// # Errors
    /// What the engine says.
    pub fn run(&mut self, scratch: &mut Scratch, statement: &Statement<'_>) -> Result<(), EngineError> {
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

/// An empty database; SQLite's with foreign keys off, as its shell has it.
///
/// # Errors
/// When the server makes none.
pub fn empty(server: &Server) -> Result<Scratch, String> {
    let mut scratch = Scratch::new(server).map_err(|error| error.to_string())?;
    if server.engine() == Engine::Sqlite {
        scratch.run("PRAGMA foreign_keys = OFF").map_err(|error| error.to_string())?;
    }
    Ok(scratch)
}

/// What the database holds.
///
/// # Errors
/// When it cannot be reflected.
pub fn reflect(scratch: &Scratch) -> Result<Live, String> {
    let session = live::open(scratch.address(), &LiveOptions::default());
    session.and_then(|mut session| session.reflect()).map_err(|error| error.to_string())
}

/// The statements of a text but for what would touch more than the database.
#[must_use]
pub fn statements(text: &[u8], engine: Engine) -> Vec<Statement<'_>> {
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
                if !leaves_the_database(sql) {
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

/// The first words of a statement, on one line.
#[must_use]
pub fn head(sql: &str) -> String {
    let line: Vec<&str> = sql.split_ascii_whitespace().take(12).collect();
    line.join(" ")
}

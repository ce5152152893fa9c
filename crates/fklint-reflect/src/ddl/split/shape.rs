//! What kind of statement starts here, as far as its end depends on it.

use fklint_catalog::Engine;

use super::PieceKind;
use crate::ddl::lex::words::{Head, WordSet, Words};

/// How the end of a statement is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The first terminator.
    Plain,
    /// The same, and data may follow: `COPY … FROM stdin`.
    Copy,
    /// As `Plain`, with `;` inside parentheses: PostgreSQL's `CREATE RULE`.
    Rule,
    /// The mysql client's `USE db`, which needs no terminator.
    UseLine,
    /// PostgreSQL's routines: nothing, or `BEGIN ATOMIC … END`.
    Atomic,
    /// MySQL's routines, triggers and events.
    Stored,
    /// SQLite's triggers: `; END ;`.
    LiteTrigger,
    /// PL/SQL, with the number of `END`s that the head itself asks for.
    PlSql(u32),
    /// A T-SQL routine: up to `GO`.
    Batch,
    /// Another T-SQL statement, with `BEGIN … END` in it.
    Tsql,
}

/// The shape of the statement at `at` and the kind of its piece.
pub(super) fn shape(text: &[u8], at: usize, engine: Engine) -> (Shape, PieceKind) {
    let plain = (Shape::Plain, PieceKind::Sql);
    // Most statements of a dump are INSERTs: they must not pay for this.
    if matches!(text[at], b'I' | b'i') && engine != Engine::SqlServer {
        return plain;
    }
    let mut words = Words::new(text, at, engine);
    let Some(first) = words.next() else { return plain };
    match engine {
        Engine::Mysql | Engine::Mariadb => {
            if first.is("USE") {
                return (Shape::UseLine, PieceKind::Sql);
            }
            let block = first.is("BEGIN") && words.peek().is_some_and(|next| next.is("NOT"));
            let routine = ["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"];
            if block || first.is("CREATE") && created(&mut words).is_some_and(|what| what.is_any(&routine)) {
                return (Shape::Stored, PieceKind::Block);
            }
        }
        Engine::Postgres => {
            if first.is("COPY") {
                return (Shape::Copy, PieceKind::Sql);
            }
            if first.is("DO") {
                return (Shape::Plain, PieceKind::Block);
            }
            if first.is("CREATE") {
                match created(&mut words) {
                    Some(what) if what.is_any(&["FUNCTION", "PROCEDURE"]) => {
                        return (Shape::Atomic, PieceKind::Block);
                    }
                    Some(what) if what.is("TRIGGER") => return (Shape::Plain, PieceKind::Block),
                    Some(what) if what.is("RULE") => return (Shape::Rule, PieceKind::Sql),
                    _ => {}
                }
            }
        }
        Engine::Sqlite => {
            if first.is("CREATE") && created(&mut words).is_some_and(|what| what.is("TRIGGER")) {
                return (Shape::LiteTrigger, PieceKind::Block);
            }
        }
        Engine::Oracle => {
            let label = first == Head::Punct(b'<') && words.peek() == Some(Head::Punct(b'<'));
            if label || first.is_any(&["DECLARE", "BEGIN"]) {
                return (Shape::PlSql(0), PieceKind::Block);
            }
            if first.is("CREATE") {
                let what = created(&mut words);
                let body = words.peek().is_some_and(|next| next.is("BODY"));
                match what {
                    Some(what) if what.is("PACKAGE") || what.is("TYPE") && body => {
                        return (Shape::PlSql(1), PieceKind::Block);
                    }
                    Some(what) if what.is_any(&["FUNCTION", "PROCEDURE", "TRIGGER"]) => {
                        return (Shape::PlSql(0), PieceKind::Block);
                    }
                    _ => {}
                }
            }
        }
        Engine::SqlServer => {
            let routine = ["PROC", "PROCEDURE", "FUNCTION", "TRIGGER"];
            if first.is_any(&["CREATE", "ALTER"])
                && created(&mut words).is_some_and(|what| what.is_any(&routine))
            {
                return (Shape::Batch, PieceKind::Block);
            }
            let block = first.is_any(&["IF", "WHILE", "DECLARE"]);
            return (Shape::Tsql, if block { PieceKind::Block } else { PieceKind::Sql });
        }
    }
    plain
}

/// What a `CREATE` or `ALTER`, whose first word is behind us, is about: the first word that is no option.
pub(in crate::ddl) fn created<'a>(words: &mut Words<'a>) -> Option<Head<'a>> {
    static OPTIONS: WordSet = WordSet::new(&[
        "OR",
        "REPLACE",
        "ALTER",
        "TEMP",
        "TEMPORARY",
        "GLOBAL",
        "LOCAL",
        "UNLOGGED",
        "PRIVATE",
        "EDITIONABLE",
        "NONEDITIONABLE",
        "EDITIONING",
        "FORCE",
        "NO",
        "NOFORCE",
        "AND",
        "RESOLVE",
        "COMPILE",
        "AGGREGATE",
        "UNIQUE",
        "BITMAP",
        "MULTIVALUE",
        "CLUSTERED",
        "NONCLUSTERED",
        "COLUMNSTORE",
        "FULLTEXT",
        "SPATIAL",
        "VIRTUAL",
        "FOREIGN",
        "EXTERNAL",
        "RECURSIVE",
        "MATERIALIZED",
        "CONSTRAINT",
        "SHARDED",
        "DUPLICATED",
        "IMMUTABLE",
        "BLOCKCHAIN",
        "HYBRID",
        "IGNORE",
        "ONLINE",
        "OFFLINE",
        "TRUSTED",
        "PROCEDURAL",
        "COLUMN",
        "SQL",
        "SECURITY",
        "INVOKER",
        "DEFINER",
        "UNDEFINED",
        "MERGE",
        "TEMPTABLE",
        "CURRENT_USER",
        "ALGORITHM",
    ]);
    for _ in 0..32 {
        let item = words.next()?;
        match item {
            Head::Word(_) if item.is("DEFINER") && words.peek() == Some(Head::Punct(b'=')) => {
                // `DEFINER = 'a'@'b'`, `DEFINER = CURRENT_USER()`
                words.next();
                words.next();
                while let Some(Head::Punct(b'@' | b'(' | b')')) = words.peek() {
                    let host = words.next() == Some(Head::Punct(b'@'));
                    if host {
                        words.next();
                    }
                }
            }
            Head::Word(word) if OPTIONS.has(word) => {}
            Head::Word(_) => return Some(item),
            Head::Punct(b'=') => {}
            Head::Punct(_) | Head::Quoted => return None,
        }
    }
    None
}

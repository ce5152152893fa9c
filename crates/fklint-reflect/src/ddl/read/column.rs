//! Column definitions.

use std::borrow::Cow;

use fklint_catalog::{
    Check, Column, DataType, Engine, Generated, Generator, Ident, Key, KeyKind, NameKind, Part,
};
use fklint_source::Span;
use smol_str::{SmolStr, StrExt, ToSmolStr};

use super::cursor::{Cursor, literal, unquote};
use super::elements::Elements;
use super::{Unreadable, create_table, expression, foreign_key, key, unreadable};
use crate::ddl::MarkedObject;
use crate::ddl::lex::words::WordSet;
use crate::ddl::token::TokenKind;

/// Words that end a type and begin what follows it.
static ATTRIBUTES: WordSet = WordSet::new(&[
    "NOT",
    "NULL",
    "DEFAULT",
    "CONSTRAINT",
    "PRIMARY",
    "UNIQUE",
    "REFERENCES",
    "CHECK",
    "COLLATE",
    "GENERATED",
    "AS",
    "IDENTITY",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "COMMENT",
    "ON",
    "KEY",
    "CHARSET",
    "FIRST",
    "AFTER",
    "ENABLE",
    "DISABLE",
    "SORT",
    "INVISIBLE",
    "VISIBLE",
    "ENCRYPT",
    "STORAGE",
    "COMPRESSION",
    "COLUMN_FORMAT",
    "FOREIGN",
    "SPARSE",
    "ROWGUIDCOL",
    "USING",
    "DEFERRABLE",
    "INITIALLY",
    "RELY",
    "NOVALIDATE",
    "VIRTUAL",
    "STORED",
    "PERSISTENT",
    "PERSISTED",
    "SRID",
    "MASKED",
    "ADD",
    "DROP",
    "MODIFY",
    "OPTIONS",
    "CASCADE",
    "RESTRICT",
]);

/// The same on SQLite, where a type is whatever words and strings are no keywords: `INT COMMENT 'x'`, `INT AUTO_INCREMENT`.
static SQLITE_ATTRIBUTES: WordSet = WordSet::new(&[
    "NOT",
    "NULL",
    "DEFAULT",
    "CONSTRAINT",
    "PRIMARY",
    "UNIQUE",
    "REFERENCES",
    "CHECK",
    "COLLATE",
    "GENERATED",
    "AS",
    "AUTOINCREMENT",
    "ON",
    "FOREIGN",
    "USING",
    "DEFERRABLE",
    "ADD",
    "DROP",
]);

/// `name type attributes…` up to the `,` or `)` that ends it.
pub(super) fn column(cursor: &mut Cursor<'_>, out: &mut Elements) -> Result<(), Unreadable> {
    let start = cursor.here();
    let object = out.next_column();
    let Some(name) = cursor.name(NameKind::Column) else {
        return unreadable(cursor, "a column or a constraint should stand here");
    };
    out.mark(object, Part::Name, cursor.since(start));
    let mut column = Column::new(name, DataType::default());
    data_type(cursor, &mut column, object, out);
    let from_table_constraint = attributes(cursor, &mut column, object, out)?;
    let end = from_table_constraint.unwrap_or_else(|| cursor.before());
    out.mark(object, Part::Whole, Span::new(start, end.max(start)));
    out.columns.push(column);
    Ok(())
}

/// The type, with aliases that carry more than a type taken apart (`serial`).
pub(super) fn data_type(
    cursor: &mut Cursor<'_>,
    column: &mut Column,
    object: MarkedObject,
    out: &mut Elements,
) {
    let start = cursor.here();
    let text = type_text(cursor);
    if text.is_empty() {
        return;
    }
    out.mark(object, Part::Type, cursor.since(start));
    let is_any = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    let alias = match cursor.engine {
        Engine::Postgres if is_any(&["serial", "serial4"]) => Some("integer"),
        Engine::Postgres if is_any(&["bigserial", "serial8"]) => Some("bigint"),
        Engine::Postgres if is_any(&["smallserial", "serial2"]) => Some("smallint"),
        Engine::Mysql | Engine::Mariadb if is_any(&["serial"]) => Some("bigint unsigned"),
        _ => None,
    };
    match alias {
        Some(plain) => {
            column.data_type = DataType::parse(plain);
            column.not_null = true;
            let mysql = cursor.engine.is_mysql_like();
            column.generator = Some(if mysql { Generator::AutoIncrement } else { Generator::Serial });
            out.mark(object, Part::Generator, cursor.since(start));
            if mysql {
                out.keys.push(Key::over(KeyKind::Unique, [column.name.clone()]));
            }
        }
        None => column.data_type = DataType::parse(&text),
    }
}

/// The text of the type that starts here, and steps over it.
pub(super) fn type_text<'a>(cursor: &mut Cursor<'a>) -> Cow<'a, str> {
    let start = cursor.at;
    let sqlite = cursor.engine == Engine::Sqlite;
    let attributes = if sqlite { &SQLITE_ATTRIBUTES } else { &ATTRIBUTES };
    while let Some(token) = cursor.peek() {
        match token.kind {
            TokenKind::Word => {
                let charset = cursor.at > start && cursor.is_seq(&["CHARACTER", "SET"]);
                let with_time_zone = cursor.is_any(&["WITH", "WITHOUT"]);
                if with_time_zone && !sqlite && !(cursor.is_at(1, "TIME") || cursor.is_at(1, "LOCAL")) {
                    break;
                }
                if charset && !sqlite || (cursor.is_of(attributes) && !cursor.is_dot_before()) {
                    break;
                }
                cursor.at += 1;
            }
            TokenKind::Quoted | TokenKind::String if cursor.at == start || sqlite => cursor.at += 1,
            TokenKind::Quoted if cursor.is_dot_before() => cursor.at += 1,
            TokenKind::Punct(b'(') if cursor.at > start => {
                cursor.skip_group();
            }
            TokenKind::Punct(b'.' | b'%') if cursor.at > start => cursor.at += 1,
            TokenKind::Punct(b'[') if cursor.at > start => {
                while let Some(token) = cursor.bump() {
                    if token.kind == TokenKind::Punct(b']') {
                        break;
                    }
                }
            }
            _ => break,
        }
    }
    cursor.plain_text(start, cursor.at)
}

impl Cursor<'_> {
    /// Whether the word here is the last part of a qualified name (`app.key`), whatever it means elsewhere.
    fn is_dot_before(&self) -> bool {
        self.at > 0 && self.tokens[self.at - 1].kind == TokenKind::Punct(b'.')
    }
}

/// Attributes up to `,`, `)` or the end. When a table constraint follows without a comma (SQLite and real files
/// allow it), it is read too, and the place where the column ended is given back.
pub(super) fn attributes(
    cursor: &mut Cursor<'_>,
    column: &mut Column,
    object: MarkedObject,
    out: &mut Elements,
) -> Result<Option<u32>, Unreadable> {
    let mut named: Option<(Ident, Span)> = None;
    let mut clause = cursor.here();
    // Its foreign key that was read last, until it is judged.
    let mut link: Option<u16> = None;
    while let Some(token) = cursor.peek() {
        if matches!(token.kind, TokenKind::Punct(b',' | b')')) {
            break;
        }
        let start = token.span.start;
        if named.is_none() {
            clause = start;
        }
        if cursor.eat("CONSTRAINT") {
            let at = cursor.here();
            named = cursor.name(NameKind::Constraint).map(|name| (name, cursor.since(at)));
            continue;
        }
        // SQL Server: `a int FOREIGN KEY REFERENCES p`.
        let words_before = cursor.is_seq(&["FOREIGN", "KEY", "REFERENCES"]);
        if (cursor.is_seq(&["FOREIGN", "KEY"]) && !words_before)
            || (cursor.is_seq(&["PRIMARY", "KEY"]) && cursor.is_punct_at(2, b'('))
        {
            let end = cursor.tokens[..cursor.at].iter().rfind(|token| token.span.end <= clause);
            let end = end.map_or(clause, |token| token.span.end);
            judge(cursor, link, out);
            create_table::constraint(cursor, named, clause, out)?;
            return Ok(Some(end));
        }
        let name = named.take();
        if link.is_some() && foreign_key::resume(cursor, out) {
            continue;
        }
        if words_before {
            cursor.at += 2;
        }
        if cursor.eat_seq(&["NOT", "NULL"]) {
            column.not_null = true;
            out.not_null = Some(true);
            out.mark(object, Part::NotNull, Span::new(clause, cursor.before()));
            // To PostgreSQL, DEFERRABLE behind it is out of place.
            if link.is_none() || cursor.engine != Engine::Postgres {
                key::inline_options(cursor, &mut Key::over(KeyKind::Plain, []));
            }
        } else if cursor.eat("NULL") {
            // To SQLite it says nothing: `NOT NULL NULL` is NOT NULL.
            if cursor.engine != Engine::Sqlite {
                column.not_null = false;
                out.not_null = Some(false);
            }
        } else if cursor.eat("DEFAULT") {
            cursor.eat_seq(&["ON", "NULL"]);
            default(cursor, column);
            out.mark(object, Part::Default, cursor.since(start));
        } else if cursor.is_seq(&["PRIMARY", "KEY"]) || (cursor.is("KEY") && cursor.engine.is_mysql_like()) {
            cursor.at += if cursor.is("KEY") { 1 } else { 2 };
            column_key(cursor, KeyKind::Primary, column, name, clause, out);
        } else if cursor.eat("UNIQUE") {
            cursor.eat("KEY");
            column_key(cursor, KeyKind::Unique, column, name, clause, out);
        } else if cursor.is("REFERENCES") {
            if link.is_some() {
                out.attribute(Span::new(clause, token.span.end));
            }
            judge(cursor, link.take(), out);
            foreign_key::references(cursor, vec![column.name.clone()], name, clause, true, out)?;
            link = out.foreign_keys.len().checked_sub(1).and_then(|at| u16::try_from(at).ok());
            continue;
        } else if cursor.engine == Engine::Sqlite
            && (cursor.is("DEFERRABLE") || cursor.is_seq(&["NOT", "DEFERRABLE"]))
        {
            foreign_key::defer_last(cursor, out);
        } else if cursor.is("CHECK") {
            check(cursor, name, clause, out);
        } else if cursor.eat("COLLATE") {
            cursor.eat_punct(b'=');
            column.collation = key::collation(cursor);
        } else if cursor.eat_seq(&["CHARACTER", "SET"]) || cursor.eat("CHARSET") {
            cursor.eat_punct(b'=');
            column.charset = key::collation(cursor);
        } else if cursor.eat("GENERATED") {
            generated(cursor, column);
            mark_generator(cursor, column, object, start, out);
        } else if cursor.is("AS") && cursor.is_punct_at(1, b'(') {
            cursor.at += 1;
            computed(cursor, column);
        } else if cursor.eat("IDENTITY") {
            cursor.skip_group();
            column.generator.get_or_insert(Generator::AutoIncrement);
            mark_generator(cursor, column, object, start, out);
        } else if cursor.eat_any(&["AUTO_INCREMENT", "AUTOINCREMENT"]) {
            column.generator = Some(Generator::AutoIncrement);
            mark_generator(cursor, column, object, start, out);
        } else if cursor.eat_seq(&["ON", "UPDATE"]) {
            let from = cursor.at;
            cursor.at += 1;
            cursor.skip_group();
            column.on_update = Some(cursor.plain_text(from, cursor.at.min(cursor.tokens.len())).to_smolstr());
        } else if cursor.eat("COMMENT") {
            if let Some(token) = cursor.bump() {
                column.comment = Some(literal(&cursor.text_of(token)).to_smolstr());
            }
        } else if cursor.is_any(&["FIRST", "AFTER"]) {
            break;
        } else {
            if !cursor.skip_group() {
                cursor.at += 1;
            }
            out.opaque(object, cursor.since(start));
        }
        if link.is_some() {
            out.attribute(Span::new(clause, cursor.before().max(clause)));
        }
    }
    cursor.at = cursor.at.min(cursor.tokens.len());
    judge(cursor, link, out);
    Ok(None)
}

/// Judges what was written of a foreign key of the column.
fn judge(cursor: &Cursor<'_>, link: Option<u16>, out: &mut Elements) {
    if let Some(link) = link {
        out.judge_clauses(cursor.engine, link, true);
    }
}

fn mark_generator(
    cursor: &Cursor<'_>,
    column: &Column,
    object: MarkedObject,
    start: u32,
    out: &mut Elements,
) {
    if column.generator.is_some() {
        out.mark(object, Part::Generator, cursor.since(start));
    }
}

/// The text of a default, and the generator that it is.
pub(super) fn default(cursor: &mut Cursor<'_>, column: &mut Column) {
    let text = default_text(cursor);
    column.generator = column.generator.or(Generator::of_default(&text));
    column.default = Some(text);
}

pub(super) fn default_text(cursor: &mut Cursor<'_>) -> SmolStr {
    let start = cursor.at;
    // The first operand may be a word that also begins an attribute: DEFAULT NULL, DEFAULT NOT true.
    if cursor.is("NOT") {
        cursor.at += 1;
    }
    if !cursor.skip_group() {
        cursor.at += 1;
    }
    while let Some(token) = cursor.peek() {
        match token.kind {
            TokenKind::Punct(b',' | b')') => break,
            TokenKind::Punct(b'(') => {
                cursor.skip_group();
            }
            TokenKind::Word if cursor.is_of(&ATTRIBUTES) && !cursor.is_dot_before() => break,
            _ => cursor.at += 1,
        }
    }
    cursor.at = cursor.at.min(cursor.tokens.len());
    cursor.plain_text(start, cursor.at).to_smolstr()
}

fn column_key(
    cursor: &mut Cursor<'_>,
    kind: KeyKind,
    column: &Column,
    name: Option<(Ident, Span)>,
    start: u32,
    out: &mut Elements,
) {
    let object = out.next_key();
    let mut key = Key::over(kind, [column.name.clone()]);
    if cursor.eat("DESC") {
        key.parts[0].descending = true;
    } else {
        cursor.eat("ASC");
    }
    cursor.eat_any(&["CLUSTERED", "NONCLUSTERED"]);
    key::inline_options(cursor, &mut key);
    if let Some((name, span)) = name {
        out.mark(object, Part::Name, span);
        key.name = Some(name);
    }
    // `serial UNIQUE`, `UNIQUE UNIQUE`: MySQL and MariaDB make one key of what a column says twice.
    if kind == KeyKind::Unique && cursor.engine.is_mysql_like() && out.keys.last() == Some(&key) {
        return;
    }
    out.mark(object, Part::Whole, cursor.since(start));
    out.keys.push(key);
}

/// `CHECK (…)` with what may follow.
pub(super) fn check(cursor: &mut Cursor<'_>, name: Option<(Ident, Span)>, start: u32, out: &mut Elements) {
    let object = out.next_check();
    cursor.eat("CHECK");
    cursor.eat_seq(&["NOT", "FOR", "REPLICATION"]);
    let from = cursor.at + 1;
    if !cursor.skip_group() {
        return;
    }
    let text = cursor.plain_text(from, (cursor.at - usize::from(cursor.closed_before())).max(from));
    key::inline_options(cursor, &mut Key::over(KeyKind::Plain, []));
    out.mark(object, Part::Whole, cursor.since(start));
    out.checks.push(Check {
        name: name.map(|(name, _)| name),
        expression: expression::expression(&text, cursor.engine),
    });
}

/// After `GENERATED`: an identity or a computed column.
pub(super) fn generated(cursor: &mut Cursor<'_>, column: &mut Column) {
    let always = cursor.eat("ALWAYS") || !cursor.eat_seq(&["BY", "DEFAULT"]);
    cursor.eat_seq(&["ON", "NULL"]);
    cursor.eat("AS");
    if cursor.eat("IDENTITY") {
        cursor.skip_group();
        column.generator =
            Some(if always { Generator::IdentityAlways } else { Generator::IdentityByDefault });
    } else if cursor.eat_seq(&["ROW", "START"]) || cursor.eat_seq(&["ROW", "END"]) {
        // MariaDB makes it NOT NULL (10.11.19), SQL Server takes it only so (documented).
        column.not_null = true;
    } else {
        computed(cursor, column);
    }
}

/// `(expression) [STORED | VIRTUAL]`.
fn computed(cursor: &mut Cursor<'_>, column: &mut Column) {
    let from = cursor.at + 1;
    if !cursor.skip_group() {
        return;
    }
    let text = cursor.plain_text(from, (cursor.at - usize::from(cursor.closed_before())).max(from));
    let stored = cursor.eat_any(&["STORED", "PERSISTENT", "PERSISTED"]);
    if !stored {
        cursor.eat("VIRTUAL");
    }
    column.generated =
        Some(Box::new(Generated { expression: expression::expression(&text, cursor.engine), stored }));
}

/// A storage engine's or character set's name after an optional `=`.
pub(super) fn option_value(cursor: &mut Cursor<'_>) -> Option<SmolStr> {
    cursor.eat_punct(b'=');
    let token = cursor.bump()?;
    Some(unquote(&cursor.text_of(token)).to_smolstr())
}

/// The same in lower case.
pub(super) fn lower_option_value(cursor: &mut Cursor<'_>) -> Option<SmolStr> {
    option_value(cursor).map(|value| value.to_lowercase_smolstr())
}

//! Primary keys, unique constraints, MySQL's inline indexes: the list of parts and what may follow it.

use fklint_catalog::{Engine, Ident, Key, KeyKind, KeyPart, NameKind, Part};
use fklint_source::Span;
use smol_str::{SmolStr, StrExt};

use super::cursor::Cursor;
use super::elements::Elements;
use super::{Unreadable, expression, foreign_key, unreadable};
use crate::ddl::lex::words::WordSet;
use crate::ddl::token::TokenKind;

/// A key with a part list, from the word after `PRIMARY KEY`, `UNIQUE` or `KEY`. The name of an index that an
/// existing one lends its columns is given back (`USING INDEX i`).
pub(super) fn table_key(
    cursor: &mut Cursor<'_>,
    kind: KeyKind,
    constraint: bool,
    name: Option<(Ident, Span)>,
    start: u32,
    out: &mut Elements,
) -> Result<Option<Ident>, Unreadable> {
    let object = out.next_key();
    let mut key = Key { constraint, ..Key::over(kind, []) };
    let mut name = name;
    cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    cursor.eat_any(&["CLUSTERED", "NONCLUSTERED"]);
    if !cursor.is_punct(b'(') && cursor.at_name() && !cursor.is_any(&["USING", "NULLS"]) {
        let at = cursor.here();
        if let Some(found) = cursor.name(NameKind::Constraint) {
            name = Some((found, cursor.since(at)));
        }
        cursor.eat_any(&["CLUSTERED", "NONCLUSTERED", "UNIQUE"]);
    }
    method(cursor, &mut key);
    nulls_distinct(cursor, &mut key);
    let mut lender = None;
    if cursor.eat_seq(&["USING", "INDEX"]) {
        lender = cursor.name(NameKind::Constraint);
    } else {
        let at = cursor.here();
        let Some(parts) = parts(cursor) else {
            return unreadable(cursor, "this key has no list of columns");
        };
        key.parts = parts.into();
        out.mark(object, Part::Columns, cursor.since(at));
    }
    options(cursor, &mut key);
    if let Some((name, span)) = name {
        out.mark(object, Part::Name, span);
        key.name = Some(name);
    }
    out.mark(object, Part::Whole, cursor.since(start));
    out.keys.push(key);
    Ok(lender)
}

/// `(a, b DESC, lower(c), d(10))`.
pub(super) fn parts(cursor: &mut Cursor<'_>) -> Option<Vec<KeyPart>> {
    let mut group = cursor.group()?;
    let mut parts = Vec::with_capacity(1);
    while !group.is_done() {
        let start = group.at;
        group.skip_element();
        let element = group.part(start, group.at);
        parts.push(part(element));
        if !group.eat_punct(b',') {
            break;
        }
    }
    (!parts.is_empty()).then_some(parts)
}

fn part(mut cursor: Cursor<'_>) -> KeyPart {
    let start = cursor.at;
    let mut part = match column_part(&mut cursor) {
        Some(part) => part,
        None => {
            while !cursor.is_done() && !cursor.is_any(&["ASC", "DESC", "NULLS"]) {
                if !cursor.skip_group() {
                    cursor.at += 1;
                } else if cursor.engine == Engine::Postgres && cursor.at_name() && !cursor.is("COLLATE") {
                    // An operator class: PostgreSQL wants parentheses around all but a call.
                    break;
                }
            }
            KeyPart::expression(SmolStr::new(cursor.plain_text(start, cursor.at)))
        }
    };
    while let Some(token) = cursor.peek() {
        if cursor.eat("COLLATE") {
            part.collation = collation(&mut cursor);
        } else if cursor.eat("DESC") {
            part.descending = true;
        } else if cursor.is_seq(&["WITHOUT", "OVERLAPS"]) {
            cursor.at += 2;
        } else if !cursor.skip_group() && token.kind != TokenKind::Punct(b',') {
            // ASC, NULLS FIRST, an operator class, `WITH &&`.
            cursor.at += 1;
        }
    }
    part
}

/// A column with an optional MySQL prefix length; `None` for an expression.
fn column_part(cursor: &mut Cursor<'_>) -> Option<KeyPart> {
    let token = cursor.peek()?;
    if cursor.engine == Engine::Sqlite {
        return sqlite_column_part(cursor);
    }
    if !cursor.at_name() || (token.kind == TokenKind::String && cursor.engine == Engine::Postgres) {
        return None;
    }
    let next = cursor.peek_at(1);
    let prefix = match next.map(|next| next.kind) {
        Some(TokenKind::Punct(b'(')) if cursor.is_punct_at(3, b')') && cursor.engine.is_mysql_like() => {
            let number = cursor.peek_at(2).filter(|token| token.kind == TokenKind::Number)?;
            Some(std::str::from_utf8(cursor.bytes(number.span)).ok()?.parse().ok()?)
        }
        None | Some(TokenKind::Word | TokenKind::Quoted) => None,
        Some(_) => return None,
    };
    let mut part = KeyPart::column(cursor.name(NameKind::Column)?);
    if prefix.is_some() {
        cursor.skip_group();
        part.prefix = prefix;
    }
    Some(part)
}

/// To SQLite a column with a collation is that column, in whichever parentheses (3.53).
fn sqlite_column_part(cursor: &mut Cursor<'_>) -> Option<KeyPart> {
    let mut ahead = *cursor;
    let mut part = match ahead.group() {
        Some(mut inner) => sqlite_column_part(&mut inner).filter(|_| inner.is_done())?,
        None if ahead.at_name() => KeyPart::column(ahead.name(NameKind::Column)?),
        None => return None,
    };
    if ahead.eat("COLLATE") {
        // The outermost one holds.
        part.collation = collation(&mut ahead);
    }
    let ends = ahead.is_done() || ahead.is_any(&["ASC", "DESC", "NULLS"]);
    ends.then(|| {
        *cursor = ahead;
        part
    })
}

/// A collation's name without its schema: in lower case, on PostgreSQL as it is stored (`"C"` is not `"c"`).
pub(super) fn collation(cursor: &mut Cursor<'_>) -> Option<SmolStr> {
    let (name, _) = cursor.table_name()?;
    if cursor.engine == Engine::Postgres {
        return Some(name.name.folded().into());
    }
    Some(name.name.as_str().to_lowercase_smolstr())
}

fn method(cursor: &mut Cursor<'_>, key: &mut Key) {
    if cursor.is("USING") && !cursor.is_at(1, "INDEX") {
        cursor.at += 1;
        let start = cursor.at;
        cursor.at += 1;
        key.method =
            Some(cursor.plain_text(start, cursor.at.min(cursor.tokens.len())).to_lowercase_smolstr());
    }
}

fn nulls_distinct(cursor: &mut Cursor<'_>, key: &mut Key) {
    if cursor.eat_seq(&["NULLS", "NOT", "DISTINCT"]) {
        key.nulls_not_distinct = true;
    } else {
        cursor.eat_seq(&["NULLS", "DISTINCT"]);
    }
}

/// What may follow a part list, in any order; stops at what it does not know.
pub(super) fn options(cursor: &mut Cursor<'_>, key: &mut Key) {
    while !cursor.is_done() {
        let start = cursor.at;
        method(cursor, key);
        inline_options(cursor, key);
        if cursor.is("INCLUDE") && cursor.is_punct_at(1, b'(') {
            cursor.at += 1;
            key.include = cursor.column_list().map_or_else(Vec::new, |(columns, _)| columns);
        } else if cursor.eat("WHERE") {
            let from = cursor.at;
            condition(cursor);
            let condition = cursor.plain_text(from, cursor.at);
            key.predicate = Some(Box::new(expression::predicate(&condition, cursor.engine)));
        } else if cursor.is_any(&["INVISIBLE", "IGNORED", "UNUSABLE"]) {
            cursor.at += 1;
            key.valid = false;
        } else if cursor.eat_seq(&["WITH", "PARSER"]) {
            cursor.at += 1;
        } else if cursor.is_any(&["COMMENT", "KEY_BLOCK_SIZE"]) {
            cursor.at += 1;
            cursor.eat_punct(b'=');
            cursor.at += 1;
        } else {
            storage(cursor);
        }
        cursor.at = cursor.at.min(cursor.tokens.len());
        if cursor.at == start {
            return;
        }
    }
}

/// Steps over the condition of a partial index, which the options of an exclusion constraint or of SQL Server
/// may follow.
fn condition(cursor: &mut Cursor<'_>) {
    while let Some(token) = cursor.peek() {
        let ends = matches!(token.kind, TokenKind::Punct(b',' | b')'))
            || cursor.is_any(&["DEFERRABLE", "INITIALLY", "ON"])
            || cursor.is_seq(&["NOT", "DEFERRABLE"])
            || cursor.is("WITH") && cursor.is_punct_at(1, b'(');
        if ends {
            return;
        }
        if !cursor.skip_group() {
            cursor.at += 1;
        }
    }
}

/// What may follow any constraint, also one of a column.
pub(super) fn inline_options(cursor: &mut Cursor<'_>, key: &mut Key) {
    static STARTS: WordSet = WordSet::new(&["NULLS", "DEFERRABLE", "INITIALLY", "NOT", "ON", "USING", "NO"]);
    while cursor.is_of(&STARTS) || foreign_key::at_state(cursor) {
        let start = cursor.at;
        nulls_distinct(cursor, key);
        // On SQLite it is no clause of a key, but of the foreign key before it.
        if cursor.engine != Engine::Sqlite
            && (cursor.is_any(&["DEFERRABLE", "INITIALLY"]) || cursor.is_seq(&["NOT", "DEFERRABLE"]))
        {
            foreign_key::deferrable(cursor, &mut key.deferrable, &mut Vec::new());
        } else if cursor.eat_seq(&["ON", "CONFLICT"]) {
            cursor.at += 1;
        } else if cursor.eat_seq(&["USING", "INDEX"]) {
            storage(cursor);
        } else if cursor.eat_seq(&["NOT", "ENFORCED"]) || cursor.eat_seq(&["NO", "INHERIT"]) {
        } else {
            foreign_key::constraint_state(cursor, None);
        }
        if cursor.at == start {
            return;
        }
    }
}

/// Physical clauses of an index: stepped over.
fn storage(cursor: &mut Cursor<'_>) {
    static ONE_WORD: WordSet = WordSet::new(&[
        "VISIBLE",
        "NOT_IGNORED",
        "ONLINE",
        "REVERSE",
        "NOCOMPRESS",
        "LOGGING",
        "NOLOGGING",
        "NOPARALLEL",
        "LOCAL",
        "GLOBAL",
        "SORT",
        "NOSORT",
        "ENFORCED",
        "CLUSTERED",
        "NONCLUSTERED",
        "NO_INHERIT",
        "ASC",
        "DESC",
    ]);
    static WITH_VALUE: WordSet = WordSet::new(&[
        "TABLESPACE",
        "PCTFREE",
        "PCTUSED",
        "INITRANS",
        "MAXTRANS",
        "COMPRESS",
        "PARALLEL",
        "ALGORITHM",
        "LOCK",
        "FILLFACTOR",
    ]);
    loop {
        if cursor.is_of(&ONE_WORD) {
            cursor.at += 1;
        } else if cursor.is_of(&WITH_VALUE) {
            cursor.at += 1;
            cursor.eat_punct(b'=');
            if cursor.peek().is_some_and(|token| !matches!(token.kind, TokenKind::Punct(_))) {
                cursor.at += 1;
            }
        } else if cursor.is_any(&["WITH", "STORAGE"]) && cursor.is_punct_at(1, b'(') {
            cursor.at += 1;
            cursor.skip_group();
        } else if cursor.is("ON") && cursor.engine == Engine::SqlServer {
            cursor.at += 2;
            cursor.skip_group();
        } else if cursor.is_seq(&["COMPUTE", "STATISTICS"]) {
            cursor.at += 2;
        } else {
            return;
        }
    }
}

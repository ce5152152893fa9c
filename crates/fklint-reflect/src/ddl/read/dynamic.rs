//! Definitions that a program runs: inside `DO` blocks, `CALL` arguments, routine bodies, and strings that are
//! executed. They may run or not, and what stands in a string cannot be edited.

use fklint_catalog::{Change, Engine, Ident, NameKind, Quoting, StatementKind, TableName};
use fklint_source::Span;

use super::cursor::Cursor;
use super::statement::{Draft, definition};
use super::text::Marks;
use crate::ddl::ReadStatement;
use crate::ddl::lex::lex;
use crate::ddl::token::{Token, TokenKind};

/// Blocks in blocks in strings: deeper than this nobody writes.
const DEPTH: usize = 4;

/// Reads the definitions inside one statement, and appends them.
pub(super) fn dynamic(text: &[u8], tokens: &[Token], engine: Engine, out: &mut Vec<ReadStatement>) {
    let cursor = Cursor::new(text, engine, tokens);
    if let Some(change) = sp_rename(cursor) {
        let span = tokens
            .first()
            .zip(tokens.last())
            .map_or(Span::default(), |(first, last)| first.span.to(last.span));
        let mut draft = Draft::new(span.start, Marks::Kept);
        draft.push(change);
        out.push(draft.finish(span, StatementKind::Definition, true));
        return;
    }
    // A routine's body runs when it is called. MySQL has no DO block, so its scripts make a procedure, call it
    // and drop it; elsewhere a routine is made to stay, and what it makes is its own matter.
    let stays = cursor.is("CREATE") && !engine.is_mysql_like();
    let kind = if stays { StatementKind::Opaque } else { StatementKind::Definition };
    body(cursor, &kind, DEPTH, out);
}

fn body(mut cursor: Cursor<'_>, kind: &StatementKind, depth: usize, out: &mut Vec<ReadStatement>) {
    while let Some(token) = cursor.peek() {
        if token.kind == TokenKind::String {
            string(cursor, token, kind, depth, out);
            cursor.at += 1;
        } else if at_definition(&cursor) {
            let start = cursor.at;
            cursor.at += 1;
            while !cursor.is_done() && !cursor.is_punct(b';') && !ends_without_semicolon(&cursor) {
                if !cursor.skip_group() {
                    cursor.at += 1;
                }
            }
            push(cursor.part(start, cursor.at), kind, out);
        } else {
            cursor.at += 1;
        }
    }
}

/// SQL Server: `EXEC sp_rename N'dbo.t.a', N'b', 'COLUMN'`, or of a table, or of something else, which no foreign key
/// depends on.
fn sp_rename(mut cursor: Cursor<'_>) -> Option<Change> {
    if cursor.engine != Engine::SqlServer || !cursor.eat_any(&["EXEC", "EXECUTE"]) {
        return None;
    }
    let (procedure, _) = cursor.table_name()?;
    if !procedure.name.as_str().eq_ignore_ascii_case("sp_rename") {
        return None;
    }
    let strings = cursor.tokens[cursor.at..].iter().filter(|token| token.kind == TokenKind::String);
    let mut strings = strings.filter_map(|token| {
        let raw = cursor.bytes(token.span);
        Some(String::from_utf8_lossy(&raw[inside(raw)?]).replace("''", "'"))
    });
    let [old, new] = [strings.next()?, strings.next()?];
    let to = |kind| Ident::new(cursor.engine, kind, &new, Quoting::Quoted);
    let mut tokens = Vec::new();
    lex(old.as_bytes(), Span::new(0, old.len() as u32), cursor.engine, &mut tokens);
    let within = |tokens| Cursor::new(old.as_bytes(), cursor.engine, tokens);
    match strings.next().map(|what| what.to_ascii_uppercase()).as_deref() {
        None | Some("OBJECT") => {
            let (from, _) = within(&tokens).table_name()?;
            let to = TableName { schema: from.schema.clone(), name: to(NameKind::Table) };
            Some(Change::RenameTable { from, to })
        }
        Some("COLUMN") => {
            let (dot, column) = (tokens.len().checked_sub(2)?, *tokens.last()?);
            let mut table = within(&tokens[..dot]);
            let from = table.ident(column, NameKind::Column);
            Some(Change::RenameColumn { table: table.table_name()?.0, from, to: to(NameKind::Column) })
        }
        _ => None,
    }
}

/// A string may be a body of its own (`$$ … $$`) or a statement to execute.
fn string(
    cursor: Cursor<'_>,
    token: Token,
    kind: &StatementKind,
    depth: usize,
    out: &mut Vec<ReadStatement>,
) {
    let raw = cursor.bytes(token.span);
    let Some(inner) = inside(raw) else { return };
    let span = Span::new(token.span.start + inner.start as u32, token.span.start + inner.end as u32);
    let dollar = raw.first() == Some(&b'$');
    if depth == 0 || (!dollar && !starts_definition(cursor.bytes(span))) {
        return;
    }
    let mut tokens = Vec::new();
    lex(cursor.text, span, cursor.engine, &mut tokens);
    body(Cursor::new(cursor.text, cursor.engine, &tokens), kind, depth - 1, out);
}

/// The range between the quotes of a string literal.
fn inside(raw: &[u8]) -> Option<std::ops::Range<usize>> {
    if raw.first() == Some(&b'$') {
        let tag = raw[1..].iter().position(|&byte| byte == b'$')? + 2;
        return (raw.len() >= 2 * tag).then(|| tag..raw.len() - tag);
    }
    let open = raw.iter().position(|byte| matches!(byte, b'\'' | b'"'))?;
    let q_quote = raw[..open].last().is_some_and(|byte| matches!(byte, b'q' | b'Q'));
    let margin = if q_quote { 2 } else { 1 };
    (raw.len() >= open + 2 * margin).then(|| open + margin..raw.len() - margin)
}

fn starts_definition(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    [
        "ALTER TABLE",
        "CREATE TABLE",
        "CREATE INDEX",
        "CREATE UNIQUE",
        "DROP TABLE",
        "DROP INDEX",
        "RENAME TABLE",
        "CREATE GLOBAL",
    ]
    .iter()
    .any(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes())))
}

fn at_definition(cursor: &Cursor<'_>) -> bool {
    if cursor.is("CREATE") {
        let modifiers = (1..4).take_while(|&ahead| cursor.is_any_at(ahead, MODIFIERS)).count();
        return cursor.is_any_at(modifiers + 1, &["TABLE", "INDEX"]);
    }
    cursor.is_any(&["ALTER", "DROP", "RENAME"]) && cursor.is_at(1, "TABLE")
        || cursor.is_seq(&["DROP", "INDEX"])
}

/// Words between `CREATE` and what is created.
const MODIFIERS: &[&str] = &["UNIQUE", "CLUSTERED", "NONCLUSTERED", "TEMPORARY", "TEMP", "UNLOGGED"];

/// T-SQL needs no `;` between statements.
fn ends_without_semicolon(cursor: &Cursor<'_>) -> bool {
    cursor.engine == Engine::SqlServer && (cursor.is_any(&["END", "ELSE"]) || at_definition(cursor))
}

/// What cannot be read here is put together at run time: no finding.
fn push(mut cursor: Cursor<'_>, kind: &StatementKind, out: &mut Vec<ReadStatement>) {
    let start = cursor.here();
    let mut draft = Draft::new(start, Marks::Kept);
    if definition(&mut cursor, &mut draft).is_ok()
        && (1..=usize::from(u16::MAX)).contains(&draft.changes.len())
    {
        let end = cursor.tokens.last().map_or(start, |token| token.span.end);
        out.push(draft.finish(Span::new(start, end), kind.clone(), true));
    }
}

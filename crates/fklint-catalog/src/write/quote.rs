//! Names as the engine has them written: bare where that folds to the same name, else in its quotes.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::reserved::is_reserved;
use crate::{Engine, Ident, NameKind, Quoting, TableName};

/// Appends a name.
pub(crate) fn push_ident(out: &mut String, engine: Engine, name: &Ident) {
    out.push_str(&ident(engine, name));
}

/// Appends a table's name with its schema.
pub(crate) fn push_table(out: &mut String, engine: Engine, name: &TableName) {
    if let Some(schema) = &name.schema {
        push_ident(out, engine, schema);
        out.push('.');
    }
    push_ident(out, engine, &name.name);
}

/// Appends names in parentheses.
pub(crate) fn push_columns(out: &mut String, engine: Engine, columns: &[Ident]) {
    out.push('(');
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push_ident(out, engine, column);
    }
    out.push(')');
}

/// A name, quoted where it must be.
pub(crate) fn ident(engine: Engine, name: &Ident) -> Cow<'_, str> {
    let text = name.as_str();
    if is_plain(text) && !is_reserved(engine, text) {
        let refolds = match engine {
            Engine::Postgres => !name.folded().bytes().any(|b| b.is_ascii_uppercase()),
            Engine::Oracle => {
                !name.folded().bytes().any(|b| b.is_ascii_lowercase()) && !name.folded().starts_with('_')
            }
            Engine::Sqlite | Engine::Mysql | Engine::Mariadb | Engine::SqlServer => true,
        };
        if refolds {
            return Cow::Borrowed(text);
        }
    }
    Cow::Owned(quoted(engine, name))
}

/// A name between the engine's quotes: as it is stored, where the engine folds bare names.
fn quoted(engine: Engine, name: &Ident) -> String {
    match engine {
        Engine::Mysql | Engine::Mariadb => format!("`{}`", name.as_str().replace('`', "``")),
        Engine::SqlServer => format!("[{}]", name.as_str().replace(']', "]]")),
        Engine::Sqlite => format!("\"{}\"", name.as_str().replace('"', "\"\"")),
        Engine::Postgres | Engine::Oracle => format!("\"{}\"", name.folded().replace('"', "\"\"")),
    }
}

/// A string literal.
pub(crate) fn push_string(out: &mut String, engine: Engine, text: &str) {
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' if engine.is_mysql_like() => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out.push('\'');
}

fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Renames a column inside an expression's text: names outside strings, bare or quoted.
pub(crate) fn rename_in_text(engine: Engine, text: &str, from: &Ident, to: &Ident) -> SmolStr {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (len, name) = match first {
            '\'' => (string_end(rest, '\''), None),
            '"' if engine.is_mysql_like() => (string_end(rest, '"'), None),
            '"' | '`' => {
                let end = string_end(rest, first);
                (end, rest.get(1..end - 1).map(|inner| (inner, Quoting::Quoted)))
            }
            '[' if matches!(engine, Engine::SqlServer | Engine::Sqlite) => {
                let end = rest.find(']').map_or(rest.len(), |at| at + 1);
                (end, rest.get(1..end - 1).map(|inner| (inner, Quoting::Quoted)))
            }
            c if c.is_alphabetic() || c == '_' => {
                let end =
                    rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
                // A name before a parenthesis is a function's.
                let call = rest[end..].trim_start().starts_with('(');
                (end, (!call).then_some((&rest[..end], Quoting::Bare)))
            }
            c if c.is_ascii_digit() => {
                (rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len()), None)
            }
            c => (c.len_utf8(), None),
        };
        let renamed =
            name.filter(|(name, quoting)| Ident::new(engine, NameKind::Column, name, *quoting) == *from);
        match renamed {
            Some(_) => push_ident(&mut out, engine, to),
            None => out.push_str(&rest[..len]),
        }
        rest = &rest[len..];
    }
    SmolStr::new(out)
}

/// The end of a quoted run that begins `text`; a doubled quote stays inside.
fn string_end(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
            } else {
                return at + quote.len_utf8();
            }
        }
    }
    text.len()
}

//! From the rows to a catalog. Where SQLite speaks of a thing its word holds; what it does not tell (names of
//! constraints, CHECKs, expressions, DEFERRABLE, MATCH, AUTOINCREMENT) is read from the stored text.

use std::sync::Arc;

use fklint_catalog::{
    Catalog, Change, Completeness, Engine, Ident, Key, NameKind, Quoting, StatementKind, Table, TableKind,
    TableName,
};
use fklint_source::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::rows::{Listed, Object, Rows};
use super::{columns, foreign_keys, keys};
use crate::ddl;
use crate::ddl::lex::lex;

/// The catalog, and what is odd about it.
pub(super) fn catalog(rows: &Rows) -> (Catalog, Vec<String>) {
    let mut notes = Vec::new();
    let mut catalog = Catalog::new(Engine::Sqlite, None);
    let said: Vec<Said> = rows.objects.par_iter().map(said).collect();
    let listed = group(&rows.tables, |row| &row.name);
    let columns = group(&rows.columns, |row| &row.table);
    let key_parts = group(&rows.key_parts, |row| &row.table);
    let foreign_keys = group(&rows.foreign_keys, |row| &row.table);
    let indexes: FxHashMap<&str, &Key> = rows.objects.iter().zip(&said).filter_map(index).collect();
    for (object, said) in rows.objects.iter().zip(&said) {
        if !matches!(object.kind.as_str(), "table" | "view") || is_internal(&object.name) {
            continue;
        }
        let name = object.name.as_str();
        let Some(listed) = of(&listed, name).first() else {
            notes.push(format!(
                "`{name}` stands in `sqlite_schema`, and SQLite does not list it: it was left out"
            ));
            continue;
        };
        let mut table = Table::new(TableName { schema: None, name: ident(NameKind::Table, name) });
        match listed.kind.as_str() {
            "shadow" => continue,
            "view" => table.kind = TableKind::View,
            "virtual" => table.kind = TableKind::Foreign,
            _ => {}
        }
        if table.kind == TableKind::Base {
            let mut differs = Differences::default();
            let stated = match said {
                Said::Table(stated) => stated,
                other => {
                    differs.unread = Some(other.why());
                    &Arc::new(table.clone())
                }
            };
            options(&mut table, listed, stated, &mut differs);
            let columns = of(&columns, name);
            table.columns = columns::columns(columns, stated, listed, &mut differs).into();
            table.keys = keys::keys(of(&key_parts, name), columns, stated, &indexes, &mut differs);
            table.foreign_keys =
                foreign_keys::foreign_keys(of(&foreign_keys, name), stated, &mut differs).into();
            table.checks.clone_from(&stated.checks);
            notes.extend(differs.note(name));
        } else {
            table.completeness = Completeness::ColumnsUnknown;
        }
        if let Err(error) =
            catalog.apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false })
        {
            notes.push(format!("{error}: the second was left out"));
        }
    }
    (catalog, notes)
}

/// Rows by the name of a table.
type Groups<'r, R> = FxHashMap<&'r str, Vec<&'r R>>;

/// What the stored text of an object says.
enum Said {
    Table(Arc<Table>),
    Index(Box<Key>),
    Nothing,
    Unreadable(String),
}

impl Said {
    fn why(&self) -> &str {
        match self {
            Self::Unreadable(why) => why,
            Self::Table(_) | Self::Index(_) | Self::Nothing => "it defines no table",
        }
    }
}

/// Where a table's stored text says something else than SQLite does.
#[derive(Default)]
pub(super) struct Differences<'a> {
    /// Why the text could not be read at all.
    unread: Option<&'a str>,
    at: Vec<String>,
}

impl Differences<'_> {
    pub(super) fn push(&mut self, at: String) {
        self.at.push(at);
    }

    fn note(self, table: &str) -> Option<String> {
        if let Some(why) = self.unread {
            return Some(format!(
                "the stored text of `{table}` could not be read ({why}): only what SQLite tells of it is known"
            ));
        }
        let at = self.at.join(", ");
        (!at.is_empty()).then(|| {
            format!(
                "`{table}`: its stored text reads otherwise than SQLite does in {at}: SQLite's word was taken"
            )
        })
    }
}

/// A name that SQLite gave: quotes are gone, and mean nothing to how it compares.
pub(super) fn ident(kind: NameKind, name: &str) -> Ident {
    Ident::new(Engine::Sqlite, kind, name, Quoting::Quoted)
}

/// Whether two texts of SQL are the same but for blanks, comments and parentheses around all of the second.
pub(super) fn is_same_text(told: &str, stated: &str) -> bool {
    let tokens = |text: &str| {
        let mut tokens = Vec::new();
        lex(text.as_bytes(), Span::new(0, text.len() as u32), Engine::Sqlite, &mut tokens);
        tokens.into_iter().map(|token| text.as_bytes()[token.span.range()].to_vec()).collect::<Vec<_>>()
    };
    let inner = |text: &str| text.strip_prefix('(')?.strip_suffix(')').map(tokens);
    told == stated || {
        let told = tokens(told);
        told == tokens(stated) || inner(stated) == Some(told)
    }
}

/// The engine's own tables; their names are reserved.
fn is_internal(name: &str) -> bool {
    name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"))
}

fn said(object: &Object) -> Said {
    let Some(sql) = &object.sql else { return Said::Nothing };
    if !matches!(object.kind.as_str(), "table" | "index") {
        return Said::Nothing;
    }
    let read = ddl::read(sql.as_bytes(), Engine::Sqlite);
    for statement in read.statements {
        if let StatementKind::Unreadable(why) = statement.kind {
            return Said::Unreadable(why);
        }
        match statement.changes.into_iter().next() {
            Some(Change::CreateTable { table, .. }) => return Said::Table(table),
            Some(Change::AddKey { key, .. }) => return Said::Index(Box::new(key)),
            _ => {}
        }
    }
    Said::Nothing
}

fn index<'a>((object, said): (&'a Object, &'a Said)) -> Option<(&'a str, &'a Key)> {
    match said {
        Said::Index(key) => Some((object.name.as_str(), key)),
        _ => None,
    }
}

fn options(table: &mut Table, listed: &Listed, stated: &Table, differs: &mut Differences<'_>) {
    table.without_rowid = listed.without_rowid;
    table.strict = listed.strict;
    for (word, told, stated) in [
        ("WITHOUT ROWID", listed.without_rowid, stated.without_rowid),
        ("STRICT", listed.strict, stated.strict),
    ] {
        if told != stated {
            differs.push(format!("`{word}`"));
        }
    }
}

/// Rows by a name, each group in the order of the rows.
fn group<R>(rows: &[R], name: impl Fn(&R) -> &String) -> Groups<'_, R> {
    let mut groups = Groups::default();
    for row in rows {
        groups.entry(name(row).as_str()).or_default().push(row);
    }
    groups
}

fn of<'g, 'r, R>(groups: &'g Groups<'r, R>, name: &str) -> &'g [&'r R] {
    groups.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;

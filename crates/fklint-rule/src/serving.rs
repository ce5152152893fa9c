//! By which index an engine checks the rows of a child, and how one that leaves rows out gets out of the way.

use fklint_catalog::{Change, Ident, Key, KeyKind, KeyRef, Table, TableName};

use crate::{Cx, words};

/// An index that leaves rows of a foreign key unchecked.
#[derive(Clone, Copy)]
pub struct Skipping<'t> {
    /// The index.
    pub wide: &'t Key,
    /// Its first further column that may be NULL: where it is, a row is not checked.
    pub nullable: &'t Ident,
}

impl Skipping<'_> {
    /// What to do where no order of indexes helps: one sentence without a full stop.
    #[must_use]
    pub fn advice(&self, table: &TableName) -> String {
        let Self { wide, nullable } = self;
        let nullable = words::name(format!("{table}.{nullable}"));
        let other = if wide.kind == KeyKind::Unique {
            "a unique key comes before any other index"
        } else {
            "another foreign key needs the index in the way"
        };
        format!("make {nullable} NOT NULL, or run the server with `innodb_native_foreign_keys = ON`: {other}")
    }
}

/// The index by which a foreign key over these columns would be checked, if it leaves rows out.
#[must_use]
pub fn skipping<'t>(cx: Cx<'_>, table: &'t Table, columns: &[Ident]) -> Option<Skipping<'t>> {
    if cx.semantics.null_in_wide_index_checked || !table.is_whole() {
        return None;
    }
    let first = table.keys.iter().filter(|key| begins_with(key, columns)).min_by_key(|key| rank(table, key));
    first.and_then(|wide| skips(table, wide, columns))
}

/// Gives a foreign key an index of its own and makes those anew behind it that leave rows out: of plain indexes the oldest
/// is looked at. Empty where rows are checked already; `None` where no such changes help.
#[must_use]
pub fn own_first(cx: Cx<'_>, table: &Table, columns: &[Ident]) -> Option<Vec<Change>> {
    let Some(found) = skipping(cx, table, columns) else { return Some(Vec::new()) };
    let is_moved = |key: &Key| {
        key.kind == KeyKind::Plain && begins_with(key, columns) && skips(table, key, columns).is_some()
    };
    let is_needed = |moved: &Key| {
        let mut others = table.foreign_keys.iter().filter(|key| key.is_checked());
        others.any(|other| {
            begins_with(moved, &other.columns)
                && !columns.starts_with(&other.columns)
                && !table.keys.iter().any(|key| !is_moved(key) && begins_with(key, &other.columns))
        })
    };
    let moved: Vec<&Key> = table.keys.iter().filter(|key| is_moved(key)).collect();
    if found.wide.kind != KeyKind::Plain || moved.iter().any(|key| is_needed(key)) {
        return None;
    }
    let of = || table.name.clone();
    let mut changes = Vec::new();
    if !table.keys.iter().any(|key| key.kind == KeyKind::Plain && key.is_over(columns)) {
        let mut own = Key::over(KeyKind::Plain, columns.iter().cloned());
        own.name = Some(cx.names.fresh_index(table, columns));
        changes.push(Change::AddKey { table: of(), key: own });
    }
    let named = |key: &Key| match &key.name {
        Some(name) => KeyRef::Named(name.clone()),
        None => KeyRef::Columns(key.columns().cloned().collect()),
    };
    changes.extend(moved.iter().map(|key| Change::DropKey { table: of(), key: named(key) }));
    changes.extend(moved.iter().map(|key| Change::AddKey { table: of(), key: (*key).clone() }));
    Some(changes)
}

/// The order in which the SQL layer looks at indexes, before their age (9.7.4): a unique key without NULLs goes before one
/// without prefixes, and both before the others, whenever they were made.
fn rank(table: &Table, key: &Key) -> u8 {
    let may_be_null = || key.columns().any(|column| table.is_nullable(column));
    let has_prefix = || key.parts.iter().any(|part| part.prefix.is_some());
    match key.kind {
        KeyKind::Primary => 0,
        KeyKind::Unique if !may_be_null() => 1,
        KeyKind::Unique if !has_prefix() => 2,
        KeyKind::Unique => 3,
        _ => 4,
    }
}

fn begins_with(key: &Key, columns: &[Ident]) -> bool {
    let serves = matches!(key.kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Plain);
    let parts = key.parts.get(..columns.len());
    serves && parts.is_some_and(|parts| parts.iter().zip(columns).all(|(part, column)| part.is_whole(column)))
}

fn skips<'t>(table: &'t Table, wide: &'t Key, columns: &[Ident]) -> Option<Skipping<'t>> {
    let mut beyond = wide.columns().skip(columns.len());
    let nullable = beyond.find(|column| table.is_nullable(column))?;
    Some(Skipping { wide, nullable })
}

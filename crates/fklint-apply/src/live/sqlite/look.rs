//! What is looked at before and after a move, inside of its transaction: rows, foreign keys, views and triggers.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use fklint_catalog::{Catalog, Column, Table, TableKind, TableName, write};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::super::Stop;
use super::cut::table_name;
use super::told;

/// What a database shows.
pub(super) struct Seen {
    /// The tables that are built anew.
    tables: Vec<String>,
    /// Their rows over the columns that stay what they are.
    rows: BTreeMap<String, (Kept, Digest)>,
    /// Rows without a parent.
    orphans: BTreeMap<String, Orphans>,
    /// What can be compiled of views and triggers.
    compiles: BTreeSet<String>,
}

/// Rows of a table without a parent.
enum Orphans {
    /// As the engine tells them.
    Told(BTreeSet<String>),
    /// Counted by comparing columns, where the engine refuses to look: a parent has no key for one of the foreign keys.
    Counted(u64),
}

/// What of a table's rows stays what it is.
struct Kept {
    /// The rowid, unless a column becomes it or is it no more.
    rowid: bool,
    columns: Vec<String>,
}

/// Rows in no order: how many, and the sum of their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest {
    rows: u64,
    sums: [u64; 2],
}

impl Seen {
    /// Looks before a move that builds `tables` anew, as they will be in `promise`.
    pub(super) fn of(
        connection: &Connection,
        before: &Catalog,
        promise: &Catalog,
        tables: &[String],
    ) -> Result<Self, Stop> {
        let mut seen = Self {
            tables: tables.to_vec(),
            rows: BTreeMap::new(),
            orphans: BTreeMap::new(),
            compiles: compiling(connection, before)?,
        };
        for name in tables {
            let table = table_name(name);
            if let (Some(old), Some(new)) = (before.table(&table), promise.table(&table)) {
                let kept = Kept::of(old, new);
                let digest = digest(connection, name, &kept)?;
                seen.rows.insert(name.clone(), (kept, digest));
            }
        }
        for name in near(before, tables) {
            let orphans = match told_orphans(connection, &name) {
                Ok(told) => Orphans::Told(told),
                Err(_) => Orphans::Counted(counted_orphans(connection, before, &name)?),
            };
            seen.orphans.insert(name, orphans);
        }
        Ok(seen)
    }

    /// Looks again.
    ///
    /// # Errors
    /// What is not as it was and should be.
    pub(super) fn compare(self, connection: &Connection, after: &Catalog) -> Result<(), Stop> {
        for (name, (kept, then)) in &self.rows {
            let now = digest(connection, name, kept)?;
            if *then != now {
                return Err(Stop(format!(
                    "the rows of `{name}` would not be what they were: {} before, {} after",
                    then.rows, now.rows
                )));
            }
            let faults = integrity(connection, &format!("PRAGMA integrity_check({})", quoted(name)))?;
            if !faults.is_empty() {
                return Err(Stop(format!("the engine finds `{name}` damaged: {}", faults.join("; "))));
            }
        }
        for name in near(after, &self.tables) {
            let count = match &self.orphans.get(&name) {
                Some(Orphans::Told(then)) => match told_orphans(connection, &name) {
                    Ok(now) => now.difference(then).count() as u64,
                    // The plan leaves a foreign key that the engine does not check.
                    Err(_) => 0,
                },
                Some(Orphans::Counted(then)) => {
                    counted_orphans(connection, after, &name)?.saturating_sub(*then)
                }
                None => told_orphans(connection, &name).map_or(0, |now| now.len() as u64),
            };
            if count > 0 {
                return Err(Stop(format!("rows of `{name}` would be without a parent: {count}")));
            }
        }
        let now = compiling(connection, after)?;
        if let Some(lost) = self.compiles.difference(&now).next() {
            return Err(Stop(format!("what could be compiled before could not be afterwards: {lost}")));
        }
        Ok(())
    }
}

/// What the engine finds wrong.
pub(super) fn integrity(connection: &Connection, pragma: &str) -> Result<Vec<String>, Stop> {
    let mut statement = connection.prepare(pragma).map_err(told)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(told)?;
    let mut found = Vec::new();
    for row in rows {
        found.push(row.map_err(told)?);
    }
    found.retain(|line| line != "ok");
    Ok(found)
}

/// A value in words.
pub(super) fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

impl Kept {
    fn of(old: &Table, new: &Table) -> Self {
        let stays =
            |column: &&Column| new.column(&column.name).is_some_and(|now| now.data_type == column.data_type);
        let alias = |table: &Table| table.rowid_alias().map(|column| column.name.clone());
        Self {
            rowid: ![old, new].iter().any(|table| table.without_rowid) && alias(old) == alias(new),
            columns: old.columns.iter().filter(stays).map(|column| column.name.as_str().to_owned()).collect(),
        }
    }
}

/// Reads all rows.
fn digest(connection: &Connection, table: &str, kept: &Kept) -> Result<Digest, Stop> {
    let first = if kept.rowid { "rowid" } else { "NULL" }.to_owned();
    let list = std::iter::once(first).chain(kept.columns.iter().map(|column| quoted(column)));
    let sql = format!("SELECT {} FROM {}", list.collect::<Vec<_>>().join(", "), quoted(table));
    let mut statement = connection.prepare(&sql).map_err(told)?;
    let width = statement.column_count();
    let mut rows = statement.query([]).map_err(told)?;
    let mut digest = Digest::default();
    while let Some(row) = rows.next().map_err(told)? {
        let mut hasher = DefaultHasher::new();
        for at in 0..width {
            match row.get_ref(at).map_err(told)? {
                ValueRef::Null => 0_u8.hash(&mut hasher),
                ValueRef::Integer(number) => (1_u8, number).hash(&mut hasher),
                ValueRef::Real(number) => (2_u8, number.to_bits()).hash(&mut hasher),
                ValueRef::Text(text) => (3_u8, text).hash(&mut hasher),
                ValueRef::Blob(bytes) => (4_u8, bytes).hash(&mut hasher),
            }
        }
        digest.rows += 1;
        digest.sums[0] = digest.sums[0].wrapping_add(hasher.finish());
        0xff_u8.hash(&mut hasher);
        digest.sums[1] = digest.sums[1].wrapping_add(hasher.finish());
    }
    Ok(digest)
}

/// Tables and those that refer to them.
fn near(catalog: &Catalog, tables: &[String]) -> BTreeSet<String> {
    let is_one = |name: &TableName| tables.iter().any(|table| table_name(table) == *name);
    let mut names: BTreeSet<String> = tables.iter().cloned().collect();
    let children = catalog.foreign_keys().filter(|(_, _, key)| is_one(&key.parent));
    names.extend(children.map(|(table, ..)| table.name.name.to_string()));
    names
}

fn told_orphans(connection: &Connection, table: &str) -> Result<BTreeSet<String>, String> {
    let told = |error: rusqlite::Error| error.to_string();
    let pragma = format!("PRAGMA foreign_key_check({})", quoted(table));
    let mut statement = connection.prepare(&pragma).map_err(told)?;
    let rows = statement
        .query_map([], |row| {
            Ok(format!("rowid {} to `{}`", shown(row.get_ref(1)?), row.get::<_, String>(2)?))
        })
        .map_err(told)?;
    rows.collect::<Result<_, _>>().map_err(told)
}

/// Parents that are not there have no rows.
fn counted_orphans(connection: &Connection, catalog: &Catalog, table: &str) -> Result<u64, Stop> {
    let Some(child) = catalog.table(&table_name(table)) else { return Ok(0) };
    let mut count = 0;
    for key in &child.foreign_keys {
        let Some(columns) = catalog.parent_columns(key).filter(|_| catalog.parent(key).is_some()) else {
            continue;
        };
        let sql = write::orphans_sql(catalog, &child.name, &key.columns, &key.parent, &columns);
        let sql = format!("SELECT count(*) FROM ({sql})");
        // Columns that are not there have no values.
        count += connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).map_or(0, i64::unsigned_abs);
    }
    Ok(count)
}

/// Statements that compile only where views, and the triggers of tables, do.
fn compiling(connection: &Connection, catalog: &Catalog) -> Result<BTreeSet<String>, Stop> {
    let mut all: Vec<String> = Vec::new();
    let mut statement = connection
        .prepare("SELECT DISTINCT type, CASE type WHEN 'view' THEN name ELSE tbl_name END FROM sqlite_schema WHERE type IN ('view', 'trigger')")
        .map_err(told)?;
    let mut rows = statement.query([]).map_err(told)?;
    while let Some(row) = rows.next().map_err(told)? {
        let (kind, name): (String, String) = (row.get(0).map_err(told)?, row.get(1).map_err(told)?);
        let table = quoted(&name);
        if kind == "view" {
            all.push(format!("SELECT * FROM {table}"));
            continue;
        }
        all.push(format!("DELETE FROM {table}"));
        let there = catalog.table(&table_name(&name)).filter(|table| table.kind == TableKind::Base);
        if there.is_some() {
            all.push(format!("INSERT INTO {table} DEFAULT VALUES"));
        }
        let settable = |column: &&Column| column.generated.is_none();
        for column in there.iter().flat_map(|table| table.columns.iter().filter(settable)) {
            let column = quoted(column.name.as_str());
            all.push(format!("UPDATE {table} SET {column} = {column}"));
        }
    }
    Ok(all.into_iter().filter(|sql| connection.prepare(sql).is_ok()).collect())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

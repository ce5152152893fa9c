//! The schema of one file read again and again: of tables that are stored as they were, SQLite is not asked anew.

use std::sync::Arc;

use fklint_catalog::{Catalog, Change, Engine, NameKind, Table, TableName};
use indexmap::IndexMap;
use rusqlite::{Connection, Error};

use super::build::{self, ident};
use super::rows::{Object, Rows};
use super::snapshot;

/// What was read of a file, as one connection sees it. A table that did not change meanwhile is the very same in the next
/// catalog.
///
/// A connection that rolls changes of the schema back needs another one: SQLite gives the numbers of these once more.
#[derive(Default)]
pub struct SqliteReader {
    /// By the name of the table.
    known: IndexMap<String, Known>,
    /// The schema as it was last read, and the number that SQLite had given to it.
    last: Option<(i64, Catalog)>,
}

/// A table, and what it was read from: what SQLite tells of a table is what the texts of it and of its indexes say.
#[derive(Default)]
struct Known {
    objects: Vec<Object>,
    table: Option<Arc<Table>>,
}

impl SqliteReader {
    /// The schema as it is now: inside of a transaction, with what that has not committed.
    ///
    /// # Errors
    /// When the schema cannot be read.
    pub fn catalog(&mut self, connection: &mut Connection) -> Result<Catalog, Error> {
        if connection.is_autocommit() {
            snapshot(connection, |open| self.read(open))
        } else {
            self.read(connection)
        }
    }

    fn read(&mut self, connection: &mut Connection) -> Result<Catalog, Error> {
        let number = connection.query_row("PRAGMA main.schema_version", [], |row| row.get(0))?;
        if let Some((_, catalog)) = self.last.as_ref().filter(|(last, _)| *last == number) {
            return Ok(catalog.clone());
        }
        let mut now: IndexMap<String, Known> = IndexMap::new();
        for object in Object::all(connection)?.into_iter().filter(|object| object.kind != "trigger") {
            now.entry(object.table.clone()).or_default().objects.push(object);
        }
        let mut changed = Vec::new();
        for (name, known) in &mut now {
            match self.known.get(name).filter(|then| then.objects == known.objects) {
                Some(then) => known.table.clone_from(&then.table),
                None => changed.extend_from_slice(&known.objects),
            }
        }
        if !changed.is_empty() {
            let (read, _) = build::catalog(&Rows::of(connection, changed)?);
            for (name, known) in now.iter_mut().filter(|(_, known)| known.table.is_none()) {
                known.table = read.shared(&TableName { schema: None, name: ident(NameKind::Table, name) });
            }
        }
        let mut catalog = Catalog::new(Engine::Sqlite, None);
        for table in now.values().filter_map(|known| known.table.clone()) {
            // Of two tables whose names are one to the catalog, one was read.
            let _ = catalog.apply(&Change::CreateTable { table, if_not_exists: false });
        }
        self.known = now;
        self.last = Some((number, catalog.clone()));
        Ok(catalog)
    }
}

//! What becomes of indexes and keys that a statement drops.

use fklint_catalog::write::{ConstraintRef, find_constraint};
use fklint_catalog::{Change, Engine, Ident, Key, KeyKind, KeyRef, Table};

use super::Replay;

impl Replay {
    /// Whether the indexes that the changes add are those that they drop, letter by letter. Then none of them becomes the
    /// youngest (MySQL 9.7.4, MariaDB 10.11.19 and 11.8.9); one action more, or ALGORITHM=COPY, and they do.
    pub(super) fn adds_what_it_drops(&self, changes: &[Change]) -> bool {
        let Some(mut name) = changes.first().and_then(Change::table).cloned() else { return false };
        self.qualify(&mut name);
        let Some(table) = self.catalog.table(&name) else { return false };
        let (mut dropped, mut added) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::AddKey { key, .. } => added.push(key),
                Change::DropKey { key, .. } => dropped.extend(find_key(self.catalog.engine, table, key)),
                _ => return false,
            }
        }
        let spelled = |key: &Key| key.name.as_ref().map(|name| name.as_str().to_owned());
        dropped.len() == added.len()
            && added.into_iter().all(|key| {
                let same = |other: &&Key| *other == key && spelled(other) == spelled(key);
                dropped.iter().position(same).map(|at| dropped.swap_remove(at)).is_some()
            })
    }

    /// The columns of a primary key that is dropped: PostgreSQL, MySQL and MariaDB made them NOT NULL, and leave
    /// them so.
    pub(super) fn primary_key_that_goes(&self, change: &Change) -> Vec<Ident> {
        let engine = self.catalog.engine;
        if engine != Engine::Postgres && !engine.is_mysql_like() {
            return Vec::new();
        }
        let (Change::DropKey { table, .. } | Change::DropConstraint { table, .. }) = change else {
            return Vec::new();
        };
        let Some(table) = self.catalog.table(table) else { return Vec::new() };
        let goes = match change {
            Change::DropKey { key, .. } => find_key(engine, table, key),
            Change::DropConstraint { name, .. } => named(engine, table, name),
            _ => None,
        };
        let primary = goes.filter(|key| key.kind == KeyKind::Primary);
        primary.map_or_else(Vec::new, |key| key.columns().cloned().collect())
    }
}

/// The key of a table that a DROP means.
fn find_key<'t>(engine: Engine, table: &'t Table, key: &KeyRef) -> Option<&'t Key> {
    match key {
        KeyRef::Primary => table.primary_key(),
        KeyRef::Named(name) => named(engine, table, name),
        KeyRef::Columns(_) => None,
    }
}

fn named<'t>(engine: Engine, table: &'t Table, name: &Ident) -> Option<&'t Key> {
    match find_constraint(engine, table, name)? {
        ConstraintRef::Key(at) => table.keys.get(at),
        _ => None,
    }
}

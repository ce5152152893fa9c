//! Creates, drops and renames tables.

use std::sync::Arc;

use super::{ApplyError, constraints};
use crate::{
    Catalog, Completeness, Engine, ForeignKey, Ident, KeyKind, NameKind, Quoting, Settings, Table, TableKind,
    TableName,
};

impl Catalog {
    pub(super) fn create_table(&mut self, table: &Arc<Table>, if_not_exists: bool) -> Result<(), ApplyError> {
        let stub = match self.tables.get(&table.name) {
            Some(there) if there.completeness == Completeness::Unseen => Some(Arc::clone(there)),
            // A temporary table of that name stands beside it, in a place of its own.
            Some(there) if there.kind == TableKind::Temporary && table.kind != TableKind::Temporary => None,
            Some(_) if if_not_exists => return Ok(()),
            Some(_) => return Err(ApplyError::TableExists(table.name.clone().into())),
            None => None,
        };
        let mut table = Arc::clone(table);
        if let Some(stub) = stub {
            fill(Arc::make_mut(&mut table), &stub);
        }
        if table.storage_engine.is_none()
            && table.completeness != Completeness::Unseen
            && table.kind != TableKind::View
            && self.engine.is_mysql_like()
            && let Some(default) = &self.settings.default_storage_engine
        {
            Arc::make_mut(&mut table).storage_engine = Some(default.clone());
        }
        if !table.foreign_keys.is_empty() && !self.keeps_foreign_keys(table.storage_engine.as_ref()) {
            constraints::ignore_all(Arc::make_mut(&mut table));
        }
        self.tables.insert(table.name.clone(), table);
        Ok(())
    }

    /// Partitions go with their table; with `cascade` go the tables that inherit from it, and the foreign keys
    /// of others that point at what went.
    pub(super) fn drop_table(&mut self, name: &TableName, cascade: bool) -> Result<(), ApplyError> {
        let Some((_, table)) = self.tables.shift_remove_entry(name) else {
            // What points at it shows that it was there, made where nobody looked.
            let known = cascade && self.drop_references(std::slice::from_ref(name));
            return if known { Ok(()) } else { Err(ApplyError::NoTable(name.clone().into())) };
        };
        let mut gone = vec![name.clone()];
        let mut looked_at = 0;
        let mut has_children = table.is_partitioned();
        while (has_children || cascade) && looked_at < gone.len() {
            let parent = gone[looked_at].clone();
            looked_at += 1;
            let children: Vec<TableName> = self
                .tables
                .values()
                .filter(|child| {
                    child.partition_of() == Some(&parent) || cascade && child.inherits.contains(&parent)
                })
                .map(|child| child.name.clone())
                .collect();
            for child in children {
                if let Some(child) = self.tables.shift_remove(&child) {
                    has_children |= child.is_partitioned();
                    gone.push(child.name.clone());
                }
            }
        }
        if cascade {
            self.drop_references(&gone);
        }
        Ok(())
    }

    /// Drops the foreign keys that point at these tables; whether there were any.
    fn drop_references(&mut self, parents: &[TableName]) -> bool {
        let engine = self.engine;
        let mut found = false;
        for child in self.tables.values_mut() {
            while let Some(index) = child.foreign_keys.iter().position(|key| parents.contains(&key.parent)) {
                constraints::remove_foreign_key(Arc::make_mut(child), engine, index);
                found = true;
            }
        }
        found
    }

    /// Keeps the table's place; whatever names it follows, unless SQLite was told to leave references alone: with
    /// `legacy_alter_table` on and foreign keys off (s5_sqlite 5e).
    pub(super) fn rename_table(&mut self, from: &TableName, to: &TableName) -> Result<(), ApplyError> {
        if from != to && self.tables.contains_key(to) {
            return Err(ApplyError::TableExists(to.clone().into()));
        }
        self.edit(from);
        if let Some((index, _, mut table)) = self.tables.shift_remove_full(from) {
            let renamed = Arc::make_mut(&mut table);
            renamed.name = to.clone();
            if self.engine.is_mysql_like() {
                take_names_along(renamed, from, to);
            }
            self.tables.shift_insert(index, to.clone(), table);
        }
        let Settings { legacy_alter_table, foreign_key_checks, .. } = self.settings;
        if legacy_alter_table == Some(true) && foreign_key_checks != Some(true) {
            return Ok(());
        }
        for table in self.tables.values_mut() {
            let named = table.foreign_keys.iter().any(|key| key.parent == *from)
                || table.partition_of() == Some(from)
                || table.inherits.contains(from);
            if !named {
                continue;
            }
            let table = Arc::make_mut(table);
            for key in &mut table.foreign_keys {
                follow(&mut key.parent, from, to);
            }
            if let TableKind::Partition { of, .. } = &mut table.kind {
                follow(of, from, to);
            }
            for parent in &mut table.inherits {
                follow(parent, from, to);
            }
        }
        Ok(())
    }
}

fn follow(name: &mut TableName, from: &TableName, to: &TableName) {
    if name == from {
        name.clone_from(to);
    }
}

/// Adds to a created table what was altered in it before its creation was read.
fn fill(table: &mut Table, stub: &Table) {
    for column in &stub.columns {
        if table.column(&column.name).is_none() {
            table.columns.push(column.clone());
        }
    }
    let has_primary = table.primary_key().is_some();
    for key in &stub.keys {
        if !(table.keys.contains(key) || has_primary && key.kind == KeyKind::Primary) {
            table.keys.push(key.clone());
        }
    }
    for key in &stub.foreign_keys {
        let named = |other: &ForeignKey| other.name.is_some() && other.name == key.name;
        if !table.foreign_keys.iter().any(|other| other == key || named(other)) {
            table.foreign_keys.push(key.clone());
        }
    }
    for check in &stub.checks {
        if !table.checks.contains(check) {
            table.checks.push(check.clone());
        }
    }
    if table.storage_engine.is_none() {
        table.storage_engine.clone_from(&stub.storage_engine);
    }
    if table.kind == TableKind::Base {
        table.kind.clone_from(&stub.kind);
    }
}

/// MySQL and MariaDB give the foreign keys called as if the engine had named them, `old_ibfk_1`, the name that it would give
/// now (9.7.4, 10.11.19, 11.8.9).
fn take_names_along(table: &mut Table, from: &TableName, to: &TableName) {
    let own = format!("{}_ibfk_", from.name);
    let number = |key: &ForeignKey| {
        let number = key.name.as_ref()?.as_str().strip_prefix(&own)?;
        number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.to_owned())
    };
    for at in 0..table.foreign_keys.len() {
        if let Some(number) = number(&table.foreign_keys[at]) {
            let name = format!("{}_ibfk_{number}", to.name);
            let name = Ident::new(Engine::Mysql, NameKind::Constraint, &name, Quoting::Quoted);
            table.foreign_keys[at].name = Some(name);
        }
    }
}

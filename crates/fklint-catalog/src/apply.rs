//! Applies changes to a catalog.

mod columns;
mod constraints;
mod tables;

pub(crate) use columns::drop as drop_column;
pub(crate) use constraints::{alter_foreign_key, find_check, find_key};

use std::sync::Arc;

use crate::{
    Catalog, Change, Completeness, ForeignKeyPath, Ident, KeyRef, Setting, StorageEngine, Table, TableKind,
    TableName,
};

/// Why a change does not fit a catalog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// A table is created or renamed onto a name that is taken.
    #[error("there is already a table `{0}`")]
    TableExists(Box<TableName>),
    /// A table is dropped that is not there.
    #[error("there is no table `{0}`")]
    NoTable(Box<TableName>),
    /// A column is added or renamed onto a name that is taken.
    #[error("table `{0}` already has a column `{1}`")]
    ColumnExists(Box<TableName>, Ident),
    /// A column is changed that is not there.
    #[error("table `{0}` has no column `{1}`")]
    NoColumn(Box<TableName>, Ident),
    /// A second primary key is added.
    #[error("table `{0}` already has a primary key")]
    PrimaryKeyExists(Box<TableName>),
    /// A key is dropped that is not there.
    #[error("table `{table}` has no {}", key_text(.key))]
    NoKey {
        /// The table.
        table: Box<TableName>,
        /// The key that was meant.
        key: KeyRef,
    },
    /// A foreign key is added under a name that another foreign key of the table has.
    #[error("table `{0}` already has a foreign key `{1}`")]
    ForeignKeyExists(Box<TableName>, Ident),
    /// A foreign key is changed that is not there.
    #[error("table `{0}` has no foreign key `{1}`")]
    NoForeignKey(Box<TableName>, ForeignKeyPath),
    /// A constraint is changed by a name that none has.
    #[error("table `{0}` has no constraint `{1}`")]
    NoConstraint(Box<TableName>, Ident),
    /// A CHECK is dropped that is not there.
    #[error("table `{0}` has no check `{1}`")]
    NoCheck(Box<TableName>, String),
    /// A partition is detached from a table that it does not belong to.
    #[error("table `{0}` is no partition of `{1}`")]
    NoPartition(Box<TableName>, Box<TableName>),
}

fn key_text(key: &KeyRef) -> String {
    match key {
        KeyRef::Primary => "primary key".to_owned(),
        KeyRef::Named(name) => format!("key `{name}`"),
        KeyRef::Columns(columns) => {
            let columns: Vec<_> = columns.iter().map(Ident::as_str).collect();
            format!("key over `{}`", columns.join(", "))
        }
    }
}

impl Catalog {
    /// Applies one change.
    ///
    /// A change of a table that was never created makes an [`Completeness::Unseen`] table first, since updates
    /// are often read without the schema that they update. What is dropped from a table that is not wholly
    /// known need not be known.
    ///
    /// Costs the table that changes; drops and renames of tables and renames of columns look at all tables.
    ///
    /// # Errors
    /// When the change names what is not there, or makes what is there already. The catalog is then as it was.
    pub fn apply(&mut self, change: &Change) -> Result<(), ApplyError> {
        if let Change::Set(setting) = change {
            self.set(setting);
            return Ok(());
        }
        match change {
            Change::CreateTable { table, if_not_exists } => return self.create_table(table, *if_not_exists),
            Change::DropTable { name, cascade } => return self.drop_table(name, *cascade),
            Change::RenameTable { from, to } => return self.rename_table(from, to),
            Change::RenameColumn { table, from, to } => return self.rename_column(table, from, to),
            _ => {}
        }
        let Some(name) = change.table() else { return Ok(()) };
        // An edit that fails must leave no trace, also no stub, which would be the last table.
        let known = self.tables.len();
        let result = self.apply_to_table(name, change);
        if result.is_err() {
            self.tables.truncate(known);
        }
        result
    }

    fn apply_to_table(&mut self, name: &TableName, change: &Change) -> Result<(), ApplyError> {
        let engine = self.engine;
        if let Change::AlterColumn { column, edit, .. } = change {
            return self.alter_column(name, column, edit);
        }
        let keeps = match change {
            Change::AddForeignKey { .. } if engine.is_mysql_like() => {
                self.table(name).is_none_or(|table| self.keeps_foreign_keys(table.storage_engine.as_ref()))
            }
            Change::SetStorageEngine { engine, .. } => self.keeps_foreign_keys(engine.as_ref()),
            _ => true,
        };
        let table = self.edit(name);
        match change {
            Change::AddColumn { column, position, .. } => columns::add(table, column, position),
            Change::DropColumn { column, .. } => columns::drop(table, engine, column),
            Change::AddKey { key, .. } => constraints::add_key(table, key),
            Change::DropKey { key, .. } => constraints::drop_key(table, engine, key),
            Change::AddForeignKey { foreign_key, .. } => {
                constraints::add_foreign_key(table, engine, foreign_key, keeps)
            }
            Change::DropForeignKey { foreign_key, .. } => {
                constraints::drop_foreign_key(table, engine, foreign_key)
            }
            Change::AlterForeignKey { foreign_key, edit, .. } => {
                constraints::alter_foreign_key(table, foreign_key, *edit)
            }
            Change::DropConstraint { name, .. } => constraints::drop_named(table, engine, name),
            Change::RenameConstraint { from, to, .. } => constraints::rename(table, engine, from, to),
            Change::AddCheck { check, .. } => {
                table.checks.push(check.clone());
                Ok(())
            }
            Change::DropCheck { check, .. } => constraints::drop_check(table, check),
            Change::SetStorageEngine { engine, .. } => {
                table.storage_engine.clone_from(engine);
                if !keeps {
                    constraints::ignore_all(table);
                }
                Ok(())
            }
            Change::AttachPartition { parent, bounds, .. } => {
                table.kind = TableKind::Partition { of: parent.clone().into(), bounds: bounds.clone() };
                Ok(())
            }
            Change::DetachPartition { parent, .. } => match &table.kind {
                TableKind::Partition { of, .. } if **of == *parent => {
                    table.kind = TableKind::Base;
                    Ok(())
                }
                _ if table.is_whole() => {
                    Err(ApplyError::NoPartition(table.name.clone().into(), parent.clone().into()))
                }
                _ => Ok(()),
            },
            Change::CreateTable { .. }
            | Change::DropTable { .. }
            | Change::RenameTable { .. }
            | Change::RenameColumn { .. }
            | Change::AlterColumn { .. }
            | Change::Set(_) => Ok(()),
        }
    }

    /// The table, made as a stub where it was never created.
    fn edit(&mut self, name: &TableName) -> &mut Table {
        let index = self.tables.get_index_of(name).unwrap_or_else(|| {
            let mut stub = Table::new(name.clone());
            stub.completeness = Completeness::Unseen;
            self.tables.insert_full(name.clone(), Arc::new(stub)).0
        });
        Arc::make_mut(&mut self.tables[index])
    }

    fn set(&mut self, setting: &Setting) {
        let settings = &mut self.settings;
        match setting {
            Setting::ForeignKeyChecks(on) => settings.foreign_key_checks = *on,
            Setting::LegacyAlterTable(on) => settings.legacy_alter_table = *on,
            Setting::DefaultStorageEngine(engine) => settings.default_storage_engine.clone_from(engine),
            Setting::RestrictNonStandardKey(on) => settings.restrict_fk_on_non_standard_key = *on,
            Setting::CurrentSchema(schema) => settings.current_schema.clone_from(schema),
            Setting::Charset(charset) => settings.charset.clone_from(charset),
        }
    }

    /// Whether foreign keys declared under this storage engine are kept; one that is not known keeps them.
    pub(crate) fn keeps_foreign_keys(&self, engine: Option<&StorageEngine>) -> bool {
        let Some(StorageEngine(name)) = engine.filter(|_| self.engine.is_mysql_like()) else { return true };
        let fact = crate::semantics::storage_facts().iter().find(|fact| fact.name.eq_ignore_ascii_case(name));
        fact.is_none_or(|fact| fact.keeps)
    }
}

#[cfg(test)]
pub(crate) mod tests;

//! What takes a change back.

use std::sync::Arc;

use crate::write::{ConstraintRef, default_constraint_name};
use crate::{
    ApplyError, Catalog, Change, ColumnEdit, ColumnPosition, Completeness, Engine, Force, ForeignKeyEdit,
    ForeignKeyPath, Ident, IgnoredBecause, KeyKind, KeyPath, KeyRef, NameKind, Quoting, Setting, Table,
    TableEdit, TableName,
};

impl Change {
    /// The changes that lead back to `before`, the catalog that `self` is about to change.
    ///
    /// Renames and edits are taken back by renames and edits; what a change dropped is made again as it was.
    ///
    /// # Errors
    /// When `self` does not fit `before`.
    pub fn reverse(&self, before: &Catalog) -> Result<Vec<Self>, ApplyError> {
        let mut state = before.clone();
        state.apply(self)?;
        let mut back = Back { before, state, changes: Vec::new() };
        back.opposite(self)?;
        back.repair()?;
        Ok(back.changes)
    }
}

/// What leads back to `before` after `changes` were applied to it one after the other: the opposite of the last one first.
///
/// # Errors
/// When a change does not fit the state that those before it made.
pub fn reverse_all<'c>(
    changes: impl IntoIterator<Item = &'c Change>,
    before: &Catalog,
) -> Result<Vec<Change>, ApplyError> {
    let mut state = before.clone();
    let mut opposites = Vec::new();
    for change in changes {
        opposites.push(change.reverse(&state)?);
        state.apply(change)?;
    }
    Ok(opposites.into_iter().rev().flatten().collect())
}

/// A way back in the making: `changes` lead from the changed catalog to `state`.
struct Back<'a> {
    before: &'a Catalog,
    state: Catalog,
    changes: Vec<Change>,
}

impl Back<'_> {
    fn push(&mut self, change: Change) -> Result<(), ApplyError> {
        self.state.apply(&change)?;
        self.changes.push(change);
        Ok(())
    }

    /// The change's own opposite, where it has one that keeps rows. It need not restore everything.
    fn opposite(&mut self, change: &Change) -> Result<(), ApplyError> {
        match change {
            Change::Set(setting) => self.push(Change::Set(self.old_setting(setting))),
            Change::RenameTable { from, to } => self.rename_back(from, to),
            Change::RenameColumn { table, from, to } => self.push(Change::RenameColumn {
                table: table.clone(),
                from: to.clone(),
                to: self
                    .before
                    .table(table)
                    .and_then(|table| table.column(from))
                    .map_or(from, |c| &c.name)
                    .clone(),
            }),
            Change::AlterColumn { table, column, edit: ColumnEdit::Replace(new) } => {
                match self.before.table(table).and_then(|table| table.column(column)) {
                    Some(old) => self.push(Change::AlterColumn {
                        table: table.clone(),
                        column: new.name.clone(),
                        edit: ColumnEdit::Replace(Box::new(old.clone())),
                    }),
                    None if new.name == *column => Ok(()),
                    None => self.push(Change::RenameColumn {
                        table: table.clone(),
                        from: new.name.clone(),
                        to: column.clone(),
                    }),
                }
            }
            Change::AlterColumn { table, column, edit } => {
                let Some(old) = self.before.table(table).and_then(|table| table.column(column)) else {
                    return Ok(());
                };
                let edit = match edit {
                    ColumnEdit::Type(_) => ColumnEdit::Type(old.data_type.clone()),
                    ColumnEdit::NotNull(_) => ColumnEdit::NotNull(old.not_null),
                    ColumnEdit::Default(_) => ColumnEdit::Default(old.default.clone()),
                    ColumnEdit::Generator(_) => ColumnEdit::Generator(old.generator),
                    ColumnEdit::Replace(_) => ColumnEdit::Replace(Box::new(old.clone())),
                };
                self.push(Change::AlterColumn { table: table.clone(), column: column.clone(), edit })
            }
            Change::RenameConstraint { table, from, to } => {
                let named = |table: &Table| crate::write::find_constraint(self.before.engine, table, from);
                match self.before.table(table).and_then(named) {
                    Some(_) => self.push(Change::RenameConstraint {
                        table: table.clone(),
                        from: to.clone(),
                        to: from.clone(),
                    }),
                    None => Ok(()),
                }
            }
            Change::AlterForeignKey { table, foreign_key, edit } => {
                self.alter_back(table, foreign_key, *edit)
            }
            Change::AlterTable { table, edit } => {
                let Some(old) = self.before.table(table) else { return Ok(()) };
                let edit = match edit {
                    TableEdit::PartitionBy(_) => TableEdit::PartitionBy(old.partition_by.clone()),
                    TableEdit::Unlogged(_) => TableEdit::Unlogged(old.unlogged),
                };
                self.push(Change::AlterTable { table: table.clone(), edit })
            }
            Change::SetStorageEngine { table, .. } => {
                let engine = self.before.table(table).and_then(|table| table.storage_engine.clone());
                self.push(Change::SetStorageEngine { table: table.clone(), engine })
            }
            Change::AttachPartition { parent, child, .. } => {
                self.push(Change::DetachPartition { parent: parent.clone(), child: child.clone() })
            }
            Change::DetachPartition { parent, child } => {
                match self.before.table(child).map(|child| &child.kind) {
                    Some(crate::TableKind::Partition { bounds, .. }) => self.push(Change::AttachPartition {
                        parent: parent.clone(),
                        child: child.clone(),
                        bounds: bounds.clone(),
                    }),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn old_setting(&self, setting: &Setting) -> Setting {
        let old = &self.before.settings;
        match setting {
            Setting::ForeignKeyChecks(_) => Setting::ForeignKeyChecks(old.foreign_key_checks),
            Setting::LegacyAlterTable(_) => Setting::LegacyAlterTable(old.legacy_alter_table),
            Setting::DefaultStorageEngine(_) => {
                Setting::DefaultStorageEngine(old.default_storage_engine.clone())
            }
            Setting::RestrictNonStandardKey(_) => {
                Setting::RestrictNonStandardKey(old.restrict_fk_on_non_standard_key)
            }
            Setting::CurrentSchema(_) => Setting::CurrentSchema(old.current_schema.clone()),
            Setting::Charset(_) => Setting::Charset(old.charset.clone()),
        }
    }

    /// Foreign keys that named the new name before it was there do not follow the old name back.
    fn rename_back(&mut self, from: &TableName, to: &TableName) -> Result<(), ApplyError> {
        if from != to {
            let dangling: Vec<_> = self
                .before
                .foreign_keys()
                .filter(|(_, _, key)| key.parent == *to)
                .map(|(table, index, _)| {
                    let name = if table.name == *from { to } else { &table.name };
                    (name.clone(), ForeignKeyPath::of(&table.foreign_keys, index))
                })
                .collect();
            // The last first: each drop leaves the ordinals before it alone.
            for (table, foreign_key) in dangling.into_iter().rev() {
                self.push(Change::DropForeignKey { table, foreign_key })?;
            }
        }
        self.push(Change::RenameTable { from: to.clone(), to: from.clone() })
    }

    fn alter_back(
        &mut self,
        table: &TableName,
        path: &ForeignKeyPath,
        edit: ForeignKeyEdit,
    ) -> Result<(), ApplyError> {
        let Some(all) = self.before.table(table).map(|table| &table.foreign_keys) else { return Ok(()) };
        let Some(old) = path.find(all).map(|index| &all[index]) else { return Ok(()) };
        let edits = match (edit, old.force) {
            (ForeignKeyEdit::Deferrable(_), _) => vec![ForeignKeyEdit::Deferrable(old.deferrable)],
            (ForeignKeyEdit::Validated(_), Force::NotValidated) => vec![ForeignKeyEdit::Validated(false)],
            (ForeignKeyEdit::Validated(_), Force::Enforced) => vec![ForeignKeyEdit::Validated(true)],
            (ForeignKeyEdit::Enforced(_), Force::Ignored(IgnoredBecause::Declared)) => {
                vec![ForeignKeyEdit::Enforced(false)]
            }
            (ForeignKeyEdit::Enforced(false), Force::Enforced) => vec![ForeignKeyEdit::Enforced(true)],
            (ForeignKeyEdit::Enforced(false), Force::NotValidated) => {
                vec![ForeignKeyEdit::Enforced(true), ForeignKeyEdit::Validated(false)]
            }
            _ => Vec::new(),
        };
        for edit in edits {
            self.push(Change::AlterForeignKey { table: table.clone(), foreign_key: path.clone(), edit })?;
        }
        Ok(())
    }

    /// Whatever still differs from before is dropped and made again.
    fn repair(&mut self) -> Result<(), ApplyError> {
        let before = self.before;
        let changed: Vec<_> =
            before.tables.values().filter(|table| differs(&self.state, table)).cloned().collect();
        let same_frame =
            |table: &Table| self.state.table(&table.name).is_some_and(|now| is_same_frame(now, table));
        let (edited, remade): (Vec<_>, Vec<_>) = changed.into_iter().partition(|table| same_frame(table));
        for table in &edited {
            self.drop_constraints(table)?;
        }
        let extra = self.state.tables.keys().filter(|name| !before.tables.contains_key(*name)).cloned();
        for name in remade.iter().map(|table| table.name.clone()).chain(extra.collect::<Vec<_>>()) {
            // Dropping a table drops its partitions.
            if self.state.table(&name).is_some() {
                self.push(Change::DropTable { name, cascade: false })?;
            }
        }
        for table in &edited {
            self.restore_columns(table)?;
        }
        // Tables before foreign keys, which may need them.
        self.create_missing()?;
        for table in &edited {
            self.add_constraints(table)?;
            if differs(&self.state, table) {
                self.push(Change::DropTable { name: table.name.clone(), cascade: false })?;
            }
        }
        self.create_missing()
    }

    fn create_missing(&mut self) -> Result<(), ApplyError> {
        let missing = self.before.tables.values().filter(|table| self.state.table(&table.name).is_none());
        let missing: Vec<_> = missing.cloned().collect();
        missing.iter().try_for_each(|table| self.create(table))
    }

    /// Drops the constraints of a table that it did not have before.
    fn drop_constraints(&mut self, old: &Table) -> Result<(), ApplyError> {
        let Some(now) = self.state.tables.get(&old.name).map(Arc::clone) else { return Ok(()) };
        for (index, _) in surplus(&now.foreign_keys, &old.foreign_keys).into_iter().rev() {
            let foreign_key = ForeignKeyPath::of(&now.foreign_keys, index);
            self.push(Change::DropForeignKey { table: old.name.clone(), foreign_key })?;
        }
        // The primary key first, which another one over its columns is not to be taken for; then the last one first: the
        // others keep the names that the engine gave them.
        let mut going = surplus(&now.keys, &old.keys);
        going.sort_by_key(|(index, key)| (key.kind != KeyKind::Primary, std::cmp::Reverse(*index)));
        for (index, key) in going {
            let key = match KeyPath::of(key) {
                KeyPath::Primary => KeyRef::Primary,
                KeyPath::Named(name) => KeyRef::Named(name),
                KeyPath::Columns(columns) => by_columns(self.before.engine, &now, index, columns),
            };
            self.push(Change::DropKey { table: old.name.clone(), key })?;
        }
        for (_, check) in surplus(&now.checks, &old.checks) {
            self.push(Change::DropCheck { table: old.name.clone(), check: check.clone() })?;
        }
        Ok(())
    }

    fn restore_columns(&mut self, old: &Table) -> Result<(), ApplyError> {
        let Some(now) = self.state.tables.get(&old.name).map(Arc::clone) else { return Ok(()) };
        for column in now.columns.iter().filter(|column| old.column(&column.name).is_none()) {
            self.push(Change::DropColumn { table: old.name.clone(), column: column.name.clone() })?;
        }
        for (index, column) in old.columns.iter().enumerate() {
            match now.column(&column.name) {
                Some(there) if there == column => {}
                Some(there) => self.push(Change::AlterColumn {
                    table: old.name.clone(),
                    column: there.name.clone(),
                    edit: ColumnEdit::Replace(Box::new(column.clone())),
                })?,
                None => {
                    let position = match index.checked_sub(1).and_then(|index| old.columns.get(index)) {
                        _ if index + 1 == old.columns.len() => ColumnPosition::Last,
                        Some(before) => ColumnPosition::After(before.name.clone()),
                        None => ColumnPosition::First,
                    };
                    self.push(Change::AddColumn {
                        table: old.name.clone(),
                        column: column.clone(),
                        position,
                    })?;
                }
            }
        }
        Ok(())
    }

    fn add_constraints(&mut self, old: &Table) -> Result<(), ApplyError> {
        let Some(now) = self.state.tables.get(&old.name).map(Arc::clone) else { return Ok(()) };
        let table = || old.name.clone();
        for (_, key) in surplus(&old.keys, &now.keys) {
            if key.kind != KeyKind::Primary || now.primary_key().is_none() {
                self.push(Change::AddKey { table: table(), key: key.clone() })?;
            }
        }
        for (_, foreign_key) in surplus(&old.foreign_keys, &now.foreign_keys) {
            self.push(Change::AddForeignKey { table: table(), foreign_key: foreign_key.clone() })?;
        }
        for (_, check) in surplus(&old.checks, &now.checks) {
            self.push(Change::AddCheck { table: table(), check: check.clone() })?;
        }
        Ok(())
    }

    /// Makes a table again; the default storage engine must not creep into one that names none.
    fn create(&mut self, table: &Arc<Table>) -> Result<(), ApplyError> {
        let default = match &self.before.settings.default_storage_engine {
            Some(default) if table.storage_engine.is_none() && table.completeness != Completeness::Unseen => {
                Some(default.clone())
            }
            _ => None,
        };
        if default.is_some() {
            self.push(Change::Set(Setting::DefaultStorageEngine(None)))?;
        }
        self.push(Change::CreateTable { table: Arc::clone(table), if_not_exists: false })?;
        if default.is_some() {
            self.push(Change::Set(Setting::DefaultStorageEngine(default)))?;
        }
        Ok(())
    }
}

/// A key without a name: by its columns, or by the name that the engine gave it where another one has those columns.
fn by_columns(engine: Engine, table: &Table, index: usize, columns: Vec<Ident>) -> KeyRef {
    let by_columns = KeyRef::Columns(columns);
    if crate::apply::find_key(table, engine, &by_columns) == Some(index) {
        return by_columns;
    }
    let name = default_constraint_name(engine, table, ConstraintRef::Key(index));
    let name = name.map(|name| Ident::new(engine, NameKind::Constraint, &name, Quoting::Quoted));
    name.map_or(by_columns, KeyRef::Named)
}

fn differs(state: &Catalog, table: &Arc<Table>) -> bool {
    state.tables.get(&table.name).is_some_and(|now| !Arc::ptr_eq(now, table) && now != table)
}

/// Whether two tables differ at most in what changes can edit.
fn is_same_frame(left: &Table, right: &Table) -> bool {
    left.kind == right.kind
        && left.storage_engine == right.storage_engine
        && left.partition_by == right.partition_by
        && left.unlogged == right.unlogged
        && left.inherits == right.inherits
        && left.completeness == right.completeness
        && (left.without_rowid, left.strict) == (right.without_rowid, right.strict)
        && (&left.charset, &left.collation) == (&right.charset, &right.collation)
}

/// What is in `left` and not in `right`, as multisets.
fn surplus<'a, T: PartialEq>(left: &'a [T], right: &[T]) -> Vec<(usize, &'a T)> {
    let mut unmatched: Vec<&T> = right.iter().collect();
    let mut all = Vec::new();
    for (index, one) in left.iter().enumerate() {
        match unmatched.iter().position(|other| *other == one) {
            Some(at) => {
                unmatched.swap_remove(at);
            }
            None => all.push((index, one)),
        }
    }
    all
}

#[cfg(test)]
pub(crate) mod tests;

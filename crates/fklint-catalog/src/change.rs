//! The one vocabulary: what a statement says, what a remedy does, what an executor runs.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::{
    Check, Column, DataType, Deferrable, ForeignKey, ForeignKeyPath, Generator, Ident, Key, StorageEngine,
    Table, TableName,
};

/// A change of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Makes a table.
    CreateTable {
        /// The whole table.
        table: Arc<Table>,
        /// Does nothing where the name is taken.
        if_not_exists: bool,
    },
    /// Drops a table.
    DropTable {
        /// Which.
        name: TableName,
        /// Also the foreign keys that point at it (`CASCADE`, `CASCADE CONSTRAINTS`).
        cascade: bool,
    },
    /// Renames a table; foreign keys follow.
    RenameTable {
        /// The old name.
        from: TableName,
        /// The new name.
        to: TableName,
    },
    /// Adds a column.
    AddColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Column,
        /// Where it stands.
        position: ColumnPosition,
    },
    /// Drops a column and what hangs on it alone.
    DropColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Ident,
    },
    /// Renames a column; keys and foreign keys follow.
    RenameColumn {
        /// The table.
        table: TableName,
        /// The old name.
        from: Ident,
        /// The new name.
        to: Ident,
    },
    /// Changes a column.
    AlterColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Ident,
        /// What changes in it.
        edit: ColumnEdit,
    },
    /// Adds a primary key, a unique constraint or an index.
    AddKey {
        /// The table.
        table: TableName,
        /// The key.
        key: Key,
    },
    /// Drops one.
    DropKey {
        /// The table.
        table: TableName,
        /// Which.
        key: KeyRef,
    },
    /// Adds a foreign key.
    AddForeignKey {
        /// The child.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKey,
    },
    /// Drops a foreign key.
    DropForeignKey {
        /// The child.
        table: TableName,
        /// Which: names are optional, paths are not.
        foreign_key: ForeignKeyPath,
    },
    /// Changes a foreign key in place.
    AlterForeignKey {
        /// The child.
        table: TableName,
        /// Which.
        foreign_key: ForeignKeyPath,
        /// What changes in it.
        edit: ForeignKeyEdit,
    },
    /// Drops whatever constraint has this name: a key, a foreign key or a CHECK.
    DropConstraint {
        /// The table.
        table: TableName,
        /// The constraint.
        name: Ident,
    },
    /// Renames whatever constraint or index has this name.
    RenameConstraint {
        /// The table.
        table: TableName,
        /// The old name.
        from: Ident,
        /// The new name.
        to: Ident,
    },
    /// Adds a CHECK.
    AddCheck {
        /// The table.
        table: TableName,
        /// The constraint.
        check: Check,
    },
    /// Drops the CHECK with this text or name.
    DropCheck {
        /// The table.
        table: TableName,
        /// The constraint.
        check: Check,
    },
    /// Changes what a table is besides its columns and constraints.
    AlterTable {
        /// The table.
        table: TableName,
        /// What changes in it.
        edit: TableEdit,
    },
    /// Converts a table to another storage engine.
    SetStorageEngine {
        /// The table.
        table: TableName,
        /// The new one; `None` takes back that one was named.
        engine: Option<StorageEngine>,
    },
    /// Makes a table a partition of another.
    AttachPartition {
        /// The partitioned table.
        parent: TableName,
        /// The partition.
        child: TableName,
        /// Which rows lie in it: `FOR VALUES …` or `DEFAULT`.
        bounds: SmolStr,
    },
    /// Makes a partition a table of its own.
    DetachPartition {
        /// The partitioned table.
        parent: TableName,
        /// The partition.
        child: TableName,
    },
    /// Sets what later statements depend on.
    Set(Setting),
}

/// A change of a table itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableEdit {
    /// MySQL `PARTITION BY …`, `REMOVE PARTITIONING`: see [`Table::partition_by`].
    PartitionBy(Option<SmolStr>),
    /// PostgreSQL `SET UNLOGGED`, `SET LOGGED`.
    Unlogged(bool),
}

/// Where an added column stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ColumnPosition {
    /// At the end.
    #[default]
    Last,
    /// MySQL `FIRST`.
    First,
    /// MySQL `AFTER column`.
    After(Ident),
}

/// A change of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnEdit {
    /// The whole definition, the name included (MySQL `MODIFY`, `CHANGE`).
    Replace(Box<Column>),
    /// `SET DATA TYPE`.
    Type(DataType),
    /// `SET NOT NULL` or `DROP NOT NULL`.
    NotNull(bool),
    /// `SET DEFAULT` or `DROP DEFAULT`.
    Default(Option<SmolStr>),
    /// `ADD GENERATED … AS IDENTITY`, `DROP IDENTITY`.
    Generator(Option<Generator>),
}

/// Which key is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRef {
    /// The primary key.
    Primary,
    /// A constraint or index by its name.
    Named(Ident),
    /// A key without a name, by its columns.
    Columns(Vec<Ident>),
}

/// A change of a foreign key in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignKeyEdit {
    /// `ALTER CONSTRAINT … DEFERRABLE`.
    Deferrable(Deferrable),
    /// `VALIDATE CONSTRAINT`, `ENABLE VALIDATE`; false is its reverse.
    Validated(bool),
    /// `[NOT] ENFORCED`, `ENABLE`, `DISABLE`.
    Enforced(bool),
}

/// What later statements depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// SQLite `PRAGMA foreign_keys`, MySQL `foreign_key_checks`; `None` is the server's own value again.
    ForeignKeyChecks(Option<bool>),
    /// SQLite `PRAGMA legacy_alter_table`; `None` is its default, off.
    LegacyAlterTable(Option<bool>),
    /// MySQL `default_storage_engine`.
    DefaultStorageEngine(Option<StorageEngine>),
    /// MySQL `restrict_fk_on_non_standard_key`.
    RestrictNonStandardKey(Option<bool>),
    /// `USE`, `SET search_path`, `ALTER SESSION SET CURRENT_SCHEMA`.
    CurrentSchema(Option<Ident>),
    /// The default character set of the current database.
    Charset(Option<SmolStr>),
}

impl Change {
    /// The table that changes; `None` for a setting. Of a rename, the old name.
    #[must_use]
    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::CreateTable { table, .. } => Some(&table.name),
            Self::DropTable { name, .. } | Self::RenameTable { from: name, .. } => Some(name),
            Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::RenameColumn { table, .. }
            | Self::AlterColumn { table, .. }
            | Self::AddKey { table, .. }
            | Self::DropKey { table, .. }
            | Self::AddForeignKey { table, .. }
            | Self::DropForeignKey { table, .. }
            | Self::AlterForeignKey { table, .. }
            | Self::DropConstraint { table, .. }
            | Self::RenameConstraint { table, .. }
            | Self::AddCheck { table, .. }
            | Self::DropCheck { table, .. }
            | Self::AlterTable { table, .. }
            | Self::SetStorageEngine { table, .. } => Some(table),
            Self::AttachPartition { child, .. } | Self::DetachPartition { child, .. } => Some(child),
            Self::Set(_) => None,
        }
    }
}

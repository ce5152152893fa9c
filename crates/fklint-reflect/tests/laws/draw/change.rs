//! Changes drawn from a row of bytes, of a catalog that is there.

use std::sync::Arc;

use fklint_catalog::{
    Catalog, Change, ColumnEdit, ColumnPosition, DataType, Engine, ForeignKeyPath, Ident, KeyKind, KeyRef,
    NameKind, StorageEngine, Table, TableEdit, TableName,
};

use super::Draw;

impl Draw<'_> {
    /// A change of a catalog that holds at least one table.
    pub(crate) fn change(&mut self, catalog: &Catalog) -> Change {
        let index = self.below(catalog.len());
        let there = catalog.table_at(index).expect("a catalog holds at least one table");
        let table = there.name.clone();
        // Names so far were drawn by another.
        self.names = 100;
        match self.below(16) {
            0 => Change::AddForeignKey { table, foreign_key: self.alone(catalog, there) },
            1 if !there.foreign_keys.is_empty() => {
                let index = self.below(there.foreign_keys.len());
                Change::DropForeignKey { table, foreign_key: ForeignKeyPath::of(&there.foreign_keys, index) }
            }
            2 => Change::CreateTable {
                table: Arc::new(self.table(catalog)),
                if_not_exists: self.flag() && self.engine == Engine::Postgres,
            },
            3 => Change::DropTable { name: table, cascade: self.flag() && self.engine != Engine::Sqlite },
            4 => {
                let to = TableName { schema: table.schema.clone(), name: self.fresh(NameKind::Table) };
                Change::RenameTable { from: table, to }
            }
            5 => Change::AddColumn { table, column: self.column(), position: self.position(there) },
            6 => {
                let column = self.columns(there).remove(0);
                Change::DropColumn { table, column }
            }
            7 => {
                let from = self.columns(there).remove(0);
                Change::RenameColumn { table, from, to: self.fresh(NameKind::Column) }
            }
            8 => self.alter_column(table, there),
            9 => Change::AddCheck { table, check: self.check() },
            10 if !there.checks.is_empty() => Change::DropCheck { table, check: there.checks[0].clone() },
            11 => {
                let kind = self.pick(&[KeyKind::Unique, KeyKind::Plain, KeyKind::Primary]);
                Change::AddKey { table, key: self.key(there, kind) }
            }
            12 if there.primary_key().is_some() && self.flag() => {
                Change::DropKey { table, key: KeyRef::Primary }
            }
            12 if there.keys.iter().any(|key| key.name.is_some()) => {
                let name = there.keys.iter().find_map(|key| key.name.clone()).expect("just seen");
                Change::DropKey { table, key: KeyRef::Named(name) }
            }
            13 if self.engine.is_mysql_like() => Change::SetStorageEngine {
                table,
                engine: Some(StorageEngine(self.pick(&["InnoDB", "MyISAM"]).into())),
            },
            13 if self.engine == Engine::Postgres => {
                Change::AlterTable { table, edit: TableEdit::Unlogged(self.flag()) }
            }
            14 if self.engine.is_mysql_like() => {
                let by = self.pick(&[None, Some("HASH (c0) PARTITIONS 3"), Some("KEY () PARTITIONS 2")]);
                Change::AlterTable { table, edit: TableEdit::PartitionBy(by.map(Into::into)) }
            }
            15 if !names(there).is_empty() => {
                let (from, to) = (self.pick(&names(there)), self.numbered(NameKind::Constraint));
                Change::RenameConstraint { table, from, to }
            }
            _ => Change::AddForeignKey { table, foreign_key: self.alone(catalog, there) },
        }
    }

    fn position(&mut self, table: &Table) -> ColumnPosition {
        if !self.engine.is_mysql_like() {
            return ColumnPosition::Last;
        }
        let after = self.columns(table).remove(0);
        self.pick(&[ColumnPosition::Last, ColumnPosition::First, ColumnPosition::After(after)])
    }

    fn alter_column(&mut self, table: TableName, there: &Table) -> Change {
        // The first column is plain: edits of the others may not make sense together.
        let column = there.columns[0].name.clone();
        let text = self.pick(&["int", "integer"]);
        let edit = match self.below(3) {
            0 => ColumnEdit::NotNull(self.flag()),
            1 => ColumnEdit::Default(Some(self.pick(&["0", "'a'", "-1"]).into())),
            _ => ColumnEdit::Type(DataType::parse(text)),
        };
        Change::AlterColumn { table, column, edit }
    }
}

/// The names that the constraints and indexes of a table were given.
fn names(table: &Table) -> Vec<Ident> {
    let keys = table.keys.iter().filter_map(|key| key.name.clone());
    let foreign_keys = table.foreign_keys.iter().filter_map(|key| key.name.clone());
    keys.chain(foreign_keys).chain(table.checks.iter().filter_map(|check| check.name.clone())).collect()
}

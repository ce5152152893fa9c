//! Columns that partitions and inheriting tables share with the table above them.

use fklint_catalog::{Change, ColumnEdit, ColumnPosition, Engine, TableName};

use super::Replay;

impl Replay {
    /// PostgreSQL: a change of a column is also one of the tables below.
    pub(super) fn change_heirs(&mut self, changes: &mut Vec<Change>, statement: u32) {
        self.has_heirs |= changes.iter().any(makes_heir);
        if self.catalog.engine != Engine::Postgres || !self.has_heirs {
            return;
        }
        for nth in 0..changes.len() {
            let Some(above) = changes[nth].table().filter(|table| same(&changes[nth], table).is_some())
            else {
                continue;
            };
            for heir in self.heirs(above) {
                let Some(mut same) = same(&changes[nth], &heir) else { continue };
                let index = changes.len() as u16;
                if self.apply(&mut same, statement, index) {
                    changes.push(same);
                }
            }
        }
    }

    /// The partitions of a table and the tables that inherit from it, and theirs.
    fn heirs(&self, above: &TableName) -> Vec<TableName> {
        let mut all = vec![above.clone()];
        let mut at = 0;
        while let Some(above) = all.get(at).cloned() {
            for table in self.catalog.tables() {
                let is_heir = table.partition_of() == Some(&above) || table.inherits.contains(&above);
                if is_heir && !all.contains(&table.name) {
                    all.push(table.name.clone());
                }
            }
            at += 1;
        }
        all.remove(0);
        all
    }
}

/// Whether it puts a table below another.
fn makes_heir(change: &Change) -> bool {
    match change {
        Change::CreateTable { table, .. } => table.partition_of().is_some() || !table.inherits.is_empty(),
        Change::AttachPartition { .. } => true,
        _ => false,
    }
}

/// The change of another table, if it is one that its heirs share. A default is not: `pg_dump` gives one to each table,
/// with `ONLY`.
fn same(change: &Change, table: &TableName) -> Option<Change> {
    let table = table.clone();
    Some(match change {
        Change::AddColumn { column, .. } => {
            Change::AddColumn { table, column: column.clone(), position: ColumnPosition::Last }
        }
        Change::DropColumn { column, .. } => Change::DropColumn { table, column: column.clone() },
        Change::RenameColumn { from, to, .. } => {
            Change::RenameColumn { table, from: from.clone(), to: to.clone() }
        }
        Change::AlterColumn {
            column, edit: edit @ (ColumnEdit::Type(_) | ColumnEdit::NotNull(_)), ..
        } => Change::AlterColumn { table, column: column.clone(), edit: edit.clone() },
        _ => return None,
    })
}

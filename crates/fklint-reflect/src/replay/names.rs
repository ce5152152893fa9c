//! Names that engines made: which table an index is on, and what keeps its name when a table or a column loses its own.

use fklint_catalog::write::{ConstraintRef, default_constraint_name};
use fklint_catalog::{Change, ColumnEdit, Engine, Ident, KeyKind, NameKind, Quoting, Table, TableName};

use super::Replay;

impl Replay {
    /// The table that has the index of this name.
    pub(super) fn owner(&mut self, index: &Ident) -> Option<&TableName> {
        let engine = self.catalog.engine;
        let owners = self.index_owner.get_or_insert_with(|| {
            let of = |table| {
                let name = move |at| Some((index_name(engine, table, at)?, table.name.clone()));
                (0..table.keys.len()).filter_map(name)
            };
            self.catalog.tables().flat_map(of).collect()
        });
        let remembered = owners.get(index)?;
        let has = |table: &&Table| {
            (0..table.keys.len()).any(|at| index_name(engine, table, at).as_ref() == Some(index))
        };
        let table = self.catalog.table(remembered).filter(has);
        // Renamed since: rare enough to look everywhere.
        table.or_else(|| self.catalog.tables().find(has)).map(|table| &table.name)
    }

    /// After a change was applied.
    pub(super) fn remember_indexes(&mut self, change: &Change) {
        let Some(owners) = &mut self.index_owner else { return };
        let (table, newest) = match change {
            Change::CreateTable { table, .. } => (&table.name, usize::MAX),
            Change::AddKey { table, .. } => (table, 1),
            Change::RenameConstraint { table, to, .. } => {
                owners.insert(to.clone(), table.clone());
                return;
            }
            _ => return,
        };
        let Some(table) = self.catalog.table(table) else { return };
        for at in (0..table.keys.len()).rev().take(newest) {
            if let Some(name) = index_name(self.catalog.engine, table, at) {
                owners.insert(name, table.name.clone());
            }
        }
    }

    /// Before a rename: PostgreSQL makes a name once, from the table and the columns as they then are called, and
    /// the name stays. MySQL and MariaDB keep those of indexes, and number the others anew.
    pub(super) fn keep_names(&mut self, change: &Change) {
        let engine = self.catalog.engine;
        if let Change::AddKey { table, key } = change
            && key.constraint
            && engine == Engine::Postgres
        {
            // Of two equal constraints one goes, but only within one statement.
            let equal = |table: &Table, constraint| match constraint {
                ConstraintRef::Key(at) => {
                    table.keys[at].kind == key.kind && table.keys[at].parts == key.parts
                }
                _ => false,
            };
            self.keep_names_of(table, equal);
            return;
        }
        let (name, column) = match change {
            Change::RenameTable { from, .. } if engine == Engine::Postgres => (from, None),
            Change::RenameColumn { table, from, .. } => (table, Some(from)),
            Change::AlterColumn { table, column, edit: ColumnEdit::Replace(new) } if new.name != *column => {
                (table, Some(column))
            }
            _ => return,
        };
        self.keep_names_of(name, |table, constraint| {
            column.is_none_or(|column| is_named_after(table, constraint, column))
        });
    }

    /// Whether what a program renames is a table that is there, or of one: SQL Server's `sp_rename` does not say.
    pub(super) fn may_rename(&self, change: &Change) -> bool {
        let (Change::RenameTable { from: table, .. } | Change::RenameColumn { table, .. }) = change else {
            return true;
        };
        self.catalog.engine != Engine::SqlServer || self.catalog.table(table).is_some()
    }

    /// Gives the constraints and indexes of a table that are chosen the names that the engine made for them.
    fn keep_names_of(&mut self, name: &TableName, chosen: impl Fn(&Table, ConstraintRef) -> bool) {
        let engine = self.catalog.engine;
        let Some(table) = self.catalog.table(name) else { return };
        // The last first: what has no name is counted among what comes before it.
        let made: Vec<Ident> = (unnamed(table, engine).rev())
            .filter(|&constraint| chosen(table, constraint))
            .filter_map(|constraint| constraint_name(engine, table, constraint))
            .collect();
        for made in made {
            let stays = Change::RenameConstraint { table: name.clone(), from: made.clone(), to: made };
            // It was found there just before.
            let _ = self.catalog.apply(&stays);
        }
    }
}

fn index_name(engine: Engine, table: &Table, at: usize) -> Option<Ident> {
    table.keys[at].name.clone().or_else(|| constraint_name(engine, table, ConstraintRef::Key(at)))
}

fn constraint_name(engine: Engine, table: &Table, constraint: ConstraintRef) -> Option<Ident> {
    let name = default_constraint_name(engine, table, constraint)?;
    Some(Ident::new(engine, NameKind::Constraint, &name, Quoting::Quoted))
}

/// What has no name of its own and does not follow renames.
fn unnamed(table: &Table, engine: Engine) -> impl DoubleEndedIterator<Item = ConstraintRef> {
    let all = engine == Engine::Postgres;
    let keys = table.keys.iter().enumerate();
    let foreign_keys = table.foreign_keys.iter().enumerate().filter(move |_| all);
    let checks = table.checks.iter().enumerate().filter(move |_| all);
    (keys.filter(|(_, key)| key.name.is_none()).map(|(at, _)| ConstraintRef::Key(at)))
        .chain(
            foreign_keys.filter(|(_, key)| key.name.is_none()).map(|(at, _)| ConstraintRef::ForeignKey(at)),
        )
        .chain(checks.filter(|(_, check)| check.name.is_none()).map(|(at, _)| ConstraintRef::Check(at)))
}

fn is_named_after(table: &Table, constraint: ConstraintRef, column: &Ident) -> bool {
    match constraint {
        ConstraintRef::Key(at) => {
            let key = &table.keys[at];
            key.kind != KeyKind::Primary && key.columns().any(|part| part == column)
        }
        ConstraintRef::ForeignKey(at) => table.foreign_keys[at].columns.contains(column),
        ConstraintRef::Check(at) => table.checks[at].expression.uses(column),
    }
}

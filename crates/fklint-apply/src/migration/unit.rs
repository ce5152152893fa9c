//! Changes as migrations: which of them share one, what each says up and down, and whether it may run in a transaction.

use fklint_catalog::{
    ApplyError, Catalog, Change, ColumnEdit, Engine, Force, ForeignKey, ForeignKeyEdit, ForeignKeyPath,
    Ident, KeyKind, Table, TableName, reverse, write,
};

/// A change and the plan that it comes from, by index.
pub(super) type Step = (Change, usize);

/// How a migration runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In a transaction, like any other.
    Transaction,
    /// In a transaction of its own, after the one before it has ended.
    Apart,
    /// In none: the engine refuses it there, or it begins its own.
    Alone,
}

/// One migration, before it is put into files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Words for the end of its name; empty for the changes that share one migration.
    pub(super) about: String,
    /// What it changes, in order.
    pub(super) steps: Vec<Step>,
    /// The statements, without terminators.
    pub(super) up: Vec<String>,
    /// The statements that take it back, or why there is no way back.
    pub(super) down: Result<Vec<String>, String>,
    /// How it runs.
    pub(super) mode: Mode,
}

/// A statement that every engine refuses, in words that tell why: it stops the tool.
pub(super) const NO_WAY_BACK: &str = "SELECT * FROM this_migration_has_no_way_back";

/// What takes nothing back: not every tool takes an empty text.
const NOTHING: &str = "SELECT 1";

/// Splits `steps` for `catalog` into migrations, in order, and writes them. On PostgreSQL foreign keys are validated
/// after all others, in a transaction of their own: the lock of adding them is gone then; where `concurrently` says
/// that the tool can run a migration without a transaction, each index on a table that is there already is made by one,
/// beside writers (it is refused in a transaction block with 25001, PostgreSQL 15.18).
///
/// # Errors
/// When a change does not fit the state that those before it made.
pub(super) fn units(
    catalog: &Catalog,
    steps: Vec<Step>,
    concurrently: bool,
) -> Result<Vec<Unit>, ApplyError> {
    let mut parts = parts(catalog, steps, concurrently)?;
    parts.retain(|part| !part.steps.is_empty());
    let mut state = catalog.clone();
    let mut units = Vec::with_capacity(parts.len());
    for part in parts {
        let before = state.clone();
        part.steps.iter().try_for_each(|(change, _)| state.apply(change))?;
        units.push(part.written(&before, &state)?);
    }
    Ok(units)
}

/// Changes that share a migration.
struct Part {
    about: String,
    steps: Vec<Step>,
    mode: Mode,
}

fn parts(catalog: &Catalog, steps: Vec<Step>, concurrently: bool) -> Result<Vec<Part>, ApplyError> {
    let part = |about: &str, mode| Part { about: about.to_owned(), steps: Vec::new(), mode };
    let mut parts: Vec<Part> = Vec::new();
    let mut last = part("validate", Mode::Apart);
    let mut state = catalog.clone();
    for (change, plan) in steps {
        let (now, later) = split(change, &state);
        let about = now.as_ref().filter(|_| concurrently).and_then(|now| index_alone(now, &state));
        let mode = match &now {
            Some(now) if begins(&write::write(now, &state)) => Mode::Alone,
            _ => Mode::Transaction,
        };
        if let Some(about) = about {
            parts.push(part(&about, Mode::Alone));
        } else if parts.last().is_none_or(|part| part.mode != mode) {
            parts.push(part("", mode));
        }
        for change in now.iter().chain(&later) {
            state.apply(change)?;
        }
        if let Some(part) = parts.last_mut() {
            part.steps.extend(now.map(|change| (change, plan)));
        }
        last.steps.extend(later.map(|change| (change, plan)));
    }
    parts.push(last);
    Ok(parts)
}

/// A change as what can be done now, and what is done at the end.
fn split(change: Change, state: &Catalog) -> (Option<Change>, Option<Change>) {
    if state.engine != Engine::Postgres {
        return (Some(change), None);
    }
    match change {
        Change::AddForeignKey { table, foreign_key }
            if foreign_key.force == Force::Enforced && can_wait(state.table(&table)) =>
        {
            let foreign_key = ForeignKey { force: Force::NotValidated, ..foreign_key };
            let mut all = state.table(&table).map_or_else(Vec::new, |table| table.foreign_keys.to_vec());
            all.push(foreign_key.clone());
            let path = ForeignKeyPath::of(&all, all.len() - 1);
            let edit = ForeignKeyEdit::Validated(true);
            let later = Change::AlterForeignKey { table: table.clone(), foreign_key: path, edit };
            (Some(Change::AddForeignKey { table, foreign_key }), Some(later))
        }
        Change::AlterForeignKey { edit: ForeignKeyEdit::Validated(true), .. } => (None, Some(change)),
        change => (Some(change), None),
    }
}

/// A partitioned child takes no NOT VALID (PostgreSQL 15, `s8_live_pg 8f`).
fn can_wait(table: Option<&Table>) -> bool {
    table.is_none_or(|table| !table.is_partitioned() && table.partition_of().is_none())
}

/// Words for an index that is made beside writers; `None` for anything else. A partitioned table refuses it.
fn index_alone(change: &Change, state: &Catalog) -> Option<String> {
    let Change::AddKey { table, key } = change else { return None };
    let is_index = !key.constraint && !matches!(key.kind, KeyKind::Primary | KeyKind::Exclusion);
    let there = state.table(table)?;
    if state.engine != Engine::Postgres || !is_index || there.is_partitioned() {
        return None;
    }
    let columns: Vec<&str> = key.columns().map(Ident::as_str).collect();
    Some(format!("{}_{}", table.name.as_str(), columns.join("_")))
}

impl Part {
    /// The statements of the changes that lead from `before` to `after`.
    fn written(self, before: &Catalog, after: &Catalog) -> Result<Unit, ApplyError> {
        let changes: Vec<Change> = self.steps.iter().map(|(change, _)| change.clone()).collect();
        let mut up = write::write_all(&changes, before);
        let back = reverse::reverse_all(&changes, before)?;
        let mut down = match lost(&changes) {
            Some(why) => Err(why),
            // A foreign key that was validated may stay so: it refuses the same rows.
            None if self.mode == Mode::Apart => Ok(vec![NOTHING.to_owned()]),
            None => Ok(write::write_all(&back, after)),
        };
        let mut mode = self.mode;
        if begins(&up) || down.as_deref().is_ok_and(begins) {
            mode = Mode::Alone;
        } else if mode == Mode::Alone {
            up.iter_mut().chain(down.iter_mut().flatten()).for_each(beside_writers);
        }
        Ok(Unit { about: self.about, steps: self.steps, up, down, mode })
    }
}

/// Whether a table is built anew, in a transaction that the statements begin themselves: `PRAGMA foreign_keys` does
/// nothing inside one (`s5_sqlite 5a`).
fn begins(statements: &[String]) -> bool {
    statements.iter().any(|statement| statement == "BEGIN IMMEDIATE")
}

/// `CREATE [UNIQUE] INDEX` and `DROP INDEX`, with `CONCURRENTLY`.
fn beside_writers(statement: &mut String) {
    for verb in ["CREATE INDEX", "CREATE UNIQUE INDEX", "DROP INDEX"] {
        if statement.starts_with(verb) {
            statement.insert_str(verb.len(), " CONCURRENTLY");
            return;
        }
    }
}

/// Why rows or values that a migration drops do not come back with their table or column.
fn lost(changes: &[Change]) -> Option<String> {
    let gone = |what: &str, name: &TableName| format!("what the dropped {what} of `{name}` held is gone");
    changes.iter().find_map(|change| match change {
        Change::DropTable { name, .. } => Some(format!("the rows of the dropped table `{name}` are gone")),
        Change::DropColumn { table, column } => Some(gone(&format!("column `{column}`"), table)),
        Change::AlterColumn { table, column, edit: ColumnEdit::Generator(None) } => {
            Some(gone(&format!("counter of `{column}`"), table))
        }
        _ => None,
    })
}

//! Changes as units of work: which of them share one, what each says up and down, and whether it may run in a transaction.

use fklint_catalog::{
    ApplyError, Catalog, Change, ColumnEdit, Engine, Force, ForeignKey, ForeignKeyEdit, ForeignKeyPath,
    Ident, KeyKind, Table, reverse, write,
};

/// A change and the plan that it comes from, by index.
pub(crate) type Step = (Change, usize);

/// How a migration runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In a transaction, like any other.
    Transaction,
    /// In a transaction of its own, after the one before it has ended.
    Apart,
    /// In none: the engine refuses it there, or it begins its own.
    Alone,
}

/// What is done at once: a migration before it is put into files, or a move on a live database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Words for the end of its name; empty for the changes that share one unit.
    pub(crate) about: String,
    /// What it changes, in order.
    pub(crate) steps: Vec<Step>,
    /// The statements, without terminators.
    pub(crate) up: Vec<String>,
    /// The statements that take it back; none where what takes back an earlier one takes this back too.
    pub(crate) down: Vec<String>,
    /// Why there is no way back.
    pub(crate) one_way: Option<String>,
    /// How it runs.
    pub(crate) mode: Mode,
}

/// What may be done with a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// It can run without a transaction: on PostgreSQL each index on a table that is there already is made by one, beside
    /// writers (it is refused in a transaction block with 25001, PostgreSQL 15.18).
    pub(crate) concurrently: bool,
    /// Foreign keys are validated right after they were added; else after everything else.
    pub(crate) at_once: bool,
}

/// Splits `steps` for `catalog` into units, in order, and writes them. On PostgreSQL foreign keys are validated in a
/// transaction of their own: the lock of adding them is gone then.
///
/// # Errors
/// When a change does not fit the state that those before it made.
pub(crate) fn units(catalog: &Catalog, steps: Vec<Step>, manner: Manner) -> Result<Vec<Unit>, ApplyError> {
    let mut parts = parts(catalog, steps, manner)?;
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

/// Changes that share a unit.
struct Part {
    about: String,
    steps: Vec<Step>,
    mode: Mode,
    /// It completes what earlier ones began, and goes with them.
    completes: bool,
}

fn parts(catalog: &Catalog, steps: Vec<Step>, manner: Manner) -> Result<Vec<Part>, ApplyError> {
    let part =
        |about: &str, mode| Part { about: about.to_owned(), steps: Vec::new(), mode, completes: false };
    let completing = || Part { completes: true, ..part("validate", Mode::Apart) };
    let mut parts: Vec<Part> = Vec::new();
    let (mut last, mut validated) = (completing(), part("validate", Mode::Apart));
    let mut state = catalog.clone();
    for (change, plan) in steps {
        if let Change::AlterForeignKey { edit: ForeignKeyEdit::Validated(true), .. } = &change {
            state.apply(&change)?;
            validated.steps.push((change, plan));
            continue;
        }
        let (now, later) = split(change, &state);
        let about = Some(&now).filter(|_| manner.concurrently).and_then(|now| index_alone(now, &state));
        let mode = if begins(&write::write(&now, &state)) { Mode::Alone } else { Mode::Transaction };
        let next = match about {
            Some(about) => Some(part(&about, Mode::Alone)),
            None => parts.last().is_none_or(|part| part.mode != mode).then(|| part("", mode)),
        };
        if let Some(next) = next {
            if manner.at_once {
                parts.push(std::mem::replace(&mut last, completing()));
            }
            parts.push(next);
        }
        for change in std::iter::once(&now).chain(&later) {
            state.apply(change)?;
        }
        if let Some(part) = parts.last_mut() {
            part.steps.push((now, plan));
        }
        last.steps.extend(later.map(|change| (change, plan)));
    }
    parts.extend([last, validated]);
    Ok(parts)
}

/// A change as what can be done now, and what is done at the end.
fn split(change: Change, state: &Catalog) -> (Change, Option<Change>) {
    if state.engine != Engine::Postgres {
        return (change, None);
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
            (Change::AddForeignKey { table, foreign_key }, Some(later))
        }
        change => (change, None),
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
        let mut down = if self.completes { Vec::new() } else { write::write_all(&back, after) };
        let mut mode = self.mode;
        if begins(&up) || begins(&down) {
            mode = Mode::Alone;
        } else if mode == Mode::Alone {
            up.iter_mut().chain(&mut down).for_each(beside_writers);
        }
        let one_way = changes.iter().find_map(lost);
        Ok(Unit { about: self.about, steps: self.steps, up, down, one_way, mode })
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

/// What a change drops and nothing brings back with its table or column.
pub(crate) fn lost(change: &Change) -> Option<String> {
    match change {
        Change::DropTable { name, .. } => Some(format!("the rows of the dropped table `{name}` are gone")),
        Change::DropColumn { table, column } => {
            Some(format!("what the dropped column `{column}` of `{table}` held is gone"))
        }
        Change::AlterColumn { table, column, edit: ColumnEdit::Generator(None) } => {
            Some(format!("what the dropped counter of `{column}` of `{table}` held is gone"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fklint_reflect::{ScriptSource, ddl, replay};
    use fklint_source::FileId;

    use super::*;

    #[test]
    fn what_is_taken_back_together_stands_together() {
        let tables = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, a int, b int);";
        let script = ScriptSource {
            file: FileId(0),
            name: String::new(),
            migration: false,
            read: ddl::read(tables.as_bytes(), Engine::Postgres),
        };
        let catalog = replay(Engine::Postgres, None, vec![script]).catalog;
        let text = "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id); CREATE INDEX i ON c (a); \
                    ALTER TABLE c ADD CONSTRAINT g FOREIGN KEY (b) REFERENCES p (id);";
        let read = ddl::read(text.as_bytes(), Engine::Postgres).statements;
        let steps: Vec<Step> =
            read.into_iter().flat_map(|one| one.changes).map(|change| (change, 0)).collect();
        let modes = |at_once| -> Vec<(Mode, bool)> {
            let units = units(&catalog, steps.clone(), Manner { concurrently: true, at_once }).unwrap();
            units.iter().map(|unit| (unit.mode, unit.down.is_empty())).collect()
        };
        let (added, index, completed) =
            ((Mode::Transaction, false), (Mode::Alone, false), (Mode::Apart, true));
        assert_eq!(modes(true), [added, completed, index, added, completed]);
        assert_eq!(modes(false), [added, index, added, completed]);
    }
}

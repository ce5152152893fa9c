//! What a schema loses by being written: each function says why.

use std::sync::Arc;

use fklint_catalog::write::{ConstraintRef, default_constraint_name};
use fklint_catalog::{
    Action, Catalog, Change, Column, ColumnEdit, Deferrable, Engine, Force, ForeignKey, Generator, Ident,
    IgnoredBecause, Key, KeyKind, KeyRef, MatchKind, Table, TableKind, Target,
};

/// A catalog with nothing in it that its engine has no words for.
pub(crate) fn catalog(catalog: &Catalog) -> Catalog {
    let engine = catalog.engine;
    let mut said = Catalog::new(engine, catalog.version);
    for table in catalog.tables() {
        let mut table = table.clone();
        inherit_not_null(&mut table, catalog);
        table.foreign_keys.iter_mut().for_each(|key| foreign_key(catalog, key));
        primary_keys_have_no_name_on_mysql(engine, &mut table);
        unique_indexes_are_constraints_on_mysql(engine, &mut table);
        add(&mut said, table);
    }
    let mut out = Catalog::new(engine, catalog.version);
    for table in said.tables() {
        let mut table = table.clone();
        give_to_the_whole(&mut table, &said);
        add(&mut out, table);
    }
    out
}

fn add(catalog: &mut Catalog, table: Table) {
    let made = Change::CreateTable { table: Arc::new(table), if_not_exists: false };
    catalog.apply(&made).expect("the names of tables differ");
}

/// A foreign key of a partition is its table's where that has the same: so they become one when a table is attached
/// (15.18, 18.6), and it is written with the table alone.
fn give_to_the_whole(table: &mut Table, all: &Catalog) {
    let Some(of) = table.partition_of().and_then(|of| all.table(of)) else { return };
    let same =
        |key: &ForeignKey, other: &ForeignKey| ForeignKey { name: key.name.clone(), ..other.clone() } == *key;
    table.foreign_keys.retain(|key| !of.foreign_keys.iter().any(|other| same(key, other)));
}

/// A column that also stands in a table from which this one inherits is never NULL where that one is not.
fn inherit_not_null(table: &mut Table, all: &Catalog) {
    let parents: Vec<&Table> = table.inherits.iter().filter_map(|name| all.table(name)).collect();
    let never_null = |column: &&mut Column| {
        let there = |parent: &&Table| parent.column(&column.name).is_some();
        parents.iter().any(|parent| there(parent) && !parent.is_nullable(&column.name))
    };
    table.columns.iter_mut().filter(never_null).for_each(|column| column.not_null = true);
}

/// What a change makes, with what the replay alone writes down: the columns of a primary key that is dropped stay NOT NULL
/// on PostgreSQL, MySQL and MariaDB.
pub(crate) fn with_what_stays(before: &Catalog, change: &Change, mut after: Catalog) -> Catalog {
    let keeps = after.engine == Engine::Postgres || after.engine.is_mysql_like();
    let Change::DropKey { table, .. } = change else { return after };
    let goes = after.table(table).is_some_and(|table| table.primary_key().is_none());
    let key = before.table(table).and_then(Table::primary_key).filter(|_| keeps && goes);
    for column in key.into_iter().flat_map(Key::columns).cloned() {
        let edit = ColumnEdit::NotNull(true);
        let stays = Change::AlterColumn { table: table.clone(), column, edit };
        after.apply(&stays).expect("a key is over columns of its table");
    }
    after
}

/// What was read, without the names that the engine had made before the change: the replay alone writes them down, where
/// after a rename or beside an equal constraint others would be made.
pub(crate) fn without_made_names(before: &Catalog, change: &Change, read: &Catalog) -> Catalog {
    let (old, new) = match change {
        Change::RenameTable { from, to } => (from, to),
        Change::RenameColumn { table, .. } | Change::AddKey { table, .. } => (table, table),
        _ => return read.clone(),
    };
    let Some(old) = before.table(old) else { return read.clone() };
    let made = |constraint| default_constraint_name(before.engine, old, constraint);
    let keys = unnamed(&old.keys, |key| &key.name).map(ConstraintRef::Key);
    let foreign_keys = unnamed(&old.foreign_keys, |key| &key.name).map(ConstraintRef::ForeignKey);
    let checks = unnamed(&old.checks, |check| &check.name).map(ConstraintRef::Check);
    let made: Vec<String> = keys.chain(foreign_keys).chain(checks).filter_map(made).collect();
    let strip = |name: &mut Option<Ident>| {
        *name = name.take().filter(|name| !made.iter().any(|made| made == name.as_str()));
    };
    let mut out = Catalog::new(read.engine, read.version);
    for table in read.tables() {
        let mut table = table.clone();
        if table.name == *new {
            table.keys.iter_mut().for_each(|key| strip(&mut key.name));
            table.foreign_keys.iter_mut().for_each(|key| strip(&mut key.name));
            table.checks.iter_mut().for_each(|check| strip(&mut check.name));
        }
        add(&mut out, table);
    }
    out
}

fn unnamed<T>(all: &[T], name: fn(&T) -> &Option<Ident>) -> impl Iterator<Item = usize> {
    all.iter().enumerate().filter(move |(_, one)| name(one).is_none()).map(|(at, _)| at)
}

/// A change in the same sense.
pub(crate) fn change(catalog: &Catalog, change: &Change) -> Change {
    let mut change = change.clone();
    if let Change::AddForeignKey { foreign_key, .. } = &mut change {
        self::foreign_key(catalog, foreign_key);
    }
    change
}

/// Whether a change of a column is none of other tables too: PostgreSQL's partitions and heirs share it, and a statement
/// that is read says so for each of them.
pub(crate) fn stays_in_its_table(catalog: &Catalog, change: &Change) -> bool {
    let of_column = matches!(
        change,
        Change::AddColumn { .. }
            | Change::DropColumn { .. }
            | Change::RenameColumn { .. }
            | Change::AlterColumn { .. }
    );
    let is_below = |table: &Table| {
        change
            .table()
            .is_some_and(|above| table.partition_of() == Some(above) || table.inherits.contains(above))
    };
    catalog.engine != Engine::Postgres || !of_column || !catalog.tables().any(is_below)
}

/// Whether an engine has words for a change at all.
pub(crate) fn can_be_written(catalog: &Catalog, change: &Change) -> bool {
    let engine = catalog.engine;
    let table = change.table().and_then(|name| catalog.table(name));
    match change {
        // Beside a temporary table of its name: that one gets the indexes which stand behind it (PostgreSQL 15.18).
        Change::CreateTable { .. } => table.is_none_or(|there| there.kind != TableKind::Temporary),
        // What the engine forgot is not there to be dropped. Oracle and SQL Server number what has no name, and
        // their writer says how to ask for it.
        Change::DropForeignKey { foreign_key, .. } => {
            let key = table.and_then(|table| table.foreign_keys.get(foreign_key.find(&table.foreign_keys)?));
            let numbered = matches!(engine, Engine::Oracle | Engine::SqlServer);
            key.is_some_and(|key| !key.is_forgotten() && (!numbered || key.name.is_some()))
        }
        Change::DropCheck { check, .. } => {
            !matches!(engine, Engine::Oracle | Engine::SqlServer) || check.name.is_some()
        }
        // SQL Server renames by a program, and one about `%p` is held for a template.
        Change::RenameTable { from: name, .. } | Change::RenameColumn { table: name, .. } => {
            engine != Engine::SqlServer || !name.name.as_str().contains('%')
        }
        // An object that is renamed is read as a table.
        Change::RenameConstraint { .. } => engine != Engine::SqlServer,
        // On SQL Server what hangs on a table or a column must be dropped by name before it.
        Change::DropTable { cascade: true, .. } | Change::DropColumn { .. }
            if engine == Engine::SqlServer =>
        {
            false
        }
        Change::DropTable { name, cascade: true } => {
            !catalog.foreign_keys().any(|(_, _, key)| key.parent == *name && key.is_forgotten())
        }
        // Oracle has DROP PRIMARY KEY.
        Change::DropKey { key: KeyRef::Primary, .. } if engine == Engine::SqlServer => {
            table.and_then(Table::primary_key).is_some_and(|key| key.name.is_some())
        }
        // SQLite's AUTOINCREMENT is a part of the primary key, and goes with it.
        Change::DropKey { .. } if engine == Engine::Sqlite => !table.is_some_and(|table| {
            table.columns.iter().any(|column| column.generator == Some(Generator::AutoIncrement))
        }),
        _ => true,
    }
}

const FORGOTTEN_INLINE: Force = Force::Ignored(IgnoredBecause::InlineReferences);

fn foreign_key(catalog: &Catalog, key: &mut ForeignKey) {
    let engine = catalog.engine;
    match_is_dropped(engine, key);
    actions_are_dropped(engine, key);
    mysql_checks_at_once(engine, key);
    mysql_names_the_parents_columns(catalog, key);
    lists_belong_to_an_action(engine, key);
}

/// Oracle and SQL Server have no MATCH; PostgreSQL has no MATCH PARTIAL.
fn match_is_dropped(engine: Engine, key: &mut ForeignKey) {
    match (engine, key.match_kind) {
        (Engine::Oracle | Engine::SqlServer, _) | (Engine::Postgres, MatchKind::Partial) => {
            key.match_kind = MatchKind::Simple;
        }
        _ => {}
    }
}

/// Oracle knows ON DELETE CASCADE and SET NULL, and refuses otherwise; SQL Server has one way to refuse.
fn actions_are_dropped(engine: Engine, key: &mut ForeignKey) {
    if engine == Engine::Oracle {
        key.on_update = Action::NoAction;
        if !matches!(key.on_delete, Action::Cascade | Action::SetNull) {
            key.on_delete = Action::NoAction;
        }
    }
    if engine == Engine::SqlServer {
        for action in [&mut key.on_delete, &mut key.on_update] {
            if action.refuses() {
                *action = Action::NoAction;
            }
        }
    }
}

/// MySQL, MariaDB and SQL Server defer nothing.
fn mysql_checks_at_once(engine: Engine, key: &mut ForeignKey) {
    if engine.is_mysql_like() || engine == Engine::SqlServer {
        key.deferrable = Deferrable::No;
    }
}

/// MySQL below 9 and MariaDB want the list that may be left out elsewhere (`s4_engines_my 4c`); an inline form
/// that they forget may do without.
fn mysql_names_the_parents_columns(catalog: &Catalog, key: &mut ForeignKey) {
    let inline = key.force == FORGOTTEN_INLINE;
    if catalog.engine.is_mysql_like() && !inline && key.target == Target::ParentPrimaryKey {
        let columns: Option<Vec<Ident>> = catalog.parent_columns(key).map(std::borrow::Cow::into_owned);
        key.target = columns.map_or(Target::ParentPrimaryKey, Target::Columns);
    }
}

/// PostgreSQL alone has `SET NULL (a)`, and after ON DELETE alone.
fn lists_belong_to_an_action(engine: Engine, key: &mut ForeignKey) {
    if engine != Engine::Postgres || !matches!(key.on_delete, Action::SetNull | Action::SetDefault) {
        key.set_columns = Box::default();
    }
}

/// MySQL and MariaDB call every primary key `PRIMARY`.
fn primary_keys_have_no_name_on_mysql(engine: Engine, table: &mut Table) {
    if engine.is_mysql_like() {
        table.keys.iter_mut().filter(|key| key.kind == KeyKind::Primary).for_each(|key| key.name = None);
    }
}

/// On MySQL and MariaDB a unique index and a unique constraint are one thing, and `CREATE TABLE` says `KEY`.
fn unique_indexes_are_constraints_on_mysql(engine: Engine, table: &mut Table) {
    if engine.is_mysql_like() {
        let unique = table.keys.iter_mut().filter(|key| key.kind == KeyKind::Unique);
        unique.for_each(|key| key.constraint = true);
    }
}

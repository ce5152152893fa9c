//! `CREATE TABLE` and the statements that belong to it.

use std::borrow::Cow;

use super::clause;
use super::names::make_object_name;
use super::quote::{push_ident, push_table};
use crate::{
    Catalog, Check, Column, DataType, Engine, Force, ForeignKey, Generator, Key, KeyKind, Table, TableKind,
    TableName,
};

/// Whether a key stands inside `CREATE TABLE`, not in a `CREATE INDEX` of its own.
#[must_use]
pub fn stands_in_table(engine: Engine, key: &Key) -> bool {
    engine.is_mysql_like() || key.constraint || matches!(key.kind, KeyKind::Primary | KeyKind::Exclusion)
}

/// Whether a foreign key can stand inside `CREATE TABLE`: PostgreSQL takes NOT VALID in ALTER TABLE alone.
pub(super) fn can_stand_in_table(engine: Engine, key: &ForeignKey) -> bool {
    !(key.force == Force::NotValidated && matches!(engine, Engine::Postgres | Engine::SqlServer))
}

/// What a table says itself: a serial column makes its own sequence, a partition takes columns, keys, foreign keys and checks from its table, and only its
/// own defaults and NOT NULLs stand in its statement.
pub(super) fn own<'t>(catalog: &Catalog, table: &'t Table) -> Cow<'t, Table> {
    let owned = |column: &Column| owns_sequence(catalog.engine, table, column);
    let Some(of) = table.partition_of() else {
        if !table.columns.iter().any(owned) {
            return Cow::Borrowed(table);
        }
        let mut own = table.clone();
        own.columns.iter_mut().filter(|column| owned(column)).for_each(|column| column.default = None);
        return Cow::Owned(own);
    };
    let mut own = table.clone();
    let Some(of) = catalog.table(of) else {
        own.columns = Vec::new().into();
        return Cow::Owned(own);
    };
    own.columns = table
        .columns
        .iter()
        .filter_map(|column| override_of(of.column(&column.name)?, column))
        .collect::<Vec<_>>()
        .into();
    // One of its own may be like its table's: PostgreSQL 15 and 18 make both.
    for key in &of.keys {
        let copy = |own: &Key| Key { name: own.name.clone(), ..key.clone() } == *own;
        let unnamed = own.keys.iter().position(|own| own.name.is_none() && copy(own));
        if let Some(index) = unnamed.or_else(|| own.keys.iter().position(copy)) {
            own.keys.remove(index);
        }
    }
    own.foreign_keys.retain(|key| {
        !of.foreign_keys.iter().any(|other| ForeignKey { name: key.name.clone(), ..other.clone() } == *key)
    });
    own.checks.retain(|check| {
        !of.checks.iter().any(|other| Check { name: check.name.clone(), ..other.clone() } == *check)
    });
    Cow::Owned(own)
}

/// Whether a column's default is the sequence that `serial` makes for it: a server shows it, and no schema has it
/// before its table.
fn owns_sequence(engine: Engine, table: &Table, column: &Column) -> bool {
    let sequence = column.default.as_deref().filter(|_| engine == Engine::Postgres);
    let sequence = sequence.and_then(|default| default.strip_prefix("nextval('")?.split('\'').next());
    let own = make_object_name(Engine::Postgres, table.name.name.folded(), column.name.folded(), "seq");
    let name = |sequence: &str| sequence.rsplit('.').next().map(|name| name.trim_matches('"').to_owned());
    column.generator == Some(Generator::Serial) && sequence.and_then(name) == Some(own)
}

/// What a partition's column says otherwise than its table's, without a type; PostgreSQL lets nothing else differ.
fn override_of(of: &Column, column: &Column) -> Option<Column> {
    let mut own = Column::new(column.name.clone(), DataType::default());
    own.not_null = column.not_null && !of.not_null;
    if column.default != of.default {
        own.default = Some(column.default.clone().unwrap_or_else(|| "NULL".into()));
    }
    (own.not_null || own.default.is_some()).then_some(own)
}

/// ` FOR VALUES …` of a partition.
pub(super) fn bounds(out: &mut String, bounds: &str) {
    if !bounds.is_empty() {
        out.push(' ');
        out.push_str(bounds);
    }
}

/// `CREATE TABLE …` under `name`, with those foreign keys for which `inside` holds.
pub(super) fn table(
    out: &mut String,
    catalog: &Catalog,
    table: &Table,
    name: &TableName,
    if_not_exists: bool,
    inside: &dyn Fn(usize) -> bool,
) {
    let engine = catalog.engine;
    out.push_str(match (&table.kind, engine) {
        (TableKind::Temporary, Engine::Oracle) => "CREATE GLOBAL TEMPORARY TABLE ",
        (TableKind::Temporary, Engine::Sqlite | Engine::Mysql | Engine::Mariadb | Engine::Postgres) => {
            "CREATE TEMPORARY TABLE "
        }
        (_, Engine::Postgres) if table.unlogged => "CREATE UNLOGGED TABLE ",
        _ => "CREATE TABLE ",
    });
    if if_not_exists && !matches!(engine, Engine::Oracle | Engine::SqlServer) {
        out.push_str("IF NOT EXISTS ");
    }
    push_table(out, engine, name);
    if let Some(of) = table.partition_of() {
        out.push_str(" PARTITION OF ");
        push_table(out, engine, of);
    }
    let mut first = true;
    let mut element = |out: &mut String| {
        out.push_str(if first { " (\n    " } else { ",\n    " });
        first = false;
    };
    let alias = autoincrement(engine, table);
    for (index, column) in table.columns.iter().enumerate() {
        element(out);
        clause::column(out, engine, column);
        if alias == Some(index) {
            out.push(' ');
            clause::named(out, engine, table.primary_key().and_then(|key| key.name.as_ref()));
            out.push_str("PRIMARY KEY AUTOINCREMENT");
        }
        for key in
            table.foreign_keys.iter().filter(|key| clause::is_inline(key) && key.columns[0] == column.name)
        {
            out.push(' ');
            clause::references(out, catalog, &table.name, key);
        }
    }
    for key in table.keys.iter().filter(|key| stands_in_table(engine, key)) {
        if alias.is_some() && key.kind == KeyKind::Primary {
            continue;
        }
        element(out);
        clause::key(out, engine, key);
    }
    for check in &table.checks {
        element(out);
        clause::check(out, engine, check);
    }
    for (index, key) in table.foreign_keys.iter().enumerate() {
        if inside(index) && !clause::is_inline(key) {
            element(out);
            clause::foreign_key(out, catalog, &table.name, key);
        }
    }
    out.push_str(match (first, &table.kind) {
        (false, _) => "\n)",
        (true, TableKind::Partition { .. }) => "",
        (true, _) => " ()",
    });
    if let TableKind::Partition { bounds, .. } = &table.kind {
        self::bounds(out, bounds);
    }
    options(out, engine, table);
}

/// `AUTOINCREMENT` belongs to a column's own `PRIMARY KEY`: which column.
fn autoincrement(engine: Engine, table: &Table) -> Option<usize> {
    if engine != Engine::Sqlite {
        return None;
    }
    let key = table.primary_key().filter(|key| key.parts.len() == 1)?;
    let name = key.columns().next()?;
    table
        .columns
        .iter()
        .position(|column| column.name == *name && column.generator == Some(Generator::AutoIncrement))
}

fn options(out: &mut String, engine: Engine, table: &Table) {
    match engine {
        Engine::Sqlite => match (table.without_rowid, table.strict) {
            (true, true) => out.push_str(" WITHOUT ROWID, STRICT"),
            (true, false) => out.push_str(" WITHOUT ROWID"),
            (false, true) => out.push_str(" STRICT"),
            (false, false) => {}
        },
        Engine::Mysql | Engine::Mariadb => {
            for (option, value) in [
                (" ENGINE=", table.storage_engine.as_ref().map(|engine| &engine.0)),
                (" DEFAULT CHARSET=", table.charset.as_ref()),
                (" COLLATE=", table.collation.as_ref()),
            ] {
                if let Some(value) = value {
                    out.push_str(option);
                    out.push_str(value);
                }
            }
        }
        Engine::Postgres if !table.inherits.is_empty() => {
            out.push_str(" INHERITS (");
            for (index, parent) in table.inherits.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                push_table(out, engine, parent);
            }
            out.push(')');
        }
        Engine::Postgres | Engine::Oracle | Engine::SqlServer => {}
    }
    // MySQL and MariaDB tell that there are partitions, not which.
    if let Some(by) = table.partition_by.as_ref().filter(|by| !by.is_empty())
        && !matches!(engine, Engine::Sqlite | Engine::SqlServer)
    {
        out.push_str(" PARTITION BY ");
        out.push_str(by);
    }
}

/// `ALTER TABLE … ADD [CONSTRAINT …] FOREIGN KEY …` as it stands in a schema.
pub(super) fn add_foreign_key(out: &mut String, catalog: &Catalog, table: &TableName, key: &ForeignKey) {
    let engine = catalog.engine;
    out.push_str("ALTER TABLE ");
    push_table(out, engine, table);
    out.push_str(if engine == Engine::SqlServer && key.force != Force::Enforced {
        " WITH NOCHECK ADD "
    } else {
        " ADD "
    });
    clause::foreign_key(out, catalog, table, key);
    if engine == Engine::Postgres && key.force == Force::NotValidated {
        out.push_str(" NOT VALID");
    }
}

/// `DROP INDEX …` as a statement of its own.
pub(super) fn drop_index(out: &mut String, engine: Engine, table: &TableName, name: &crate::Ident) {
    out.push_str("DROP INDEX ");
    if let Some(schema) = table.schema.as_ref().filter(|_| engine != Engine::SqlServer) {
        push_ident(out, engine, schema);
        out.push('.');
    }
    push_ident(out, engine, name);
    if engine == Engine::SqlServer {
        out.push_str(" ON ");
        push_table(out, engine, table);
    }
}

//! Changes of keys and indexes as each engine says them.

use super::alter::{Piece, Sort, alter, default, drop_named, sp_rename};
use super::names::{ConstraintRef, find_constraint};
use super::quote::{ident, push_columns};
use super::{clause, create};
use crate::{Catalog, Engine, Ident, Key, KeyKind, KeyRef, Table, TableName};

pub(super) fn add(engine: Engine, table: &TableName, key: &Key) -> Vec<Piece> {
    let mut out = String::new();
    if create::stands_in_table(engine, key) {
        out.push_str("ADD ");
        clause::key(&mut out, engine, key);
        let subject = key.name.as_ref().filter(|_| key.kind != KeyKind::Primary);
        vec![Piece::action(table, Sort::Add, subject, out)]
    } else {
        clause::create_index(&mut out, engine, &Table::new(table.clone()), key);
        vec![Piece::Alone(out)]
    }
}

pub(super) fn drop(catalog: &Catalog, table: &TableName, key: &KeyRef) -> Vec<Piece> {
    let engine = catalog.engine;
    let there = catalog.table(table);
    let found =
        there.and_then(|there| crate::apply::find_key(there, engine, key).map(|index| (there, index)));
    match (found, key) {
        (Some((there, index)), _) => {
            let found = &there.keys[index];
            let name = found.name.clone().or_else(|| default(engine, there, ConstraintRef::Key(index)));
            drop_found(engine, there, found, name.as_ref())
        }
        // Of a table that was never read.
        (None, KeyRef::Primary) if engine.is_mysql_like() || engine == Engine::Oracle => {
            vec![Piece::action(table, Sort::Drop, None, "DROP PRIMARY KEY".to_owned())]
        }
        (None, KeyRef::Primary) => {
            let mut guess = Table::new(table.clone());
            guess.keys.push(Key::over(KeyKind::Primary, []));
            let name = default(engine, &guess, ConstraintRef::Key(0));
            vec![drop_named(engine, table, "CONSTRAINT", name.as_ref(), Sort::Drop)]
        }
        (None, KeyRef::Named(name)) => vec![drop_index(engine, table, name)],
        (None, KeyRef::Columns(columns)) => {
            let mut guess = Table::new(table.clone());
            guess.keys.push(Key::over(KeyKind::Unique, columns.iter().cloned()));
            let name = default(engine, &guess, ConstraintRef::Key(0));
            vec![drop_named(engine, table, "CONSTRAINT", name.as_ref(), Sort::Drop)]
        }
    }
}

/// Drops a key of `table` under that name.
pub(super) fn drop_found(engine: Engine, table: &Table, key: &Key, name: Option<&Ident>) -> Vec<Piece> {
    let table = &table.name;
    let unnamed_unique = key.kind == KeyKind::Unique && key.constraint;
    let piece = match (engine, name) {
        (Engine::Mysql | Engine::Mariadb, _) if key.kind == KeyKind::Primary => {
            Piece::action(table, Sort::Drop, None, "DROP PRIMARY KEY".to_owned())
        }
        (Engine::Oracle, None) if key.kind == KeyKind::Primary => {
            Piece::action(table, Sort::Drop, None, "DROP PRIMARY KEY".to_owned())
        }
        (Engine::Oracle, None) if unnamed_unique => {
            let mut text = "DROP UNIQUE ".to_owned();
            let columns: Vec<Ident> = key.columns().cloned().collect();
            push_columns(&mut text, engine, &columns);
            Piece::action(table, Sort::Drop, None, text)
        }
        (_, Some(name)) if !create::stands_in_table(engine, key) || engine.is_mysql_like() => {
            drop_index(engine, table, name)
        }
        (_, name) => drop_named(engine, table, "CONSTRAINT", name, Sort::Drop),
    };
    vec![piece]
}

pub(super) fn drop_index(engine: Engine, table: &TableName, name: &Ident) -> Piece {
    if engine.is_mysql_like() {
        return drop_named(engine, table, "INDEX", Some(name), Sort::Drop);
    }
    let mut out = String::new();
    create::drop_index(&mut out, engine, table, name);
    Piece::Alone(out)
}

pub(super) fn rename(catalog: &Catalog, table: &TableName, from: &Ident, to: &Ident) -> Vec<Piece> {
    let engine = catalog.engine;
    let (old, new) = (ident(engine, from), ident(engine, to));
    let index = catalog.table(table).and_then(|there| match find_constraint(engine, there, from)? {
        ConstraintRef::Key(index) => Some(!create::stands_in_table(engine, &there.keys[index])),
        _ => Some(false),
    });
    match engine {
        Engine::Mysql | Engine::Mariadb => {
            vec![Piece::action(table, Sort::Add, Some(from), format!("RENAME INDEX {old} TO {new}"))]
        }
        Engine::SqlServer if index == Some(true) => {
            vec![sp_rename(table.schema.as_ref(), &[&table.name, from], to, ", 'INDEX'")]
        }
        Engine::SqlServer => vec![sp_rename(table.schema.as_ref(), &[from], to, ", 'OBJECT'")],
        _ if index == Some(true) => {
            let schema =
                table.schema.as_ref().map_or(String::new(), |schema| format!("{}.", ident(engine, schema)));
            vec![Piece::Alone(format!("ALTER INDEX {schema}{old} RENAME TO {new}"))]
        }
        _ => vec![Piece::Alone(alter(engine, table, &format!("RENAME CONSTRAINT {old} TO {new}")))],
    }
}

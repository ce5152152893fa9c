//! Changes of columns as ALTER TABLE says them.

use super::alter::{Piece, Sort, alter as alter_table, drop_named, sp_rename};
use super::quote::{ident, push_string};
use super::{clause, key};
use crate::{
    Catalog, Change, Column, ColumnEdit, ColumnPosition, DataType, Engine, ForeignKeyPath, Generator, Ident,
    TableName,
};

pub(super) fn add(
    engine: Engine,
    table: &TableName,
    column: &Column,
    position: &ColumnPosition,
) -> Vec<Piece> {
    let mut text = match engine {
        Engine::Oracle | Engine::SqlServer => "ADD ".to_owned(),
        _ => "ADD COLUMN ".to_owned(),
    };
    clause::column(&mut text, engine, column);
    if engine.is_mysql_like() {
        match position {
            ColumnPosition::Last => {}
            ColumnPosition::First => text.push_str(" FIRST"),
            ColumnPosition::After(before) => {
                text.push_str(" AFTER ");
                text.push_str(&ident(engine, before));
            }
        }
    }
    vec![Piece::action(table, Sort::Add, Some(&column.name), text)]
}

/// MySQL and SQL Server refuse while a foreign key holds the column, SQL Server also while a key does.
pub(super) fn drop(catalog: &Catalog, table: &TableName, column: &Ident) -> Vec<Piece> {
    let engine = catalog.engine;
    let mut pieces = Vec::new();
    let mut held = false;
    if let Some(there) = catalog.table(table) {
        // The last first, as the catalog drops them: those that stay keep the names that they have by their place.
        let foreign_keys: Vec<_> = (0..there.foreign_keys.len())
            .rev()
            .filter(|&index| there.foreign_keys[index].columns.contains(column))
            .map(|index| ForeignKeyPath::of(&there.foreign_keys, index))
            .collect();
        let keys = || there.keys.iter().filter(|key| key.columns().any(|part| part == column));
        held = !foreign_keys.is_empty() || keys().next().is_some();
        if engine.is_mysql_like() || engine == Engine::SqlServer {
            for foreign_key in foreign_keys {
                let change = Change::DropForeignKey { table: table.clone(), foreign_key };
                pieces.extend(super::alter::pieces(&change, catalog));
            }
        }
        if engine == Engine::SqlServer {
            pieces.extend(keys().flat_map(|key| key::drop_found(engine, there, key, key.name.as_ref())));
        }
    }
    let cascade = if engine == Engine::Oracle && held { " CASCADE CONSTRAINTS" } else { "" };
    let text = format!("DROP COLUMN {}{cascade}", ident(engine, column));
    pieces.push(Piece::action(table, Sort::Drop, Some(column), text));
    pieces
}

pub(super) fn rename(engine: Engine, table: &TableName, from: &Ident, to: &Ident) -> Piece {
    if engine == Engine::SqlServer {
        return sp_rename(table.schema.as_ref(), &[&table.name, from], to, ", 'COLUMN'");
    }
    let action = format!("RENAME COLUMN {} TO {}", ident(engine, from), ident(engine, to));
    Piece::Alone(alter_table(engine, table, &action))
}

pub(super) fn alter(catalog: &Catalog, table: &TableName, name: &Ident, edit: &ColumnEdit) -> Vec<Piece> {
    let engine = catalog.engine;
    let old = catalog.table(table).and_then(|there| there.column(name));
    match engine {
        Engine::Mysql | Engine::Mariadb => vec![modify(engine, table, name, old, edit)],
        Engine::SqlServer => sql_server(table, name, old, edit),
        Engine::Postgres | Engine::Oracle | Engine::Sqlite => {
            let ColumnEdit::Replace(new) = edit else {
                return one(engine, table, name, old, edit);
            };
            let mut pieces = Vec::new();
            if new.name.as_str() != name.as_str() {
                pieces.push(rename(engine, table, name, &new.name));
            }
            let edits = [
                (
                    old.is_none_or(|old| old.data_type != new.data_type),
                    ColumnEdit::Type(new.data_type.clone()),
                ),
                (old.is_none_or(|old| old.not_null != new.not_null), ColumnEdit::NotNull(new.not_null)),
                (old.is_none_or(|old| old.default != new.default), ColumnEdit::Default(new.default.clone())),
                (old.is_some_and(|old| old.generator != new.generator), ColumnEdit::Generator(new.generator)),
            ];
            let edits = edits.into_iter().filter(|(differs, _)| *differs);
            pieces.extend(edits.flat_map(|(_, edit)| one(engine, table, &new.name, old, &edit)));
            pieces
        }
    }
}

fn one(
    engine: Engine,
    table: &TableName,
    name: &Ident,
    old: Option<&Column>,
    edit: &ColumnEdit,
) -> Vec<Piece> {
    let column = ident(engine, name);
    let oracle = engine == Engine::Oracle;
    let text = match edit {
        ColumnEdit::Replace(_) => return Vec::new(),
        ColumnEdit::Type(to) if oracle => format!("MODIFY ({column} {to})"),
        ColumnEdit::Type(to) => format!("ALTER COLUMN {column} TYPE {to}"),
        ColumnEdit::NotNull(true) if oracle => format!("MODIFY ({column} NOT NULL)"),
        ColumnEdit::NotNull(false) if oracle => format!("MODIFY ({column} NULL)"),
        ColumnEdit::NotNull(true) => format!("ALTER COLUMN {column} SET NOT NULL"),
        ColumnEdit::NotNull(false) => format!("ALTER COLUMN {column} DROP NOT NULL"),
        ColumnEdit::Default(default) if oracle => {
            format!("MODIFY ({column} DEFAULT {})", default.as_deref().unwrap_or("NULL"))
        }
        ColumnEdit::Default(Some(default)) => format!("ALTER COLUMN {column} SET DEFAULT {default}"),
        ColumnEdit::Default(None) => format!("ALTER COLUMN {column} DROP DEFAULT"),
        ColumnEdit::Generator(to) => return generator(engine, table, name, old, *to),
    };
    vec![Piece::action(table, Sort::Add, None, text)]
}

fn generator(
    engine: Engine,
    table: &TableName,
    name: &Ident,
    old: Option<&Column>,
    to: Option<Generator>,
) -> Vec<Piece> {
    let column = ident(engine, name);
    let words = |to| match to {
        Generator::IdentityAlways => "GENERATED ALWAYS",
        _ => "GENERATED BY DEFAULT",
    };
    let was = old.and_then(|old| old.generator);
    let text = match (engine, was, to) {
        (Engine::Oracle, _, None) => format!("MODIFY ({column} DROP IDENTITY)"),
        (Engine::Oracle, _, Some(to)) => format!("MODIFY ({column} {} AS IDENTITY)", words(to)),
        (_, Some(Generator::Serial), None) => format!("ALTER COLUMN {column} DROP DEFAULT"),
        (_, _, None) => format!("ALTER COLUMN {column} DROP IDENTITY"),
        (_, _, Some(Generator::Serial)) => {
            // What `serial` stands for.
            let sequence = format!("{}_{}_seq", table.name.folded(), name.folded());
            let sequence_name = Ident::new(engine, crate::NameKind::Table, &sequence, crate::Quoting::Quoted);
            // The sequence stays when a column no longer counts.
            let mut owned =
                format!("CREATE SEQUENCE IF NOT EXISTS {} OWNED BY ", ident(engine, &sequence_name));
            super::quote::push_table(&mut owned, engine, table);
            owned.push('.');
            owned.push_str(&column);
            let mut literal = String::new();
            push_string(&mut literal, engine, &ident(engine, &sequence_name));
            let default = format!("ALTER COLUMN {column} SET DEFAULT nextval({literal})");
            return vec![Piece::Alone(owned), Piece::action(table, Sort::Add, None, default)];
        }
        (_, Some(Generator::IdentityAlways | Generator::IdentityByDefault), Some(to)) => {
            format!("ALTER COLUMN {column} SET {}", words(to))
        }
        (_, _, Some(to)) => format!("ALTER COLUMN {column} ADD {} AS IDENTITY", words(to)),
    };
    vec![Piece::action(table, Sort::Add, None, text)]
}

/// MODIFY forgets what it does not say, so the whole definition is said again (`s10_my 10f`).
fn modify(engine: Engine, table: &TableName, name: &Ident, old: Option<&Column>, edit: &ColumnEdit) -> Piece {
    let new = match edit {
        ColumnEdit::Replace(new) => (**new).clone(),
        edit => edited(name, old, edit),
    };
    let mut text = if new.name.as_str() == name.as_str() {
        "MODIFY COLUMN ".to_owned()
    } else {
        format!("CHANGE COLUMN {} ", ident(engine, name))
    };
    clause::column(&mut text, engine, &new);
    Piece::action(table, Sort::Add, Some(&new.name), text)
}

/// A column after an edit; one that was never read has no type to say again, which is said.
fn edited(name: &Ident, old: Option<&Column>, edit: &ColumnEdit) -> Column {
    let unknown = || Column::new(name.clone(), DataType("/* its type */".into()));
    let mut new = old.cloned().unwrap_or_else(unknown);
    match edit {
        ColumnEdit::Replace(column) => new = (**column).clone(),
        ColumnEdit::Type(data_type) => new.data_type = data_type.clone(),
        ColumnEdit::NotNull(not_null) => new.not_null = *not_null,
        ColumnEdit::Default(default) => new.default.clone_from(default),
        ColumnEdit::Generator(generator) => new.generator = *generator,
    }
    new
}

fn sql_server(table: &TableName, name: &Ident, old: Option<&Column>, edit: &ColumnEdit) -> Vec<Piece> {
    let engine = Engine::SqlServer;
    let new = edited(name, old, edit);
    let mut pieces = Vec::new();
    if new.name.as_str() != name.as_str() {
        pieces.push(rename(engine, table, name, &new.name));
    }
    let column = ident(engine, &new.name);
    let asked = matches!(edit, ColumnEdit::Type(_) | ColumnEdit::NotNull(_));
    if asked || old.is_none_or(|old| (&old.data_type, old.not_null) != (&new.data_type, new.not_null)) {
        let null = if new.not_null { "NOT NULL" } else { "NULL" };
        let text = format!("ALTER COLUMN {column} {} {null}", new.data_type);
        pieces.push(Piece::action(table, Sort::Add, None, text));
    }
    if old.is_some_and(|old| old.default != new.default) {
        if old.is_some_and(|old| old.default.is_some()) {
            pieces.push(drop_named(engine, table, "CONSTRAINT", None, Sort::Drop));
        }
        if let Some(default) = &new.default {
            let text = format!("ADD DEFAULT {default} FOR {column}");
            pieces.push(Piece::action(table, Sort::Add, None, text));
        }
    }
    pieces
}

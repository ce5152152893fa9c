//! Changes as the actions of ALTER TABLE, for the engines that have them.

use std::fmt::Write as _;

use super::names::{ConstraintRef, default_constraint_name, find_constraint};
use super::quote::{ident, push_ident, push_string, push_table};
use super::{clause, column, create, key};
use crate::{
    Catalog, Change, Completeness, Deferrable, Engine, Force, ForeignKey, ForeignKeyEdit, ForeignKeyPath,
    Ident, IgnoredBecause, Setting, Table, TableEdit, TableName,
};

/// What a change is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An action of `ALTER TABLE table`, which may share its statement with others.
    Action(Action),
    /// A statement that must run after those actions.
    After(String),
    /// A statement of its own.
    Alone(String),
}

/// An action of ALTER TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) table: TableName,
    pub(super) text: String,
    /// The object it is about, folded: no two actions about one may share a statement.
    pub(super) subject: Option<String>,
    pub(super) sort: Sort,
}

/// What an action does, so far as it bears on which ones may share a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    DropForeignKey,
    AddForeignKey,
    Drop,
    Add,
}

impl Piece {
    pub(super) fn action(table: &TableName, sort: Sort, subject: Option<&Ident>, text: String) -> Self {
        let subject = subject.map(|name| name.folded().to_owned());
        Self::Action(Action { table: table.clone(), text, subject, sort })
    }
}

/// Writes one change on `catalog`, the state before it.
pub(super) fn pieces(change: &Change, catalog: &Catalog) -> Vec<Piece> {
    let engine = catalog.engine;
    let text = |write: &dyn Fn(&mut String)| {
        let mut out = String::new();
        write(&mut out);
        out
    };
    let alone = |write: &dyn Fn(&mut String)| vec![Piece::Alone(text(write))];
    match change {
        Change::CreateTable { table, if_not_exists } => create_table(catalog, table, *if_not_exists),
        Change::DropTable { name, cascade } => drop_table(catalog, name, *cascade),
        Change::RenameTable { from, to } => rename_table(engine, from, to),
        Change::AddColumn { table, column, position } => column::add(engine, table, column, position),
        Change::DropColumn { table, column } => column::drop(catalog, table, column),
        Change::RenameColumn { table, from, to } => vec![column::rename(engine, table, from, to)],
        Change::AlterColumn { table, column, edit } => column::alter(catalog, table, column, edit),
        Change::AddKey { table, key } => key::add(engine, table, key),
        Change::DropKey { table, key } => key::drop(catalog, table, key),
        Change::AddForeignKey { table, foreign_key } => add_foreign_key(catalog, table, foreign_key),
        Change::DropForeignKey { table, foreign_key } => {
            let there = catalog.table(table);
            let found = there.and_then(|table| foreign_key.find(&table.foreign_keys));
            // What the engine forgot is not there to be dropped: MariaDB refuses with 1091 (s4_engines_my 4d).
            if there.zip(found).is_some_and(|(table, index)| table.foreign_keys[index].is_forgotten()) {
                return Vec::new();
            }
            vec![drop_foreign_key(catalog, table, foreign_key, found)]
        }
        Change::AlterForeignKey { table, foreign_key, edit } => {
            alter_foreign_key(catalog, table, foreign_key, *edit)
        }
        Change::DropConstraint { table, name } => drop_constraint(catalog, table, name),
        Change::RenameConstraint { table, from, to } => key::rename(catalog, table, from, to),
        Change::AddCheck { table, check } => {
            let add = text(&|out| {
                out.push_str("ADD ");
                clause::check(out, engine, check);
            });
            vec![Piece::action(table, Sort::Add, check.name.as_ref(), add)]
        }
        Change::DropCheck { table, check } => {
            let there = catalog.table(table);
            let index = there.and_then(|there| crate::apply::find_check(there, check));
            let given = index.and_then(|index| there.and_then(|there| there.checks[index].name.clone()));
            let default = || {
                there
                    .zip(index)
                    .and_then(|(there, index)| default(engine, there, ConstraintRef::Check(index)))
            };
            let name = given.or_else(|| check.name.clone()).or_else(default);
            vec![drop_named(engine, table, "CONSTRAINT", name.as_ref(), Sort::Drop)]
        }
        // A server tells that there are partitions, where it does not tell which.
        Change::AlterTable { edit: TableEdit::PartitionBy(Some(by)), .. } if by.is_empty() => Vec::new(),
        Change::AlterTable { table, edit } => {
            let action = match edit {
                TableEdit::PartitionBy(Some(by)) => format!("PARTITION BY {by}"),
                TableEdit::PartitionBy(None) => "REMOVE PARTITIONING".to_owned(),
                TableEdit::Unlogged(true) => "SET UNLOGGED".to_owned(),
                TableEdit::Unlogged(false) => "SET LOGGED".to_owned(),
            };
            alone(&|out| {
                out.push_str("ALTER TABLE ");
                push_table(out, engine, table);
                out.push(' ');
                out.push_str(&action);
            })
        }
        Change::SetStorageEngine { table, engine } => {
            let action =
                |to: &crate::StorageEngine| Piece::action(table, Sort::Add, None, format!("ENGINE={}", to.0));
            engine.iter().map(action).collect()
        }
        Change::AttachPartition { parent, child, bounds } => alone(&|out| {
            out.push_str("ALTER TABLE ");
            push_table(out, engine, parent);
            out.push_str(" ATTACH PARTITION ");
            push_table(out, engine, child);
            create::bounds(out, bounds);
        }),
        Change::DetachPartition { parent, child } => alone(&|out| {
            out.push_str("ALTER TABLE ");
            push_table(out, engine, parent);
            out.push_str(" DETACH PARTITION ");
            push_table(out, engine, child);
        }),
        Change::Set(setting) => set(engine, setting).map(Piece::Alone).into_iter().collect(),
    }
}

/// The engine's own name for a constraint, as a name.
pub(super) fn default(engine: Engine, table: &Table, constraint: ConstraintRef) -> Option<Ident> {
    let name = default_constraint_name(engine, table, constraint)?;
    Some(Ident::new(engine, crate::NameKind::Constraint, &name, crate::Quoting::Quoted))
}

fn create_table(catalog: &Catalog, table: &Table, if_not_exists: bool) -> Vec<Piece> {
    let engine = catalog.engine;
    let own = create::own(catalog, table);
    let table = own.as_ref();
    let inside = |index: usize| create::can_stand_in_table(engine, &table.foreign_keys[index]);
    let mut first = String::new();
    create::table(&mut first, catalog, table, &table.name, if_not_exists, &inside);
    let mut pieces = vec![Piece::Alone(first)];
    if if_not_exists
        && catalog.table(&table.name).is_some_and(|there| there.completeness != Completeness::Unseen)
    {
        // IF NOT EXISTS speaks of the table alone: what stands beside it would be made all the same.
        return pieces;
    }
    for key in table.keys.iter().filter(|key| !create::stands_in_table(engine, key)) {
        let mut out = String::new();
        clause::create_index(&mut out, engine, table, key);
        pieces.push(Piece::Alone(out));
    }
    for index in (0..table.foreign_keys.len()).filter(|&index| !inside(index)) {
        let mut out = String::new();
        create::add_foreign_key(&mut out, catalog, &table.name, &table.foreign_keys[index]);
        pieces.push(Piece::Alone(out));
    }
    pieces
}

fn drop_table(catalog: &Catalog, name: &TableName, cascade: bool) -> Vec<Piece> {
    let engine = catalog.engine;
    let mut pieces = Vec::new();
    if cascade && (engine.is_mysql_like() || engine == Engine::SqlServer) {
        // MySQL parses CASCADE and does nothing about it.
        for (table, index, key) in catalog.foreign_keys() {
            if key.parent == *name && table.name != *name && key.is_checked() {
                let path = ForeignKeyPath::of(&table.foreign_keys, index);
                pieces.push(drop_foreign_key(catalog, &table.name, &path, Some(index)));
            }
        }
    }
    let mut out = "DROP TABLE ".to_owned();
    push_table(&mut out, engine, name);
    out.push_str(match engine {
        Engine::Postgres if cascade => " CASCADE",
        Engine::Oracle if cascade => " CASCADE CONSTRAINTS",
        _ => "",
    });
    pieces.push(Piece::Alone(out));
    pieces
}

fn rename_table(engine: Engine, from: &TableName, to: &TableName) -> Vec<Piece> {
    if engine == Engine::SqlServer {
        return vec![sp_rename(from.schema.as_ref(), &[&from.name], &to.name, "")];
    }
    let mut out = String::new();
    let mut pieces = Vec::new();
    let mut from = from.clone();
    if engine == Engine::Postgres && from.schema != to.schema {
        out.push_str("ALTER TABLE ");
        push_table(&mut out, engine, &from);
        out.push_str(" SET SCHEMA ");
        out.push_str(&to.schema.as_ref().map_or("public".into(), |schema| ident(engine, schema)));
        pieces.push(Piece::Alone(std::mem::take(&mut out)));
        from.schema.clone_from(&to.schema);
        if from.name == to.name {
            return pieces;
        }
    }
    out.push_str("ALTER TABLE ");
    push_table(&mut out, engine, &from);
    out.push_str(" RENAME TO ");
    if engine.is_mysql_like() {
        push_table(&mut out, engine, to);
    } else {
        push_ident(&mut out, engine, &to.name);
    }
    pieces.push(Piece::Alone(out));
    pieces
}

/// SQL Server takes the first string apart as a name in a statement; the new name stands as it is.
pub(super) fn sp_rename(schema: Option<&Ident>, path: &[&Ident], to: &Ident, what: &str) -> Piece {
    let engine = Engine::SqlServer;
    let path: Vec<_> = schema.iter().chain(path).map(|name| ident(engine, name)).collect();
    let mut out = "EXEC sp_rename ".to_owned();
    push_string(&mut out, engine, &path.join("."));
    out.push_str(", ");
    push_string(&mut out, engine, to.as_str());
    out.push_str(what);
    Piece::Alone(out)
}

/// On PostgreSQL without a scan under lock: NOT VALID first, then VALIDATE, which lets writers go on. A
/// partitioned child takes no NOT VALID (PostgreSQL 15, `s8_live_pg 8f`).
fn add_foreign_key(catalog: &Catalog, table: &TableName, key: &ForeignKey) -> Vec<Piece> {
    let engine = catalog.engine;
    let there = catalog.table(table);
    // What the engine forgot is added again only to be forgotten again, never where it would be kept.
    let is_kept = || there.is_some_and(|there| catalog.keeps_foreign_keys(there.storage_engine.as_ref()));
    match key.force {
        Force::Ignored(IgnoredBecause::InlineReferences) if there.is_some() => return Vec::new(),
        Force::Ignored(IgnoredBecause::StorageEngine) if is_kept() => return Vec::new(),
        _ => {}
    }
    let validate = engine == Engine::Postgres
        && key.force == Force::Enforced
        && !there.is_some_and(|there| there.is_partitioned() || there.partition_of().is_some());
    if engine == Engine::SqlServer {
        let mut out = String::new();
        create::add_foreign_key(&mut out, catalog, table, key);
        return vec![Piece::Alone(out)];
    }
    let mut out = "ADD ".to_owned();
    clause::foreign_key(&mut out, catalog, table, key);
    if validate || engine == Engine::Postgres && key.force == Force::NotValidated {
        out.push_str(" NOT VALID");
    }
    let mut pieces = vec![Piece::action(table, Sort::AddForeignKey, key.name.as_ref(), out)];
    if validate {
        let name = key.name.clone().or_else(|| {
            let mut after = there.cloned().unwrap_or_else(|| Table::new(table.clone()));
            after.foreign_keys.push(key.clone());
            default(engine, &after, ConstraintRef::ForeignKey(after.foreign_keys.len() - 1))
        });
        if let Some(name) = name {
            pieces.push(Piece::After(alter(
                engine,
                table,
                &format!("VALIDATE CONSTRAINT {}", ident(engine, &name)),
            )));
        }
    }
    pieces
}

fn drop_foreign_key(
    catalog: &Catalog,
    table: &TableName,
    path: &ForeignKeyPath,
    found: Option<usize>,
) -> Piece {
    let engine = catalog.engine;
    let there = catalog.table(table);
    let name = found.zip(there).and_then(|(index, there)| {
        let given = there.foreign_keys[index].name.clone();
        given.or_else(|| default(engine, there, ConstraintRef::ForeignKey(index)))
    });
    let name = name.or_else(|| {
        // Of a table that was never read: the name that its only such foreign key would have.
        let mut guess = Table::new(table.clone());
        let parent = TableName { schema: None, name: table.name.clone() };
        guess.foreign_keys.push(ForeignKey::new(
            path.columns.clone(),
            parent,
            crate::Target::ParentPrimaryKey,
        ));
        default(engine, &guess, ConstraintRef::ForeignKey(0))
    });
    let what = if engine.is_mysql_like() { "FOREIGN KEY" } else { "CONSTRAINT" };
    drop_named(engine, table, what, name.as_ref(), Sort::DropForeignKey)
}

/// `DROP what name`. Where the engine alone knows the name, the statement says how to ask for it and does not
/// run as it is.
pub(super) fn drop_named(
    engine: Engine,
    table: &TableName,
    what: &str,
    name: Option<&Ident>,
    sort: Sort,
) -> Piece {
    let text = match name {
        Some(name) => format!("DROP {what} {}", ident(engine, name)),
        None => {
            let mut owner = String::new();
            push_string(&mut owner, engine, table.name.folded());
            match engine {
                Engine::Oracle => format!(
                    "DROP {what} /* name: SELECT constraint_name FROM user_constraints WHERE table_name = {owner} */"
                ),
                Engine::SqlServer => format!(
                    "DROP {what} /* name: SELECT name FROM sys.objects WHERE parent_object_id = OBJECT_ID({owner}) */"
                ),
                _ => format!("DROP {what} /* it has no name */"),
            }
        }
    };
    Piece::action(table, sort, name, text)
}

fn alter_foreign_key(
    catalog: &Catalog,
    table: &TableName,
    path: &ForeignKeyPath,
    edit: ForeignKeyEdit,
) -> Vec<Piece> {
    let engine = catalog.engine;
    let Some(there) = catalog.table(table) else { return Vec::new() };
    let Some(index) = path.find(&there.foreign_keys) else { return Vec::new() };
    let key = &there.foreign_keys[index];
    let name = key.name.clone().or_else(|| default(engine, there, ConstraintRef::ForeignKey(index)));
    let named = name.as_ref().map(|name| ident(engine, name).into_owned());
    let action = match (engine, edit, named) {
        (Engine::Postgres, ForeignKeyEdit::Deferrable(deferrable), Some(name)) => {
            let mut text = format!("ALTER CONSTRAINT {name}");
            match deferrable {
                Deferrable::No => text.push_str(" NOT DEFERRABLE"),
                Deferrable::InitiallyImmediate => text.push_str(" DEFERRABLE INITIALLY IMMEDIATE"),
                Deferrable::InitiallyDeferred => text.push_str(" DEFERRABLE INITIALLY DEFERRED"),
            }
            text
        }
        (Engine::Postgres, ForeignKeyEdit::Validated(true), Some(name)) => {
            return vec![Piece::After(alter(engine, table, &format!("VALIDATE CONSTRAINT {name}")))];
        }
        (Engine::Postgres, ForeignKeyEdit::Enforced(on), Some(name)) => {
            format!("ALTER CONSTRAINT {name}{}", if on { " ENFORCED" } else { " NOT ENFORCED" })
        }
        (Engine::Oracle, ForeignKeyEdit::Validated(on), Some(name)) => {
            format!("MODIFY CONSTRAINT {name} ENABLE{}", if on { " VALIDATE" } else { " NOVALIDATE" })
        }
        (Engine::Oracle, ForeignKeyEdit::Enforced(on), Some(name)) => {
            format!("{} CONSTRAINT {name}", if on { "ENABLE" } else { "DISABLE" })
        }
        (Engine::SqlServer, ForeignKeyEdit::Validated(true), Some(name)) => {
            format!("WITH CHECK CHECK CONSTRAINT {name}")
        }
        (Engine::SqlServer, ForeignKeyEdit::Enforced(on), Some(name)) => {
            format!("{} CONSTRAINT {name}", if on { "CHECK" } else { "NOCHECK" })
        }
        // MySQL and MariaDB have nothing of the kind.
        (Engine::Mysql | Engine::Mariadb, ..) => return Vec::new(),
        _ => {
            let mut after = there.clone();
            let _ = crate::apply::alter_foreign_key(&mut after, path, edit);
            let mut pieces = vec![drop_foreign_key(catalog, table, path, Some(index))];
            pieces.extend(add_foreign_key(catalog, table, &after.foreign_keys[index]));
            return pieces;
        }
    };
    vec![Piece::action(table, Sort::Add, name.as_ref(), action)]
}

fn drop_constraint(catalog: &Catalog, table: &TableName, name: &Ident) -> Vec<Piece> {
    let engine = catalog.engine;
    let there = catalog.table(table);
    match there.and_then(|there| find_constraint(engine, there, name)) {
        Some(ConstraintRef::ForeignKey(_)) if engine.is_mysql_like() => {
            vec![drop_named(engine, table, "FOREIGN KEY", Some(name), Sort::DropForeignKey)]
        }
        Some(ConstraintRef::ForeignKey(_)) => {
            vec![drop_named(engine, table, "CONSTRAINT", Some(name), Sort::DropForeignKey)]
        }
        Some(ConstraintRef::Key(index)) => there
            .map_or_else(Vec::new, |there| key::drop_found(engine, there, &there.keys[index], Some(name))),
        Some(ConstraintRef::Check(_)) | None => {
            vec![drop_named(engine, table, "CONSTRAINT", Some(name), Sort::Drop)]
        }
    }
}

/// `ALTER TABLE table action`.
pub(super) fn alter(engine: Engine, table: &TableName, action: &str) -> String {
    let mut out = String::with_capacity(action.len() + 32);
    out.push_str("ALTER TABLE ");
    push_table(&mut out, engine, table);
    out.push(' ');
    out.push_str(action);
    out
}

fn set(engine: Engine, setting: &Setting) -> Option<String> {
    let switch = |on: Option<bool>| on.map_or("DEFAULT", |on| if on { "1" } else { "0" });
    let mysql = engine.is_mysql_like();
    match setting {
        Setting::ForeignKeyChecks(on) if engine == Engine::Sqlite => {
            on.map(|on| format!("PRAGMA foreign_keys = {}", if on { "ON" } else { "OFF" }))
        }
        Setting::LegacyAlterTable(on) if engine == Engine::Sqlite => {
            Some(format!("PRAGMA legacy_alter_table = {}", if *on == Some(true) { "ON" } else { "OFF" }))
        }
        Setting::ForeignKeyChecks(on) if mysql => Some(format!("SET foreign_key_checks = {}", switch(*on))),
        Setting::ForeignKeyChecks(on) if engine == Engine::Postgres && *on != Some(true) => {
            let role = if on.is_none() { "DEFAULT" } else { "replica" };
            Some(format!("SET session_replication_role = {role}"))
        }
        Setting::DefaultStorageEngine(to) if mysql => {
            Some(format!("SET default_storage_engine = {}", to.as_ref().map_or("DEFAULT", |to| &to.0)))
        }
        Setting::RestrictNonStandardKey(on) if engine == Engine::Mysql => {
            Some(format!("SET restrict_fk_on_non_standard_key = {}", switch(*on)))
        }
        Setting::CurrentSchema(schema) => {
            let schema = schema.as_ref().map(|schema| ident(engine, schema));
            match engine {
                Engine::Postgres => {
                    Some(format!("SET search_path TO {}", schema.as_deref().unwrap_or("DEFAULT")))
                }
                Engine::Oracle => schema.map(|schema| format!("ALTER SESSION SET CURRENT_SCHEMA = {schema}")),
                Engine::Mysql | Engine::Mariadb | Engine::SqlServer => {
                    schema.map(|schema| format!("USE {schema}"))
                }
                Engine::Sqlite => None,
            }
        }
        Setting::Charset(Some(charset)) if mysql => {
            let mut out = String::new();
            let _ = write!(out, "ALTER DATABASE DEFAULT CHARACTER SET {charset}");
            Some(out)
        }
        _ => None,
    }
}

//! SQLite: what ALTER TABLE cannot do is done by building the table anew.

use std::borrow::Cow;
use std::sync::Arc;

use super::alter::{Piece, alter, pieces};
use super::names::{ConstraintRef, find_constraint};
use super::quote::{ident, push_ident, push_string, push_table};
use super::{clause, create};
use crate::semantics::ParentKeyState;
use crate::{
    Catalog, Change, Column, ColumnEdit, ColumnPosition, Engine, Generator, Ident, NameKind, Quoting,
    Semantics, Table, TableName,
};

/// Tables to be built anew, each as it was before the first change that needs it.
#[derive(Default)]
pub(super) struct Rebuilds {
    old: Vec<Arc<Table>>,
}

impl Rebuilds {
    /// Writes a change or keeps it for a rebuild, and applies it to `state`.
    pub(super) fn take(&mut self, change: &Change, state: &mut Cow<'_, Catalog>, out: &mut Vec<String>) {
        // A rename inside a replacement is a rename first, which ALTER TABLE can.
        if let Change::AlterColumn { table, column, edit: ColumnEdit::Replace(new) } = change
            && new.name.as_str() != column.as_str()
        {
            let rename =
                Change::RenameColumn { table: table.clone(), from: column.clone(), to: new.name.clone() };
            self.take(&rename, state, out);
            let edit = ColumnEdit::Replace(new.clone());
            self.take(
                &Change::AlterColumn { table: table.clone(), column: new.name.clone(), edit },
                state,
                out,
            );
            return;
        }
        if let Change::DropTable { name, cascade: true } = change {
            for (table, _, key) in state.foreign_keys() {
                if key.parent == *name && table.name != *name {
                    self.begin(state, &table.name);
                }
            }
        }
        let pending = |table: &TableName| self.old.iter().any(|old| old.name == *table);
        match change {
            Change::CreateTable { .. }
            | Change::DropTable { cascade: false, .. }
            | Change::RenameTable { .. }
            | Change::RenameColumn { .. }
            | Change::Set(_) => {
                self.flush(state, out);
                write(change, state, out);
            }
            Change::DropTable { .. } => {
                let _ = state.to_mut().apply(change);
                self.flush(state, out);
                let drop = Change::DropTable {
                    name: change.table().cloned().unwrap_or_else(unnamed),
                    cascade: false,
                };
                write(&drop, state, out);
                return;
            }
            _ => match change.table() {
                Some(table) if pending(table) => {}
                Some(table)
                    if needs_rebuild(change, state) && state.table(table).is_some_and(Table::is_whole) =>
                {
                    self.begin(state, &table.clone());
                }
                _ => write(change, state, out),
            },
        }
        let _ = state.to_mut().apply(change);
    }

    fn begin(&mut self, state: &Catalog, table: &TableName) {
        if let Some(table) = state.tables.get(table)
            && !self.old.iter().any(|old| old.name == table.name)
        {
            self.old.push(Arc::clone(table));
        }
    }

    /// Writes all rebuilds in one transaction. `PRAGMA foreign_keys` does nothing inside one
    /// (`s5_sqlite 5a`), and while it is ON the drop of the old table deletes the children's rows
    /// (`s5_sqlite 5f3`). With `legacy_alter_table` views and triggers that name the table do not stand in the
    /// way of its new name.
    pub(super) fn flush(&mut self, state: &Catalog, out: &mut Vec<String>) {
        if self.old.is_empty() {
            return;
        }
        out.extend(
            ["PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON", "BEGIN IMMEDIATE"]
                .map(String::from),
        );
        let mut checks = Vec::new();
        for old in std::mem::take(&mut self.old) {
            if let Some(new) = state.table(&old.name) {
                rebuild(state, &old, new, out);
                if can_be_checked(state, new) {
                    checks.push(new.name.clone());
                }
            }
        }
        for table in checks {
            let schema = table
                .schema
                .as_ref()
                .map_or(String::new(), |schema| format!("{}.", ident(Engine::Sqlite, schema)));
            out.push(format!("PRAGMA {schema}foreign_key_check({})", ident(Engine::Sqlite, &table.name)));
        }
        out.extend(
            ["COMMIT", "PRAGMA legacy_alter_table = OFF", "PRAGMA foreign_keys = ON"].map(String::from),
        );
    }
}

/// Whether `PRAGMA foreign_key_check` has an answer for the table: it fails with "foreign key mismatch" where the columns
/// that one of its foreign keys refers to are no key (`s5_sqlite 5c`).
fn can_be_checked(state: &Catalog, table: &Table) -> bool {
    let facts = Semantics::for_catalog(state);
    table.foreign_keys.iter().all(|key| {
        let parent = state.parent(key).filter(|parent| parent.is_whole());
        parent.is_none_or(|parent| {
            state
                .parent_columns(key)
                .is_some_and(|columns| facts.parent_key_state(parent, &columns) == ParentKeyState::Unique)
        })
    })
}

fn unnamed() -> TableName {
    TableName { schema: None, name: Ident::new(Engine::Sqlite, NameKind::Table, "", Quoting::Quoted) }
}

/// Writes a change that ALTER TABLE can do, or that must be refused loudly.
fn write(change: &Change, state: &Catalog, out: &mut Vec<String>) {
    if let Change::RenameConstraint { table, from, to } = change
        && let Some(there) = state.table(table)
        && let Some(ConstraintRef::Key(index)) = find_constraint(Engine::Sqlite, there, from)
    {
        let mut text = String::new();
        create::drop_index(&mut text, Engine::Sqlite, table, from);
        out.push(std::mem::take(&mut text));
        let mut key = there.keys[index].clone();
        key.name = Some(to.clone());
        clause::create_index(&mut text, Engine::Sqlite, there, &key);
        out.push(text);
        return;
    }
    for piece in pieces(change, state) {
        out.push(match piece {
            Piece::Action(action) => alter(Engine::Sqlite, &action.table, &action.text),
            Piece::After(text) | Piece::Alone(text) => text,
        });
    }
}

/// Whether SQLite's ALTER TABLE and CREATE/DROP INDEX cannot do it.
fn needs_rebuild(change: &Change, state: &Catalog) -> bool {
    let Some(table) = change.table().and_then(|name| state.table(name)) else { return false };
    let is_index = |index: usize| !create::stands_in_table(Engine::Sqlite, &table.keys[index]);
    match change {
        Change::AddKey { key, .. } => create::stands_in_table(Engine::Sqlite, key),
        Change::DropKey { key, .. } => {
            crate::apply::find_key(table, Engine::Sqlite, key).is_some_and(|index| !is_index(index))
        }
        Change::DropConstraint { name, .. } | Change::RenameConstraint { from: name, .. } => {
            match find_constraint(Engine::Sqlite, table, name) {
                Some(ConstraintRef::Key(index)) => !is_index(index),
                Some(_) => true,
                None => false,
            }
        }
        Change::AddColumn { column, position, .. } => {
            let last = match position {
                ColumnPosition::Last => true,
                ColumnPosition::First => table.columns.is_empty(),
                ColumnPosition::After(before) => {
                    table.columns.last().is_some_and(|last| last.name == *before)
                }
            };
            let default = column.default.as_deref();
            // ADD COLUMN takes constants alone, and NOT NULL only with one.
            let constant = default.is_none_or(|text| {
                clause::is_plain_default(Engine::Sqlite, text)
                    && !text.to_ascii_lowercase().starts_with("current_")
            });
            !last
                || !constant
                || column.not_null && default.is_none_or(|text| text.eq_ignore_ascii_case("null"))
                || column.generated.as_ref().is_some_and(|generated| generated.stored)
        }
        Change::DropColumn { column, .. } => {
            let mut after = table.clone();
            let _ = crate::apply::drop_column(&mut after, Engine::Sqlite, column);
            let same = |other: &Table| {
                other.keys.len() == table.keys.len()
                    && other.foreign_keys.len() == table.foreign_keys.len()
                    && other.checks.len() == table.checks.len()
            };
            !same(&after)
        }
        Change::AlterColumn { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AlterForeignKey { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. } => true,
        _ => false,
    }
}

fn rebuild(state: &Catalog, old: &Table, new: &Table, out: &mut Vec<String>) {
    let engine = Engine::Sqlite;
    let fresh = fresh_name(state, &new.name);
    let mut text = String::new();
    // Foreign keys to the table itself go on naming it: that is the name it gets in the end.
    create::table(&mut text, state, new, &fresh, false, &|_| true);
    out.push(std::mem::take(&mut text));

    let kept: Vec<&Ident> = new
        .columns
        .iter()
        .filter(|column| column.generated.is_none())
        .map(|column| &column.name)
        .filter(|name| old.column(name).is_some())
        .collect();
    if !kept.is_empty() {
        let names = kept.iter().map(|name| ident(engine, name));
        let columns: Vec<_> = rowid(old, new).map(Cow::Borrowed).into_iter().chain(names).collect();
        let columns = columns.join(", ");
        text.push_str("INSERT INTO ");
        push_table(&mut text, engine, &fresh);
        text.push_str(&format!(" ({columns}) SELECT {columns} FROM "));
        push_table(&mut text, engine, &new.name);
        out.push(std::mem::take(&mut text));
    }
    let counts =
        |table: &Table| table.columns.iter().any(|column| column.generator == Some(Generator::AutoIncrement));
    if counts(old) && counts(new) {
        keep_sequence(&fresh, &new.name, out);
    }
    text.push_str("DROP TABLE ");
    push_table(&mut text, engine, &new.name);
    out.push(std::mem::take(&mut text));
    text.push_str("RENAME TO ");
    push_ident(&mut text, engine, &new.name.name);
    out.push(alter(engine, &fresh, &text));
    for key in new.keys.iter().filter(|key| !create::stands_in_table(engine, key)) {
        let mut text = String::new();
        clause::create_index(&mut text, engine, new, key);
        out.push(text);
    }
}

/// The name of the rowid of a table in which no column is one: copied, or rows would be numbered anew, and what refers to
/// them by it (full-text indexes with their content elsewhere) would find others (`s5_sqlite 5j`).
fn rowid(old: &Table, new: &Table) -> Option<&'static str> {
    if [old, new].iter().any(|table| table.without_rowid) || new.rowid_alias().is_some() {
        return None;
    }
    let is_free = |name: &&str| {
        let hides = |column: &Column| column.name.as_str().eq_ignore_ascii_case(name);
        ![old, new].iter().any(|table| table.columns.iter().any(hides))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(is_free)
}

/// Without this, AUTOINCREMENT would give out numbers again that deleted rows had (`s5_sqlite 5i`).
fn keep_sequence(fresh: &TableName, name: &TableName, out: &mut Vec<String>) {
    let literal = |table: &TableName| {
        let mut text = String::new();
        push_string(&mut text, Engine::Sqlite, table.name.as_str());
        text
    };
    let schema =
        name.schema.as_ref().map_or(String::new(), |schema| format!("{}.", ident(Engine::Sqlite, schema)));
    let (new, old) = (literal(fresh), literal(name));
    out.push(format!("DELETE FROM {schema}sqlite_sequence WHERE name = {new}"));
    out.push(format!(
        "INSERT INTO {schema}sqlite_sequence (name, seq) SELECT {new}, seq FROM {schema}sqlite_sequence WHERE name = {old}"
    ));
}

/// `t__new`, or with more underscores where that is taken.
fn fresh_name(state: &Catalog, name: &TableName) -> TableName {
    let mut text = format!("{}__new", name.name);
    loop {
        let fresh = Ident::new(Engine::Sqlite, NameKind::Table, &text, Quoting::Quoted);
        let fresh = TableName { schema: name.schema.clone(), name: fresh };
        if state.table(&fresh).is_none() {
            return fresh;
        }
        text.push('_');
    }
}

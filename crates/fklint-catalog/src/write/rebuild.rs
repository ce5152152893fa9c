//! SQLite: what ALTER TABLE cannot do is done by building the table anew.

use std::borrow::Cow;
use std::sync::Arc;

use super::alter::{Piece, alter, pieces};
use super::names::{ConstraintRef, find_constraint};
use super::quote::{ident, push_ident, push_string, push_table};
use super::{clause, create};
use crate::semantics::ParentKeyState;
use crate::{
    Catalog, Change, Column, ColumnEdit, ColumnPosition, Engine, Generator, Ident, Key, NameKind, Quoting,
    Semantics, Table, TableName,
};

/// The words of users, in which SQLite keeps what they made.
pub trait Wording {
    /// A `CREATE TABLE` that makes exactly this table, its indexes aside.
    fn table(&self, table: &Table) -> Option<String>;

    /// A `CREATE INDEX` that makes exactly this key.
    fn index(&self, table: &Table, key: &Key) -> Option<String>;

    /// Whether the words make a rowid beside the column that looks like one: `INTEGER PRIMARY KEY DESC`.
    fn hides_rowid(&self, table: &Table) -> bool;
}

/// Tables to be built anew, each as it was before the first change that needs it.
#[derive(Default)]
pub(super) struct Rebuilds<'w> {
    old: Vec<Arc<Table>>,
    wording: Option<&'w dyn Wording>,
}

impl<'w> Rebuilds<'w> {
    pub(super) const fn new(wording: Option<&'w dyn Wording>) -> Self {
        Self { old: Vec::new(), wording }
    }

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
                self.write(change, state, out);
            }
            Change::DropTable { .. } => {
                let _ = state.to_mut().apply(change);
                self.flush(state, out);
                let drop = Change::DropTable {
                    name: change.table().cloned().unwrap_or_else(unnamed),
                    cascade: false,
                };
                self.write(&drop, state, out);
                return;
            }
            _ => match change.table() {
                Some(table) if pending(table) => {}
                Some(table)
                    if needs_rebuild(change, state) && state.table(table).is_some_and(Table::is_whole) =>
                {
                    self.begin(state, &table.clone());
                }
                _ => self.write(change, state, out),
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
                self.rebuild(state, &old, new, out);
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

    /// Writes a change that ALTER TABLE can do, or that must be refused loudly.
    fn write(&self, change: &Change, state: &Catalog, out: &mut Vec<String>) {
        if let Change::RenameConstraint { table, from, to } = change
            && let Some(there) = state.table(table)
            && let Some(ConstraintRef::Key(index)) = find_constraint(Engine::Sqlite, there, from)
        {
            let mut text = String::new();
            create::drop_index(&mut text, Engine::Sqlite, table, from);
            out.push(text);
            let mut key = there.keys[index].clone();
            key.name = Some(to.clone());
            out.push(self.index(there, &key));
            return;
        }
        if let Change::AddKey { table, key } = change
            && let Some(words) =
                self.wording.zip(state.table(table)).and_then(|(w, table)| w.index(table, key))
        {
            out.push(words);
            return;
        }
        for piece in pieces(change, state) {
            out.push(match piece {
                Piece::Action(action) => alter(Engine::Sqlite, &action.table, &action.text),
                Piece::After(text) | Piece::Alone(text) => text,
            });
        }
    }

    fn index(&self, table: &Table, key: &Key) -> String {
        self.wording.and_then(|words| words.index(table, key)).unwrap_or_else(|| {
            let mut text = String::new();
            clause::create_index(&mut text, Engine::Sqlite, table, key);
            text
        })
    }

    fn rebuild(&self, state: &Catalog, old: &Table, new: &Table, out: &mut Vec<String>) {
        let engine = Engine::Sqlite;
        let rename = |from: &TableName, to: &TableName| {
            let mut text = "RENAME TO ".to_owned();
            push_ident(&mut text, engine, &to.name);
            alter(engine, from, &text)
        };
        // RENAME writes the name into the words, in quotes: where they are to stay as they are, the old table gets another
        // name, and not the new one.
        let (made, emptied) = if self.wording.is_some() {
            (new.name.clone(), fresh_name(state, &new.name, "old"))
        } else {
            (fresh_name(state, &new.name, "new"), new.name.clone())
        };
        if self.wording.is_some() {
            out.push(rename(&made, &emptied));
        }
        out.push(self.wording.and_then(|words| words.table(new)).unwrap_or_else(|| {
            let mut text = String::new();
            // Foreign keys to the table itself go on naming it: that is the name it gets in the end.
            create::table(&mut text, state, new, &made, false, &|_| true);
            text
        }));
        let kept = new
            .columns
            .iter()
            .filter(|column| column.generated.is_none())
            .map(|column| &column.name)
            .filter(|name| old.column(name).is_some())
            .map(|name| ident(engine, name));
        let mut columns: Vec<_> = kept.collect();
        if !columns.is_empty() {
            let hidden = self.wording.is_some_and(|words| words.hides_rowid(new));
            columns.splice(0..0, rowid(old, new, hidden).map(Cow::Borrowed));
            let columns = columns.join(", ");
            let mut text = "INSERT INTO ".to_owned();
            push_table(&mut text, engine, &made);
            text.push_str(&format!(" ({columns}) SELECT {columns} FROM "));
            push_table(&mut text, engine, &emptied);
            out.push(text);
        }
        let counts = |table: &Table| {
            table.columns.iter().any(|column| column.generator == Some(Generator::AutoIncrement))
        };
        if counts(old) && counts(new) {
            keep_sequence(&made, &emptied, out);
        }
        let mut text = "DROP TABLE ".to_owned();
        push_table(&mut text, engine, &emptied);
        out.push(text);
        if self.wording.is_none() {
            out.push(rename(&made, &emptied));
        }
        let indexes = new.keys.iter().filter(|key| !create::stands_in_table(engine, key));
        out.extend(indexes.map(|key| self.index(new, key)));
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

/// The name of the rowid of a table in which no column is one: copied, or rows would be numbered anew, and what refers to
/// them by it (full-text indexes with their content elsewhere) would find others (`s5_sqlite 5j`).
fn rowid(old: &Table, new: &Table, hidden: bool) -> Option<&'static str> {
    if [old, new].iter().any(|table| table.without_rowid) || new.rowid_alias().is_some() && !hidden {
        return None;
    }
    let is_free = |name: &&str| {
        let hides = |column: &Column| column.name.as_str().eq_ignore_ascii_case(name);
        ![old, new].iter().any(|table| table.columns.iter().any(hides))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(is_free)
}

/// Without this, AUTOINCREMENT would give out numbers again that deleted rows had (`s5_sqlite 5i`).
fn keep_sequence(made: &TableName, emptied: &TableName, out: &mut Vec<String>) {
    let literal = |table: &TableName| {
        let mut text = String::new();
        push_string(&mut text, Engine::Sqlite, table.name.as_str());
        text
    };
    let schema =
        made.schema.as_ref().map_or(String::new(), |schema| format!("{}.", ident(Engine::Sqlite, schema)));
    let (new, old) = (literal(made), literal(emptied));
    out.push(format!("DELETE FROM {schema}sqlite_sequence WHERE name = {new}"));
    out.push(format!(
        "INSERT INTO {schema}sqlite_sequence (name, seq) SELECT {new}, seq FROM {schema}sqlite_sequence WHERE name = {old}"
    ));
}

/// `t__new` or `t__old`, or with more underscores where that is taken.
fn fresh_name(state: &Catalog, name: &TableName, end: &str) -> TableName {
    let mut text = format!("{}__{end}", name.name);
    loop {
        let fresh = Ident::new(Engine::Sqlite, NameKind::Table, &text, Quoting::Quoted);
        let fresh = TableName { schema: name.schema.clone(), name: fresh };
        if state.table(&fresh).is_none() {
            return fresh;
        }
        text.push('_');
    }
}

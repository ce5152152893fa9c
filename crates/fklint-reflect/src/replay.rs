//! Adding up the statements of all scripts: names resolved, what was pending completed, changes applied.

mod heirs;
mod indexes;
mod names;

use std::sync::{Arc, OnceLock};

use fklint_catalog::semantics::InlineReferences;
use fklint_catalog::write::{ConstraintRef, find_constraint};
use fklint_catalog::{
    Catalog, Change, Column, ColumnEdit, Completeness, Engine, Force, ForeignKeyPath, History, Ident,
    IgnoredBecause, KeyRef, Script, Semantics, Setting, Statement, StatementKind, Table, TableName, Version,
};
use fklint_source::{FileId, Place};
use rustc_hash::FxHashMap;

use crate::ddl::{Marks, Rest, read_with};
use crate::origins::Origin;
use crate::{
    Directive, Mark, MarkedObject, Origins, Pending, ReadStatement, Reflection, ScriptSource, Tally,
};

/// Runs the statements of `scripts` in their order on an empty catalog.
///
/// A change that does not fit is left out of the catalog and kept in the history: the script may rely on what
/// was not read.
#[must_use]
pub fn replay(engine: Engine, version: Option<Version>, scripts: Vec<ScriptSource>) -> Reflection {
    let mut replay = Replay::new(engine, version);
    scripts.into_iter().for_each(|script| replay.whole(script));
    replay.finish()
}

/// The schema after each of `scripts`, when they run as [`replay`] runs them.
#[must_use]
pub fn states(
    engine: Engine,
    version: Option<Version>,
    scripts: impl IntoIterator<Item = ScriptSource>,
) -> Vec<Catalog> {
    let mut replay = Replay::new(engine, version);
    let after = |script| {
        replay.whole(script);
        replay.catalog.clone()
    };
    scripts.into_iter().map(after).collect()
}

/// Reads the one script of a schema and runs its statements on an empty catalog, as [`replay`] does, while those
/// behind them are still read.
#[must_use]
pub fn reflect(
    engine: Engine,
    version: Option<Version>,
    (file, script): (FileId, Script),
    text: &Arc<Vec<u8>>,
) -> Reflection {
    let mut replay = Replay::new(engine, version);
    replay.origins.text = Some((Arc::clone(text), engine));
    replay.script(script.name, script.migration);
    let ((), Rest { directives, tally }) = read_with(text, engine, Marks::LeftOut, |planned, statements| {
        replay.statements(file, planned, statements);
    });
    replay.rest(file, directives, tally);
    replay.finish()
}

struct Replay {
    catalog: Catalog,
    inline_honoured: bool,
    history: History,
    origins: Origins,
    directives: Vec<(FileId, Directive)>,
    tally: Tally,
    /// Which table an index was last made on: for `DROP INDEX i`, which does not say. Made when it is first asked.
    index_owner: Option<FxHashMap<Ident, TableName>>,
    /// Some table has partitions, or others inherit from it.
    has_heirs: bool,
}

impl Replay {
    fn new(engine: Engine, version: Option<Version>) -> Self {
        let catalog = Catalog::new(engine, version);
        let semantics = Semantics::for_catalog(&catalog);
        Self {
            catalog,
            inline_honoured: semantics.inline_references == InlineReferences::Honoured,
            history: History::default(),
            origins: Origins::default(),
            directives: Vec::new(),
            tally: Tally::default(),
            index_owner: None,
            has_heirs: false,
        }
    }

    fn whole(&mut self, ScriptSource { file, name, migration, read }: ScriptSource) {
        self.script(name, migration);
        self.statements(file, read.statements.len(), read.statements);
        self.rest(file, read.directives, read.tally);
    }

    /// Begins a script.
    fn script(&mut self, name: String, migration: bool) {
        self.history.scripts.push(Script { name, migration });
        // Each script has its own session.
        self.catalog.settings.current_schema = None;
        self.catalog.settings.foreign_key_checks = None;
        self.catalog.settings.legacy_alter_table = None;
    }

    /// The statements of the last script, about `count` of them.
    fn statements(
        &mut self,
        file: FileId,
        count: usize,
        statements: impl IntoIterator<Item = ReadStatement>,
    ) {
        let script = self.history.scripts.len() as u32 - 1;
        self.history.statements.reserve(count);
        self.origins.statements.reserve(count);
        for statement in statements {
            if !statement.down {
                self.statement(script, file, statement);
            }
        }
    }

    /// What the last script says beside its statements.
    fn rest(&mut self, file: FileId, directives: Vec<Directive>, tally: Tally) {
        self.tally += tally;
        for directive in directives {
            self.origins.directives.push(Place { file, span: directive.span });
            self.directives.push((file, directive));
        }
    }

    fn statement(&mut self, script: u32, file: FileId, read: ReadStatement) {
        let index = self.history.statements.len() as u32;
        let copies = read.copies_columns();
        let left_out = self.origins.text.is_some() && read.can_be_read_again();
        let ReadStatement { span, mut kind, mut changes, pending, mut marks, dynamic, fault, .. } = read;
        // In the order of the changes that they complete.
        let mut pending = pending.iter().peekable();
        let changes_nothing = pending.next_if(|(_, matter)| *matter == Pending::IndexesAlone).is_some()
            && self.adds_what_it_drops(&changes);
        let applies = kind == StatementKind::Definition
            && !changes_nothing
            && !(dynamic && changes.iter().any(is_about_an_argument));
        if let StatementKind::Rows { reads, writes } = &mut kind {
            reads.iter_mut().chain(writes).for_each(|name| self.qualify(name));
        }
        for (nth, change) in changes.iter_mut().enumerate() {
            self.resolve(change);
            let written = if copies { written_columns(change) } else { Vec::new() };
            let mut fits = !dynamic || self.may_rename(change);
            while let Some((_, matter)) = pending.next_if(|(index, _)| usize::from(*index) == nth) {
                self.history.clauses.extend(matter.clauses(index, nth as u16));
                if *matter == Pending::UnlessNamed {
                    self.history.unless_named.push((index, nth as u16));
                }
                fits &= self.complete(change, matter);
                if applies && fits {
                    self.hand_over(change, matter);
                }
            }
            if applies && fits {
                self.inherit(change);
                self.apply(change, index, nth as u16);
            }
            move_marks(&mut marks, nth, change, &written);
        }
        if applies {
            self.change_heirs(&mut changes, index);
        }
        self.history.statements.push(Statement { script, kind, changes, dynamic });
        let marks = if left_out { OnceLock::new() } else { marks.into() };
        self.origins.statements.push(Origin { file, span, marks, fault });
    }

    /// Whether the change could be made.
    fn apply(&mut self, change: &mut Change, statement: u32, nth: u16) -> bool {
        if let Change::Set(setting) = change {
            self.set(setting);
            return true;
        }
        self.keep_names(change);
        let never_null = self.primary_key_that_goes(change);
        if self.catalog.apply(change).is_err() {
            return false;
        }
        for column in never_null {
            let Some(table) = change.table().cloned() else { continue };
            let edit = ColumnEdit::NotNull(true);
            // A column of a primary key that was there just before.
            let _ = self.catalog.apply(&Change::AlterColumn { table, column, edit });
        }
        self.remember_indexes(change);
        // The table as it now is, with what creating it decided (a storage engine by default, lost keys).
        if let Change::CreateTable { table: created, .. } = change
            && let Some(kept) = self.catalog.shared(&created.name)
        {
            *created = kept;
        }
        let changes = &mut self.origins.changes;
        if let Change::RenameTable { from, to } = change {
            let mut entries = changes.remove(from).unwrap_or_default();
            entries.push((statement, nth));
            changes.insert(to.clone(), entries);
        } else if let Some(table) = change.table() {
            match changes.get_mut(table) {
                Some(entries) => entries.push((statement, nth)),
                None => drop(changes.insert(table.clone(), vec![(statement, nth)])),
            }
        }
        true
    }

    fn set(&mut self, setting: &mut Setting) {
        if let Setting::CurrentSchema(Some(schema)) = setting
            && self.catalog.engine.is_mysql_like()
            && self.catalog.is_empty()
            && self.catalog.default_schema.is_none()
        {
            // The first database that a script uses is the one it is about.
            self.catalog.default_schema = Some(schema.clone());
        }
        // Setting what exists cannot fail.
        let _ = self.catalog.apply(&Change::Set(setting.clone()));
    }

    /// Gives every table name of a change the schema that it means.
    fn resolve(&self, change: &mut Change) {
        match change {
            Change::CreateTable { table, .. } => {
                let table = Arc::make_mut(table);
                self.qualify_new(&mut table.name);
                let own = table.name.clone();
                for key in &mut table.foreign_keys {
                    self.qualify_parent(&mut key.parent, &own);
                    self.settle_inline(&mut key.force);
                    // A new table has no rows: PostgreSQL 15 and 18 hold its NOT VALID for validated.
                    if self.catalog.engine == Engine::Postgres && key.force == Force::NotValidated {
                        key.force = Force::Enforced;
                    }
                }
                if !table.inherits.is_empty() {
                    table.inherits.iter_mut().for_each(|name| self.qualify(name));
                }
                if let fklint_catalog::TableKind::Partition { of, .. } = &mut table.kind {
                    self.qualify(of);
                }
            }
            Change::AddForeignKey { table, foreign_key } => {
                self.qualify(table);
                self.qualify_parent(&mut foreign_key.parent, table);
                self.settle_inline(&mut foreign_key.force);
            }
            Change::RenameTable { from, to } => {
                self.qualify(from);
                if to.schema.is_none() && self.catalog.engine != Engine::Mysql {
                    to.schema.clone_from(&from.schema);
                } else {
                    self.qualify_new(to);
                }
            }
            Change::AttachPartition { parent, child, .. } | Change::DetachPartition { parent, child } => {
                self.qualify(parent);
                self.qualify(child);
            }
            Change::DropTable { name: table, .. }
            | Change::AddColumn { table, .. }
            | Change::DropColumn { table, .. }
            | Change::RenameColumn { table, .. }
            | Change::AlterColumn { table, .. }
            | Change::AddKey { table, .. }
            | Change::DropKey { table, .. }
            | Change::DropForeignKey { table, .. }
            | Change::AlterForeignKey { table, .. }
            | Change::DropConstraint { table, .. }
            | Change::RenameConstraint { table, .. }
            | Change::AddCheck { table, .. }
            | Change::DropCheck { table, .. }
            | Change::AlterTable { table, .. }
            | Change::SetStorageEngine { table, .. } => self.qualify(table),
            Change::Set(_) => {}
        }
    }

    /// MySQL 9.7 and MariaDB 10.11 look for an unqualified parent in the child's database, whichever is in use;
    /// the others in the current schema, where the table that is being made already counts.
    fn qualify_parent(&self, parent: &mut TableName, own: &TableName) {
        let current = self.catalog.settings.current_schema.as_ref();
        let beside = own.schema.as_ref()
            == current.filter(|schema| self.catalog.default_schema.as_ref() != Some(schema));
        let is_own = parent.name == own.name && (beside || self.catalog.table(parent).is_none());
        if parent.schema.is_none() && (self.catalog.engine.is_mysql_like() || is_own) {
            parent.schema.clone_from(&own.schema);
        } else {
            self.qualify(parent);
        }
    }

    /// Column-level REFERENCES, which the reader marks as ignored, hold where this version honours them.
    fn settle_inline(&self, force: &mut Force) {
        if self.inline_honoured && *force == Force::Ignored(IgnoredBecause::InlineReferences) {
            *force = Force::Enforced;
        }
    }

    fn qualify_new(&self, name: &mut TableName) {
        if name.schema.is_none() {
            name.schema.clone_from(&self.catalog.settings.current_schema);
        }
        self.drop_default(name);
    }

    /// An unqualified name means the current schema's table, or the default schema's where that has none.
    fn qualify(&self, name: &mut TableName) {
        if name.schema.is_none()
            && let Some(current) = &self.catalog.settings.current_schema
        {
            let mut qualified = TableName { schema: Some(current.clone()), name: name.name.clone() };
            self.drop_default(&mut qualified);
            if self.catalog.table(&qualified).is_some() || self.catalog.table(name).is_none() {
                *name = qualified;
            }
        }
        self.drop_default(name);
    }

    fn drop_default(&self, name: &mut TableName) {
        if name.schema.is_some() && name.schema == self.catalog.default_schema {
            name.schema = None;
        }
    }

    /// Completes what the statement alone could not tell; false when the change cannot be made.
    fn complete(&mut self, change: &mut Change, pending: &Pending) -> bool {
        match (pending, change) {
            (Pending::ColumnsOf { table: from, keys, behind }, Change::CreateTable { table, .. }) => {
                let mut from = from.clone();
                self.qualify(&mut from);
                let at = table.columns.len().saturating_sub(usize::from(*behind));
                copy_columns(Arc::make_mut(table), self.catalog.table(&from), *keys, at);
                true
            }
            (Pending::PartsOf(index), Change::AddKey { table, key }) => {
                let lender = self
                    .catalog
                    .table(table)
                    .and_then(|table| table.keys.iter().find(|key| key.name.as_ref() == Some(index)));
                if let Some(lender) = lender {
                    key.parts.clone_from(&lender.parts);
                    key.name.get_or_insert_with(|| index.clone());
                }
                lender.is_some()
            }
            (Pending::ForeignKeyNamed(name), Change::AlterForeignKey { table, foreign_key, .. }) => {
                let found = self.catalog.table(table).and_then(|table| {
                    match find_constraint(self.catalog.engine, table, name)? {
                        ConstraintRef::ForeignKey(index) => {
                            Some(ForeignKeyPath::of(&table.foreign_keys, index))
                        }
                        _ => None,
                    }
                });
                let is_foreign_key = found.is_some();
                if let Some(path) = found {
                    *foreign_key = path;
                }
                is_foreign_key
            }
            (Pending::OwnerOfIndex, Change::DropKey { table, key: KeyRef::Named(index) })
            | (Pending::OwnerOfIndex, Change::RenameConstraint { table, from: index, .. }) => {
                let owner = self.owner(index);
                if let Some(owner) = owner {
                    *table = owner.clone();
                }
                owner.is_some()
            }
            _ => true,
        }
    }

    /// `INHERITS (p, q)`: their columns before its own, but not their keys.
    fn inherit(&self, change: &mut Change) {
        let Change::CreateTable { table, .. } = change else { return };
        let mut at = 0;
        for parent in table.inherits.clone() {
            at = copy_columns(Arc::make_mut(table), self.catalog.table(&parent), false, at);
        }
    }

    /// An index that a constraint takes over is the constraint's from then on, under the constraint's name.
    fn hand_over(&mut self, change: &Change, pending: &Pending) {
        if let (Pending::PartsOf(index), Change::AddKey { table, .. }) = (pending, change) {
            let key = KeyRef::Named(index.clone());
            // It was found there just before.
            let _ = self.catalog.apply(&Change::DropKey { table: table.clone(), key });
        }
    }

    fn finish(self) -> Reflection {
        let Self { catalog, history, origins, directives, tally, .. } = self;
        Reflection { catalog, history, origins, directives, tally }
    }
}

/// `LIKE from`, `INHERITS (from)` and `PARTITION OF from`: the columns of `from` come to stand at `at`, also those
/// that the statement names itself, which keep what they say. Those of a primary key are NOT NULL in a copy too.
/// Returns where the copied columns end.
fn copy_columns(table: &mut Table, from: Option<&Table>, keys: bool, mut at: usize) -> usize {
    let Some(from) = from else {
        table.completeness = Completeness::ColumnsUnknown;
        return at;
    };
    if !from.is_whole() {
        table.completeness = Completeness::ColumnsUnknown;
    }
    let primary = from.primary_key();
    for column in &from.columns {
        let is_primary = primary.is_some_and(|key| key.columns().any(|part| *part == column.name));
        let not_null = column.not_null || !keys && is_primary;
        let mut copy = Column { not_null, ..column.clone() };
        if let Some(own) = table.columns.iter().position(|own| own.name == column.name) {
            if own < at {
                // A parent before this one has it too.
                table.columns[own].not_null |= copy.not_null;
                continue;
            }
            copy = merged(table.columns.remove(own), copy);
        }
        table.columns.insert(at, copy);
        at += 1;
    }
    if keys {
        let copies = from.keys.iter().map(|key| fklint_catalog::Key { name: None, ..key.clone() });
        table.keys.extend(copies);
    }
    if table.storage_engine.is_none() {
        table.storage_engine.clone_from(&from.storage_engine);
    }
    at
}

/// A column that a table names itself and takes from another: without a type (`PARTITION OF p (a DEFAULT 1)`) it
/// says only what it has besides.
fn merged(own: Column, copy: Column) -> Column {
    let not_null = own.not_null || copy.not_null;
    if own.data_type.as_str().is_empty() {
        return Column { name: own.name, not_null, default: own.default.or(copy.default), ..copy };
    }
    let makes = own.generator.is_some() || own.generated.is_some();
    let default = own.default.clone().or(copy.default.filter(|_| !makes));
    Column { not_null, default, ..own }
}

/// The columns that a `CREATE TABLE` lists, by which its marks count.
fn written_columns(change: &Change) -> Vec<Ident> {
    match change {
        Change::CreateTable { table, .. } => table.columns.iter().map(|column| column.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Lets the marks of columns follow them to where copied columns have shifted them.
fn move_marks(marks: &mut [Mark], change: usize, made: &Change, written: &[Ident]) {
    let Change::CreateTable { table, .. } = made else { return };
    if table.columns.iter().map(|column| &column.name).take(written.len()).eq(written) {
        return;
    }
    for mark in marks.iter_mut().filter(|mark| usize::from(mark.change) == change) {
        if let MarkedObject::Column(index) = &mut mark.object
            && let Some(name) = written.get(usize::from(*index))
            && let Some(now) = table.columns.iter().position(|column| column.name == *name)
        {
            *index = now as u16;
        }
    }
}

/// `format('CREATE TABLE %I …', …)`: which table, only the run tells.
fn is_about_an_argument(change: &Change) -> bool {
    let parent = match change {
        Change::AddForeignKey { foreign_key, .. } => Some(&foreign_key.parent),
        _ => None,
    };
    change.table().into_iter().chain(parent).any(|table| table.name.as_str().contains('%'))
}

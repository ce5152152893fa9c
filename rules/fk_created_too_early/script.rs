//! Goes through the statements in the order in which they run, and keeps which tables exist.

use fklint_catalog::semantics::ForwardReference;
use fklint_catalog::{
    Change, ForeignKey, ForeignKeyPath, ObjectPath, Setting, Statement, StatementKind, TableKind, TableName,
};
use fklint_rule::{Cx, FxHashMap, FxHashSet};

use super::Evidence;

/// A foreign key whose parent has not been seen.
struct Waiting<'c> {
    statement: u32,
    script: u32,
    table: &'c TableName,
    key: &'c ForeignKey,
    in_create: bool,
}

#[derive(Default)]
struct Walk<'c> {
    existing: FxHashSet<&'c TableName>,
    /// The table that was altered last, if nothing has gone since: most are altered several times in a row.
    altered: Option<&'c TableName>,
    /// By parent.
    waiting: FxHashMap<&'c TableName, Vec<Waiting<'c>>>,
    script: u32,
    checks_off: bool,
    told: FxHashSet<ObjectPath>,
}

/// Pushes every foreign key whose parent is created by a later statement.
pub(super) fn walk<'c>(cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
    let mut walk = Walk::default();
    for (index, statement) in (0..).zip(&cx.history.statements) {
        if statement.script != walk.script {
            walk.enter(cx, statement.script);
        }
        match &statement.kind {
            StatementKind::Definition => walk.define(cx, index, statement, found),
            // Tables that hold rows exist, wherever they were created.
            StatementKind::Rows { reads, writes } => walk.existing.extend(reads.iter().chain(writes)),
            StatementKind::Transaction(_) | StatementKind::Unreadable(_) | StatementKind::Opaque => {}
        }
    }
}

impl<'c> Walk<'c> {
    /// Each script has a session of its own. The order of files is known among migrations alone.
    fn enter(&mut self, cx: Cx<'c>, script: u32) {
        let is_migration =
            |script: u32| cx.history.scripts.get(script as usize).is_some_and(|it| it.migration);
        if !is_migration(self.script) || !is_migration(script) {
            self.waiting.clear();
        }
        self.script = script;
        self.checks_off = false;
    }

    fn define(&mut self, cx: Cx<'c>, index: u32, statement: &'c Statement, found: &mut Vec<Evidence<'c>>) {
        let here = (index, statement);
        // Each change in its turn, unless the engine creates all tables of a CREATE SCHEMA before its foreign keys.
        if cx.semantics.create_schema_sorts_tables {
            statement.changes.iter().for_each(|change| self.exist(cx, here, change, found));
        }
        for change in &statement.changes {
            self.exist(cx, here, change, found);
            if statement.dynamic || self.checks_off {
                continue;
            }
            match change {
                Change::CreateTable { table, .. } => {
                    table.foreign_keys.iter().for_each(|key| self.wait(index, &table.name, key, true));
                }
                Change::AddForeignKey { table, foreign_key } => self.wait(index, table, foreign_key, false),
                _ => {}
            }
        }
    }

    /// Which tables exist after a change, and which must have existed before it.
    fn exist(
        &mut self,
        cx: Cx<'c>,
        here: (u32, &Statement),
        change: &'c Change,
        found: &mut Vec<Evidence<'c>>,
    ) {
        match change {
            Change::CreateTable { table, .. } if table.kind != TableKind::View => {
                self.create(cx, here, &table.name, found);
            }
            Change::RenameTable { from, to } => {
                self.existing.remove(from);
                self.altered = None;
                self.create(cx, here, to, found);
            }
            Change::DropTable { name, .. } => {
                self.existing.remove(name);
                self.altered = None;
            }
            Change::Set(Setting::ForeignKeyChecks(checks)) => {
                let matters = cx.semantics.forward_reference == ForwardReference::RefusedWithChecks;
                self.checks_off = matters && *checks == Some(false);
            }
            Change::CreateTable { .. } | Change::Set(_) => {}
            // Altered, and never created in what was read: it was there before.
            _ => {
                if let Some(table) = change.table().filter(|&table| self.altered != Some(table)) {
                    self.altered = Some(table);
                    self.existing.insert(table);
                    if !self.waiting.is_empty() {
                        self.waiting.remove(table);
                    }
                }
            }
        }
    }

    fn create(
        &mut self,
        cx: Cx<'c>,
        (created, statement): (u32, &Statement),
        name: &'c TableName,
        found: &mut Vec<Evidence<'c>>,
    ) {
        self.existing.insert(name);
        let is_waited_for = !statement.dynamic && !self.waiting.is_empty();
        let waiting = if is_waited_for { self.waiting.remove(name) } else { None };
        for Waiting { statement: index, script, table, key, in_create } in waiting.into_iter().flatten() {
            let Some(at) = place(cx, index, table, key) else { continue };
            if self.told.insert(at.clone()) {
                let in_other_script = script != statement.script;
                found.push(Evidence {
                    table,
                    key,
                    at,
                    statement: index,
                    created,
                    in_create,
                    in_other_script,
                });
            }
        }
    }

    fn wait(&mut self, statement: u32, table: &'c TableName, key: &'c ForeignKey, in_create: bool) {
        if key.is_checked() && !self.existing.contains(&key.parent) {
            let script = self.script;
            self.waiting.entry(&key.parent).or_default().push(Waiting {
                statement,
                script,
                table,
                key,
                in_create,
            });
        }
    }
}

/// The foreign key in the catalog, or the statement where it is there no more; `None` where it never took effect,
/// since the storage engine drops it.
fn place(cx: Cx<'_>, statement: u32, table: &TableName, key: &ForeignKey) -> Option<ObjectPath> {
    let keys = cx.catalog.table(table).map_or(&[][..], |table| &table.foreign_keys);
    let same = |other: &ForeignKey| other.columns == key.columns && other.parent == key.parent;
    match keys.iter().position(same) {
        Some(index) => keys[index]
            .is_checked()
            .then(|| ObjectPath::ForeignKey(table.clone(), ForeignKeyPath::of(keys, index))),
        None => Some(ObjectPath::Statement(statement)),
    }
}

//! Tables that a script rebuilds: dropped, and made anew under the same name, because the engine cannot alter them.

use fklint_catalog::semantics::DropParent;
use fklint_catalog::{Action, Catalog, Change, ForeignKeyPath, Table, TableName};
use rustc_hash::FxHashMap;

use crate::session::{self, Moment};
use crate::{Cx, Referrers};

/// A rebuild that drops its table while children still act on that, as on a DELETE of all its rows.
#[derive(Clone, Debug)]
pub struct Loss<'c> {
    /// The table.
    pub table: &'c TableName,
    /// The statement that drops it.
    pub drop: u32,
    /// The foreign keys whose children go or lose their link, as they are at the drop.
    pub children: Vec<Child>,
    /// The statement that meant to turn checks off, and could not inside a transaction.
    pub in_vain: Option<u32>,
    /// The statement that began the transaction.
    pub transaction: Option<u32>,
}

/// A foreign key to the table of a rebuild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The table.
    pub table: TableName,
    /// The foreign key in it.
    pub key: ForeignKeyPath,
    /// What it does on DELETE.
    pub action: Action,
}

/// A rebuild that renames its old table away: the references of other tables go along, and stay with a name that is
/// then dropped.
#[derive(Clone, Debug)]
pub struct LeftBehind<'c> {
    /// The table.
    pub table: &'c TableName,
    /// What its old rows were called until they were dropped.
    pub old: &'c TableName,
    /// The statement that renames it.
    pub rename: u32,
    /// The statement that drops the old one.
    pub drop: u32,
    /// The foreign keys that refer to the old name: children, by index.
    pub children: Vec<(&'c Table, usize)>,
}

/// A table that was dropped while foreign keys were on, as far as the script tells.
struct Dropped {
    statement: u32,
    in_vain: Option<u32>,
    transaction: Option<u32>,
}

/// All rebuilds of the history that lose rows or links of children.
#[must_use]
pub fn losses(cx: Cx<'_>) -> Vec<Loss<'_>> {
    if cx.semantics.drop_parent != DropParent::DeletesRows {
        return Vec::new();
    }
    let mut losses = candidates(cx);
    if losses.is_empty() {
        return losses;
    }
    let referrers = Referrers::new(cx.history);
    losses.sort_by_key(|loss| loss.drop);
    let mut catalog = Catalog::new(cx.catalog.engine, cx.catalog.version);
    let mut statements = (0..).zip(&cx.history.statements).peekable();
    for loss in &mut losses {
        while let Some((_, statement)) = statements.next_if(|(index, _)| *index < loss.drop) {
            for change in statement.changes.iter().filter(|_| !statement.dynamic) {
                // What does not fit is left out, as when the history was read.
                let _ = catalog.apply(change);
            }
        }
        loss.children = children(&referrers, &catalog, loss.table);
    }
    losses.retain(|loss| !loss.children.is_empty());
    losses
}

/// The schema as a statement finds it.
#[must_use]
pub fn before(cx: Cx<'_>, statement: u32) -> Catalog {
    let mut catalog = Catalog::new(cx.catalog.engine, cx.catalog.version);
    let earlier = cx.history.statements.iter().take(statement as usize).filter(|it| !it.dynamic);
    for change in earlier.flat_map(|it| &it.changes) {
        // What does not fit is left out, as when the history was read.
        let _ = catalog.apply(change);
    }
    catalog
}

/// All rebuilds of the history that leave foreign keys with a table that is gone.
#[must_use]
pub fn left_behind(cx: Cx<'_>) -> Vec<LeftBehind<'_>> {
    if cx.semantics.drop_parent != DropParent::DeletesRows {
        return Vec::new();
    }
    let mut found: Vec<LeftBehind<'_>> = Vec::new();
    let mut renamed: FxHashMap<&TableName, (u32, u32, &TableName)> = FxHashMap::default();
    for (index, statement) in (0..).zip(&cx.history.statements).filter(|(_, it)| !it.dynamic) {
        for change in &statement.changes {
            match change {
                Change::RenameTable { from, to } => {
                    renamed.insert(to, (statement.script, index, from));
                }
                Change::DropTable { name, .. } => {
                    let Some((script, rename, table)) = renamed.remove(name) else { continue };
                    if script == statement.script && cx.catalog.table(name).is_none() {
                        found.push(LeftBehind {
                            table,
                            old: name,
                            rename,
                            drop: index,
                            children: Vec::new(),
                        });
                    }
                }
                _ => {}
            }
        }
    }
    // Without a table under the old name it is no rebuild.
    found.retain(|left| cx.catalog.table(left.table).is_some());
    if !found.is_empty() {
        let mut first: FxHashMap<&TableName, usize> = FxHashMap::default();
        for (at, left) in found.iter().enumerate() {
            first.entry(left.old).or_insert(at);
        }
        for (child, index, key) in cx.catalog.foreign_keys() {
            if let Some(&at) = first.get(&key.parent) {
                found[at].children.push((child, index));
            }
        }
    }
    found.retain(|left| !left.children.is_empty());
    found
}

/// Tables that are dropped with foreign keys on, and come back by a rename later in the same script.
fn candidates(cx: Cx<'_>) -> Vec<Loss<'_>> {
    let mut found = Vec::new();
    let mut dropped: FxHashMap<&TableName, Dropped> = FxHashMap::default();
    let mut script = None;
    // The statement that turned checks off in vain, within this transaction.
    let mut in_vain = None;
    for moment in session::moments(cx) {
        let Moment { index, statement, checks, transaction, .. } = moment;
        if script.replace(statement.script) != Some(statement.script) {
            dropped.clear();
        }
        if transaction.is_none() {
            in_vain = None;
        }
        if moment.turns_checks() == Some(Some(false)) && moment.turns_checks_in_vain(cx) {
            in_vain = Some(index);
        }
        for change in statement.changes.iter().filter(|_| !statement.dynamic) {
            match change {
                // Whoever turns checks off means that they are on.
                Change::DropTable { name, .. }
                    if checks == Some(true) || checks.is_none() && in_vain.is_some() =>
                {
                    dropped.insert(name, Dropped { statement: index, in_vain, transaction });
                }
                Change::RenameTable { to, .. } => {
                    if let Some(Dropped { statement, in_vain, transaction }) = dropped.remove(to) {
                        found.push(Loss {
                            table: to,
                            drop: statement,
                            children: Vec::new(),
                            in_vain,
                            transaction,
                        });
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The foreign keys of other tables that act when all rows of a table are deleted.
fn children(referrers: &Referrers<'_>, catalog: &Catalog, parent: &TableName) -> Vec<Child> {
    let keys = referrers.of(catalog, parent).into_iter();
    let acts =
        keys.filter(|(child, _, key)| child.name != *parent && key.is_checked() && !key.on_delete.refuses());
    acts.map(|(child, index, key)| Child {
        table: child.name.clone(),
        key: ForeignKeyPath::of(&child.foreign_keys, index),
        action: key.on_delete,
    })
    .collect()
}

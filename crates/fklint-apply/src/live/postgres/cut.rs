//! Moves on PostgreSQL: a transaction each, but for indexes, which are made beside writers and in none.

use fklint_catalog::{
    ApplyError, Catalog, Change, ColumnEdit, Force, ForeignKeyEdit, Key, KeyKind, TableName, write,
};

use super::super::moves::{Cut, Part};
use super::{BEGIN, COMMIT};
use crate::unit::{Manner, Mode, Unit, units};

/// The moves of plans.
///
/// # Errors
/// When a change does not fit.
pub(in crate::live) fn cut(parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, ApplyError> {
    let mut state = catalog.clone();
    let mut cuts = Vec::new();
    for part in parts {
        let steps = part.changes.into_iter().map(|change| (change, part.plan)).collect();
        let mut probes = part.probes;
        for unit in units(&state, steps, Manner { concurrently: true, at_once: true })? {
            cuts.push(one(unit, part.plan, std::mem::take(&mut probes), &mut state)?);
        }
    }
    Ok(cuts)
}

fn one(unit: Unit, plan: usize, mut probes: Vec<String>, state: &mut Catalog) -> Result<Cut, ApplyError> {
    let changes: Vec<Change> = unit.steps.into_iter().map(|(change, _)| change).collect();
    let before = state.clone();
    changes.iter().try_for_each(|change| state.apply(change))?;
    for question in changes.iter().filter_map(|change| orphans(change, state)) {
        if !probes.contains(&question) {
            probes.push(question);
        }
    }
    let is_alone = unit.mode == Mode::Alone;
    let framed = |sql: Vec<String>| match is_alone || sql.is_empty() {
        true => sql,
        false => {
            let (begin, end) = ([BEGIN.to_owned()], [COMMIT.to_owned()]);
            begin.into_iter().chain(sql).chain(end).collect()
        }
    };
    Ok(Cut {
        plans: vec![plan],
        probes,
        sql: framed(unit.up),
        undo: framed(unit.down),
        locks: locks(&changes, is_alone, &before),
        scans: tables(&changes, is_read),
        rewrites: tables(&changes, is_rewritten),
        changes,
    })
}

/// The question for rows without a parent, of a foreign key that is added or validated.
fn orphans(change: &Change, catalog: &Catalog) -> Option<String> {
    let (table, key) = match change {
        Change::AddForeignKey { table, foreign_key } if foreign_key.is_checked() => (table, foreign_key),
        Change::AlterForeignKey { table, foreign_key, edit: ForeignKeyEdit::Validated(true) } => {
            let keys = &catalog.table(table)?.foreign_keys;
            (table, &keys[foreign_key.find(keys)?])
        }
        _ => return None,
    };
    let columns = catalog.parent_columns(key)?;
    Some(write::orphans_sql(catalog, table, &key.columns, &key.parent, &columns))
}

fn tables(changes: &[Change], is_so: fn(&Change) -> bool) -> Vec<TableName> {
    let mut tables: Vec<TableName> =
        changes.iter().filter(|change| is_so(change)).filter_map(|change| change.table().cloned()).collect();
    tables.dedup();
    tables
}

fn is_read(change: &Change) -> bool {
    match change {
        Change::AddForeignKey { foreign_key, .. } => foreign_key.force == Force::Enforced,
        Change::AlterForeignKey { edit, .. } => *edit == ForeignKeyEdit::Validated(true),
        Change::AlterColumn { edit, .. } => *edit == ColumnEdit::NotNull(true),
        Change::AddKey { .. } | Change::AddCheck { .. } => true,
        _ => false,
    }
}

fn is_rewritten(change: &Change) -> bool {
    matches!(change, Change::AlterColumn { edit: ColumnEdit::Type(_), .. })
}

/// How strongly a table is locked (`s8_live_pg 8a`; PostgreSQL 15 and 18 alike), weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lock {
    /// SHARE UPDATE EXCLUSIVE, ROW SHARE.
    Weak,
    /// SHARE ROW EXCLUSIVE, SHARE.
    Writers,
    /// ACCESS EXCLUSIVE.
    All,
}

/// What waits while changes are made to `before`, in words.
fn locks(changes: &[Change], is_alone: bool, before: &Catalog) -> String {
    if is_alone {
        return "nobody waits; it waits itself until transactions have ended that are open when it begins"
            .to_owned();
    }
    let mut held: Vec<(TableName, Lock)> = Vec::new();
    for change in changes {
        let lock = of(change);
        for table in change.table().into_iter().chain(parent(change, before)) {
            match held.iter_mut().find(|(name, _)| name == table) {
                Some((_, there)) => *there = lock.max(*there),
                None => held.push((table.clone(), lock)),
            }
        }
    }
    let named = |wanted: Lock| {
        let names = held.iter().filter(|(_, lock)| *lock == wanted).map(|(table, _)| format!("`{table}`"));
        names.collect::<Vec<_>>().join(", ")
    };
    let words = [(Lock::All, "reads and writes of"), (Lock::Writers, "writes of")]
        .map(|(lock, words)| (named(lock), words))
        .into_iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, words)| format!("{words} {names} wait"));
    let words = words.collect::<Vec<_>>().join(", ");
    if words.is_empty() { "nobody waits".to_owned() } else { words }
}

fn of(change: &Change) -> Lock {
    match change {
        Change::AlterForeignKey { edit: ForeignKeyEdit::Validated(true), .. } => Lock::Weak,
        Change::AddForeignKey { .. } => Lock::Writers,
        Change::AddKey { key: Key { constraint: false, kind, .. }, .. } if *kind != KeyKind::Primary => {
            Lock::Writers
        }
        _ => Lock::All,
    }
}

/// The parent of the foreign key that a change is about: it is locked too, but where one is altered.
fn parent<'c>(change: &'c Change, before: &'c Catalog) -> Option<&'c TableName> {
    match change {
        Change::AddForeignKey { foreign_key, .. } => Some(&foreign_key.parent),
        Change::DropForeignKey { table, foreign_key } => {
            let keys = &before.table(table)?.foreign_keys;
            Some(&keys[foreign_key.find(keys)?].parent)
        }
        _ => None,
    }
}

//! From changes to moves: what the engine does whole or not at all, and what takes it back.

use fklint_catalog::reverse::reverse_all;
use fklint_catalog::{Catalog, Change, ColumnEdit, DataType, Engine, write};
use fklint_reflect::ddl;
use serde::{Deserialize, Serialize};

use super::{Stop, sqlite};

/// Something that the engine does whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The plans that it belongs to, by their index in the journal.
    pub plans: Vec<usize>,
    /// Its statements, in order.
    pub sql: Vec<String>,
    /// The statements that take it back.
    pub undo: Vec<String>,
    /// Why it cannot be taken back, or what stays when it is.
    pub one_way: Option<String>,
    /// Questions to ask right before it: each must give no row.
    pub probes: Vec<String>,
    /// What waits meanwhile, in words.
    pub locks: String,
    /// The tables whose rows are all read, and written anew.
    pub scans: Vec<String>,
}

/// A plan on its way to moves.
pub(super) struct Part {
    pub(super) plan: usize,
    pub(super) changes: Vec<Change>,
    pub(super) probes: Vec<String>,
}

/// The moves of plans in their order, on `catalog`.
///
/// # Errors
/// When a change does not fit.
pub(super) fn moves(parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Move>, Stop> {
    let mut state = catalog.clone();
    let mut moves = Vec::new();
    for part in together(parts, catalog) {
        let plans = part.iter().map(|part| part.plan).collect();
        let probes = part.iter().flat_map(|part| part.probes.iter().cloned()).collect();
        let changes: Vec<Change> = part.into_iter().flat_map(|part| part.changes).collect();
        let mut after = state.clone();
        changes.iter().try_for_each(|change| after.apply(change)).map_err(Stop::because)?;
        let sql = sqlite::one_transaction(write::write_all(&changes, &state));
        let back = reverse_all(&changes, &state).map_err(Stop::because)?;
        let undo = sqlite::one_transaction(write::write_all(&back, &after));
        let scans = rebuilt(&sql, catalog.engine);
        let locks = sqlite::locks(&scans);
        moves.push(Move {
            plans,
            undo,
            one_way: one_way(&changes, &state, &after),
            probes,
            locks,
            scans,
            sql,
        });
        state = after;
    }
    Ok(moves)
}

/// Neighbours that build one table anew do it once.
fn together(parts: Vec<Part>, catalog: &Catalog) -> Vec<Vec<Part>> {
    let mut groups: Vec<(Vec<String>, Vec<Part>)> = Vec::new();
    let mut state = catalog.clone();
    for part in parts {
        let tables = rebuilt(&write::write_all(&part.changes, &state), catalog.engine);
        part.changes.iter().for_each(|change| drop(state.apply(change)));
        match groups.last_mut() {
            Some((others, group)) if tables.iter().any(|table| others.contains(table)) => {
                others.extend(tables);
                group.push(part);
            }
            _ => groups.push((tables, vec![part])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The tables that statements drop.
pub(super) fn rebuilt(sql: &[String], engine: Engine) -> Vec<String> {
    let mut tables = Vec::new();
    for statement in sql {
        for read in ddl::read(statement.as_bytes(), engine).statements {
            let dropped = read.changes.iter().filter_map(|change| match change {
                Change::DropTable { name, .. } => Some(name.name.to_string()),
                _ => None,
            });
            tables.extend(dropped);
        }
    }
    tables
}

fn one_way(changes: &[Change], before: &Catalog, after: &Catalog) -> Option<String> {
    let is_other = |table, column, new: &DataType| {
        let old = before.table(table).and_then(|table| table.column(column));
        old.is_some_and(|old| old.data_type != *new)
    };
    let has_alias =
        |catalog: &Catalog, table| catalog.table(table).map(|table| table.rowid_alias().is_some());
    let renumbered = changes.iter().filter_map(Change::table).find(|table| {
        has_alias(before, table).is_some_and(|then| has_alias(after, table).is_some_and(|now| then != now))
    });
    let renumbered = renumbered.map(|table| format!("the rows of `{table}` keep their new rowids"));
    let reasons = changes.iter().filter_map(|change| match change {
        Change::DropColumn { table, column } => Some(format!("the values of `{table}.{column}` are gone")),
        Change::DropTable { name, .. } => Some(format!("the rows of `{name}` are gone")),
        Change::AlterColumn { table, column, edit } => {
            let new = match edit {
                ColumnEdit::Type(new) => new,
                ColumnEdit::Replace(new) => &new.data_type,
                ColumnEdit::Generator(None) => {
                    return Some(format!("`{table}.{column}` may get numbers again that it had before"));
                }
                _ => return None,
            };
            let why = || format!("values of `{table}.{column}` that the new type converts stay converted");
            is_other(table, column, new).then(why)
        }
        _ => None,
    });
    let mut reasons = renumbered.into_iter().chain(reasons);
    let first = reasons.next()?;
    Some(reasons.fold(first, |all, reason| format!("{all}, {reason}")))
}

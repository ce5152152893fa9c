//! From changes to moves: what the engine does whole or not at all, and what takes it back.

use fklint_catalog::reverse::reverse_all;
use fklint_catalog::{ApplyError, Catalog, Change, ColumnEdit, DataType, Engine, Ident, TableName, write};
use fklint_reflect::ddl;
use serde::{Deserialize, Serialize};

use super::Stop;
use super::hands::Hands;
use crate::unit::lost;

/// Something that the engine does whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The plans that it belongs to, by their index in the journal.
    pub plans: Vec<usize>,
    /// Its statements, in order. A SELECT among them must give no row, or nothing after it is done.
    pub sql: Vec<String>,
    /// The statements that take it back; none where what takes back the one before takes this back too.
    pub undo: Vec<String>,
    /// Why it cannot be taken back, or what stays when it is.
    pub one_way: Option<String>,
    /// Questions to ask right before it: each must give no row.
    pub probes: Vec<String>,
    /// What waits meanwhile, in words.
    pub locks: String,
    /// The tables whose rows are all read, as SQL names them.
    pub scans: Vec<String>,
    /// The tables whose rows are all read and written anew.
    pub rewrites: Vec<String>,
}

/// A plan on its way to moves.
pub(super) struct Part {
    pub(super) plan: usize,
    pub(super) changes: Vec<Change>,
    pub(super) probes: Vec<String>,
}

/// What an engine does whole: of a plan, or of several.
pub(super) struct Cut {
    pub(super) plans: Vec<usize>,
    pub(super) probes: Vec<String>,
    pub(super) changes: Vec<Change>,
    pub(super) sql: Vec<String>,
    pub(super) undo: Vec<String>,
    pub(super) locks: String,
    pub(super) scans: Vec<TableName>,
    pub(super) rewrites: Vec<TableName>,
}

/// The moves of plans in their order, on `catalog`, and the schema that they lead to.
///
/// # Errors
/// When a change does not fit.
pub(super) fn moves(
    parts: Vec<Part>,
    catalog: &Catalog,
    hands: &mut dyn Hands,
) -> Result<(Vec<Move>, Catalog), Stop> {
    let (mut state, mut moves) = (catalog.clone(), Vec::new());
    for cut in hands.cut(parts, catalog)? {
        let mut after = state.clone();
        cut.changes.iter().try_for_each(|change| after.apply(change)).map_err(Stop::because)?;
        let names = |tables: Vec<TableName>| {
            tables.iter().map(|table| write::table_name(catalog.engine, table)).collect()
        };
        moves.push(Move {
            one_way: one_way(&cut.changes, &state, &after),
            plans: cut.plans,
            sql: cut.sql,
            undo: cut.undo,
            probes: cut.probes,
            locks: cut.locks,
            scans: names(cut.scans),
            rewrites: names(cut.rewrites),
        });
        state = after;
    }
    Ok((moves, state))
}

impl Cut {
    /// What changes do to `state`, as one; `state` is what they lead to afterwards.
    pub(super) fn of(
        plans: Vec<usize>,
        probes: Vec<String>,
        changes: Vec<Change>,
        state: &mut Catalog,
    ) -> Result<Self, ApplyError> {
        Self::written(plans, probes, changes, state, &write::write_all)
    }

    /// The same, in the words of `write`.
    pub(super) fn written(
        plans: Vec<usize>,
        probes: Vec<String>,
        changes: Vec<Change>,
        state: &mut Catalog,
        write: &dyn Fn(&[Change], &Catalog) -> Vec<String>,
    ) -> Result<Self, ApplyError> {
        let sql = write(&changes, state);
        let back = reverse_all(&changes, state)?;
        changes.iter().try_for_each(|change| state.apply(change))?;
        let undo = write(&back, state);
        Ok(Self {
            plans,
            probes,
            changes,
            sql,
            undo,
            locks: String::new(),
            scans: Vec::new(),
            rewrites: Vec::new(),
        })
    }
}

/// What statements change, read as anybody's.
pub(super) fn changes_of(sql: &[String], engine: Engine) -> Vec<Change> {
    let read = |statement: &String| ddl::read(statement.as_bytes(), engine).statements;
    sql.iter().flat_map(read).flat_map(|statement| statement.changes).collect()
}

fn one_way(changes: &[Change], before: &Catalog, after: &Catalog) -> Option<String> {
    let is_other = |table: &TableName, column: &Ident, new: &DataType| {
        let old = before.table(table).and_then(|table| table.column(column));
        old.is_some_and(|old| old.data_type != *new)
    };
    let has_alias =
        |catalog: &Catalog, table| catalog.table(table).map(|table| table.rowid_alias().is_some());
    let renumbered = changes.iter().filter_map(Change::table).find(|table| {
        has_alias(before, table).is_some_and(|then| has_alias(after, table).is_some_and(|now| then != now))
    });
    let renumbered = renumbered.map(|table| format!("the rows of `{table}` keep their new rowids"));
    let converted = |change: &Change| {
        let Change::AlterColumn { table, column, edit } = change else { return None };
        let new = match edit {
            ColumnEdit::Type(new) => new,
            ColumnEdit::Replace(new) => &new.data_type,
            _ => return None,
        };
        let why = || format!("values of `{table}.{column}` that the new type converts stay converted");
        is_other(table, column, new).then(why)
    };
    let reasons = changes.iter().filter_map(|change| lost(change).or_else(|| converted(change)));
    let mut reasons = renumbered.into_iter().chain(reasons);
    let first = reasons.next()?;
    Some(reasons.fold(first, |all, reason| format!("{all}, {reason}")))
}

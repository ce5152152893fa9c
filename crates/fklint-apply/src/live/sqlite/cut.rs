//! Moves on SQLite: each is one transaction, whatever it changes.

use fklint_catalog::{ApplyError, Catalog, Change, Engine, Ident, NameKind, Quoting, TableName, write};

use super::super::moves::{Cut, Part, changes_of};
use super::{BEGIN, COMMIT, FOREIGN_KEYS_OFF, FOREIGN_KEYS_ON, is_frame};

/// The moves of plans.
///
/// # Errors
/// When a change does not fit.
pub(in crate::live) fn cut(parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, ApplyError> {
    let mut state = catalog.clone();
    let one = |part: Vec<Part>| {
        let plans = part.iter().map(|part| part.plan).collect();
        let probes = part.iter().flat_map(|part| part.probes.iter().cloned()).collect();
        let changes: Vec<Change> = part.into_iter().flat_map(|part| part.changes).collect();
        let mut cut = Cut::of(plans, probes, changes, &mut state)?;
        cut.sql = one_transaction(cut.sql);
        cut.undo = one_transaction(cut.undo);
        let rebuilt = rebuilt(&cut.sql);
        cut.locks = locks(&rebuilt);
        cut.rewrites = rebuilt.iter().map(|name| table_name(name)).collect();
        Ok(cut)
    };
    together(parts, catalog).into_iter().map(one).collect()
}

/// The tables that statements drop: they are built anew.
pub(super) fn rebuilt(sql: &[String]) -> Vec<String> {
    let dropped = changes_of(sql, Engine::Sqlite).into_iter().filter_map(|change| match change {
        Change::DropTable { name, .. } => Some(name.name.to_string()),
        _ => None,
    });
    dropped.collect()
}

pub(super) fn table_name(name: &str) -> TableName {
    TableName { schema: None, name: Ident::new(Engine::Sqlite, NameKind::Table, name, Quoting::Quoted) }
}

/// Neighbours that build one table anew do it once.
fn together(parts: Vec<Part>, catalog: &Catalog) -> Vec<Vec<Part>> {
    let mut groups: Vec<(Vec<String>, Vec<Part>)> = Vec::new();
    let mut state = catalog.clone();
    for part in parts {
        let tables = rebuilt(&write::write_all(&part.changes, &state));
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

/// Statements in one transaction, where they were more: `PRAGMA foreign_keys` does nothing inside of one
/// (`s5_sqlite 5a`), and while it is on the drop of a table deletes the rows of its children (`s5_sqlite 5f3`).
pub(super) fn one_transaction(sql: Vec<String>) -> Vec<String> {
    if sql.len() == 1
        || sql.iter().filter(|statement| *statement == BEGIN).count() == 1 && sql[0] == FOREIGN_KEYS_OFF
    {
        return sql;
    }
    let body = sql.into_iter().filter(|statement| !is_frame(statement));
    [FOREIGN_KEYS_OFF, BEGIN]
        .map(String::from)
        .into_iter()
        .chain(body)
        .chain([COMMIT, FOREIGN_KEYS_ON].map(String::from))
        .collect()
}

/// What waits while a move is done.
fn locks(rebuilt: &[String]) -> String {
    if rebuilt.is_empty() {
        "other connections cannot write meanwhile".to_owned()
    } else {
        "other connections cannot write meanwhile, nor read while it is committed unless the file is in WAL mode".to_owned()
    }
}

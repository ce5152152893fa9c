//! Moves on SQLite: each is one transaction, whatever it changes.

use fklint_catalog::{ApplyError, Catalog, Change, Engine, Ident, NameKind, Quoting, TableName, write};

use super::super::Stop;
use super::super::moves::{Cut, Part, changes_of};
use super::texts::Texts;
use super::{BEGIN, COMMIT, FOREIGN_KEYS_OFF, FOREIGN_KEYS_ON, is_frame};

/// The moves of plans, in the words of `texts` where they have them.
///
/// # Errors
/// When a change does not fit, or what the catalog does not keep would be lost.
pub(super) fn cut(parts: Vec<Part>, catalog: &Catalog, texts: &mut Texts) -> Result<Vec<Cut>, Stop> {
    let mut state = catalog.clone();
    let one = |part: Vec<Part>| {
        let mut between = state.clone();
        for one in &part {
            texts.follow(&one.changes, &between);
            one.changes.iter().try_for_each(|change| between.apply(change)).map_err(Stop::because)?;
        }
        let plans = part.iter().map(|part| part.plan).collect();
        let probes = part.iter().flat_map(|part| part.probes.iter().cloned()).collect();
        let changes: Vec<Change> = part.into_iter().flat_map(|part| part.changes).collect();
        let mut cut = written(plans, probes, changes, &mut state, texts).map_err(Stop::because)?;
        cut.sql = one_transaction(cut.sql);
        cut.undo = one_transaction(cut.undo);
        let rebuilt = rebuilt(&cut.sql);
        cut.locks = locks(&rebuilt);
        cut.rewrites = rebuilt.iter().map(|name| table_name(name)).collect();
        if let Some(why) = loss(&rebuilt, &state, texts) {
            return Err(Stop(format!("nothing was changed, since {why}: ask for fewer rules with --select")));
        }
        Ok(cut)
    };
    together(parts, catalog).into_iter().map(one).collect()
}

/// What changes do to `state`, in the words of `texts` where they have them.
pub(super) fn written(
    plans: Vec<usize>,
    probes: Vec<String>,
    changes: Vec<Change>,
    state: &mut Catalog,
    texts: &Texts,
) -> Result<Cut, ApplyError> {
    let in_words = |changes: &[Change], catalog: &Catalog| write::write_all_in_words(changes, catalog, texts);
    Cut::written(plans, probes, changes, state, &in_words)
}

/// What would be lost of tables that are built anew, as they will be in `after`.
pub(super) fn loss(rebuilt: &[String], after: &Catalog, texts: &Texts) -> Option<String> {
    rebuilt.iter().filter_map(|name| after.table(&table_name(name))).find_map(|table| texts.loses(table))
}

/// The tables that statements drop, under the names that they find them by: they are built anew.
pub(super) fn rebuilt(sql: &[String]) -> Vec<String> {
    let (mut renamed, mut dropped) = (Vec::new(), Vec::new());
    for change in changes_of(sql, Engine::Sqlite) {
        match change {
            Change::RenameTable { from, to } => renamed.push((from, to)),
            Change::DropTable { name, .. } => {
                let found = renamed.iter().find(|(_, to)| *to == name).map_or(&name, |(from, _)| from);
                dropped.push(found.name.to_string());
            }
            _ => {}
        }
    }
    dropped
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

//! Whether a table that is built anew is stored in the words that this was planned with: what others have written there
//! since would be gone.

use fklint_catalog::{Change, Engine, TableName};
use rusqlite::Connection;

use super::super::Stop;
use super::super::moves::changes_of;
use super::cut::table_name;
use super::told;

/// The first of `tables` that is stored, itself or an index of it, otherwise than `back` would make it again, which takes
/// back what builds it anew.
pub(super) fn others<'t>(
    connection: &Connection,
    tables: &'t [String],
    back: &[String],
) -> Result<Option<&'t str>, Stop> {
    const STORED: &str = "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE \
                          AND type IN ('table', 'index') AND sql IS NOT NULL";
    let mut statement = connection.prepare(STORED).map_err(told)?;
    for table in tables {
        let rows = statement.query_map([table], |row| {
            // What is no text was not planned with.
            Ok(row.get_ref(0)?.as_str().unwrap_or_default().to_owned())
        });
        let mut stored: Vec<String> = rows.and_then(Iterator::collect).map_err(told)?;
        let mut planned = made(back, &table_name(table));
        stored.sort_unstable();
        planned.sort_unstable();
        if stored != planned {
            return Ok(Some(table));
        }
    }
    Ok(None)
}

/// The statements that make a table, the last time that they do, and its indexes.
fn made<'s>(sql: &'s [String], table: &TableName) -> Vec<&'s str> {
    let mut made = Vec::new();
    for statement in sql {
        for change in changes_of(std::slice::from_ref(statement), Engine::Sqlite) {
            match change {
                Change::CreateTable { table: new, .. } if new.name == *table => {
                    made = vec![statement.as_str()];
                }
                Change::AddKey { table: of, .. } if of == *table => made.push(statement),
                _ => {}
            }
        }
    }
    made
}

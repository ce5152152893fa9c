//! What goes when a table is dropped and the catalog does not know: triggers, and what the planner knows of the rows.

use rusqlite::{Connection, OptionalExtension as _};

use super::super::Stop;
use super::{told, told_at};

/// The tables in which SQLite keeps what ANALYZE found.
const STATISTICS: &[&str] = &["sqlite_stat1", "sqlite_stat4"];

/// What is to be put back.
pub(super) struct Kept {
    /// Statements that make the triggers, as they were made.
    triggers: Vec<String>,
    /// Of which tables of statistics rows are put aside.
    statistics: Vec<&'static str>,
}

impl Kept {
    /// Reads it inside of the transaction that will drop `tables`.
    pub(super) fn of(connection: &Connection, tables: &[String]) -> Result<Self, Stop> {
        let mut kept = Self { triggers: Vec::new(), statistics: Vec::new() };
        if tables.is_empty() {
            return Ok(kept);
        }
        for table in tables {
            let mut statement = connection
                .prepare(
                    "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE \
                     AND sql IS NOT NULL ORDER BY rowid",
                )
                .map_err(told)?;
            let found = statement.query_map([table], |row| row.get::<_, String>(0)).map_err(told)?;
            for sql in found {
                kept.triggers.push(sql.map_err(told)?);
            }
        }
        for statistics in STATISTICS {
            let there: Option<i64> = connection
                .query_row("SELECT 1 FROM sqlite_schema WHERE name = ?1", [statistics], |row| row.get(0))
                .optional()
                .map_err(told)?;
            if there.is_some() {
                kept.statistics.push(statistics);
                put_aside(connection, statistics, tables)?;
            }
        }
        Ok(kept)
    }

    /// Makes all of it again; gives the statements that are worth telling.
    pub(super) fn put_back(self, connection: &Connection) -> Result<Vec<String>, Stop> {
        for trigger in &self.triggers {
            connection.execute_batch(trigger).map_err(|error| told_at(error, trigger))?;
        }
        for statistics in self.statistics {
            // Those of an index that is gone would be of nothing.
            let back = format!(
                "INSERT INTO main.{statistics} SELECT * FROM temp.kept_{statistics} WHERE idx IS NULL OR idx IN \
                 (SELECT name FROM main.sqlite_schema) OR idx = tbl; DROP TABLE temp.kept_{statistics}"
            );
            connection.execute_batch(&back).map_err(|error| told_at(error, &back))?;
        }
        Ok(self.triggers)
    }
}

fn put_aside(connection: &Connection, statistics: &str, tables: &[String]) -> Result<(), Stop> {
    let names: Vec<String> = tables.iter().map(|table| format!("'{}'", table.replace('\'', "''"))).collect();
    let theirs = format!("tbl COLLATE NOCASE IN ({})", names.join(", "));
    // RENAME leaves them with the name, DROP TABLE takes them along.
    let aside = format!(
        "DROP TABLE IF EXISTS temp.kept_{statistics}; CREATE TEMP TABLE kept_{statistics} AS SELECT * FROM main.{statistics} \
         WHERE {theirs}; DELETE FROM main.{statistics} WHERE {theirs}"
    );
    connection.execute_batch(&aside).map_err(|error| told_at(error, &aside))
}

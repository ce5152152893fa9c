//! MySQL and MariaDB: a move is one ALTER TABLE, which the engine does whole or not at all, also when it crashes in it
//! (`s8_live_my 8e`). What it leads to can be looked at only afterwards.

mod cut;

use std::time::Instant;

use fklint_catalog::{Catalog, Change, Engine, StorageEngine, TableName, write};
use fklint_reflect::live::{self, DbUrl, LiveOptions};

use super::Stop;
use super::hands::{Act, Hands, Wishes};
use super::moves::{Cut, Part, changes_of};
use super::patience::{Failure, patiently};
use super::server::{ask, expect_none, in_words, told};
use crate::session::{EngineError, Session};
use cut::cut;

const CHECKS_OFF: &str = "SET foreign_key_checks = 0";
const CHECKS_ON: &str = "SET foreign_key_checks = 1";
const UNLOCK: &str = "UNLOCK TABLES";

/// The session's settings, whatever the server's own are: names in backticks, backslashes that escape, no value converted
/// that does not fit, no number given to a row that has 0, no other storage engine than was asked for, foreign keys that
/// are checked. It idles while the schema is read; one that is gone without a word is ended in ten minutes, with its locks.
const SETTLED: &str = "sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION', \
                       foreign_key_checks = 1, autocommit = 1, wait_timeout = 600";

/// Settings to switch off, of which a server has some: the limits of MariaDB and of MySQL, which would end long statements,
/// and what keeps MySQL 8.4 and later from taking a unique key back that foreign keys did without (1553), and from making
/// these again.
const IF_THERE: [&str; 3] = ["max_statement_time", "max_execution_time", "restrict_fk_on_non_standard_key"];

/// What keeps a table from becoming InnoDB, by the codes of both engines, and the way out (`s8_live_my 8f`).
const BLOCKERS: &[(&[&str], &str)] = &[
    (&["1031", "1005"], ": give it another ROW_FORMAT first"),
    (&["1071", "1709"], ": shorten the key, or give the table ROW_FORMAT=DYNAMIC first"),
    (&["1118"], ": make long columns TEXT first"),
    (&["1067"], ": give its dates defaults that are dates first"),
    (&["1075"], ": give its AUTO_INCREMENT column a key of its own first"),
    (&["1168"], ": a MERGE table has no rows of its own"),
    (&["1797", "1166"], ": rename its column FTS_DOC_ID first"),
    (&["3750"], ": give it a primary key first"),
];

/// A connection to a database, and one more that only reads.
pub(super) struct Database {
    url: DbUrl,
    session: Session,
    reader: Box<dyn live::Session>,
    wishes: Wishes,
}

impl Database {
    pub(super) fn open(url: &DbUrl, wishes: &Wishes) -> Result<Self, Stop> {
        let reader = live::open(url, &LiveOptions::default()).map_err(Stop::because)?;
        let mut session = Session::connect(url).map_err(Stop::because)?;
        // An ALTER on a parent waits as long as a row lock may take on MariaDB (`s8_live_my 8d2`).
        let patience = wishes.patience.as_secs_f64().ceil().max(1.0);
        let settings = format!(
            "SET SESSION {SETTLED}, lock_wait_timeout = {patience}, innodb_lock_wait_timeout = {patience}"
        );
        session.run(&settings).map_err(Stop::because)?;
        for setting in IF_THERE {
            let _ = session.run(&format!("SET SESSION {setting} = 0"));
        }
        // Names without a database are of the one that is read.
        if let [only] = url.schemas() {
            session.run(&format!("USE `{}`", only.replace('`', "``"))).map_err(Stop::because)?;
        }
        Ok(Self { url: url.clone(), session, reader, wishes: *wishes })
    }

    fn once(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Failure> {
        let (mut result, mut done) = (Ok(()), 0);
        for statement in act.sql {
            result = if statement.starts_with("SELECT ") {
                expect_none(&mut self.session, statement, failed)
            } else {
                self.run(statement, executed).map_err(|error| failed(&error, statement))
            };
            if result.is_err() {
                break;
            }
            done += 1;
        }
        if result.is_err() {
            // Nothing of it outlives the connection, should it be gone, but for indexes that were put aside.
            let _ = self.session.run(UNLOCK).and_then(|_| self.session.run(CHECKS_ON));
            let (before, after) = act.sql.split_at(done);
            let is_renamed = |statement: &&String| statement.contains(" RENAME INDEX ");
            if before.iter().any(|statement| is_renamed(&statement)) {
                after.iter().filter(is_renamed).for_each(|statement| drop(self.session.run(statement)));
            }
        }
        result
    }

    fn run(&mut self, statement: &str, executed: &mut dyn FnMut(&str, f64)) -> Result<(), EngineError> {
        let start = Instant::now();
        let mut statement = statement;
        let mut done = self.session.run(statement);
        // 1845 and 1846: not by this algorithm, or not beside writers. Another one does the same.
        if let (Err(error), Some((plain, _))) = (&done, statement.split_once(", ALGORITHM="))
            && matches!(error.code.as_str(), "1845" | "1846")
        {
            statement = plain;
            done = self.session.run(statement);
        }
        done?;
        executed(statement, start.elapsed().as_secs_f64());
        Ok(())
    }

    /// Who holds the tables that statements are about: MySQL tells it of each table; on MariaDB it is seen only which
    /// transactions are open.
    fn holders(&mut self, sql: &[String]) -> String {
        let mut names: Vec<String> = Vec::new();
        for change in changes_of(sql, Engine::Mysql) {
            names.extend(change.table().map(|table| literal(table.name.as_str())));
            if let Change::AddForeignKey { foreign_key, .. } = change {
                names.push(literal(foreign_key.parent.name.as_str()));
            }
        }
        let held = format!(
            "SELECT DISTINCT CONCAT('connection ', t.PROCESSLIST_ID), CONCAT('of ', t.PROCESSLIST_USER), \
             CONCAT('(', LOWER(t.PROCESSLIST_COMMAND), ' for ', t.PROCESSLIST_TIME, ' s)') \
             FROM performance_schema.metadata_locks m JOIN performance_schema.threads t ON t.THREAD_ID = m.OWNER_THREAD_ID \
             WHERE m.OBJECT_TYPE = 'TABLE' AND m.LOCK_STATUS = 'GRANTED' AND m.OBJECT_NAME IN ({}) \
             AND t.PROCESSLIST_ID <> CONNECTION_ID() LIMIT 3",
            names.join(", ")
        );
        let open = "SELECT CONCAT('connection ', trx_mysql_thread_id), CONCAT('in a transaction since ', trx_started) \
                    FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id <> CONNECTION_ID() LIMIT 3";
        let mut rows =
            |question: &str| self.session.run(question).map(|found| found.rows).unwrap_or_default();
        let mut holders = rows(&held);
        if holders.is_empty() {
            holders = rows(open);
        }
        in_words(&holders)
    }

    /// What the engine says to an empty copy of the table that is to be converted. The copy is nobody else's, and goes with
    /// the connection.
    fn conversion(&mut self, table: &TableName, to: &StorageEngine, catalog: &Catalog) -> Option<String> {
        const COPY: &str = "fklint_conversion";
        let engine = catalog.engine;
        let name = write::table_name(engine, table);
        let _ = self.session.run(&format!("DROP TEMPORARY TABLE IF EXISTS {COPY}"));
        // Who may make none, or not of this table, learns it from the ALTER itself, which then changes nothing.
        self.session.run(&format!("CREATE TEMPORARY TABLE {COPY} LIKE {name}")).ok()?;
        // InnoDB has no FULLTEXT index on a temporary table (1796), and every other one.
        let keys = catalog.table(table).map(|table| &table.keys);
        for key in keys.into_iter().flatten().filter(|key| key.kind == fklint_catalog::KeyKind::FullText) {
            let index = write::name(engine, key.name.as_ref()?);
            self.session.run(&format!("ALTER TABLE {COPY} DROP INDEX {index}")).ok()?;
        }
        let converted = self.session.run(&format!("ALTER TABLE {COPY} ENGINE={}", to.0));
        let _ = self.session.run(&format!("DROP TEMPORARY TABLE IF EXISTS {COPY}"));
        let error = converted.err()?;
        // MariaDB says much with 1005: 140 among it are wrong options.
        let is_told = error.code != "1005" || error.message.contains("errno: 140");
        let blocks = |(codes, _): &&(&[&str], &str)| is_told && codes.contains(&error.code.as_str());
        let way_out = BLOCKERS.iter().find(blocks);
        let way_out = way_out.map_or("", |(_, way_out)| way_out);
        Some(format!("`{table}` cannot be converted to {}: {error}{way_out}", to.0))
    }
}

impl Hands for Database {
    fn cut(&mut self, parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, Stop> {
        cut(parts, catalog).map_err(Stop::because)
    }

    fn catalog(&mut self) -> Result<Catalog, Stop> {
        Ok(self.reader.reflect().map_err(Stop::because)?.catalog)
    }

    fn ask(&mut self, select: &str) -> Result<(u64, String), Stop> {
        ask(&mut self.session, select).map_err(Stop::because)
    }

    /// As the engine's statistics have it.
    fn rows(&mut self, table: &str) -> Result<Option<u64>, Stop> {
        let (schema, name) = table.split_once('.').unwrap_or(("", table));
        let schema =
            if schema.is_empty() { "DATABASE()".to_owned() } else { literal(&schema.replace('`', "")) };
        let question = format!(
            "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {}",
            literal(&name.replace('`', ""))
        );
        let found = self.session.run(&question).map_err(Stop::because)?.rows;
        let rows = found.into_iter().flatten().flatten().next();
        Ok(rows.and_then(|rows| rows.parse().ok()))
    }

    fn hindrance(&mut self, changes: &[Change], catalog: &Catalog) -> Result<Option<String>, Stop> {
        let converted = changes.iter().find_map(|change| match change {
            Change::SetStorageEngine { table, engine: Some(to) } => self.conversion(table, to, catalog),
            _ => None,
        });
        Ok(converted)
    }

    /// A lock for each database that the work may be about, in the order of their names, so that no two wait for each other.
    fn keep_others_out(&mut self) -> Result<(), Stop> {
        let patience = self.wishes.patience.as_secs_f64().ceil();
        let named: Vec<String> = self.url.schemas().iter().map(|name| literal(name)).collect();
        let these = match named.as_slice() {
            [] => "SCHEMA_NAME = DATABASE() OR DATABASE() IS NULL".to_owned(),
            named => format!("SCHEMA_NAME IN ({})", named.join(", ")),
        };
        let databases =
            format!("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE {these} ORDER BY 1");
        let databases = self.session.run(&databases).map_err(Stop::because)?.rows;
        for name in databases.into_iter().flatten().flatten() {
            let lock =
                format!("SELECT GET_LOCK(CONCAT('fklint ', LEFT({}, 50)), {patience})", literal(&name));
            if self.session.value(&lock).map_err(Stop::because)? != "1" {
                return Err(Stop(format!(
                    "nothing was changed: another fklint works on `{name}` of {}, or the server still does what one asked for",
                    self.url
                )));
            }
        }
        Ok(())
    }

    fn act(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop> {
        patiently(self.wishes.tries, || {
            let asked = act.probes.iter().try_for_each(|probe| expect_none(&mut self.session, probe, failed));
            asked.and_then(|()| self.once(act, executed)).map_err(|failure| match failure {
                Failure::Busy(stop) => Failure::Busy(Stop(format!("{stop}{}", self.holders(act.sql)))),
                other => other,
            })
        })
    }
}

/// What to make of a refusal. Locks are waited for in vain with 1205, deadlocks end with 1213.
fn failed(error: &EngineError, statement: &str) -> Failure {
    let way_out = match error.code.as_str() {
        "1142" | "1044" | "1227" => ": this user needs ALTER, LOCK TABLES, and REFERENCES on the parents",
        "1114" | "1021" | "1030" => ": make room, then go on with --resume",
        "" => ": the connection broke: go on with --resume when the server is there",
        _ => "",
    };
    let stop = told(error, statement, way_out);
    if matches!(error.code.as_str(), "1205" | "1213") { Failure::Busy(stop) } else { Failure::Final(stop) }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

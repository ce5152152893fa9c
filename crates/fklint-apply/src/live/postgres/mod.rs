//! PostgreSQL: a move is a transaction in which everything is looked at before it is committed, or an index that is made
//! beside writers and leaves nothing when it fails.

mod cut;

use std::thread::sleep;
use std::time::{Duration, Instant};

use fklint_catalog::{Catalog, Change, Engine, TableName, write};
use fklint_reflect::live::{DbUrl, raw};

use super::hands::{Act, Hands, Wishes};
use super::moves::{Cut, Part, changes_of};
use super::patience::{Failure, patiently};
use super::server::{ask, expect_none, in_words, told};
use super::{Stop, fault};
use crate::session::{EngineError, Session};
use cut::cut;

const BEGIN: &str = "BEGIN";
const COMMIT: &str = "COMMIT";

/// The first of the two numbers of an advisory lock; the second one is free.
const FKLINT: u32 = 0x666b_6c74;

/// A connection to a database.
pub(super) struct Database {
    url: DbUrl,
    session: Session,
    wishes: Wishes,
}

impl Database {
    pub(super) fn open(url: &DbUrl, wishes: &Wishes) -> Result<Self, Stop> {
        let mut session = Session::connect(url).map_err(Stop::because)?;
        let patience = wishes.patience.as_millis().max(1);
        // Whatever the server's own are: a limit would end long statements that keep nobody waiting, and another schema on
        // the user's path may have tables of the same names. A client that is gone without a word must not keep its locks.
        let path = raw::postgres_schema(url).replace('"', "\"\"");
        let settings = format!(
            "SET lock_timeout = {patience}; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 60000; \
             SET search_path = \"{path}\""
        );
        session.run(&settings).map_err(Stop::because)?;
        // PostgreSQL has them from 14 and from 17 on.
        for limit in ["idle_session_timeout", "transaction_timeout"] {
            let _ = session.run(&format!("SET {limit} = 0"));
        }
        Ok(Self { url: url.clone(), session, wishes: *wishes })
    }

    /// The schema as the open transaction sees it.
    fn seen(&mut self) -> Result<Catalog, Stop> {
        let client = self.session.postgres().ok_or_else(|| Stop("it is no PostgreSQL".to_owned()))?;
        raw::postgres_catalog(client, &self.url).map_err(Stop::because)
    }

    fn run(&mut self, statement: &str, executed: &mut dyn FnMut(&str, f64)) -> Result<(), EngineError> {
        let start = Instant::now();
        self.session.run(statement)?;
        executed(statement, start.elapsed().as_secs_f64());
        Ok(())
    }

    /// From BEGIN to COMMIT.
    fn transaction(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Failure> {
        let is_weak = |statement: &String| {
            [BEGIN, COMMIT].contains(&statement.as_str()) || statement.contains(" VALIDATE CONSTRAINT ")
        };
        let limit = (!act.sql.iter().all(is_weak))
            .then(|| format!("SET LOCAL statement_timeout = {}", self.wishes.longest.as_millis().max(1)));
        let mut result = Ok(());
        for statement in act.sql {
            result = self.step(statement, limit.as_deref(), act, executed);
            if result.is_err() {
                break;
            }
        }
        if result.is_err() {
            // A server that is gone rolls back by itself.
            let _ = self.session.run("ROLLBACK");
        }
        let rolled_back = |stop: Stop| Stop(format!("the move was rolled back: {stop}"));
        result.map_err(|failure| match failure {
            Failure::Busy(stop) => Failure::Busy(rolled_back(stop)),
            Failure::Final(stop) => Failure::Final(rolled_back(stop)),
        })
    }

    fn step(
        &mut self,
        statement: &str,
        limit: Option<&str>,
        act: &Act<'_>,
        executed: &mut dyn FnMut(&str, f64),
    ) -> Result<(), Failure> {
        if statement == COMMIT {
            let differs = (act.broken)(&self.seen()?);
            if !differs.is_empty() {
                return Err(Stop(format!("the schema would not be what was promised:{differs}")).into());
            }
        }
        self.run(statement, executed).map_err(|error| failed(&error, statement))?;
        if let (BEGIN, Some(limit)) = (statement, limit) {
            self.session.run(limit).map_err(|error| failed(&error, limit))?;
        }
        Ok(())
    }

    /// An index beside writers. One that could not be finished stays behind, and is in the way of the next try: it is
    /// dropped before and after.
    fn alone(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Failure> {
        self.clean(act.sql, executed)?;
        for statement in act.sql {
            if let Err(error) = self.run(statement, executed) {
                let failure = failed(&error, statement);
                // What cannot be cleaned now is at the next try.
                let _ = self.clean(act.sql, executed);
                return Err(failure);
            }
        }
        Ok(())
    }

    fn clean(&mut self, sql: &[String], executed: &mut dyn FnMut(&str, f64)) -> Result<(), Failure> {
        for change in changes_of(sql, Engine::Postgres) {
            let Change::AddKey { table, key } = change else { continue };
            let Some(name) = key.name else { continue };
            let question = format!(
                "SELECT format('DROP INDEX CONCURRENTLY %s', i.indexrelid::regclass) FROM pg_index i JOIN pg_class c \
                 ON c.oid = i.indexrelid WHERE NOT i.indisvalid AND i.indrelid = to_regclass({}) AND c.relname = {}",
                literal(&write::table_name(Engine::Postgres, &table)),
                literal(name.folded())
            );
            let left = self.session.run(&question).map_err(|error| failed(&error, &question))?;
            for drop in left.rows.into_iter().flatten().flatten() {
                fault::boundary();
                self.run(&drop, executed).map_err(|error| failed(&error, &drop))?;
            }
        }
        Ok(())
    }

    /// Who holds the tables that statements are about.
    fn holders(&mut self, sql: &[String]) -> String {
        let mut tables: Vec<TableName> = Vec::new();
        for change in changes_of(sql, Engine::Postgres) {
            tables.extend(change.table().cloned());
            if let Change::AddForeignKey { foreign_key, .. } = change {
                tables.push(foreign_key.parent);
            }
        }
        let name = |table: &TableName| {
            format!("to_regclass({})", literal(&write::table_name(Engine::Postgres, table)))
        };
        let tables: Vec<String> = tables.iter().map(name).collect();
        let question = format!(
            "SELECT DISTINCT 'process ' || a.pid, 'of ' || a.usename, '(' || a.state || ' for ' || \
             date_trunc('second', now() - a.state_change) || ')' FROM pg_locks l JOIN pg_stat_activity a USING (pid) \
             WHERE l.relation = ANY (ARRAY[{}]::regclass[]) AND l.granted AND pid <> pg_backend_pid() LIMIT 3",
            tables.join(", ")
        );
        in_words(&self.session.run(&question).map(|found| found.rows).unwrap_or_default())
    }
}

impl Hands for Database {
    fn cut(&mut self, parts: Vec<Part>, catalog: &Catalog) -> Result<Vec<Cut>, Stop> {
        cut(parts, catalog).map_err(Stop::because)
    }

    fn catalog(&mut self) -> Result<Catalog, Stop> {
        self.session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").map_err(Stop::because)?;
        let seen = self.seen();
        self.session.run("ROLLBACK").map_err(Stop::because)?;
        seen
    }

    fn ask(&mut self, select: &str) -> Result<(u64, String), Stop> {
        ask(&mut self.session, select).map_err(Stop::because)
    }

    /// As ANALYZE found it; a table that it never saw has -1.
    fn rows(&mut self, table: &str) -> Result<Option<u64>, Stop> {
        let question =
            format!("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass({})", literal(table));
        let rows = self.session.value(&question).map_err(Stop::because)?;
        Ok(rows.parse().ok())
    }

    fn hindrance(&mut self, _: &[Change], _: &Catalog) -> Result<Option<String>, Stop> {
        Ok(None)
    }

    /// Asked again and again: one who waits for it in a statement is waited for by CREATE INDEX CONCURRENTLY of a dead
    /// client, and both by each other (40P01).
    fn keep_others_out(&mut self) -> Result<(), Stop> {
        let lock = format!("SELECT pg_try_advisory_lock({FKLINT}, 0)");
        let begun = Instant::now();
        while self.session.value(&lock).map_err(Stop::because)? != "t" {
            if begun.elapsed() > self.wishes.patience {
                return Err(Stop(
                    "nothing was changed: another fklint works on this database, or the server still does what one asked for"
                        .to_owned(),
                ));
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn act(&mut self, act: &Act<'_>, executed: &mut dyn FnMut(&str, f64)) -> Result<(), Stop> {
        let is_transaction = act.sql.first().is_some_and(|first| first == BEGIN);
        patiently(self.wishes.tries, || {
            let asked = act.probes.iter().try_for_each(|probe| expect_none(&mut self.session, probe, failed));
            let tried = asked.and_then(|()| match is_transaction {
                true => self.transaction(act, executed),
                false => self.alone(act, executed),
            });
            tried.map_err(|failure| match failure {
                Failure::Busy(stop) => Failure::Busy(Stop(format!("{stop}{}", self.holders(act.sql)))),
                other => other,
            })
        })
    }
}

/// What to make of a refusal. Locks are waited for in vain with 55P03, deadlocks end with 40P01.
fn failed(error: &EngineError, statement: &str) -> Failure {
    let way_out = match error.code.as_str() {
        "57014" => ": --query-timeout says how long it may take, unless somebody cancelled it",
        "42501" => ": the owner of the table may do it",
        "53100" => ": make room, then go on with --resume",
        "" => ": the connection broke: go on with --resume when the server is there",
        _ => "",
    };
    let stop = told(error, statement, way_out);
    if matches!(error.code.as_str(), "55P03" | "40P01") { Failure::Busy(stop) } else { Failure::Final(stop) }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

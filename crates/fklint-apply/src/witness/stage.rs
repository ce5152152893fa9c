//! A scratch database in which a witness acts.

use std::fmt;

use fklint_catalog::semantics::Semantics;
use fklint_catalog::write::row::{delete_sql, insert_sql, select_sql, string_literal, update_sql};
use fklint_catalog::write::{write, write_all, write_catalog};
use fklint_catalog::{
    Catalog, Change, ColumnEdit, DataType, Engine, Force, ForeignKeyPath, IgnoredBecause, Key, KeyKind,
    KeyRef, Statement, StatementKind, TableName, TypeFamily,
};
use fklint_rule::witness::{Act, Expected, Refusal, RowId};
use fklint_rule::{Line, Plan};

use super::Piece;
use super::cast::{Cast, Values};
use super::check::candidates;
use super::guard::objection;
use super::scene::is_aside;
use crate::scratch::Scratch;
use crate::server::Server;
use crate::session::{EngineError, Outcome, refusal};

/// Why a witness did not come to its end, without a full stop.
pub(super) enum Trouble {
    /// The engine does not do what the rule says.
    Contradiction(String),
    /// Something else stood in the way.
    Obstacle(String),
}

/// What an operation did.
pub(super) enum Observed {
    Accepted,
    Refused(Refusal, EngineError),
    Rows(u64),
    Indexed(bool),
}

impl fmt::Display for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted => f.write_str("accepted"),
            Self::Refused(_, error) => write!(f, "refused: {error}"),
            Self::Rows(count) => write!(f, "{count} rows"),
            Self::Indexed(true) => f.write_str("answered by an index"),
            Self::Indexed(false) => f.write_str("answered by reading the whole table"),
        }
    }
}

/// The database, its tables, its rows.
pub(super) struct Stage<'s> {
    scratch: Scratch,
    catalog: Catalog,
    piece: &'s Piece<'s>,
    /// The tables are made without the foreign keys that were put aside.
    lacks_some: bool,
    transcript: &'s mut Vec<Line>,
    /// The rows, once one is asked for, and which of them are there.
    cast: Option<Cast<'s>>,
    inserted: Vec<RowId>,
    in_transaction: bool,
}

impl<'s> Stage<'s> {
    pub(super) fn new(
        server: &Server,
        mut catalog: Catalog,
        piece: &'s Piece<'s>,
        lacks_some: bool,
        transcript: &'s mut Vec<Line>,
    ) -> Result<Self, Trouble> {
        let mut scratch = Scratch::new(server)
            .map_err(|error| Trouble::Obstacle(format!("no scratch database can be made: {error}")))?;
        simplify(&mut catalog, &mut scratch);
        Ok(Self {
            scratch,
            catalog,
            piece,
            lacks_some,
            transcript,
            cast: None,
            inserted: Vec::new(),
            in_transaction: false,
        })
    }

    /// Writes down what was done.
    pub(super) fn note(&mut self, sql: &str, expected: &str, observed: &Observed) {
        let (sql, expected) = (sql.to_owned(), expected.to_owned());
        self.transcript.push(Line { sql, expected, observed: observed.to_string() });
    }

    /// Whether the witness shows what a foreign key without a parent key does.
    pub(super) fn is_about_mismatch(&self) -> bool {
        let mismatch = Expected::Refused(Refusal::Mismatch);
        self.piece.witness.harm.iter().any(|trial| trial.expected == mismatch)
    }

    /// Makes the tables.
    pub(super) fn define(&mut self) -> Result<(), Trouble> {
        let (sql, observed) = self.act(&Act::Define)?;
        self.note(&sql, "", &observed);
        match observed {
            Observed::Refused(_, error) => {
                Err(Trouble::Obstacle(format!("the engine refuses the schema: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Carries out a plan. Nothing is in the tables that could stand in its way.
    pub(super) fn carry_out(&mut self, plan: &Plan) -> Result<(), Trouble> {
        let changes: Vec<_> = plan.changes().cloned().collect();
        for sql in write_all(&changes, &self.catalog) {
            let outcome = self.run(&sql)?;
            let observed = self.observed(outcome);
            self.note(&sql, "accepted", &observed);
            if let Observed::Refused(_, error) = observed {
                return Err(Trouble::Contradiction(format!("the remedy is refused: `{sql}`: {error}")));
            }
        }
        Ok(())
    }

    /// The tables are different now.
    pub(super) fn is_now(&mut self, mut catalog: Catalog) {
        simplify(&mut catalog, &mut self.scratch);
        self.catalog = catalog;
        self.cast = None;
    }

    /// Does something, and tells with which SQL.
    pub(super) fn act(&mut self, act: &Act) -> Result<(String, Observed), Trouble> {
        let sql = match act {
            Act::Define => write_catalog(&self.without_ignored()),
            Act::Statements(range) => return self.statements(range.clone()),
            Act::Sql(sql) => sql.to_string(),
            Act::Insert(row) => return self.insert(*row),
            Act::InsertTogether(rows) => self.insert_together(rows)?,
            Act::Update(row, given) => {
                let table = self.cast()?.table(*row).clone();
                let set = self.cast()?.resolved(&table, given).map_err(Trouble::Obstacle)?;
                let of = self.cast()?.identity(*row);
                let sql = update_sql(&self.catalog, &table, &set, &of);
                let old = self.cast()?.become_with(*row, &set);
                self.insert_needs(*row)?;
                let outcome = self.run(&sql)?;
                if outcome.is_err() {
                    self.cast()?.revert(*row, old);
                }
                return Ok((sql, self.observed(outcome)));
            }
            Act::Delete(row) => {
                let (table, of) = (self.cast()?.table(*row).clone(), self.cast()?.identity(*row));
                delete_sql(&self.catalog, &table, &of)
            }
            Act::Count(table, given) => {
                let of = self.cast()?.resolved(table, given).map_err(Trouble::Obstacle)?;
                return Ok(self.count(select_sql(&self.catalog, "count(*)", table, &of)));
            }
            Act::LookUp(table, columns) => return self.look_up(table, columns),
            Act::Begin => "BEGIN".to_owned(),
            Act::Commit => "COMMIT".to_owned(),
            Act::Rollback => "ROLLBACK".to_owned(),
            Act::Defer => match self.catalog.engine {
                Engine::Sqlite => "PRAGMA defer_foreign_keys = ON".to_owned(),
                _ => "SET CONSTRAINTS ALL DEFERRED".to_owned(),
            },
            Act::Change(change) => {
                let statements = write(change, &self.catalog);
                let _ = self.catalog.apply(change);
                statements.join(";\n")
            }
        };
        let outcome = self.run(&sql)?;
        match act {
            Act::Begin => self.in_transaction = true,
            Act::Commit | Act::Rollback => self.in_transaction = false,
            _ => {}
        }
        let observed = self.observed(outcome);
        Ok((sql, observed))
    }

    /// Runs statements as they were written. What they make is there then.
    fn statements(&mut self, range: std::ops::Range<u32>) -> Result<(String, Observed), Trouble> {
        let mut last = String::new();
        for index in range {
            let Some(statement) = self.piece.history.statements.get(index as usize) else { continue };
            let Some(sql) = (self.piece.text)(index) else {
                return Err(Trouble::Obstacle("the text of its statements is not there".to_owned()));
            };
            if let Some(why) = unfit(statement) {
                return Err(Trouble::Obstacle(why.to_owned()));
            }
            last = sql;
            if let Err(error) = self.run(&last)? {
                let observed = self.observed(Err(error));
                return Ok((last, observed));
            }
            for change in &statement.changes {
                let _ = self.catalog.apply(change);
            }
        }
        Ok((last, Observed::Accepted))
    }

    fn insert(&mut self, row: RowId) -> Result<(String, Observed), Trouble> {
        self.insert_needs(row)?;
        self.insert_alone(row)
    }

    fn insert_together(&mut self, rows: &[RowId]) -> Result<String, Trouble> {
        let mut inserts = Vec::new();
        for &row in rows {
            self.insert_needs(row)?;
            let (table, values) = (self.cast()?.table(row).clone(), self.cast()?.values(row));
            inserts.push(insert_sql(&self.catalog, &table, &values));
        }
        let last = inserts.pop().unwrap_or_default();
        let with = inserts.iter().zip(1..).map(|(insert, at)| format!("step_{at} AS ({insert})"));
        Ok(format!("WITH {} {last}", with.collect::<Vec<_>>().join(", ")))
    }

    fn insert_needs(&mut self, row: RowId) -> Result<(), Trouble> {
        for needed in self.cast()?.needs(row) {
            if self.inserted.contains(&needed) {
                continue;
            }
            let (sql, observed) = self.insert_alone(needed)?;
            self.note(&sql, "", &observed);
            if let Observed::Refused(_, error) = observed {
                return Err(Trouble::Obstacle(format!("`{sql}` is refused: {error}")));
            }
            self.inserted.push(needed);
        }
        Ok(())
    }

    fn insert_alone(&mut self, row: RowId) -> Result<(String, Observed), Trouble> {
        let table = self.cast()?.table(row).clone();
        let values = self.cast()?.values(row);
        let sql = insert_sql(&self.catalog, &table, &values);
        let outcome = self.run(&sql)?;
        let observed = self.observed(outcome);
        match observed {
            Observed::Refused(Refusal::Check, error) if !self.in_transaction => {
                self.satisfy(row, &table, values, sql, error)
            }
            observed => Ok((sql, observed)),
        }
    }

    /// Tries other values for the columns that CHECKs speak of, one column after the other.
    fn satisfy(
        &mut self,
        row: RowId,
        table: &TableName,
        mut values: Values,
        mut sql: String,
        mut error: EngineError,
    ) -> Result<(String, Observed), Trouble> {
        let definition = self.catalog.table(table).cloned();
        let given: Vec<_> = self
            .piece
            .witness
            .rows
            .get(row.0)
            .into_iter()
            .flat_map(|row| &row.values)
            .map(|(name, _)| name)
            .collect();
        for (column, candidates) in definition.iter().flat_map(candidates) {
            let Some(at) = values.iter().position(|(name, _)| *name == column) else { continue };
            if given.contains(&&column) {
                continue;
            }
            for candidate in candidates {
                let old = values[at].1.replace(candidate);
                let tried = insert_sql(&self.catalog, table, &values);
                match self.run(&tried)? {
                    Ok(_) => {
                        self.cast()?.update(row, &values);
                        return Ok((tried, Observed::Accepted));
                    }
                    // Another CHECK says no now: this one is content.
                    Err(other) if other.message != error.message => {
                        (sql, error) = (tried, other);
                        break;
                    }
                    Err(_) => values[at].1 = old,
                }
            }
        }
        let observed = self.observed(Err(error));
        Ok((sql, observed))
    }

    fn count(&mut self, sql: String) -> (String, Observed) {
        let counted = self.scratch.session(0).and_then(|session| session.value(&sql));
        let observed = match counted {
            Ok(count) => Observed::Rows(count.parse().unwrap_or_default()),
            Err(error) => self.observed(Err(error)),
        };
        (sql, observed)
    }

    /// How the engine would find rows by these columns. PostgreSQL reads small tables whole unless told not to.
    fn look_up(
        &mut self,
        table: &TableName,
        columns: &[fklint_catalog::Ident],
    ) -> Result<(String, Observed), Trouble> {
        let (before, explain, whole) = match self.catalog.engine {
            Engine::Sqlite => ("", "EXPLAIN QUERY PLAN ", "SCAN "),
            Engine::Postgres => ("SET enable_seqscan = off", "EXPLAIN ", "Seq Scan"),
            _ => return Err(Trouble::Obstacle("how rows are found is not asked here".to_owned())),
        };
        let unmatched: Vec<_> =
            columns.iter().map(|column| (column.clone(), fklint_rule::witness::Value::Unmatched)).collect();
        let of = self.cast()?.resolved(table, &unmatched).map_err(Trouble::Obstacle)?;
        let sql = format!("{explain}{}", select_sql(&self.catalog, "1", table, &of));
        let outcome = self.scratch.run(before).and_then(|_| self.scratch.run(&sql));
        let observed = match outcome {
            Ok(rows) => {
                let told: Vec<String> = rows.rows.into_iter().flatten().flatten().collect();
                Observed::Indexed(!told.iter().any(|line| line.contains(whole)))
            }
            Err(error) => self.observed(Err(error)),
        };
        Ok((sql, observed))
    }

    /// Without the foreign keys that an earlier storage engine dropped (written under one that keeps them, they would be
    /// there), and without those that are put aside.
    fn without_ignored(&self) -> Catalog {
        let mut there = self.catalog.clone();
        let semantics = Semantics::for_catalog(&self.catalog);
        for table in self.catalog.tables() {
            let keeps = semantics.keeps_foreign_keys(table.storage_engine.as_ref());
            for (at, key) in table.foreign_keys.iter().enumerate().rev() {
                let forgotten = keeps && key.force == Force::Ignored(IgnoredBecause::StorageEngine);
                if forgotten || self.lacks_some && is_aside(key) {
                    let foreign_key = ForeignKeyPath::of(&table.foreign_keys, at);
                    let _ = there.apply(&Change::DropForeignKey { table: table.name.clone(), foreign_key });
                }
            }
        }
        there
    }

    fn cast(&mut self) -> Result<&mut Cast<'s>, Trouble> {
        if self.cast.is_none() {
            let cast = Cast::new(self.catalog.clone(), self.piece.witness, self.piece.told)
                .map_err(Trouble::Obstacle)?;
            self.cast = Some(cast);
        }
        self.cast.as_mut().ok_or_else(|| Trouble::Obstacle("there are no rows".to_owned()))
    }

    /// Runs what the user wrote, or what was written of it: nothing outside the scratch database may feel it.
    fn run(&mut self, sql: &str) -> Result<Outcome, Trouble> {
        match objection(self.catalog.engine, sql) {
            Some(why) => Err(Trouble::Obstacle(why)),
            None => Ok(self.scratch.run(sql)),
        }
    }

    fn observed(&self, outcome: Outcome) -> Observed {
        match outcome {
            Ok(_) => Observed::Accepted,
            Err(mut error) => {
                // The same words every time, and none of a name that nobody gave.
                error.message = error.message.replace(self.scratch.name(), "scratch");
                Observed::Refused(refusal(self.catalog.engine, &error), error)
            }
        }
    }
}

/// Why a statement of a script cannot be run as it was written, whatever its words.
fn unfit(statement: &Statement) -> Option<&'static str> {
    match statement.kind {
        StatementKind::Unreadable(_) => Some("a statement of the script could not be read"),
        _ => statement.dynamic.then_some("a statement of the script stands inside a block or a routine"),
    }
}

/// Takes away what a scratch database lacks and no witness needs: types of the user's own, defaults that call what is not
/// there, indexes of special methods. Columns of such types hold text instead.
fn simplify(catalog: &mut Catalog, scratch: &mut Scratch) {
    if catalog.engine != Engine::Postgres {
        return;
    }
    let unknown = |scratch: &mut Scratch, name: &str| {
        let question = format!("SELECT to_regtype({})", string_literal(Engine::Postgres, name));
        scratch.session(0).and_then(|session| session.value(&question)).is_ok_and(|found| found.is_empty())
    };
    let tables: Vec<TableName> = catalog.tables().map(|table| table.name.clone()).collect();
    for name in tables {
        let Some(table) = catalog.table(&name).cloned() else { continue };
        // An index of another method may need an operator class of an extension.
        let is_plain =
            |key: &&Key| key.kind == KeyKind::Plain && key.method.as_deref().is_some_and(|it| it != "btree");
        for key in table.keys.iter().filter(is_plain).filter_map(|key| key.name.clone()) {
            let _ = catalog.apply(&Change::DropKey { table: name.clone(), key: KeyRef::Named(key) });
        }
        for column in &table.columns {
            let own_type = column.data_type.family(Engine::Postgres) == TypeFamily::Other
                && unknown(scratch, column.data_type.as_str());
            let mut fails = |default: &str| {
                let question = format!("SELECT ({default})");
                objection(Engine::Postgres, &question).is_some() || scratch.run(&question).is_err()
            };
            let calls =
                column.default.as_ref().is_some_and(|default| default.contains('(') && fails(default));
            let mut edits = Vec::new();
            if calls && column.generator.is_none() || own_type && column.default.is_some() {
                edits.push(ColumnEdit::Default(None));
            }
            if own_type {
                edits.push(ColumnEdit::Type(DataType::parse("text")));
            }
            for edit in edits {
                let (table, column) = (name.clone(), column.name.clone());
                let _ = catalog.apply(&Change::AlterColumn { table, column, edit });
            }
        }
    }
}

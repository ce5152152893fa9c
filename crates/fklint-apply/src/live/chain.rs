//! The states that a journal's moves lead through, and which of them a database is in.

use fklint_catalog::diff::Difference;
use fklint_catalog::{Catalog, Engine, TableName, Version, stored};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;

use super::{Header, Stop};

/// The state before the first move, and after each.
pub(super) struct Chain {
    states: Vec<Catalog>,
    /// The tables that differ in any two of them.
    touched: Vec<TableName>,
}

impl Chain {
    /// Reads the journal's statements, those of each move after those before it.
    ///
    /// # Errors
    /// When the journal names no engine that is known.
    pub(super) fn of(header: &Header) -> Result<Self, Stop> {
        let engine: Engine =
            header.engine.parse().map_err(|_| Stop(format!("`{}` is no engine", header.engine)))?;
        let version: Option<Version> = header.server.parse().ok();
        let mut texts = vec![header.ddl.clone()];
        let mut states = vec![replayed(engine, version, &texts)];
        for one in &header.moves {
            texts.push(one.sql.iter().map(|statement| format!("{statement};\n")).collect());
            states.push(replayed(engine, version, &texts));
        }
        let mut touched: Vec<TableName> = Vec::new();
        for pair in states.windows(2) {
            let differences = stored::compare(&pair[0], &pair[1]);
            touched.extend(
                differences.iter().filter_map(|difference| Some(difference.at.as_ref()?.table()?.clone())),
            );
        }
        touched.sort();
        touched.dedup();
        Ok(Self { states, touched })
    }

    /// How many moves lead through it.
    pub(super) fn len(&self) -> usize {
        self.states.len() - 1
    }

    /// The tables after `done` moves.
    pub(super) fn state(&self, done: usize) -> &Catalog {
        &self.states[done]
    }

    /// What of the touched tables in `live` is not as it is after `done` moves.
    pub(super) fn differences(&self, live: &Catalog, done: usize) -> Vec<Difference> {
        let names = self.states.iter().flat_map(Catalog::tables).map(|table| &table.name);
        let mut all = stored::compare(&live.subset(names), &self.states[done]);
        let is_touched = |difference: &Difference| {
            difference.at.as_ref().and_then(|at| at.table()).is_some_and(|table| self.touched.contains(table))
        };
        all.retain(is_touched);
        all
    }

    /// How many moves are done in `live`. Where moves leave no trace in the schema, the journal's word `told` decides.
    ///
    /// # Errors
    /// In none of the states: what differs from the nearest.
    pub(super) fn locate(&self, live: &Catalog, told: usize) -> Result<usize, Stop> {
        let found: Vec<Vec<Difference>> =
            (0..self.states.len()).map(|done| self.differences(live, done)).collect();
        if found.get(told).is_some_and(Vec::is_empty) {
            return Ok(told);
        }
        if let Some(done) = found.iter().rposition(Vec::is_empty) {
            return Ok(done);
        }
        let nearest = found.iter().enumerate().min_by_key(|(_, differences)| differences.len());
        let (done, differences) = nearest.map_or((0, &[][..]), |(done, all)| (done, all.as_slice()));
        Err(Stop(format!(
            "nothing was changed: the database is in none of the states of this journal; the nearest is after {done} of \
             {} moves, but for:{}",
            self.len(),
            listed(differences)
        )))
    }
}

/// Differences, a line each.
pub(super) fn listed(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("\n  {difference}")).collect()
}

/// What texts add up to; each is a session of its own.
fn replayed(engine: Engine, version: Option<Version>, texts: &[String]) -> Catalog {
    let script = |text: &String| ScriptSource {
        file: FileId(0),
        name: String::new(),
        migration: false,
        read: ddl::read(text.as_bytes(), engine),
    };
    replay(engine, version, texts.iter().map(script).collect()).catalog
}

//! The states that a journal's moves lead through, and which of them a database is in.

use fklint_catalog::diff::Difference;
use fklint_catalog::{Catalog, Engine, TableName, Version, stored};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;

use super::{Header, Stop, indexes};

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
            for (one, other) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
                let differs = |name: &&TableName| one.table(name) != other.table(name);
                touched.extend(one.tables().map(|table| &table.name).filter(differs).cloned());
            }
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
        let mut all = stored::compare(&finished(live.subset(names)), &self.states[done]);
        let is_touched = |difference: &Difference| {
            difference.at.as_ref().and_then(|at| at.table()).is_some_and(|table| self.touched.contains(table))
        };
        all.retain(is_touched);
        all
    }

    /// The statements that even out the indexes of `live` which the engine made by itself, after `done` moves.
    pub(super) fn mends(&self, live: &Catalog, done: usize) -> Vec<String> {
        indexes::mends(live, &self.differences(live, done), &self.states)
    }

    /// What of the touched tables is not so after `done` moves, but for what can be evened out.
    fn faults(&self, live: &Catalog, done: usize) -> Vec<Difference> {
        let mut all = self.differences(live, done);
        all.retain(|difference| !indexes::is_made(live, difference, &self.states));
        all
    }

    /// How many moves are done in `live`. Where moves leave no trace in the schema, the journal's word `told` decides.
    ///
    /// # Errors
    /// In none of the states: what differs from the nearest.
    pub(super) fn locate(&self, live: &Catalog, told: usize) -> Result<usize, Stop> {
        if told < self.states.len() && self.faults(live, told).is_empty() {
            return Ok(told);
        }
        let found: Vec<Vec<Difference>> =
            (0..self.states.len()).map(|done| self.faults(live, done)).collect();
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

/// A schema without the indexes that could not be finished: PostgreSQL keeps what is left of them, and nobody uses it.
pub(super) fn finished(mut catalog: Catalog) -> Catalog {
    if catalog.engine == Engine::Postgres {
        catalog.retain_keys(|key| key.valid);
    }
    catalog
}

/// Differences in one line, after a colon.
pub(super) fn listed(differences: &[Difference]) -> String {
    let all: Vec<String> = differences.iter().map(|difference| format!(" {difference}")).collect();
    all.join(";")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::Move;

    fn header(moves: &[&str]) -> Header {
        let one = |sql: &&str| Move {
            plans: Vec::new(),
            sql: vec![(*sql).to_owned()],
            undo: Vec::new(),
            one_way: None,
            probes: Vec::new(),
            locks: String::new(),
            scans: Vec::new(),
            rewrites: Vec::new(),
        };
        Header {
            version: Header::format(),
            database: String::new(),
            schemas: Vec::new(),
            engine: "sqlite".into(),
            server: "3.50.1".into(),
            begun: 0,
            backup: None,
            ddl: "CREATE TABLE t (a text, b text);\nCREATE TABLE u (a text);\n".into(),
            plans: Vec::new(),
            moves: moves.iter().map(one).collect(),
        }
    }

    fn live(sql: &str) -> Catalog {
        replayed(Engine::Sqlite, None, &[sql.to_owned()])
    }

    #[test]
    fn a_state_is_found_by_looking_whatever_the_journal_says() {
        let chain = Chain::of(&header(&["CREATE INDEX i ON t (a)", "CREATE INDEX j ON t (b)"])).unwrap();
        let schema = "CREATE TABLE t (a TEXT, b TEXT); CREATE TABLE u (a TEXT);";
        let states = ["", "CREATE INDEX i ON t (a);", "CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);"];
        for (done, made) in states.iter().enumerate() {
            for told in 0..=2 {
                assert_eq!(chain.locate(&live(&format!("{schema}{made}")), told), Ok(done));
            }
        }
        // What the moves do not touch may change, and more tables may be there.
        let other = "CREATE TABLE t (a TEXT, b TEXT); CREATE TABLE u (z INT); CREATE TABLE w (a INT); CREATE INDEX i ON t (a)";
        assert_eq!(chain.locate(&live(other), 0), Ok(1));
    }

    #[test]
    fn in_no_state_the_nearest_one_is_told() {
        let chain = Chain::of(&header(&["CREATE INDEX i ON t (a)", "CREATE INDEX j ON t (b)"])).unwrap();
        let why =
            chain.locate(&live("CREATE TABLE t (a TEXT, b INT); CREATE INDEX i ON t (a)"), 2).unwrap_err().0;
        assert!(why.contains("after 1 of 2 moves") && why.contains("`t.b`"), "{why}");
        assert!(why.starts_with("nothing was changed"), "{why}");
    }

    #[test]
    fn moves_without_a_trace_are_believed() {
        let chain = Chain::of(&header(&["PRAGMA user_version = 1"])).unwrap();
        let schema = live("CREATE TABLE t (a TEXT, b TEXT)");
        assert_eq!(chain.locate(&schema, 0), Ok(0));
        assert_eq!(chain.locate(&schema, 1), Ok(1));
    }
}

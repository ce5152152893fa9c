//! The states that a journal's moves lead through, and which of them a database is in.

use fklint_catalog::diff::Difference;
use fklint_catalog::{Catalog, Engine, Table, TableName, Version, stored};
use fklint_reflect::{ScriptSource, ddl, states};
use fklint_source::FileId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Header, Stop, indexes};

/// The state before the first move, and after each.
pub(super) struct Chain {
    states: Vec<Catalog>,
    /// The tables that differ in any two of them.
    touched: Vec<TableName>,
    /// All tables of all of them.
    names: Vec<TableName>,
    /// By a table those that refer to it, belong to it or inherit from it in any of them.
    below: FxHashMap<TableName, Vec<TableName>>,
}

/// A schema that was looked at, and in which nothing differs from the state after so many moves.
pub(super) struct Matched {
    pub(super) live: Catalog,
    pub(super) done: usize,
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
        let script = |text: String| ScriptSource {
            file: FileId(0),
            name: String::new(),
            migration: false,
            read: ddl::read(text.as_bytes(), engine),
        };
        let texts = header.moves.iter().map(|one| one.sql.iter().map(|sql| format!("{sql};\n")).collect());
        let states = states(engine, version, std::iter::once(header.ddl.clone()).chain(texts).map(script));
        let mut below: FxHashMap<TableName, Vec<TableName>> = FxHashMap::default();
        let mut hang = |table: &Table| {
            for parent in above(table) {
                below.entry(parent.clone()).or_default().push(table.name.clone());
            }
        };
        states[0].tables().for_each(&mut hang);
        let mut touched: Vec<TableName> = Vec::new();
        for pair in states.windows(2) {
            let (then, now) = (&pair[0], &pair[1]);
            let others = changed(then, now).filter(|name| then.table(name) != now.table(name));
            for name in others {
                touched.push(name.clone());
                now.table(name).into_iter().for_each(&mut hang);
            }
        }
        // What is in a later state and not in the first one was made in between.
        let mut names: Vec<TableName> = states[0].tables().map(|table| table.name.clone()).collect();
        names.extend_from_slice(&touched);
        for all in [&mut touched, &mut names] {
            all.sort();
            all.dedup();
        }
        Ok(Self { states, touched, names, below })
    }

    /// How many moves lead through it.
    pub(super) fn len(&self) -> usize {
        self.states.len() - 1
    }

    /// The tables after `done` moves.
    pub(super) fn state(&self, done: usize) -> &Catalog {
        &self.states[done]
    }

    /// What of the touched tables in `live` is not as it is after `done` moves. What did not change on either side since
    /// they `matched` is not compared again.
    pub(super) fn differences(
        &self,
        live: &Catalog,
        done: usize,
        matched: Option<&Matched>,
    ) -> Vec<Difference> {
        let state = &self.states[done];
        let candidates: Vec<&TableName> = match matched {
            Some(then) => {
                let of_states = changed(&self.states[then.done], state);
                changed(&then.live, live).filter(|name| self.knows(name)).chain(of_states).collect()
            }
            None => self.names.iter().collect(),
        };
        let names = self.suspects(candidates, live, state);
        let live = finished(live.subset(names.iter().copied()));
        let mut all = stored::compare(&live, &state.subset(names));
        let is_touched = |difference: &Difference| {
            let table = difference.at.as_ref().and_then(|at| at.table());
            table.is_some_and(|table| self.touched.binary_search(table).is_ok())
        };
        all.retain(is_touched);
        all
    }

    /// Of `candidates` the tables that are not word for word the same, those in which that may matter, and those that they
    /// are read with. What an engine stores of a table hangs on it and on the tables above it alone.
    fn suspects<'n>(
        &'n self,
        candidates: Vec<&'n TableName>,
        live: &'n Catalog,
        state: &'n Catalog,
    ) -> FxHashSet<&'n TableName> {
        let differ = candidates.into_iter().filter(|name| live.table(name) != state.table(name));
        let mut found: FxHashSet<&TableName> = differ.collect();
        let mut next: Vec<&TableName> = found.iter().copied().collect();
        while let Some(name) = next.pop() {
            next.extend(self.below.get(name).into_iter().flatten().filter(|name| found.insert(name)));
        }
        next.extend(&found);
        while let Some(name) = next.pop() {
            let there = [live.table(name), state.table(name)].into_iter().flatten();
            next.extend(there.flat_map(above).filter(|name| self.knows(name) && found.insert(name)));
        }
        found
    }

    fn knows(&self, name: &TableName) -> bool {
        self.names.binary_search(name).is_ok()
    }

    /// The statements that even out the indexes of `live` which the engine made by itself, after `done` moves.
    pub(super) fn mends(&self, live: &Catalog, done: usize) -> Vec<String> {
        if !indexes::are_made(live) {
            return Vec::new();
        }
        indexes::mends(live, &self.differences(live, done, None), &self.states)
    }

    /// What of the touched tables is not so after `done` moves, but for what can be evened out.
    fn faults(&self, live: &Catalog, done: usize) -> Vec<Difference> {
        let mut all = self.differences(live, done, None);
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

/// The tables that may differ between two schemas.
fn changed<'c>(one: &'c Catalog, other: &'c Catalog) -> impl Iterator<Item = &'c TableName> {
    let gone = one.unshared(other).filter(|name| other.table(name).is_none());
    other.unshared(one).chain(gone)
}

/// The tables that a table refers to, belongs to or inherits from.
fn above(table: &Table) -> impl Iterator<Item = &TableName> {
    let parents = table.foreign_keys.iter().map(|key| &key.parent);
    parents.chain(table.partition_of()).chain(&table.inherits)
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
        let read = ddl::read(sql.as_bytes(), Engine::Sqlite);
        let script = ScriptSource { file: FileId(0), name: String::new(), migration: false, read };
        states(Engine::Sqlite, None, [script]).remove(0)
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
    fn what_a_table_hangs_on_is_looked_at_with_it() {
        let schema = "CREATE TABLE p (a INTEGER PRIMARY KEY); CREATE TABLE c (a INT REFERENCES p); CREATE TABLE d (a INT REFERENCES c);
                      CREATE TABLE o (a INT);";
        let header = |other: &str| Header { ddl: schema.to_owned(), ..header(&[other]) };
        let names = |other: &str| {
            let chain = Chain::of(&header("CREATE TABLE z (a)")).unwrap();
            let (one, other) = (live(schema), live(other));
            let found = chain.suspects(chain.names.iter().collect(), &one, &other);
            let mut names: Vec<String> = found.iter().map(ToString::to_string).collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(names(schema), "");
        assert_eq!(names(&schema.replace("o (a INT)", "o (b INT)")), "o");
        assert_eq!(names(&schema.replace("d (a INT", "d (b INT")), "c d p");
        assert_eq!(names(&schema.replace("p (a", "p (b")), "c d p");
        assert_eq!(names(&schema.replace("CREATE TABLE o (a INT);", "")), "o");
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

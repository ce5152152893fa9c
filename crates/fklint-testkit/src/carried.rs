//! Plans carried out on a real engine: the fixture is loaded, the plan's SQL runs as it is printed, and what the database
//! then holds must be what the plan promised; the way back must lead to where it began.

use std::collections::BTreeMap;
use std::fmt;

use fklint_catalog::diff::Difference;
use fklint_catalog::reverse::reverse_all;
use fklint_catalog::{Catalog, Change, Engine, Key, KeyPath, ObjectPath, Semantics, Setting, stored, write};
use fklint_check::{Located, Outcome};
use fklint_rule::merge::merge;
use fklint_rule::{AnyRule, Plan};

use crate::run::{findings, problems, run};
use crate::scratch::Scratch;
use crate::script::{Client, empty, head, reflect, statements};
use crate::servers::Server;
use crate::together::{plan, planned};
use crate::{Failures, Fixture};

/// What became of the plans on one server.
#[derive(Debug, Default)]
pub struct Carried {
    /// All of them, and those of a fixture that go together once more.
    pub plans: usize,
    /// Carried out, and the database was what they promised.
    pub equal: usize,
    /// Of these, taken back, and the database was what it had been.
    pub reversed: usize,
    /// The engine refuses the text, and takes the schema that the plan promised: which.
    pub promised: Vec<String>,
    /// Not carried out: which, by the reason.
    pub not_run: BTreeMap<String, Vec<String>>,
    /// What does not hold.
    pub failures: Failures,
}

/// A fixture's text in a database.
struct Loaded {
    scratch: Scratch,
    catalog: Catalog,
}

/// Where databases come from: on PostgreSQL, where making and dropping them takes a good part of a second, one is emptied
/// and used again.
pub(crate) struct Pool<'s> {
    server: &'s Server,
    spare: Option<Scratch>,
}

impl<'s> Pool<'s> {
    pub(crate) const fn new(server: &'s Server) -> Self {
        Self { server, spare: None }
    }

    pub(crate) fn take(&mut self) -> Result<Scratch, String> {
        match self.spare.take() {
            Some(mut scratch) => {
                scratch.run(EMPTY_POSTGRES).map(|_| scratch).map_err(|error| error.to_string())
            }
            None => empty(self.server),
        }
    }

    pub(crate) fn give_back(&mut self, mut scratch: Scratch) {
        let is_postgres = scratch.engine() == Engine::Postgres;
        // A script may have set what it liked, and a plan may have ended inside of a transaction.
        let is_fresh = |session: usize| {
            let session = scratch.session(session)?;
            session.run("ROLLBACK").and_then(|_| session.run("DISCARD ALL"))
        };
        if is_postgres && [0, 1].map(is_fresh).iter().all(Result::is_ok) {
            self.spare = Some(scratch);
        }
    }
}

const EMPTY_POSTGRES: &str = "SET lock_timeout = '5s';
DO $$ DECLARE s name; BEGIN
    FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', s);
    END LOOP;
END $$;
CREATE SCHEMA public";

/// What is carried out at once: a plan, or several that go together.
struct Task {
    which: String,
    /// Questions that must find no row.
    probes: Vec<String>,
    sql: Vec<String>,
    changes: Vec<Change>,
}

/// Why something is not carried out, or does not hold.
enum Hindrance {
    /// There is nothing to carry out here.
    NotRun(String),
    /// It should have worked.
    Fault(String),
}

impl Carried {
    fn skip(&mut self, reason: impl Into<String>, which: String) {
        self.not_run.entry(reason.into()).or_default().push(which);
    }
}

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not_run: usize = self.not_run.values().map(Vec::len).sum();
        let Self { plans, equal, reversed, promised, .. } = self;
        writeln!(
            f,
            "{plans} plans: {equal} equal, {reversed} reversed, {} by their result alone, {not_run} not run",
            promised.len()
        )?;
        if !promised.is_empty() {
            writeln!(
                f,
                "  the engine refuses the text, and takes the schema after the plan ({}):",
                promised.len()
            )?;
            promised.iter().try_for_each(|which| writeln!(f, "    {which}"))?;
        }
        for (reason, which) in &self.not_run {
            writeln!(f, "  not run: {reason} ({}):", which.len())?;
            which.iter().try_for_each(|which| writeln!(f, "    {which}"))?;
        }
        Ok(())
    }
}

/// Carries out the plans of all findings in a fixture that is for the server's engine, each by itself and then those that
/// go together. A fixture for an older version is judged by the facts of the server's.
pub(crate) fn fixture(fixture: &Fixture, pool: &mut Pool<'_>, rules: &[&dyn AnyRule], carried: &mut Carried) {
    let server = pool.server;
    let own = run(fixture, rules, true);
    let mut gone = names(fixture, &own);
    if let Some(version) = fixture.version.filter(|version| *version > server.version()) {
        carried.plans += gone.len();
        gone.into_iter().for_each(|which| carried.skip(format!("it is for version {version}"), which));
        return;
    }
    let here = Fixture { version: Some(server.version()), ..fixture.clone() };
    let outcome = run(&here, rules, true);
    carried.failures.take(&fixture.name, problems(&outcome));
    for target in &outcome.targets {
        let mut tasks: Vec<Task> =
            target.findings.iter().filter_map(|found| Task::of(fixture, found)).collect();
        gone.retain(|which| !tasks.iter().any(|task| task.which == *which));
        let catalog = &target.reflection.catalog;
        tasks.extend(Task::together(fixture, catalog, &planned(&target.findings)));
        carry_out_all(pool, fixture, catalog, tasks, carried);
    }
    carried.plans += gone.len();
    for which in gone {
        carried.skip("nothing is found by the facts of the server's version", which);
    }
}

/// The findings of a run that have plans.
pub(crate) fn names(fixture: &Fixture, outcome: &Outcome) -> Vec<String> {
    findings(outcome).filter(|found| plan(found).is_some()).map(|found| which(fixture, found)).collect()
}

fn which(fixture: &Fixture, found: &Located) -> String {
    format!("{}: {} {}", fixture.name, found.finding.rule.name, found.object)
}

impl Task {
    fn of(fixture: &Fixture, found: &Located) -> Option<Self> {
        Some(Self {
            which: which(fixture, found),
            probes: found.probes.iter().map(|asked| asked.select.clone()).collect(),
            sql: found.sql.clone(),
            changes: plan(found)?.changes().cloned().collect(),
        })
    }

    /// The plans that are carried out together, if they are several.
    fn together(fixture: &Fixture, catalog: &Catalog, planned: &[(&Located, &Plan)]) -> Option<Self> {
        let plans: Vec<&Plan> = planned.iter().map(|(_, plan)| *plan).collect();
        let merged = merge(catalog, &plans);
        let taken = merged.taken.len();
        let probes = merged.taken.iter().flat_map(|taken| &planned[taken.plan].0.probes);
        let probes = probes.map(|asked| asked.select.clone()).collect();
        let changes: Vec<Change> = merged.changes().cloned().collect();
        let sql = write::write_all(&changes, catalog);
        let which = format!("{}: {taken} of {} plans together", fixture.name, plans.len());
        (taken > 1).then_some(Self { which, probes, sql, changes })
    }
}

fn carry_out_all(
    pool: &mut Pool<'_>,
    fixture: &Fixture,
    catalog: &Catalog,
    tasks: Vec<Task>,
    carried: &mut Carried,
) {
    let mut loaded: Option<Loaded> = None;
    let (mut refused, mut whole) = (Vec::new(), false);
    for task in tasks {
        carried.plans += 1;
        carried.failures.checked();
        let mut after = catalog.clone();
        let applied = task.changes.iter().try_for_each(|change| after.apply(change));
        if let Err(error) = applied {
            carried.failures.push(task.which, format!("it does not fit the catalog: {error}"));
            continue;
        }
        match loaded.take().map_or_else(|| load(pool, fixture), Ok) {
            Ok(mut state) => match carry_out(&mut state, catalog, &task, &after, carried) {
                Ok(true) => loaded = Some(state),
                end => {
                    pool.give_back(state.scratch);
                    match end {
                        Ok(_) => {}
                        Err(Hindrance::NotRun(reason)) => carried.skip(reason, task.which),
                        Err(Hindrance::Fault(why)) => {
                            let sql = task.sql.join(";\n");
                            carried.failures.push(task.which, format!("{why}\n\n{sql}"));
                        }
                    }
                }
            },
            Err(refusal) => match result_alone(pool, &after) {
                Ok(()) => {
                    whole = true;
                    carried.promised.push(format!("{}: {refusal}", task.which));
                }
                Err(why) => refused.push(format!("{}: {refusal}; {why}", task.which)),
            },
        }
    }
    if let Some(state) = loaded {
        pool.give_back(state.scratch);
    }
    let reason = if whole {
        "the engine refuses the text, and what the plan alone leaves: others are needed too, and then it takes it"
    } else {
        "the engine refuses the text, and what the plan leaves"
    };
    refused.into_iter().for_each(|which| carried.skip(reason, which));
}

/// The fixture in a database of its own; the error is the refusal of a statement.
fn load(pool: &mut Pool<'_>, fixture: &Fixture) -> Result<Loaded, String> {
    let mut scratch = pool.take()?;
    let mut client = Client::default();
    for statement in statements(fixture.text.as_bytes(), fixture.engine) {
        // Rows may be there to be refused.
        if let Err(error) = client.run(&mut scratch, &statement)
            && !statement.is_rows()
        {
            pool.give_back(scratch);
            return Err(format!("{error}: {}", head(statement.sql)));
        }
    }
    // A script may end inside of a transaction.
    let _ = scratch.run("COMMIT");
    let catalog = reflect(&scratch)?.catalog;
    Ok(Loaded { scratch, catalog })
}

/// Loads what a plan promises, where the engine takes nothing that it could change.
fn result_alone(pool: &mut Pool<'_>, after: &Catalog) -> Result<(), String> {
    let mut scratch = pool.take()?;
    let sql = write::write_catalog(after);
    let loaded = statements(sql.as_bytes(), after.engine).into_iter().try_for_each(|statement| {
        scratch.run(statement.sql).map(drop).map_err(|error| format!("{error}: {}", head(statement.sql)))
    });
    // Made by CREATE TABLE, a foreign key without a name gets another number than one that came later.
    let is_number = |difference: &&Difference| {
        let Some(ObjectPath::ForeignKey(table, path)) = &difference.at else { return false };
        let here = after.table(table).map(|table| &table.foreign_keys);
        let key = here.and_then(|keys| Some(&keys[path.find(keys)?]));
        difference.attribute == "name" && key.is_some_and(|key| key.name.is_none())
    };
    let held = loaded.and_then(|()| {
        let all = stored::compare(&reflect(&scratch)?.catalog, after);
        told(all.iter().filter(|difference| !is_number(difference)))
    });
    pool.give_back(scratch);
    held
}

/// Runs a plan there and back; tells whether the database is again just as it was.
fn carry_out(
    loaded: &mut Loaded,
    catalog: &Catalog,
    task: &Task,
    after: &Catalog,
    carried: &mut Carried,
) -> Result<bool, Hindrance> {
    let fault = Hindrance::Fault;
    same(&loaded.catalog, catalog)
        .map_err(|why| fault(format!("the text is loaded as something else than what is read:{why}")))?;
    // What was made under a setting is changed under it.
    let setting = catalog.settings.restrict_fk_on_non_standard_key;
    let lenient = setting.map(|on| Change::Set(Setting::RestrictNonStandardKey(Some(on))));
    for sql in lenient.iter().flat_map(|change| write::write(change, catalog)) {
        send(&mut loaded.scratch, &sql).map_err(fault)?;
    }
    for select in &task.probes {
        let rows = send(&mut loaded.scratch, select).map_err(|why| fault(format!("a probe: {why}")))?;
        if rows > 0 {
            return Err(Hindrance::NotRun("a probe finds rows".to_owned()));
        }
    }
    // A table that SQLite builds anew is checked: what is wrong with its rows before is not the plan's fault.
    for check in task.sql.iter().filter(|sql| sql.contains("foreign_key_check(")) {
        if send(&mut loaded.scratch, check).is_ok_and(|rows| rows > 0) {
            return Err(Hindrance::NotRun("rows of the table break a foreign key already".to_owned()));
        }
    }
    for sql in &task.sql {
        run_one(&mut loaded.scratch, sql).map_err(|why| fault(format!("the plan is refused: {why}")))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    let differs = differences(&live, after, &[catalog, after]);
    differs.map_err(|why| fault(format!("the database is not what the plan promised:{why}")))?;
    carried.equal += 1;
    let back = reverse_all(&task.changes, catalog).map_err(|error| fault(error.to_string()))?;
    let sql = write::write_all(&back, after);
    for statement in &sql {
        run_one(&mut loaded.scratch, statement)
            .map_err(|why| fault(format!("the way back is refused: {why}\n\n{}", sql.join(";\n"))))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    let explained = differences(&live, &loaded.catalog, &[catalog, after])
        .map_err(|why| fault(format!("the way back leads elsewhere:{why}\n\n{}", sql.join(";\n"))))?;
    carried.reversed += 1;
    Ok(explained == 0)
}

/// Runs a statement in a session that the fixture has set nothing in; gives how many rows came.
fn send(scratch: &mut Scratch, sql: &str) -> Result<usize, String> {
    let session = scratch.session(1).map_err(|error| error.to_string())?;
    session.run(sql).map(|rows| rows.rows.len()).map_err(|error| format!("{error}: {sql}"))
}

/// A statement of a plan: rows are what it complains about (`PRAGMA foreign_key_check`).
fn run_one(scratch: &mut Scratch, sql: &str) -> Result<(), String> {
    match send(scratch, sql)? {
        0 => Ok(()),
        rows => Err(format!("{rows} rows are in the way: {sql}")),
    }
}

fn same(live: &Catalog, expected: &Catalog) -> Result<(), String> {
    differences(live, expected, &[]).map(drop)
}

/// How many differences have a reason: the index that InnoDB makes for a foreign key stays when this goes, and serves the
/// next one under its old name (`s7_index_my 7a`). `states` are the catalogs that a plan led through.
///
/// # Errors
/// The differences that have none.
fn differences(live: &Catalog, expected: &Catalog, states: &[&Catalog]) -> Result<usize, String> {
    let all = stored::compare(live, expected);
    let is_left = |difference: &&Difference| {
        let Some(ObjectPath::Key(table, KeyPath::Named(name))) = &difference.at else { return false };
        let index =
            live.table(table).and_then(|table| table.keys.iter().find(|key| key.name.as_ref() == Some(name)));
        let was_made = |key: &Key| {
            let here = states.iter().filter_map(|state| state.table(table));
            let mut keys = here.flat_map(|table| table.foreign_keys.iter());
            keys.any(|foreign_key| key.columns().eq(foreign_key.columns.iter()))
        };
        Semantics::for_catalog(live).makes_child_index
            && ["", "name"].contains(&difference.attribute.as_str())
            && index.is_some_and(was_made)
    };
    told(all.iter().filter(|difference| !is_left(difference))).map(|()| all.len())
}

fn told<'d>(differences: impl Iterator<Item = &'d Difference>) -> Result<(), String> {
    let lines: Vec<String> = differences.map(|difference| format!("\n    {difference}")).collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.concat()) }
}

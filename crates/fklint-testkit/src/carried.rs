//! Plans carried out on a real engine: the fixture is loaded, the plan's SQL runs as it is printed, and what the database
//! then holds must be what the plan promised; the way back must lead to where it began.

use std::collections::BTreeMap;
use std::fmt;

use fklint_catalog::{Catalog, Change, stored, write};
use fklint_check::Located;
use fklint_rule::{AnyRule, Plan, Remedy};

use crate::run::{findings, problems, run};
use crate::scratch::Scratch;
use crate::script::{Client, empty, head, reflect, statements};
use crate::servers::Server;
use crate::{Failures, Fixture};

/// What became of the plans on one server.
#[derive(Debug, Default)]
pub struct Carried {
    /// All of them.
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

/// Carries out the plans of all findings in a fixture that is for the server's engine. A fixture for an older version is
/// judged by the facts of the server's.
pub(crate) fn fixture(fixture: &Fixture, server: &Server, rules: &[&dyn AnyRule], carried: &mut Carried) {
    let own = run(fixture, rules, true);
    let named: Vec<String> =
        findings(&own).filter(|found| plan(found).is_some()).map(|found| which(fixture, found)).collect();
    if let Some(version) = fixture.version.filter(|version| *version > server.version()) {
        carried.plans += named.len();
        named.into_iter().for_each(|which| carried.skip(format!("it is for version {version}"), which));
        return;
    }
    let here = Fixture { version: Some(server.version()), ..fixture.clone() };
    let outcome = run(&here, rules, true);
    carried.failures.take(&fixture.name, problems(&outcome));
    let mut gone = named;
    let mut loaded: Option<Loaded> = None;
    for target in &outcome.targets {
        let catalog = &target.reflection.catalog;
        for (found, plan) in target.findings.iter().filter_map(|found| Some((found, plan(found)?))) {
            let which = which(fixture, found);
            gone.retain(|other| *other != which);
            carried.plans += 1;
            carried.failures.checked();
            let after = match promised(catalog, plan) {
                Ok(after) => after,
                Err(why) => {
                    carried.failures.push(which, why);
                    continue;
                }
            };
            let state = match loaded.take().map_or_else(|| load(server, fixture), Ok) {
                Ok(state) => state,
                Err(refusal) => {
                    match result_alone(server, &after) {
                        Ok(()) => carried.promised.push(format!("{which}: {refusal}")),
                        Err(why) => carried.skip(
                            "the engine refuses the text, and what the plan leaves",
                            format!("{which}: {refusal}; {why}"),
                        ),
                    }
                    continue;
                }
            };
            match carry_out(state, catalog, found, plan, &after, carried) {
                Ok(state) => loaded = state,
                Err(Hindrance::NotRun(reason)) => carried.skip(reason, which),
                Err(Hindrance::Fault(why)) => {
                    carried.failures.push(which, format!("{why}\n\n{}", found.sql.join(";\n")))
                }
            }
        }
    }
    carried.plans += gone.len();
    for which in gone {
        carried.skip("nothing is found by the facts of the server's version", which);
    }
}

fn plan(found: &Located) -> Option<&Plan> {
    match &found.finding.remedy {
        Remedy::Plan(plan) => Some(plan),
        Remedy::Advice(_) => None,
    }
}

fn which(fixture: &Fixture, found: &Located) -> String {
    format!("{}: {} {}", fixture.name, found.finding.rule.name, found.object)
}

fn promised(catalog: &Catalog, plan: &Plan) -> Result<Catalog, String> {
    let mut after = catalog.clone();
    let applied = plan.changes().try_for_each(|change| after.apply(change));
    applied.map_err(|error| format!("the plan \"{}\" does not fit the catalog: {error}", plan.title))?;
    Ok(after)
}

/// The fixture in a database of its own; the error is the refusal of a statement.
fn load(server: &Server, fixture: &Fixture) -> Result<Loaded, String> {
    let mut scratch = empty(server)?;
    let mut client = Client::default();
    for statement in statements(fixture.text.as_bytes(), server.engine()) {
        // Rows may be there to be refused.
        if let Err(error) = client.run(&mut scratch, &statement)
            && !statement.is_rows()
        {
            return Err(format!("{error}: {}", head(statement.sql)));
        }
    }
    // A script may end inside of a transaction.
    let _ = scratch.run("COMMIT");
    let catalog = reflect(&scratch)?.catalog;
    Ok(Loaded { scratch, catalog })
}

/// Loads what a plan promises, where the engine takes nothing that it could change.
fn result_alone(server: &Server, after: &Catalog) -> Result<(), String> {
    let mut scratch = empty(server)?;
    let sql = write::write_catalog(after);
    for statement in statements(sql.as_bytes(), server.engine()) {
        scratch.run(statement.sql).map_err(|error| format!("{error}: {}", head(statement.sql)))?;
    }
    same(&reflect(&scratch)?.catalog, after)
}

/// Runs a plan there and back. The database is given back where it is again as it was.
fn carry_out(
    mut loaded: Loaded,
    catalog: &Catalog,
    found: &Located,
    plan: &Plan,
    after: &Catalog,
    carried: &mut Carried,
) -> Result<Option<Loaded>, Hindrance> {
    let fault = Hindrance::Fault;
    same(&loaded.catalog, catalog)
        .map_err(|why| fault(format!("the text is loaded as something else than what is read:{why}")))?;
    for asked in &found.probes {
        let rows =
            send(&mut loaded.scratch, &asked.select).map_err(|why| fault(format!("a probe: {why}")))?;
        if rows > 0 {
            return Err(Hindrance::NotRun("a probe finds rows".to_owned()));
        }
    }
    for sql in &found.sql {
        run_one(&mut loaded.scratch, sql).map_err(|why| fault(format!("the plan is refused: {why}")))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    same(&live, after).map_err(|why| fault(format!("the database is not what the plan promised:{why}")))?;
    carried.equal += 1;
    let back = way_back(catalog, plan).map_err(fault)?;
    let sql = write::write_all(&back, after);
    for statement in &sql {
        run_one(&mut loaded.scratch, statement)
            .map_err(|why| fault(format!("the way back is refused: {why}\n\n{}", sql.join(";\n"))))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    same(&live, &loaded.catalog)
        .map_err(|why| fault(format!("the way back leads elsewhere:{why}\n\n{}", sql.join(";\n"))))?;
    carried.reversed += 1;
    Ok(Some(loaded))
}

/// What takes a plan back, last change first.
fn way_back(catalog: &Catalog, plan: &Plan) -> Result<Vec<Change>, String> {
    let mut state = catalog.clone();
    let mut parts = Vec::new();
    for change in plan.changes() {
        parts.push(change.reverse(&state).map_err(|error| error.to_string())?);
        state.apply(change).map_err(|error| error.to_string())?;
    }
    Ok(parts.into_iter().rev().flatten().collect())
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
    let differences = stored::compare(live, expected);
    let lines: Vec<String> = differences.iter().map(|difference| format!("\n    {difference}")).collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.concat()) }
}

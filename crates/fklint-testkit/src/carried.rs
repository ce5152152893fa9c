//! Plans carried out on a real engine: the fixture is loaded, the plan's SQL runs as it is printed, and what the database
//! then holds must be what the plan promised; the way back must lead to where it began.

use std::collections::BTreeMap;
use std::fmt;

use fklint_catalog::diff::Difference;
use fklint_catalog::reverse::reverse_all;
use fklint_catalog::{Catalog, Change, Key, KeyPath, ObjectPath, Semantics, Setting, stored, write};
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
    // What was made under a setting is changed under it.
    let setting = catalog.settings.restrict_fk_on_non_standard_key;
    let lenient = setting.map(|on| Change::Set(Setting::RestrictNonStandardKey(Some(on))));
    for sql in lenient.iter().flat_map(|change| write::write(change, catalog)) {
        send(&mut loaded.scratch, &sql).map_err(fault)?;
    }
    for asked in &found.probes {
        let rows =
            send(&mut loaded.scratch, &asked.select).map_err(|why| fault(format!("a probe: {why}")))?;
        if rows > 0 {
            return Err(Hindrance::NotRun("a probe finds rows".to_owned()));
        }
    }
    // A table that SQLite builds anew is checked: what is wrong with its rows before is not the plan's fault.
    for check in found.sql.iter().filter(|sql| sql.contains("foreign_key_check(")) {
        if send(&mut loaded.scratch, check).is_ok_and(|rows| rows > 0) {
            return Err(Hindrance::NotRun("rows of the table break a foreign key already".to_owned()));
        }
    }
    for sql in &found.sql {
        run_one(&mut loaded.scratch, sql).map_err(|why| fault(format!("the plan is refused: {why}")))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    let differs = differences(&live, after, &[catalog, after]);
    differs.map_err(|why| fault(format!("the database is not what the plan promised:{why}")))?;
    carried.equal += 1;
    let back = reverse_all(plan.changes(), catalog).map_err(|error| fault(error.to_string()))?;
    let sql = write::write_all(&back, after);
    for statement in &sql {
        run_one(&mut loaded.scratch, statement)
            .map_err(|why| fault(format!("the way back is refused: {why}\n\n{}", sql.join(";\n"))))?;
    }
    let live = reflect(&loaded.scratch).map_err(fault)?.catalog;
    let explained = differences(&live, &loaded.catalog, &[catalog, after])
        .map_err(|why| fault(format!("the way back leads elsewhere:{why}\n\n{}", sql.join(";\n"))))?;
    carried.reversed += 1;
    Ok((explained == 0).then_some(loaded))
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
    let lines: Vec<String> = all
        .iter()
        .filter(|difference| !is_left(difference))
        .map(|difference| format!("\n    {difference}"))
        .collect();
    if lines.is_empty() { Ok(all.len()) } else { Err(lines.concat()) }
}

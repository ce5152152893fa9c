//! What SQLite's planner says about the look-up of children when a parent goes, held against a rule.

use fklint_catalog::{Catalog, ForeignKey, ObjectPath, Table};
use fklint_rule::AnyRule;

use crate::Fixture;
use crate::run::{findings, run};
use crate::scratch::{Scratch, Session};
use crate::servers::Server;

/// Compares the findings of the rule `name` with the plans of SQLite.
pub(crate) fn compare(fixture: &Fixture, name: &str, rules: &[&dyn AnyRule]) -> Result<(), String> {
    let mut scratch = Scratch::new(&Server::sqlite()).map_err(|error| error.to_string())?;
    scratch.run(&fixture.text).map_err(|error| format!("cannot be loaded: {error}"))?;
    let session = scratch.session(0).map_err(|error| error.to_string())?;
    let outcome = run(fixture, rules, true);
    let mut faults = Vec::new();
    for catalog in outcome.targets.iter().map(|target| &target.reflection.catalog) {
        for (child, index, key) in catalog.foreign_keys() {
            let path = ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
            let is_found =
                findings(&outcome).any(|found| found.finding.rule.name == name && found.finding.at == path);
            let plan = plan(session, catalog, key)?;
            if is_found == plan.iter().any(|line| finds(line, child, key)) {
                faults.push(format!("{}: {name} {is_found}, and the plan is {plan:?}", path.display(None)));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// The plan of a DELETE of a parent, the look-ups of its children among it.
fn plan(session: &mut Session, catalog: &Catalog, key: &ForeignKey) -> Result<Vec<String>, String> {
    let columns = catalog.parent_columns(key).unwrap_or_default();
    let condition: Vec<String> = columns.iter().map(|column| format!("{column} = 1")).collect();
    let delete = format!("EXPLAIN QUERY PLAN DELETE FROM {} WHERE {}", key.parent, condition.join(" AND "));
    let told = session.run(&delete).map_err(|error| error.to_string())?;
    Ok(told.rows.into_iter().filter_map(|row| row.into_iter().next_back().flatten()).collect())
}

/// Whether a line of a plan finds the children by all columns of the foreign key.
fn finds(line: &str, child: &Table, key: &ForeignKey) -> bool {
    line.starts_with(&format!("SEARCH {} ", child.name))
        && key.columns.iter().all(|column| line.contains(&format!("{column}=?")))
}

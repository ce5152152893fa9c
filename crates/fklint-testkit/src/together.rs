//! The law of plans carried out together, in memory: in whatever order findings come, the same changes are made of their
//! plans; they fit the catalog, silence the findings whose plans were taken, and wake no other rule.

use fklint_catalog::{Catalog, ObjectPath};
use fklint_check::{Located, Outcome};
use fklint_rule::merge::{Because, Merged, merge};
use fklint_rule::{AnyRule, Plan, Remedy, Severity};

use crate::remedies::{Said, said};
use crate::{Failures, Fixture};

/// Findings that have plans.
type Planned<'o> = Vec<(&'o Located, &'o Plan)>;

/// Checks the plans of all findings in a run, where there are several.
pub(crate) fn check(fixture: &Fixture, outcome: &Outcome, rules: &[&dyn AnyRule], failures: &mut Failures) {
    for target in &outcome.targets {
        let catalog = &target.reflection.catalog;
        let planned = planned(&target.findings);
        if planned.len() < 2 {
            continue;
        }
        failures.checked();
        let plans: Vec<&Plan> = planned.iter().map(|(_, plan)| *plan).collect();
        let merged = merge(catalog, &plans);
        failures.take(&fixture.name, no_order_matters(catalog, &plans, &merged));
        failures.take(&fixture.name, silences(catalog, &planned, &merged, rules));
    }
}

/// The findings that have plans.
pub(crate) fn planned(findings: &[Located]) -> Planned<'_> {
    findings.iter().filter_map(|found| Some((found, plan(found)?))).collect()
}

/// The plan of a finding.
pub(crate) fn plan(found: &Located) -> Option<&Plan> {
    match &found.finding.remedy {
        Remedy::Plan(plan) => Some(plan),
        Remedy::Advice(_) => None,
    }
}

/// Turned round and rotated by every step, the list gives the same changes.
fn no_order_matters(catalog: &Catalog, plans: &[&Plan], merged: &Merged) -> Result<(), String> {
    let changes: Vec<_> = merged.changes().collect();
    let mut list: Vec<&Plan> = plans.iter().rev().copied().collect();
    for _ in 0..list.len() {
        let other = merge(catalog, &list);
        if !other.changes().eq(changes.iter().copied()) {
            return Err(format!(
                "the order of the findings matters:\n{:#?}\n{:#?}",
                changes,
                other.changes().collect::<Vec<_>>()
            ));
        }
        if other.taken.len() + other.left.len() != plans.len() {
            return Err("a plan is neither taken nor left".to_owned());
        }
        list.rotate_left(1);
    }
    Ok(())
}

fn silences(
    catalog: &Catalog,
    planned: &Planned<'_>,
    merged: &Merged,
    rules: &[&dyn AnyRule],
) -> Result<(), String> {
    let mut after = catalog.clone();
    merged.changes().try_for_each(|change| after.apply(change)).map_err(|error| error.to_string())?;
    let (before, after) = (said(catalog, rules), said(&after, rules));
    let done = merged.left.iter().filter(|left| matches!(left.because, Because::Done { .. }));
    let taken: Vec<usize> =
        merged.taken.iter().map(|taken| taken.plan).chain(done.map(|left| left.plan)).collect();
    let of = |said: &Said, rule: &str, at: &ObjectPath| {
        said.iter().any(|(name, object, _)| *name == rule && object == at)
    };
    let mut faults = Vec::new();
    for &index in &taken {
        let (found, plan) = planned[index];
        let (rule, at) = (found.finding.rule.name, &found.finding.at);
        if of(&before, rule, at) && of(&after, rule, at) {
            faults.push(format!(
                "with the others, the plan \"{}\" leaves `{rule}` at {}",
                plan.title, found.object
            ));
        }
    }
    let milder = |at: &ObjectPath, severity: Severity| {
        taken.iter().any(|&index| {
            let finding = &planned[index].0.finding;
            finding.at == *at && severity < finding.severity
        })
    };
    for (rule, at, severity) in after.difference(&before) {
        if *severity >= Severity::Warning && !milder(at, *severity) {
            faults.push(format!("together the plans wake `{rule}` at {}", at.display(None)));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let titles = taken.iter().map(|&index| format!("\n  taken: {}", planned[index].1.title));
    faults.extend(titles);
    Err(faults.join("\n"))
}

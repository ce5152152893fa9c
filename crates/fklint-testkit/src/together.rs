//! The law of plans carried out together, in memory: in whatever order findings come, the same changes are made of their
//! plans; they fit the catalog, silence the findings whose plans were taken, and wake no rule that none
//! of them wakes alone. Round by round nothing is left to plan.

use fklint_catalog::{Catalog, ObjectPath};
use fklint_check::{Located, Outcome};
use fklint_rule::merge::{Because, LeftOut, Merged, merge};
use fklint_rule::{AnyRule, Plan, Remedy, Severity};

use crate::remedies::{Said, looked_at, said};
use crate::{Failures, Fixture};

/// Findings that have plans.
type Planned<'o> = Vec<(&'o Located, &'o Plan)>;

/// Checks the plans of all findings in a run. Of a crowded schema some must collide.
pub(crate) fn check(
    fixture: &Fixture,
    outcome: &Outcome,
    rules: &[&dyn AnyRule],
    is_crowded: bool,
    failures: &mut Failures,
) {
    for target in &outcome.targets {
        let catalog = &target.reflection.catalog;
        let planned = planned(&target.findings);
        if planned.is_empty() {
            continue;
        }
        failures.checked();
        failures.take(&fixture.name, comes_to_an_end(catalog, rules));
        let plans: Vec<&Plan> = planned.iter().map(|(_, plan)| *plan).collect();
        let merged = merge(catalog, &plans);
        let collides = |left: &&LeftOut| matches!(left.because, Because::Collides { .. });
        if is_crowded && merged.left.iter().find(collides).is_none() {
            failures.push(&fixture.name, "no two of its plans touch one object");
        }
        failures.take(&fixture.name, no_order_matters(catalog, &plans, &merged));
        failures.take(&fixture.name, silences(catalog, &planned, &merged, rules));
    }
}

/// The most times that a schema is mended and looked at again.
const ROUNDS: usize = 6;

/// Round by round the plans that go together are applied and the rules run again, until none has a plan.
fn comes_to_an_end(catalog: &Catalog, rules: &[&dyn AnyRule]) -> Result<(), String> {
    let mut state = catalog.clone();
    let mut history = Vec::new();
    for round in 1..=ROUNDS {
        let findings = looked_at(&state, false, rules);
        let plans: Vec<&Plan> = findings.iter().filter_map(|finding| plan_of(&finding.remedy)).collect();
        if plans.is_empty() {
            return Ok(());
        }
        let merged = merge(&state, &plans);
        let titles =
            merged.taken.iter().map(|taken| format!("\n  round {round}: {}", plans[taken.plan].title));
        history.extend(titles);
        merged.changes().try_for_each(|change| state.apply(change)).map_err(|error| error.to_string())?;
    }
    Err(format!("plans follow plans, and there is no end:{}", history.concat()))
}

/// The findings that have plans.
pub(crate) fn planned(findings: &[Located]) -> Planned<'_> {
    findings.iter().filter_map(|found| Some((found, plan(found)?))).collect()
}

/// The plan of a finding.
pub(crate) fn plan(found: &Located) -> Option<&Plan> {
    plan_of(&found.finding.remedy)
}

fn plan_of(remedy: &Remedy) -> Option<&Plan> {
    match remedy {
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
    let (before, after) = (said(catalog, false, rules), said(&after, false, rules));
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
    let alone = |index: usize| {
        let mut state = catalog.clone();
        let applied = planned[index].1.changes().try_for_each(|change| state.apply(change));
        applied.map_or_else(|_| Said::default(), |()| said(&state, false, rules))
    };
    let mut woken: Vec<_> =
        after.difference(&before).filter(|(.., severity)| *severity >= Severity::Warning).collect();
    if !woken.is_empty() {
        let others: Said = taken.iter().flat_map(|&index| alone(index)).collect();
        woken.retain(|one| !others.contains(one));
    }
    for (rule, at, _) in woken {
        faults.push(format!("together the plans wake `{rule}` at {}", at.display(None)));
    }
    if faults.is_empty() {
        return Ok(());
    }
    let titles = taken.iter().map(|&index| format!("\n  taken: {}", planned[index].1.title));
    faults.extend(titles);
    Err(faults.join("\n"))
}

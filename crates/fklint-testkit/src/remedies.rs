//! The law of remedies, in memory: a plan silences its own finding and wakes no other rule. One thing is allowed: about
//! the same object, something less severe may be left to say (rows that could not be written at all now need an order).

use std::collections::BTreeSet;

use fklint_catalog::write::TakenNames;
use fklint_catalog::{Catalog, Graph, History, ObjectPath, Semantics};
use fklint_check::Outcome;
use fklint_rule::{AnyRule, Cx, Declared, Finding, Natures, Remedy, Severity, Timeline};

use crate::{Failures, Fixture};

/// What the rules say about a catalog: rule, object and severity.
pub(crate) type Said = BTreeSet<(&'static str, ObjectPath, Severity)>;

/// Checks the plans of all findings of the rule `name` in a run.
///
/// The catalog is looked at as if it were a live database: without a history. A finding that depends on the order of
/// statements is not seen that way, and its plan is left to the tests that edit texts.
pub(crate) fn check(
    fixture: &Fixture,
    outcome: &Outcome,
    name: &str,
    rules: &[&dyn AnyRule],
    failures: &mut Failures,
) {
    for target in &outcome.targets {
        let before = said(&target.reflection.catalog, target.live, rules);
        for found in target.findings.iter().filter(|found| found.finding.rule.name == name) {
            let Remedy::Plan(plan) = &found.finding.remedy else { continue };
            let own =
                |(rule, at, _): &&(&str, ObjectPath, Severity)| *rule == name && *at == found.finding.at;
            if !before.iter().any(|entry| own(&entry)) {
                continue;
            }
            failures.checked();
            let place = format!("{} ({})", fixture.name, found.object);
            let mut catalog = target.reflection.catalog.clone();
            let applied = plan.changes().try_for_each(|change| catalog.apply(change));
            if let Err(error) = applied {
                failures
                    .push(place, format!("the plan \"{}\" does not fit the catalog: {error}", plan.title));
                continue;
            }
            let after = said(&catalog, target.live, rules);
            if after.iter().any(|entry| own(&entry)) {
                failures.push(&place, format!("the plan \"{}\" leaves the finding as it is", plan.title));
            }
            let is_shown = |(_, at, severity): &&(&str, ObjectPath, Severity)| {
                let is_milder = *at == found.finding.at && *severity < found.finding.severity;
                *severity >= Severity::Warning && !is_milder
            };
            for (rule, at, _) in after.difference(&before).filter(is_shown) {
                let at = at.display(None);
                failures.push(&place, format!("the plan \"{}\" wakes `{rule}` at {at}", plan.title));
            }
        }
    }
}

/// What all rules say about a catalog.
pub(crate) fn said(catalog: &Catalog, live: bool, rules: &[&dyn AnyRule]) -> Said {
    let findings = looked_at(catalog, live, rules).into_iter();
    findings.map(|finding| (finding.rule.name, finding.at, finding.severity)).collect()
}

/// Runs all rules over a catalog.
pub(crate) fn looked_at(catalog: &Catalog, live: bool, rules: &[&dyn AnyRule]) -> Vec<Finding> {
    let semantics = Semantics::for_catalog(catalog);
    let graph = Graph::new(catalog, &semantics);
    let (history, declared, natures) = (History::default(), Declared::default(), Natures::new(catalog));
    let cx = Cx {
        catalog,
        history: &history,
        graph: &graph,
        semantics: &semantics,
        declared: &declared,
        natures: &natures,
        names: &TakenNames::new(catalog),
        timeline: &Timeline::default(),
        live,
        rows: None,
        witnesses: false,
        silences: None,
    };
    rules.iter().flat_map(|rule| rule.run(cx)).collect()
}

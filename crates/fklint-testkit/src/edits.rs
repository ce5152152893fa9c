//! The law of text edits: a plan carried out in the text that declares its objects says, read again, what the plan
//! promises, silences its own finding and wakes no other rule.

use std::collections::BTreeMap;

use fklint_apply::edit::{Promise, edits, spliced};
use fklint_apply::fix::{Overlay, fix};
use fklint_catalog::ObjectPath;
use fklint_check::{Located, Outcome};
use fklint_rule::{AnyRule, Plan, Remedy, Safety, Severity};

use crate::run::{findings, run};
use crate::{Failures, Fixture, Suite, bless};

/// How many plans were edited into the text, and why others were not.
#[derive(Debug, Default)]
pub struct Edited {
    /// Plans with edits.
    pub plans: usize,
    /// Rule, and the reason of a refusal.
    pub refused: Vec<(String, String)>,
}

impl Suite<'_> {
    /// `bad.fixed.sql` is what `bad.sql` becomes when all plans of the rule are carried out in it; it is there exactly
    /// when there are some.
    #[must_use]
    pub fn fixed_texts(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let name = rule.info().name;
            let Some(fixture) = self.open(name, "bad.sql", &mut failures) else { continue };
            failures.checked();
            let path = self.rule_folder(name).join("bad.fixed.sql");
            let held = match fixed(&fixture, name, self.rules) {
                Some(text) => bless::expect(&path, &text),
                None if path.exists() => {
                    Err("bad.fixed.sql is there, and no plan changes bad.sql".to_owned())
                }
                None => Ok(()),
            };
            failures.take(&fixture.name, held);
        }
        failures
    }

    /// Carried out in the text, the plan of each finding says what it promises, silences its rule and wakes no other one.
    #[must_use]
    pub fn edits(&self) -> (Failures, Edited) {
        let (mut failures, mut edited) = (Failures::default(), Edited::default());
        for rule in self.rules {
            let name = rule.info().name;
            for (fixture, _) in self.annotated(name, &mut failures) {
                let outcome = run(&fixture, self.rules, true);
                check(&fixture, &outcome, name, self.rules, &mut failures, &mut edited);
            }
        }
        (failures, edited)
    }
}

/// Checks the plans of all findings of the rule `name` in a run.
fn check(
    fixture: &Fixture,
    outcome: &Outcome,
    name: &str,
    rules: &[&dyn AnyRule],
    failures: &mut Failures,
    edited: &mut Edited,
) {
    for found in findings(outcome).filter(|found| found.finding.rule.name == name) {
        let Remedy::Plan(plan) = &found.finding.remedy else { continue };
        failures.checked();
        let place = format!("{} ({})", fixture.name, found.object);
        match tried(fixture, outcome, found, plan, rules) {
            Ok(()) => edited.plans += 1,
            Err(Fault::Refused(why)) => edited.refused.push((place, why)),
            Err(Fault::Broken(why)) => failures.push(place, format!("the plan \"{}\" {why}", plan.title)),
        }
    }
}

/// What a fixture says once all plans of the rule `name` are carried out; `None` where none has edits.
fn fixed(fixture: &Fixture, name: &str, rules: &[&dyn AnyRule]) -> Option<String> {
    let look = |overlay: &Overlay| {
        let text = overlay.values().next().map(|text| String::from_utf8_lossy(text).into_owned());
        run(&Fixture { text: text.unwrap_or_else(|| fixture.text.clone()), ..fixture.clone() }, rules, true)
    };
    let fixed = fix(look, Safety::Manual, |found| found.finding.rule.name == name);
    fixed.files.into_iter().next().map(|file| String::from_utf8_lossy(&file.after).into_owned())
}

enum Fault {
    Refused(String),
    Broken(String),
}

fn tried(
    fixture: &Fixture,
    outcome: &Outcome,
    found: &Located,
    plan: &Plan,
    rules: &[&dyn AnyRule],
) -> Result<(), Fault> {
    let broken = |why: String| Err(Fault::Broken(why));
    let target = &outcome.targets[0];
    let edits = edits(plan, &target.reflection, &outcome.sources).map_err(|why| Fault::Refused(why.0))?;
    let promise =
        Promise::of(&target.reflection.catalog, [plan]).map_err(|error| Fault::Broken(error.to_string()))?;
    let text = spliced(fixture.text.as_bytes(), &edits);
    let text = String::from_utf8(text).map_err(|error| Fault::Broken(error.to_string()))?;
    let after = run(&Fixture { text: text.clone(), ..fixture.clone() }, rules, true);
    let Some(read) = after.targets.first() else {
        return broken("leaves a text without a schema".to_owned());
    };
    let shown = || crate::bless::diff(&fixture.text, &text, "the edited text");
    if let Some(difference) = promise.broken_by(&read.reflection.catalog) {
        return broken(format!("is not what the edited text says: {difference}\n{}", shown()));
    }
    let (was, is) = (target.reflection.tally, read.reflection.tally);
    if is.unread > was.unread || is.stepped_over > was.stepped_over {
        return broken(format!("leaves words that are not understood:\n{}", shown()));
    }
    let (before, now) = (said(outcome), said(&after));
    let own = key(found);
    if now.get(&own).unwrap_or(&0) >= before.get(&own).unwrap_or(&0) {
        return broken(format!("leaves the finding in the edited text:\n{}", shown()));
    }
    for other in findings(&after) {
        let key = key(other);
        let finding = &other.finding;
        let milder = key.1 == own.1 && finding.severity < found.finding.severity;
        let new = now.get(&key).unwrap_or(&0) > before.get(&key).unwrap_or(&0);
        if new && finding.severity >= Severity::Warning && !milder {
            let rule = finding.rule.name;
            return broken(format!("wakes `{rule}` at {} in the edited text:\n{}", other.object, shown()));
        }
    }
    Ok(())
}

/// What is found: statements have other numbers in another text.
type Key = (&'static str, Option<ObjectPath>);

fn key(found: &Located) -> Key {
    let at = match &found.finding.at {
        ObjectPath::Statement(_) | ObjectPath::Directive(_) => None,
        at => Some(at.clone()),
    };
    (found.finding.rule.name, at)
}

fn said(outcome: &Outcome) -> BTreeMap<Key, usize> {
    let mut said = BTreeMap::new();
    findings(outcome).for_each(|found| *said.entry(key(found)).or_default() += 1);
    said
}

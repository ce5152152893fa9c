//! What a rule says of its silence, held against what it finds.

use std::path::Path;

use fklint_check::{Outcome, Unreported};
use fklint_report::terminal::Style;
use fklint_report::write_unreported;
use fklint_rule::AnyRule;

use crate::run::{explained, findings, run};
use crate::{Failures, Fixture, bless};

/// Asking why changes no finding, and nothing is both found and explained away.
pub(crate) fn contradictions(fixture: &Fixture, rules: &[&dyn AnyRule], failures: &mut Failures) {
    failures.checked();
    let (plain, asked) = (run(fixture, rules, true), explained(fixture, rules));
    let prints = |outcome: &Outcome| -> Vec<String> {
        findings(outcome).map(|found| format!("{} {}", found.finding.rule.name, found.object)).collect()
    };
    if prints(&plain) != prints(&asked) {
        failures.push(&fixture.name, "asking why changes what is found");
    }
    for one in asked.unreported.iter().flatten() {
        let is_found = |found: &fklint_check::Located| {
            found.finding.rule.name == one.rule && Some(&found.object) == one.object.as_ref()
        };
        if findings(&asked).any(is_found) {
            failures.push(&fixture.name, format!("{} is found and explained away: {one:?}", one.rule));
        }
        failures.take(&fixture.name, crate::suite::tone(&one.because));
    }
}

/// The file at `path` is what the command says of the silence of one rule on a fixture; there is none where it says
/// nothing.
pub(crate) fn printed(
    fixture: &Fixture,
    rules: &[&dyn AnyRule],
    name: &str,
    path: &Path,
) -> Result<(), String> {
    let mut outcome = explained(fixture, rules);
    let of_rule = |all: Vec<Unreported>| all.into_iter().filter(|one| one.rule == name).collect::<Vec<_>>();
    outcome.unreported = outcome.unreported.map(of_rule).filter(|all| !all.is_empty());
    let mut text = Vec::new();
    write_unreported(&mut text, &outcome, &Style::default(), true).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&text).replace("\n\n", "\n");
    bless::expect_any(path, &text)
}

//! All rules and the folder that holds their fixtures: each method is one property over all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fklint_catalog::Engine;
use fklint_check::Outcome;
use fklint_rule::{AnyRule, Confidence, Remedy, Severity};

use crate::overlap::Overlap;
use crate::run::{findings, line, printed, problems, run};
use crate::servers::Server;
use crate::{Failures, Fixture, bless, demo, files, on_server, planner, remedies, silences};

/// Rules and their folder.
pub struct Suite<'r> {
    pub(crate) rules: &'r [&'r dyn AnyRule],
    folder: PathBuf,
    /// Of schemas that plans are tried on besides.
    pub(crate) plans: Option<PathBuf>,
}

impl<'r> Suite<'r> {
    /// A suite of `rules`, whose folders lie in `folder`.
    #[must_use]
    pub fn new(rules: &'r [&'r dyn AnyRule], folder: impl Into<PathBuf>) -> Self {
        Self { rules, folder: folder.into(), plans: None }
    }

    /// Plans are tried on the schemas in `folder` too, each for the engine that its first line names.
    #[must_use]
    pub fn with_schemas(mut self, folder: impl Into<PathBuf>) -> Self {
        self.plans = Some(folder.into());
        self
    }

    /// Names are sorted and unique, and metadata, pages and words keep the house's tone.
    #[must_use]
    pub fn metadata(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            failures.checked();
            let info = rule.info();
            if info.confidence == Confidence::Inferred && info.severity == Severity::Error {
                failures.push(info.name, "a heuristic may not default to `error`");
            }
            if info.engines.is_empty() {
                failures.push(info.name, "it names no engine");
            }
            if !["plan", "advice", "plan or advice"].contains(&info.remedy) {
                failures
                    .push(info.name, format!("its remedy is `{}`, not plan, advice or both", info.remedy));
            }
            if info.summary.ends_with('.') || info.summary.lines().count() != 1 {
                failures.push(info.name, "its summary is not one line without a full stop");
            }
            if !self.folder.join(info.name.replace('-', "_")).is_dir() {
                failures.push(info.name, "it has no folder of its name");
            }
        }
        for pair in self.rules.windows(2).filter(|pair| pair[0].info().name >= pair[1].info().name) {
            failures
                .push(pair[1].info().name, format!("stands after `{}`: sort the list", pair[0].info().name));
        }
        failures
    }

    /// In `bad.sql` and `cases/*.sql`, findings are exactly those that are marked, and `bad.sql` has some.
    #[must_use]
    pub fn marked_findings(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let name = rule.info().name;
            let own = |fixture: &Fixture| fixture.markers.iter().any(|marker| marker.rule == name);
            for (fixture, is_bad) in self.annotated(name, &mut failures) {
                failures.checked();
                if is_bad && !own(&fixture) {
                    failures.push(&fixture.name, format!("no line is marked `-- ~ {name}`"));
                }
                let outcome = run(&fixture, self.rules, true);
                failures.take(&fixture.name, problems(&outcome));
                failures.take(&fixture.name, compare(&fixture, &outcome, &[name]));
            }
        }
        failures
    }

    /// In `good.sql`, no rule finds anything that is shown by default.
    #[must_use]
    pub fn silence_in_health(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let name = rule.info().name;
            let Some(fixture) = self.open(name, "good.sql", &mut failures) else { continue };
            failures.checked();
            let outcome = run(&fixture, self.rules, true);
            failures.take(&fixture.name, problems(&outcome));
            let loud = findings(&outcome)
                .filter(|found| shown(found.finding.severity) || found.finding.rule.name == name);
            let lines: Vec<String> = loud.map(|found| told(&outcome, found)).collect();
            if !lines.is_empty() {
                failures.push(&fixture.name, format!("a healthy schema has findings:\n{}", lines.join("\n")));
            }
        }
        failures
    }

    /// `bad.out` is what the command prints for `bad.sql`.
    #[must_use]
    pub fn printed_output(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let info = rule.info();
            let Some(fixture) = self.open(info.name, "bad.sql", &mut failures) else { continue };
            failures.checked();
            // A rule of severity `note` is seen with `-v` only.
            let outcome = run(&fixture, self.rules, info.severity == Severity::Note);
            let path = self.rule_folder(info.name).join("bad.out");
            failures.take(&fixture.name, bless::expect(&path, &printed(&outcome)));
        }
        failures
    }

    /// `good.why` is what the command says of each rule's silence on its `good.sql`, and on no fixture does a rule say
    /// that something is healthy which it finds.
    #[must_use]
    pub fn reasons(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let name = rule.info().name;
            for (fixture, _) in self.annotated(name, &mut failures) {
                silences::contradictions(&fixture, self.rules, &mut failures);
            }
            let Some(fixture) = self.open(name, "good.sql", &mut failures) else { continue };
            silences::contradictions(&fixture, self.rules, &mut failures);
            let path = self.rule_folder(name).join("good.why");
            failures.take(&fixture.name, silences::printed(&fixture, self.rules, name, &path));
        }
        failures
    }

    /// The overlap matrix at `path` is what every rule says on every other rule's `bad.sql`.
    #[must_use]
    pub fn overlap(&self, path: &Path) -> Failures {
        let mut failures = Failures::default();
        let mut overlap = Overlap::default();
        for rule in self.rules {
            let name = rule.info().name;
            let Some(fixture) = self.open(name, "bad.sql", &mut failures) else { continue };
            failures.checked();
            let outcome = run(&fixture, self.rules, true);
            overlap.add(name, findings(&outcome).map(|f| (f.finding.rule.name, f.finding.severity.id())));
        }
        failures.take("overlap", bless::expect(path, &overlap.text()));
        failures
    }

    /// Messages are one line, in lower case, without a full stop, and remedies are of the kind that the rule names.
    #[must_use]
    pub fn words(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let info = rule.info();
            for (fixture, _) in self.annotated(info.name, &mut failures) {
                failures.checked();
                let outcome = run(&fixture, self.rules, true);
                for found in findings(&outcome).filter(|found| found.finding.rule.name == info.name) {
                    let finding = &found.finding;
                    let kind = match &finding.remedy {
                        Remedy::Plan(plan) => {
                            failures.take(&fixture.name, tone(&plan.title));
                            "plan"
                        }
                        Remedy::Advice(advice) => {
                            failures.take(&fixture.name, tone(advice));
                            "advice"
                        }
                    };
                    if !info.remedy.contains(kind) {
                        let reason = format!("its remedy is {kind}, and its metadata says `{}`", info.remedy);
                        failures.push(&fixture.name, reason);
                    }
                    let labels = finding.report.related.iter().map(|label| &label.message);
                    for text in
                        [&finding.report.message, &finding.report.primary.message].into_iter().chain(labels)
                    {
                        failures.take(&fixture.name, tone(text));
                    }
                }
            }
        }
        failures
    }

    /// Applied to the catalog in memory, the plan of each finding silences its rule there and wakes no other one.
    #[must_use]
    pub fn remedies(&self) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let name = rule.info().name;
            for (fixture, _) in self.annotated(name, &mut failures) {
                let outcome = run(&fixture, self.rules, true);
                remedies::check(&fixture, &outcome, name, self.rules, &mut failures);
            }
        }
        failures
    }

    /// In the files of `folder`, which are `names` and no others, all rules together find exactly what is marked. Notes
    /// that are not marked are passed over, except those of the rules `notes`.
    #[must_use]
    pub fn marked_files(&self, folder: &Path, names: &[&str], notes: &[&str]) -> Failures {
        let mut failures = Failures::default();
        for stray in files::below(folder).iter().filter(|file| !names.contains(&file.as_str())) {
            failures.push(stray, "this file is not listed");
        }
        for name in names {
            failures.checked();
            let opened = Fixture::open(&folder.join(name), name).map_err(|error| error.to_string());
            let Some(fixture) = failures.take(name, opened) else { continue };
            let outcome = run(&fixture, self.rules, true);
            failures.take(name, problems(&outcome));
            failures.take(name, compare(&fixture, &outcome, notes));
        }
        failures
    }

    /// In those of `names` that are for SQLite, the rule `name` speaks of exactly the foreign keys for which SQLite's own
    /// planner finds no index when a parent goes.
    #[must_use]
    pub fn planner_agrees(&self, name: &str, folder: &Path, names: &[&str]) -> Failures {
        let mut failures = Failures::default();
        for file in names {
            let opened = Fixture::open(&folder.join(file), file).map_err(|error| error.to_string());
            let Some(fixture) = failures.take(file, opened) else { continue };
            if fixture.engine == Engine::Sqlite {
                failures.checked();
                failures.take(file, planner::compare(&fixture, name, self.rules));
            }
        }
        failures
    }

    /// On each of `servers`, the live fixtures of its engine find what they find as texts, and there are some.
    #[must_use]
    pub fn live_findings(&self, servers: &[Server]) -> Failures {
        let mut failures = Failures::default();
        for rule in self.rules {
            let mut fixtures: Vec<Fixture> = self
                .annotated(rule.info().name, &mut failures)
                .into_iter()
                .map(|(fixture, _)| fixture)
                .collect();
            fixtures.extend(self.open(rule.info().name, "good.sql", &mut failures));
            for fixture in fixtures.iter().filter(|fixture| fixture.live) {
                for server in servers.iter().filter(|server| server.engine() == fixture.engine) {
                    failures.checked();
                    let place = format!("{} on {server}", fixture.name);
                    failures.take(&place, on_server::compare(fixture, server, self.rules));
                }
            }
        }
        if failures.looked() == 0 {
            failures.push("live fixtures", "none is for these servers");
        }
        failures
    }

    /// The file at `expected` is what the command prints for the schema at `schema`, called `name`.
    #[must_use]
    pub fn example(&self, name: &str, schema: &Path, expected: &Path) -> Failures {
        let mut failures = Failures::default();
        failures.checked();
        failures.take(name, demo::check(name, schema, expected, self.rules));
        failures
    }

    pub(crate) fn rule_folder(&self, rule: &str) -> PathBuf {
        self.folder.join(rule.replace('-', "_"))
    }

    pub(crate) fn open(&self, rule: &str, file: &str, failures: &mut Failures) -> Option<Fixture> {
        let name = format!("{}/{file}", rule.replace('-', "_"));
        let opened = Fixture::open(&self.folder.join(&name), &name);
        let mut fixture = failures.take(&name, opened.map_err(|error| error.to_string()))?;
        fixture.loaded = self.rules.iter().any(|known| known.info().name == rule && known.needs_rows());
        Some(fixture)
    }

    /// `bad.sql` (told by `true`) and the cases of a rule, in the order of their names.
    pub(crate) fn annotated(&self, rule: &str, failures: &mut Failures) -> Vec<(Fixture, bool)> {
        let names = files::below(&self.rule_folder(rule).join("cases"));
        let bad = self.open(rule, "bad.sql", failures).map(|fixture| (fixture, true));
        let rest = names.iter().filter_map(|name| self.open(rule, &format!("cases/{name}"), failures));
        bad.into_iter().chain(rest.map(|fixture| (fixture, false))).collect()
    }
}

/// Whether a finding of that severity is seen without asking.
fn shown(severity: Severity) -> bool {
    severity >= Severity::Warning
}

/// A finding in one line.
fn told(outcome: &Outcome, found: &fklint_check::Located) -> String {
    let line = line(outcome, found).map_or("no line".to_owned(), |line| format!("line {line}"));
    let finding = &found.finding;
    format!("  {line}: {}[{}] {}", finding.severity.id(), finding.rule.name, finding.report.message)
}

/// Holds the findings of a run against the markers. Of the rules `names` all findings count; of other rules those that
/// are shown by default, and those that are marked.
fn compare(fixture: &Fixture, outcome: &Outcome, names: &[&str]) -> Result<(), String> {
    let mut open: BTreeMap<(u32, &str), Vec<Option<&str>>> = BTreeMap::new();
    for marker in &fixture.markers {
        open.entry((marker.line, &marker.rule)).or_default().push(marker.words.as_deref());
    }
    let mut faults = Vec::new();
    for found in findings(outcome) {
        let finding = &found.finding;
        let expected = line(outcome, found).and_then(|line| open.get_mut(&(line, finding.rule.name)));
        let holds = |words: &Option<&str>| words.is_none_or(|words| finding.report.message.contains(words));
        // A marker with words is used up before one without.
        let marker = expected.and_then(|markers| {
            markers.sort_by_key(|words| std::cmp::Reverse(words.map(str::len)));
            markers.iter().position(holds).map(|at| markers.remove(at))
        });
        if marker.is_none() && (names.contains(&finding.rule.name) || shown(finding.severity)) {
            faults.push(format!("found and not marked:\n{}", told(outcome, found)));
        }
    }
    for ((line, rule), words) in
        open.iter().flat_map(|(key, all)| all.iter().map(move |words| (*key, *words)))
    {
        let words = words.map(|words| format!(" with the words \"{words}\"")).unwrap_or_default();
        let advice = if names.contains(&rule) { " (look at `check` in its mod.rs)" } else { "" };
        faults.push(format!("marked and not found:\n  line {line}: {rule}{words}{advice}"));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// The tone of a message as it came out.
pub(crate) fn tone(text: &str) -> Result<(), String> {
    let fault = if text.ends_with('.') && !text.ends_with("..") {
        "ends with a full stop"
    } else if text.contains('\n') {
        "has more than one line: longer remarks are notes"
    } else if text.matches('`').count() % 2 == 1 {
        "has an odd number of backticks"
    } else if text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.contains("  ")
    {
        "has stray blanks"
    } else {
        return Ok(());
    };
    Err(format!("a message {fault}: {text}"))
}

#[cfg(test)]
#[path = "suite_tests.rs"]
mod tests;

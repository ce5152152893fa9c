//! Running the experiments of `testdata/facts` on a server, and holding them against the table of facts.

use std::path::Path;

use fklint_catalog::Version;
use fklint_catalog::semantics::{Semantics, facts};
use fklint_testkit::scratch::{Outcome, Scratch};
use fklint_testkit::servers::Server;

use crate::Report;
use crate::script::{Expectation, Experiment, Step, read};

/// All experiments, in the order of their subjects.
pub(crate) fn load(folder: &Path) -> Result<Vec<Experiment>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let subject = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        found.extend(read(&subject, &text)?);
    }
    Ok(found)
}

/// What can be said without a server: each experiment is about a fact, and proves what the table says of the first
/// version that it is for.
pub(crate) fn check_words(experiments: &[Experiment], report: &mut Report) {
    for experiment in experiments {
        for scope in &experiment.scopes {
            let version = match (scope.since, scope.before) {
                (Some(since), _) => since,
                (None, Some(_)) => Version::new(1, 0, 0),
                (None, None) => scope.engine.assumed_version(),
            };
            let semantics = Semantics::of(scope.engine, version);
            match semantics.value(&experiment.subject) {
                None => report.fail(place(experiment, experiment.line), "no such fact".to_owned()),
                Some(value) if experiment.when.is_none() && value != experiment.proves => {
                    let reason = format!(
                        "proves `{}`, and the table says `{value}` of {} {version}",
                        experiment.proves, scope.engine
                    );
                    report.fail(place(experiment, experiment.line), reason);
                }
                Some(_) => {}
            }
        }
    }
}

/// Runs all experiments that are for this server. Every fact must be proved by one at least.
pub(crate) fn prove(server: &Server, experiments: &[Experiment], report: &mut Report) {
    let semantics = server.semantics();
    let mut subjects: Vec<&str> = facts().iter().map(|fact| fact.subject).collect();
    subjects.dedup();
    subjects.retain(|subject| report.wanted(subject));
    for subject in subjects {
        let (mut proved, mut tried) = (0, false);
        for experiment in experiments.iter().filter(|experiment| experiment.subject == subject) {
            match run(server, experiment) {
                Ok(false) => continue,
                Ok(true) => tried = true,
                Err((line, reason)) => {
                    report.fail(place(experiment, line), format!("on {server}: {reason}"));
                    tried = true;
                    continue;
                }
            }
            let value = semantics.value(subject).unwrap_or_default();
            if value == experiment.proves {
                proved += 1;
            } else {
                let reason = format!("{server} does `{}`, and the table says `{value}`", experiment.proves);
                report.fail(place(experiment, experiment.line), reason);
            }
        }
        report.count(proved);
        if proved == 0 && !tried {
            report.fail(format!("{subject}.sql"), format!("no experiment for {server}"));
        }
    }
}

/// Runs an experiment on a database of its own; `false` where it is not for this server.
fn run(server: &Server, experiment: &Experiment) -> Result<bool, (usize, String)> {
    let at_head = |error: &dyn std::fmt::Display| (experiment.line, error.to_string());
    if !experiment.scopes.iter().any(|scope| scope.holds(server.engine(), server.version())) {
        return Ok(false);
    }
    let mut scratch = Scratch::new(server).map_err(|error| at_head(&error))?;
    if let Some(condition) = &experiment.when {
        let question = format!("SELECT CASE WHEN {condition} THEN 1 ELSE 0 END");
        let answer = scratch.session(0).and_then(|session| session.value(&question));
        if answer.map_err(|error| at_head(&error))? != "1" {
            return Ok(false);
        }
    }
    for step in &experiment.steps {
        take(server, &mut scratch, step).map_err(|reason| (step.line, reason))?;
    }
    Ok(true)
}

fn take(server: &Server, scratch: &mut Scratch, step: &Step) -> Result<(), String> {
    let session = scratch.session(step.session - 1).map_err(|error| error.to_string())?;
    let expected = step.expected(server.engine(), server.version());
    for sql in step.statements() {
        let outcome = session.run(&sql);
        if !fulfils(&outcome, &expected) {
            return Err(format!("{sql}\n  expected {}\n  found    {}", words(&expected), told(&outcome)));
        }
    }
    Ok(())
}

fn fulfils(outcome: &Outcome, expected: &Expectation) -> bool {
    match (outcome, expected) {
        (Ok(_), Expectation::Accepted) => true,
        (Ok(found), Expectation::Rows(rows)) => {
            let is = |(found, expected): (&Option<String>, &String)| {
                expected == "*" || found.as_deref().unwrap_or("NULL") == expected
            };
            let same = |(found, expected): (&Vec<Option<String>>, &Vec<String>)| {
                found.len() == expected.len() && found.iter().zip(expected).all(is)
            };
            found.rows.len() == rows.len() && found.rows.iter().zip(rows).all(same)
        }
        (Err(error), Expectation::Refused { code, words }) => {
            error.code == *code && error.message.contains(words.as_str())
        }
        _ => false,
    }
}

fn words(expected: &Expectation) -> String {
    match expected {
        Expectation::Accepted => "ok".to_owned(),
        Expectation::Refused { code, words } if words.is_empty() => format!("error {code}"),
        Expectation::Refused { code, words } => format!("error {code} \"{words}\""),
        Expectation::Rows(rows) => {
            rows.iter().fold("rows".to_owned(), |text, row| text + " " + &row.join(",") + " |")
        }
    }
}

fn told(outcome: &Outcome) -> String {
    match outcome {
        Err(error) => format!("error {error}"),
        Ok(found) => found.rows.iter().fold("rows".to_owned(), |text, row| {
            let values: Vec<&str> = row.iter().map(|value| value.as_deref().unwrap_or("NULL")).collect();
            text + " " + &values.join(",") + " |"
        }),
    }
}

fn place(experiment: &Experiment, line: usize) -> String {
    format!("testdata/facts/{}.sql:{line}", experiment.subject)
}

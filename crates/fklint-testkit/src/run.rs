//! A run of the linter's library on one fixture.

use fklint_apply::server::Server;
use fklint_check::{Located, Options, Outcome, Problem, check_texts, check_texts_as_live, check_texts_on};
use fklint_report::terminal::{Style, render};
use fklint_rule::AnyRule;

use crate::Fixture;
use crate::database::Database;

/// Runs `rules` on a fixture alone, with its engine, as `fklint check` would.
pub(crate) fn run(fixture: &Fixture, rules: &[&dyn AnyRule], include_notes: bool) -> Outcome {
    run_with(fixture, rules, Options { version: fixture.version, include_notes, ..Options::default() })
}

/// The same with notes and with what is not reported.
pub(crate) fn explained(fixture: &Fixture, rules: &[&dyn AnyRule]) -> Outcome {
    let version = fixture.version;
    let options = Options { version, include_notes: true, explain_why: true, ..Options::default() };
    run_with(fixture, rules, options)
}

/// Runs `rules` on a fixture as on a schema for a server, notes and witnesses included.
pub(crate) fn run_for(fixture: &Fixture, rules: &[&dyn AnyRule], server: &Server) -> Outcome {
    let options = Options {
        version: Some(server.version()),
        server: server.settings().clone(),
        include_notes: true,
        witnesses: true,
        ..Options::default()
    };
    run_with(fixture, rules, options)
}

/// Runs `rules` on a fixture with its engine.
pub(crate) fn run_with(fixture: &Fixture, rules: &[&dyn AnyRule], options: Options) -> Outcome {
    let options = Options { dialect: Some(fixture.engine), migrations: fixture.migration, ..options };
    let file = fixture.name.rsplit('/').next().unwrap_or(&fixture.name);
    let texts = [(file, fixture.text.as_bytes())];
    if fixture.live {
        return check_texts_as_live(&texts, &options, rules);
    }
    if !fixture.loaded {
        return check_texts(&texts, &options, rules);
    }
    let on_rows = || {
        let database = Database::loaded(fixture)?;
        let options = Options { data: true, ..options };
        Ok(check_texts_on(&texts, (file, database.session()?), &options, rules))
    };
    on_rows().unwrap_or_else(|reason: String| Outcome {
        problems: vec![Problem::new(file, reason)],
        ..Outcome::default()
    })
}

/// All findings of a run.
pub(crate) fn findings(outcome: &Outcome) -> impl Iterator<Item = &Located> {
    outcome.targets.iter().flat_map(|target| &target.findings)
}

/// The line on which a finding's place starts.
pub(crate) fn line(outcome: &Outcome, found: &Located) -> Option<u32> {
    found.place.map(|place| outcome.sources.file(place.file).line_col(place.span.start).line)
}

/// What the command prints, without colours and times.
pub(crate) fn printed(outcome: &Outcome) -> String {
    render(outcome, &Style::default())
}

/// Why a run cannot be judged: what it could not look at.
pub(crate) fn problems(outcome: &Outcome) -> Result<(), String> {
    let lines: Vec<String> =
        outcome.problems.iter().map(|problem| format!("{}: {}", problem.source, problem.message)).collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.join("\n")) }
}

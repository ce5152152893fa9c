//! `fklint fix --apply`, `--resume` and `--undo`: live databases.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use fklint_apply::live::{Executed, Journal, Move, Planned, Report, Stop, Wishes, Work, resume, undo};
use fklint_check::{Options, Outcome, Problem, SourceArg, check};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Environment;
use fklint_report::clean;
use fklint_rule::Safety;
use serde_json::{Value, json};

use crate::args::{FixArgs, ListFormat};
use crate::{options, output, progress};

/// What was asked to be done with a database.
enum Task<'a> {
    Apply,
    Resume(&'a Path),
    Undo(&'a Path),
}

pub(crate) fn run(args: &FixArgs) -> ExitCode {
    let task = match (&args.resume, &args.undo) {
        (Some(journal), _) => Task::Resume(journal),
        (_, Some(journal)) => Task::Undo(journal),
        _ => Task::Apply,
    };
    let name = match (args.source.sources.first(), &task) {
        (Some(source), _) => source.name(),
        (None, Task::Resume(journal) | Task::Undo(journal)) => journal.display().to_string(),
        (None, Task::Apply) => "--apply".to_owned(),
    };
    let ended = match task {
        Task::Apply => apply(args),
        Task::Resume(journal) => again(args, journal, false),
        Task::Undo(journal) => again(args, journal, true),
    };
    ended.unwrap_or_else(|stop| output::finish(&[Problem::new(name, stop.0)], 0))
}

fn apply(args: &FixArgs) -> Result<ExitCode, Stop> {
    let [source] = args.source.sources.as_slice() else {
        return Err(Stop("name one database to work on: fklint fix --apply sqlite:app.db".to_owned()));
    };
    let url = database(source)?;
    fklint_apply::live::supports(url.engine)?;
    let (sources, mut options) =
        options::of_choice(&args.source, &args.choice).map_err(|problem| Stop(problem.message))?;
    let look = |options: &Options| check(&sources, options, fklint_rules::ALL);
    let outcome = progress::during(!args.source.no_progress, &mut options, |options| look(options));
    let warnings = outcome.warnings.iter().filter(|_| !args.choice.quiet);
    warnings.for_each(|warning| output::say(&format!("warning: {}", clean(warning))));
    let ([target], []) = (outcome.targets.as_slice(), outcome.problems.as_slice()) else {
        return Ok(output::finish(&problems(&outcome), 0));
    };
    let url = url.with_schemas(&args.source.schema);
    let work = Work::of(target, &url, Safety::from(args.safety), wishes(args))?;
    let is_json = args.format == ListFormat::Json;
    if !is_json {
        output::stdout(|out| out.write_all(preview(&work).as_bytes()))
            .map_err(|problem| Stop(problem.message))?;
    }
    if work.moves().is_empty() {
        if is_json {
            print(&written(work.plans(), work.moves(), &Report { verified: true, ..Report::default() }))?;
        }
        left(args, &work);
        return Ok(output::finish(&[], code(args, &options, &outcome)));
    }
    if !args.yes
        && let Err(stop) = ask("carry this out?")
    {
        if is_json {
            print(&written(work.plans(), work.moves(), &Report::default()))?;
        }
        return Err(stop);
    }
    left(args, &work);
    let (plans, moves) = (work.plans().to_vec(), work.moves().to_vec());
    let report = work.carry_out(args.journal.as_deref(), &mut |executed| told(args, executed))?;
    let stopped = show(args, &plans, &moves, &report, &source.name())?;
    let after = if stopped.is_empty() { look(&options) } else { outcome };
    let code = code(args, &options, &after);
    Ok(output::finish(&stopped, code))
}

/// Goes on with a journal, or takes it back.
fn again(args: &FixArgs, path: &Path, back: bool) -> Result<ExitCode, Stop> {
    let url = match args.source.sources.as_slice() {
        [] => None,
        [source] => Some(database(source)?),
        _ => return Err(Stop("a journal is of one database: name that, or none".to_owned())),
    };
    let journal = Journal::open(path)?;
    let header = journal.header();
    if args.format == ListFormat::Text {
        let what = if back { "taken back" } else { "gone on with" };
        let mut text =
            format!("{} moves on {}, {what} by {}\n", header.moves.len(), header.database, path.display());
        let mut moves: Vec<(usize, &Move)> = header.moves.iter().enumerate().collect();
        if back {
            moves.reverse();
        }
        for (number, one) in moves {
            text.push_str(&format!("\nmove {}\n", number + 1));
            statements(&mut text, if back { &one.undo } else { &one.sql });
            if let (true, Some(stays)) = (back, &one.one_way) {
                text.push_str(&format!("  in part: {stays}\n"));
            }
        }
        output::stdout(|out| out.write_all(lines(&text).as_bytes()))
            .map_err(|problem| Stop(problem.message))?;
    }
    if !args.yes {
        ask("carry this out?")?;
    }
    let mut tell = |executed: &Executed| told(args, executed);
    let work = if back { undo } else { resume };
    let report = work(path, url.as_ref(), wishes(args), &mut tell)?;
    let stopped = show(args, &header.plans, &header.moves, &report, &header.database)?;
    Ok(output::finish(&stopped, 0))
}

fn wishes(args: &FixArgs) -> Wishes {
    let default = Wishes::default();
    Wishes {
        patience: args.source.timeout.unwrap_or(default.patience),
        longest: args.source.query_timeout,
        backup: !args.no_backup,
        ..default
    }
}

/// The database that a source names.
fn database(source: &SourceArg) -> Result<DbUrl, Stop> {
    match source {
        SourceArg::Path(path) if path.is_file() => Ok(DbUrl::of_sqlite_file(path)),
        SourceArg::Url(url) => {
            let environment = Environment::of_process();
            let text = DbUrl::expand(url.expose(), &environment).map_err(|error| Stop(error.to_string()))?;
            Ok(DbUrl::parse(&text, &environment).map_err(|error| Stop(error.to_string()))?.url)
        }
        SourceArg::Path(_) | SourceArg::Stdin => {
            Err(Stop("it is no live database: name an SQLite file or a URL".to_owned()))
        }
    }
}

fn problems(outcome: &Outcome) -> Vec<Problem> {
    let none = || vec![Problem::new("--apply", "it is no live database: name an SQLite file or a URL")];
    if outcome.problems.is_empty() { none() } else { outcome.problems.clone() }
}

fn code(args: &FixArgs, options: &Options, outcome: &Outcome) -> u8 {
    if args.choice.exit_zero { 0 } else { outcome.exit_code(options.fail_on()) }
}

/// Asks.
///
/// # Errors
/// When the answer is not yes, or there is nobody to ask.
fn ask(question: &str) -> Result<(), Stop> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Stop("nothing was changed: --yes carries this out where nobody can be asked".to_owned()));
    }
    let failed = |error: std::io::Error| Stop(fklint_check::in_words(&error));
    let mut stderr = std::io::stderr().lock();
    write!(stderr, "{question} [y/N] ").and_then(|()| stderr.flush()).map_err(failed)?;
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer).map_err(failed)?;
    if ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
        return Ok(());
    }
    Err(Stop("nothing was changed, since the answer was not yes".to_owned()))
}

/// What would be done, for people.
fn preview(work: &Work) -> String {
    let mut text = String::new();
    for (number, one) in work.moves().iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let goes_on = number > 0 && work.moves()[number - 1].plans == one.plans;
        for plan in one.plans.iter().filter_map(|&plan| work.plans().get(plan)).filter(|_| !goes_on) {
            text.push_str(&format!("{} ({}): {}: {}\n", plan.rule, plan.safety, plan.object, plan.title));
        }
        statements(&mut text, &one.sql);
        text.push_str(&format!("  locks:  {}\n", one.locks));
        for (what, tables) in [("reads", &one.scans), ("reads and writes anew", &one.rewrites)] {
            for table in tables {
                let about = if work.counts_exactly() { "" } else { "about " };
                let rows = match work.rows.iter().find(|(name, _)| name == table).and_then(|(_, rows)| *rows)
                {
                    Some(1) => format!("{about}1 row"),
                    Some(rows) => format!("{about}{rows} rows"),
                    None => "the server's statistics know nothing of it yet".to_owned(),
                };
                text.push_str(&format!("  {what}: {table} ({rows})\n"));
            }
        }
        let back = match &one.one_way {
            Some(why) => format!("in part: {why}"),
            None if one.undo.is_empty() => "with the one before".to_owned(),
            None => "whole".to_owned(),
        };
        text.push_str(&format!("  way back: {back}\n"));
    }
    if let (Some(backup), false) = (work.backup(), work.moves().is_empty()) {
        text.push_str(&format!("\ncopy before: {}\n", backup.display()));
    }
    lines(&text)
}

/// A text whose lines stay lines, and whose other control characters do nothing.
fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", clean(line))).collect()
}

fn statements(text: &mut String, sql: &[String]) {
    for statement in sql {
        text.push_str(&format!("    {};\n", statement.replace('\n', "\n    ")));
    }
}

/// The findings whose plans are left, a line each.
fn left(args: &FixArgs, work: &Work) {
    if args.choice.quiet {
        return;
    }
    for left in &work.left {
        output::say(&clean(&format!("left {}: {}: {}", left.object, left.rule, left.why)));
    }
    if work.moves().is_empty() {
        output::say("nothing to carry out");
    }
}

/// A line for a statement that was carried out.
fn told(args: &FixArgs, executed: &Executed) {
    if !args.choice.quiet && args.format == ListFormat::Text {
        let first = executed.statement.lines().next().unwrap_or_default();
        output::say(&clean(&format!("{:>9.3} s  {first}", executed.seconds)));
    }
}

/// Tells how it ended; what stopped it is a problem.
fn show(
    args: &FixArgs,
    plans: &[Planned],
    moves: &[Move],
    report: &Report,
    name: &str,
) -> Result<Vec<Problem>, Stop> {
    if args.format == ListFormat::Json {
        print(&written(plans, moves, report))?;
    } else if !args.choice.quiet {
        let (done, of) = report.moves;
        let looked = if report.verified { "; the database is what was promised" } else { "" };
        output::say(&format!("{done} of {of} moves are done{looked}"));
        output::say(&format!("journal: {}", report.journal.display()));
        if let Some(backup) = &report.backup {
            output::say(&format!("copy from before: {}", backup.display()));
        }
    }
    let journal = report.journal.display();
    let way_out =
        format!("go on with `fklint fix --resume {journal}`, or back with `fklint fix --undo {journal}`");
    let problem = |why: &String| {
        Problem::new(
            name,
            format!("{why}; {} of {} moves are done: {way_out}", report.moves.0, report.moves.1),
        )
    };
    Ok(report.stopped.iter().map(problem).collect())
}

fn print(value: &Value) -> Result<(), Stop> {
    let text = serde_json::to_string(value).map_err(|error| Stop(error.to_string()))?;
    output::stdout(|out| writeln!(out, "{text}")).map_err(|problem| Stop(problem.message))
}

fn written(plans: &[Planned], moves: &[Move], report: &Report) -> Value {
    let executed =
        |one: &Executed| json!({"statement": one.statement, "seconds": one.seconds, "locks": one.locks});
    let journal = Some(report.journal.display().to_string()).filter(|path| !path.is_empty());
    json!({
        "plans": plans,
        "moves": moves,
        "executed": report.executed.iter().map(executed).collect::<Vec<_>>(),
        "done": report.moves.0,
        "verified": report.verified,
        "stopped": report.stopped,
        "journal": journal,
        "backup": report.backup,
    })
}

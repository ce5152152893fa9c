//! `fklint check`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::CommandFactory;
use fklint_check::{Outcome, Problem, check, in_words};
use fklint_report::terminal::{Style, write_concise, write_full};
use fklint_report::{Format, clean, json, summary, write_unreported};

use crate::args::{CheckArgs, Cli};
use crate::{explain, options, output, progress};

pub(crate) fn run(args: &CheckArgs, started: Instant) -> ExitCode {
    let (sources, mut options) = match options::of_check(args) {
        Ok(asked) => asked,
        Err(problem) => return output::finish(&[problem], 0),
    };
    let mut outcome = progress::during(!args.source.no_progress, &mut options, |options| {
        check(&sources, options, fklint_rules::ALL)
    });
    let style = Style { elapsed: Some(started.elapsed()), ..Style::of_stdout(args.color.color.into()) };
    if !args.choice.quiet {
        outcome.warnings.iter().for_each(|warning| output::say(&format!("warning: {}", clean(warning))));
    }
    let mut problems = Vec::new();
    problems.extend(output::stdout(|out| write(out, args.format, &outcome, &style, args)).err());
    for (format, path) in &args.output {
        problems.extend(to_file(path, *format, &outcome, &style, args).err());
    }
    let code = if args.choice.exit_zero { 0 } else { outcome.exit_code(options.fail_on()) };
    outcome.problems.append(&mut problems);
    outcome.problems.iter_mut().for_each(hint_at_command);
    let code = output::finish(&outcome.problems, code);
    // The process ends here: giving back the memory of a large schema piece by piece would take longer than reading it.
    std::mem::forget(outcome);
    code
}

/// `fklint expalin` is taken for a source: what was meant may be a command.
fn hint_at_command(problem: &mut Problem) {
    let commands = Cli::command();
    let names = commands.get_subcommands().map(clap::Command::get_name);
    if problem.message == "no such file or directory"
        && let Some(near) = explain::nearest(&problem.source, names).first()
    {
        problem.message.push_str(&format!(": is the command `{near}` meant?"));
    }
}

fn to_file(
    path: &Path,
    format: Format,
    outcome: &Outcome,
    style: &Style,
    args: &CheckArgs,
) -> Result<(), Problem> {
    let style = Style { color: false, hyperlinks: false, width: Style::default().width, ..*style };
    let written = File::create(path).and_then(|file| {
        let mut file = BufWriter::with_capacity(1 << 16, file);
        write(&mut file, format, outcome, &style, args)?;
        file.flush()
    });
    written.map_err(|error| {
        Problem::new(path.display().to_string(), format!("cannot be written: {}", in_words(&error)))
    })
}

fn write(
    mut out: &mut dyn Write,
    format: Format,
    outcome: &Outcome,
    style: &Style,
    args: &CheckArgs,
) -> io::Result<()> {
    match format {
        Format::Full => write_full(&mut out, outcome, style)?,
        Format::Concise => write_concise(&mut out, outcome, style)?,
        Format::Json => json::write_check(&mut out, outcome)?,
        Format::JsonLines => json::write_lines(&mut out, outcome)?,
    }
    let machine = format.is_for_programs();
    // Where nothing could be looked at, there is nothing to explain or to sum up: the problems say it.
    let blind = outcome.statistics.files + outcome.statistics.databases == 0 && !outcome.problems.is_empty();
    if !machine && !blind {
        write_unreported(&mut out, outcome, style, args.choice.verbose)?;
    }
    if args.statistics && machine {
        output::say(summary::statistics(outcome).trim_end());
    } else if args.statistics {
        writeln!(out, "{}", summary::statistics(outcome))?;
    }
    if machine || args.choice.quiet || blind {
        return Ok(());
    }
    writeln!(out, "{}", summary::summary(outcome, style.elapsed))
}

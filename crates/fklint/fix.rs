//! `fklint fix`

use std::process::ExitCode;

use fklint_apply::files::{Staged, stage, write_diff};
use fklint_apply::fix::{EditedFile, Fixed, Left, Overlay, Why, fix, propose};
use fklint_check::{Problem, check};
use fklint_report::{clean, json};
use fklint_rule::Safety;

use crate::args::{FixArgs, ListFormat};
use crate::{apply, migration, options, output, progress};

pub(crate) fn run(args: &FixArgs) -> ExitCode {
    if args.apply || args.resume.is_some() || args.undo.is_some() {
        return apply::run(args);
    }
    let (sources, mut options) = match options::of_choice(&args.source, &args.choice) {
        Ok(asked) => asked,
        Err(problem) => return output::finish(&[problem], 0),
    };
    if args.migration.is_some() {
        return migration::run(args, &sources, options);
    }
    let safety = Safety::from(args.safety);
    let look = |options: &fklint_check::Options, overlay: &Overlay| {
        let options = fklint_check::Options { overlay: overlay.clone().into(), ..options.clone() };
        check(&sources, &options, fklint_rules::ALL)
    };
    let mut fixed = progress::during(!args.source.no_progress, &mut options, |options| {
        fix(|overlay| look(options, overlay), safety, |_| true)
    });
    if !args.choice.quiet {
        fixed.first.warnings.iter().for_each(|warning| output::say(&format!("warning: {}", clean(warning))));
    }
    let mut problems = fixed.first.problems.clone();
    // What could not be looked at may bear on what would be written.
    if args.write && problems.is_empty() {
        problems = write(&fixed.files);
    }
    let shown = match args.format {
        ListFormat::Json => {
            propose(&mut fixed.first);
            output::stdout(|mut out| json::write_check(&mut out, &fixed.first))
        }
        ListFormat::Text if args.write => Ok(()),
        ListFormat::Text => {
            output::stdout(|out| fixed.files.iter().try_for_each(|file| write_diff(out, file)))
        }
    };
    problems.extend(shown.err());
    let in_the_end = if args.write { fixed.outcome() } else { &fixed.first };
    if !args.choice.quiet && fixed.first.problems.is_empty() {
        tell(&fixed, fixed.files.len(), args.write && problems.is_empty());
    }
    let code = if args.choice.exit_zero { 0 } else { in_the_end.exit_code(options.fail_on()) };
    output::finish(&problems, code)
}

/// Writes all files, or none where one cannot be.
fn write(files: &[EditedFile]) -> Vec<Problem> {
    let staged: Vec<(&EditedFile, Result<Staged, String>)> =
        files.iter().map(|file| (file, stage(file))).collect();
    let problem = |file: &EditedFile, why: String| Problem::new(file.name.as_str(), why);
    if staged.iter().any(|(_, staged)| staged.is_err()) {
        let failed = staged.into_iter().filter_map(|(file, staged)| Some(problem(file, staged.err()?)));
        let mut problems: Vec<Problem> = failed.collect();
        if files.len() > problems.len() {
            problems.push(Problem::new("fix", "nothing was written, since not all files can be"));
        }
        return problems;
    }
    let put = staged.into_iter().filter_map(|(file, staged)| Some((file, staged.ok()?.put().err()?)));
    put.map(|(file, why)| problem(file, why)).collect()
}

/// Tells on standard error what was fixed and what was not, a line each, and sums up.
pub(crate) fn tell(fixed: &Fixed, files: usize, written: bool) {
    let line = |word: &str, at: Option<&str>, rule: &str, object: &str, text: &str| {
        let at = at.unwrap_or(object);
        output::say(&clean(&format!("{word} {at}: {rule}: {text}")));
    };
    let word = if written { "fixed" } else { "would fix" };
    for done in &fixed.done {
        line(word, done.at.as_deref(), done.rule, &done.object, &done.title);
    }
    for left in &fixed.left {
        line("left", left.at.as_deref(), left.rule, &left.object, &why(left));
    }
    let (done, left) = (fixed.done.len(), fixed.left.len());
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let risky =
        fixed.left.iter().filter(|left| matches!(left.why, Why::Safety { safety: Safety::Risky, .. }));
    let hint = match risky.count() {
        0 => String::new(),
        risky => format!(", {risky} of them for `--safety risky`"),
    };
    let count = match done {
        0 => "nothing to fix".to_owned(),
        _ => format!("{word} {} in {}", plural(done, "finding"), plural(files, "file")),
    };
    output::say(&format!("{count}; {left} left{hint}"));
}

fn why(left: &Left) -> String {
    match &left.why {
        Why::Advice(advice) => format!("advice: {advice}"),
        Why::Safety { title, safety } => format!("{}: {title}", safety.id()),
        Why::Refused { title, reason } => format!("{title}: not here: {reason}"),
    }
}

//! `fklint fix --migration`

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use fklint_apply::files::{write_diff, write_new};
use fklint_apply::fix::{EditedFile, Overlay};
use fklint_apply::migration::{Asked, FileRole, Migrated, NewFile, migrate, write};
use fklint_check::{Options, Outcome, Problem, SourceArg, check};
use fklint_report::clean;
use fklint_report::json::{self, MigrationFile};

use crate::args::{FixArgs, ListFormat};
use crate::{fix, output, progress};

pub(crate) fn run(args: &FixArgs, sources: &[SourceArg], mut options: Options) -> ExitCode {
    let Some(directory) = args.migration.as_deref() else { return output::finish(&[], 0) };
    // Without a SOURCE and a configuration, the migrations are the schema.
    let here = [SourceArg::Path(directory.to_path_buf())];
    let alone = args.source.sources.is_empty() && options.config.targets.is_empty();
    let sources = if alone { &here } else { sources };
    let look = |options: &Options, overlay: &Overlay| {
        let options = Options { overlay: overlay.clone().into(), ..options.clone() };
        check(sources, &options, fklint_rules::ALL)
    };
    let asked = Asked {
        directory,
        alone,
        safety: args.safety.into(),
        name: args.name.as_deref(),
        now: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    let migrated = progress::during(!args.source.no_progress, &mut options, |options| {
        migrate(|overlay| look(options, overlay), &asked)
    });
    let migrated = match migrated {
        Ok(migrated) => migrated,
        Err(problem) => return output::finish(&[problem], 0),
    };
    let Migrated { mut fixed, files, notes } = migrated;
    if !args.choice.quiet {
        fixed.first.warnings.iter().for_each(|warning| output::say(&format!("warning: {}", clean(warning))));
    }
    let mut problems = fixed.first.problems.clone();
    let writes = !args.diff && problems.is_empty();
    if writes && !files.is_empty() {
        let promised = fixed.last.take();
        let written = write(&files, &fixed.files).and_then(|written| {
            // What was promised was read from memory: the directory has the last word.
            let read = promised.as_ref().map(|_| look(&options, &Overlay::default()));
            if let (Some(read), Some(promised)) = (&read, &promised)
                && let Some(why) = differs(read, promised)
            {
                return Err(Problem::new(directory.display().to_string(), why));
            }
            written.keep().map_err(|why| Problem::new(directory.display().to_string(), why))?;
            Ok(read)
        });
        match written {
            Ok(read) => fixed.last = read,
            Err(problem) => problems.push(problem),
        }
    }
    let done = writes && problems.is_empty();
    let shown = match args.format {
        ListFormat::Json => output::stdout(|mut out| {
            let written = done && !files.is_empty();
            json::write_migration(&mut out, &fixed.first, &listed(&files, &fixed.files), written)
        }),
        ListFormat::Text if args.diff => output::stdout(|out| {
            files.iter().try_for_each(|file| write_new(out, &file.path, file.text.as_bytes()))?;
            fixed.files.iter().try_for_each(|file| write_diff(out, file))
        }),
        ListFormat::Text if done => output::stdout(|out| {
            let edited = fixed.files.iter().map(|file| &file.name);
            let mut names = files.iter().map(|file| &file.path).chain(edited);
            names.try_for_each(|name| writeln!(out, "{}", clean(name)))
        }),
        ListFormat::Text => Ok(()),
    };
    problems.extend(shown.err());
    let in_the_end = if done { fixed.outcome() } else { &fixed.first };
    if !args.choice.quiet && problems.is_empty() {
        if !files.is_empty() {
            notes.iter().for_each(|note| output::say(&clean(&format!("note: {note}"))));
        }
        fix::tell(&fixed, files.len() + fixed.files.len(), done);
    }
    let code = if args.choice.exit_zero { 0 } else { in_the_end.exit_code(options.fail_on()) };
    output::finish(&problems, code)
}

/// The new files, and those of the tool that change with them.
fn listed<'a>(new: &'a [NewFile], edited: &'a [EditedFile]) -> Vec<MigrationFile<'a>> {
    let new = new.iter().map(|NewFile { path, text, role }| MigrationFile {
        file: path,
        kind: match role {
            FileRole::Up => "up",
            FileRole::Down => "down",
            FileRole::Beside => "beside",
        },
        text: text.into(),
    });
    let edited = edited.iter().map(|EditedFile { name, after, .. }| MigrationFile {
        file: name,
        kind: "changed",
        text: String::from_utf8_lossy(after),
    });
    new.chain(edited).collect()
}

/// How the written directory differs from what was promised.
fn differs(read: &Outcome, promised: &Outcome) -> Option<String> {
    let taken_back = "so the new files were removed again";
    if let Some(problem) = read.problems.first() {
        return Some(format!(
            "it cannot be read any more ({}: {}), {taken_back}",
            problem.source, problem.message
        ));
    }
    let same = read.targets.len() == promised.targets.len()
        && read.targets.iter().zip(&promised.targets).all(|(read, promised)| {
            read.reflection.catalog == promised.reflection.catalog
                && read.reflection.history == promised.reflection.history
        });
    (!same).then(|| format!("what was written is not read as it should be, {taken_back}"))
}

//! From arguments to what a run is asked for.

use std::path::Path;

use fklint_check::{Config, ConfigError, Options, Problem, SourceArg};
use fklint_reflect::live::LiveOptions;

use crate::args::{CheckArgs, ChoiceArgs, SourceArgs};

/// Sources and options of the commands that only read.
pub(crate) fn of_source(args: &SourceArgs) -> Result<(Vec<SourceArg>, Options), Problem> {
    let config = config(args.config.as_deref()).map_err(|error| Problem::from(&error))?;
    let mut sources = args.sources.clone();
    if sources.is_empty() && config.targets.is_empty() {
        sources.push(SourceArg::Path(".".into()));
    }
    let options = Options {
        dialect: args.dialect,
        version: args.server_version,
        config,
        jobs: args.jobs,
        live: LiveOptions {
            schemas: args.schema.clone(),
            statement_timeout: args.query_timeout,
            question_timeout: args.query_timeout,
            ..LiveOptions::default()
        },
        connect_timeout: args.timeout,
        ..Options::default()
    };
    Ok((sources, options))
}

/// Sources and options of `check`.
pub(crate) fn of_check(args: &CheckArgs) -> Result<(Vec<SourceArg>, Options), Problem> {
    let (sources, options) = of_choice(&args.source, &args.choice)?;
    Ok((sources, Options { data: args.data, explain_why: args.explain_why, ..options }))
}

/// Sources and options of the commands that find.
pub(crate) fn of_choice(
    source: &SourceArgs,
    choice: &ChoiceArgs,
) -> Result<(Vec<SourceArg>, Options), Problem> {
    let (sources, options) = of_source(source)?;
    let options = Options {
        select: choice.select.clone(),
        ignore: choice.ignore.clone(),
        fail_on: choice.fail_on,
        include_notes: choice.verbose,
        baseline: choice.baseline.clone(),
        ..options
    };
    Ok((sources, options))
}

fn config(path: Option<&Path>) -> Result<Config, ConfigError> {
    match path {
        Some(path) => Config::read(path),
        None => Ok(Config::discover(Path::new("."))?.map(|(_, config)| config).unwrap_or_default()),
    }
}

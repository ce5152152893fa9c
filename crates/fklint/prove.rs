//! `fklint prove`

use std::process::ExitCode;
use std::time::Instant;

use fklint_apply::server::Server;
use fklint_apply::witness::prove;
use fklint_check::{Options, Problem, SourceArg, check};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Environment;
use fklint_report::clean;
use fklint_report::proofs::{Tried, json, text};
use fklint_rule::Verdict;

use crate::args::{ListFormat, ProveArgs};
use crate::{options, output, progress};

pub(crate) fn run(args: &ProveArgs, started: Instant) -> ExitCode {
    let asked = options::of_source(&args.source).and_then(|asked| Ok((asked, server(args.on.as_ref())?)));
    let ((sources, options), server) = match asked {
        Ok(asked) => asked,
        Err(problem) => return output::finish(&[problem], 0),
    };
    let mut options = Options {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        include_notes: args.verbose,
        witnesses: true,
        ..options
    };
    if args.on.is_some() {
        options.dialect = options.dialect.or(Some(server.engine()));
        options.version = options.version.or(Some(server.version()));
        options.server = server.settings().clone();
    }
    let outcome = progress::during(!args.source.no_progress, &mut options, |options| {
        check(&sources, options, fklint_rules::ALL)
    });
    outcome.warnings.iter().for_each(|warning| output::say(&format!("warning: {}", clean(warning))));
    let tried: Vec<Tried<'_>> = outcome
        .targets
        .iter()
        .flat_map(|target| target.findings.iter().map(move |located| (target, located)))
        .map(|(target, located)| Tried {
            located,
            proof: prove(&outcome.sources, target, &located.finding, &server),
        })
        .collect();
    let engine = server.to_string();
    let written = output::stdout(|out| match args.format {
        ListFormat::Json => out.write_all(json(&engine, &tried)?.as_bytes()),
        ListFormat::Text => {
            let text = text(&engine, &tried, &outcome.sources, args.transcript, started.elapsed());
            out.write_all(text.as_bytes())
        }
    });
    let mut problems = outcome.problems.clone();
    problems.extend(written.err());
    let refuted = tried.iter().any(|tried| tried.proof.verdict == Verdict::Refuted);
    output::finish(&problems, u8::from(refuted))
}

/// The server to work on.
fn server(on: Option<&SourceArg>) -> Result<Server, Problem> {
    let Some(on) = on else { return Ok(Server::sqlite()) };
    let wrong = |message: String| Problem::new(format!("--on {}", on.name()), message);
    let SourceArg::Url(url) = on else {
        return Err(wrong("name a server by its URL: mysql://…, mariadb://… or postgres://…".to_owned()));
    };
    let environment = Environment::of_process();
    let url = DbUrl::expand(url.expose(), &environment).map_err(|error| wrong(error.to_string()))?;
    if url.starts_with("sqlite:") || url.starts_with("file:") {
        return Err(wrong(
            "findings about SQLite are tried in files of their own: leave --on out".to_owned(),
        ));
    }
    Server::at(&url).map_err(|error| wrong(error.to_string()))
}

//! `with-servers COMMAND…`: runs a command with private servers, which it finds in `FKLINT_TEST_URLS`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it speaks to the developer's terminal")]

use std::process::{Command, ExitCode};
use std::time::Instant;

use fklint_testkit::servers::{OWN, Private, URLS, install, required, start};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("with-servers: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut words = std::env::args_os().skip(1);
    let program = words.next().ok_or("usage: with-servers COMMAND [ARGUMENT…]")?;
    let mut urls = Vec::new();
    let servers: Vec<Private> = OWN
        .iter()
        .map(|engine| started(*engine))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    urls.extend(servers.iter().map(|private| private.server().url().to_owned()));
    let given = std::env::var(URLS).unwrap_or_default();
    urls.extend(given.split_whitespace().map(str::to_owned));
    let status = Command::new(&program).args(words).env(URLS, urls.join(" ")).status();
    let status = status.map_err(|error| format!("cannot run {}: {error}", program.display()))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// A private server of an engine, installed before if need be; `None` where there is none and none is required.
fn started(engine: fklint_catalog::Engine) -> Result<Option<Private>, String> {
    let begun = Instant::now();
    let mut private = start(engine)?;
    if private.is_none() {
        let installed = install(engine, |line| println!("{line}"));
        private = if installed.is_ok() { start(engine)? } else { None };
        let reason = installed.err().unwrap_or_else(|| "its programs are not at the usual places".to_owned());
        match private.is_none() {
            true if required() => return Err(format!("there is no {engine}: {reason}")),
            true => println!("SKIPPED: tests on {engine}: {reason}"),
            false => {}
        }
    }
    if let Some(private) = &private {
        println!("started {} in {:.1} s", private.server(), begun.elapsed().as_secs_f64());
    }
    Ok(private)
}

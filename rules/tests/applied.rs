//! Plans on live databases with rows: carried out on each engine at hand, and taken back. It has no harness, so that its
//! counts are seen; words on the command line choose fixtures.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "counts and failures are its output")]

use std::path::Path;
use std::process::ExitCode;

use fklint_rules::ALL;
use fklint_testkit::servers::{self, Server};
use fklint_testkit::{Applied, Suite};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), String> {
    let servers = servers::to_test_on("plans on live databases")?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = Suite::new(ALL, folder).with_schemas(folder.join("../testdata/plans"));
    // Servers do not share anything, so they are asked at the same time.
    let all: Vec<Applied> = std::thread::scope(|scope| {
        let look = |server: &Server| suite.applied(server, words);
        let running: Vec<_> = servers.iter().map(|server| scope.spawn(move || look(server))).collect();
        running.into_iter().map(|thread| thread.join().expect("a suite does not panic")).collect()
    });
    let mut broken = 0;
    for (server, applied) in servers.iter().zip(&all) {
        println!("\n{server}: {applied}");
        broken += applied.failures.len();
    }
    for (server, applied) in servers.iter().zip(&all).filter(|(_, applied)| !applied.failures.is_empty()) {
        println!("\n{server}: {}", applied.failures);
    }
    if broken == 0 { Ok(()) } else { Err(format!("\n{broken} databases are not what they should be")) }
}

//! Plans on live databases with rows: carried out on each engine at hand, and taken back. It has no harness, so that its
//! counts are seen; words on the command line choose fixtures.
#![allow(clippy::print_stdout, reason = "counts and failures are its output")]

use std::path::Path;
use std::process::ExitCode;

use fklint_rules::ALL;
use fklint_testkit::{Suite, servers, without_harness};

fn main() -> ExitCode {
    without_harness(run)
}

fn run(words: &[String]) -> Result<(), String> {
    let servers = servers::to_test_on("plans on live databases")?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = Suite::new(ALL, folder).with_schemas(folder.join("../testdata/plans"));
    let all = servers::on_each(&servers, |server| suite.applied(server, words));
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

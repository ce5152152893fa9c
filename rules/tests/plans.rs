//! Every plan of every fixture, carried out on each engine at hand and taken back. It has no harness, so that its counts
//! are seen; words on the command line choose fixtures.
#![allow(clippy::print_stdout, reason = "counts and failures are its output")]

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use fklint_rules::ALL;
use fklint_testkit::{Carried, Suite, servers, without_harness};

fn main() -> ExitCode {
    without_harness(run)
}

fn run(words: &[String]) -> Result<(), String> {
    let servers = servers::to_test_on("plans")?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = Suite::new(ALL, folder).with_schemas(folder.join("../testdata/plans"));
    let all: Vec<(Carried, f64)> = servers::on_each(&servers, |server| {
        let begun = Instant::now();
        (suite.carried_out(server, words), begun.elapsed().as_secs_f64())
    });
    let mut broken = 0;
    for (server, (carried, seconds)) in servers.iter().zip(&all) {
        println!("\n{server} in {seconds:.1} s: {carried}");
        broken += carried.failures.len();
    }
    for (engine, plans) in suite.without_server(&servers) {
        println!("\n{engine}: {} plans not run: there is no server", plans.len());
        plans.iter().for_each(|plan| println!("    {plan}"));
    }
    for (server, (carried, _)) in
        servers.iter().zip(&all).filter(|(_, (carried, _))| !carried.failures.is_empty())
    {
        println!("\n{server}: {}", carried.failures);
    }
    println!(
        "\n{:32} {:>6} {:>6} {:>9} {:>12} {:>8} {:>6}",
        "", "plans", "equal", "reversed", "result alone", "not run", "broken"
    );
    for (server, (carried, _)) in servers.iter().zip(&all) {
        let not_run: usize = carried.not_run.values().map(Vec::len).sum();
        let Carried { plans, equal, reversed, promised, failures, .. } = carried;
        println!(
            "{:32} {plans:>6} {equal:>6} {reversed:>9} {:>12} {not_run:>8} {:>6}",
            server.to_string(),
            promised.len(),
            failures.len()
        );
    }
    if broken == 0 { Ok(()) } else { Err(format!("\n{broken} plans do not do what they promise")) }
}

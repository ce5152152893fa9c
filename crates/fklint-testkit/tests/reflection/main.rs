//! `read(ddl) == reflect(live loaded with ddl)`, for our own schemas and, where `FKLINT_CORPUS` names a folder, for real
//! ones. It has no harness, so that its counts are seen; words on the command line choose schemas.
#![allow(clippy::print_stdout, reason = "counts and failures are its output")]

mod corpus;
mod explained;
mod law;
mod own;

use std::process::ExitCode;

use fklint_testkit::servers::{on_each, to_test_on};
use fklint_testkit::without_harness;

/// What was found on one server.
#[derive(Debug, Default)]
struct Report {
    /// Words that a schema's name must hold one of.
    filter: Vec<String>,
    /// What there is to say, in order.
    lines: Vec<String>,
    /// The schemas that break the law, and how.
    failures: Vec<String>,
}

impl Report {
    /// Whether this schema is asked for.
    fn wanted(&self, name: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|word| name.contains(word.as_str()))
    }

    fn fail(&mut self, name: &str, why: &str) {
        self.failures.push(format!("{name}: {why}"));
    }
}

fn main() -> ExitCode {
    without_harness(run)
}

fn run(filter: &[String]) -> Result<(), String> {
    let schemas = own::load()?;
    let corpus = corpus::folder();
    let servers = to_test_on("reflection")?;
    let reports: Vec<Report> = on_each(&servers, |server| {
        let mut report = Report { filter: filter.to_vec(), ..Report::default() };
        own::hold(server, &schemas, &mut report);
        if let Some(folder) = &corpus {
            corpus::hold(server, folder, &mut report);
        }
        report
    });
    let mut broken = 0;
    for (server, report) in servers.iter().zip(&reports) {
        println!("\n{server}");
        report.lines.iter().for_each(|line| println!("  {line}"));
        report.failures.iter().for_each(|failure| println!("\n{failure}"));
        broken += report.failures.len();
    }
    if broken == 0 { Ok(()) } else { Err(format!("\n{broken} schemas are not what was loaded")) }
}

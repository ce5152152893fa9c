//! Every fact about engines, proved again on every engine at hand. It has no harness, so that its counts are seen;
//! words on the command line choose subjects.
#![allow(clippy::print_stdout, reason = "counts and failures are its output")]

mod clauses;
mod experiments;
mod script;
mod tables;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use fklint_catalog::Engine;
use fklint_catalog::semantics::{Scope, facts, storage_facts};
use fklint_testkit::servers::{Server, on_each, to_test_on};
use fklint_testkit::without_harness;

/// What was found out, on one server or in general.
#[derive(Debug, Default)]
struct Report {
    filter: Vec<String>,
    proved: usize,
    runs: usize,
    /// What was tried beside the subjects of the table, with the number of tries.
    besides: BTreeMap<&'static str, usize>,
    failures: Vec<(String, String)>,
}

impl Report {
    fn new(filter: &[String]) -> Self {
        Self { filter: filter.to_vec(), ..Self::default() }
    }

    /// Whether this subject is asked for.
    fn wanted(&self, subject: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|word| subject.contains(word.as_str()))
    }

    /// Counts a fact and the experiments that proved it.
    fn count(&mut self, experiments: usize) {
        self.proved += usize::from(experiments > 0);
        self.runs += experiments;
    }

    /// Counts something that was tried beside the subjects of the table.
    fn run_besides(&mut self, what: &'static str) {
        *self.besides.entry(what).or_default() += 1;
    }

    fn fail(&mut self, place: String, reason: String) {
        self.failures.push((place, reason));
    }
}

fn main() -> ExitCode {
    without_harness(run)
}

fn run(filter: &[String]) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/facts");
    let experiments = experiments::load(&folder)?;
    let mut general = Report::new(filter);
    experiments::check_words(&experiments, &mut general);
    let servers = to_test_on("facts")?;
    let reports: Vec<(Report, f64)> = on_each(&servers, |server| {
        let (begun, mut report) = (Instant::now(), Report::new(filter));
        experiments::prove(server, &experiments, &mut report);
        tables::prove(server, &mut report);
        types::prove(server, &mut report);
        clauses::prove(server, &mut report);
        (report, begun.elapsed().as_secs_f64())
    });
    println!();
    for (server, (report, seconds)) in servers.iter().zip(&reports) {
        let (proved, runs, besides) = (report.proved, report.runs, report.besides.values().sum::<usize>());
        println!(
            "{server}: {proved} facts proved by {runs} experiments, {besides} tables besides, in {seconds:.1} s"
        );
    }
    tell_recorded(&servers, reports.iter().map(|(report, _)| report));
    let failures: Vec<_> =
        [general].into_iter().chain(reports.into_iter().map(|(report, _)| report)).collect();
    let failures: Vec<_> = failures.into_iter().flat_map(|report| report.failures).collect();
    for (place, reason) in &failures {
        println!("\n{place}: {reason}");
    }
    if failures.is_empty() { Ok(()) } else { Err(format!("\n{} facts are not proved", failures.len())) }
}

/// What rests on records and manuals alone: engines and versions that are not at hand, in the words of the table.
fn tell_recorded<'r>(servers: &[Server], reports: impl Iterator<Item = &'r Report>) {
    let mut recorded: BTreeMap<Engine, Vec<String>> = BTreeMap::new();
    for fact in facts() {
        let is_run =
            |scope: &Scope| servers.iter().any(|server| scope.holds(server.engine(), server.version()));
        for scope in fact.scopes.iter().filter(|scope| !is_run(scope)) {
            let bounds = [(" from ", scope.since), (" before ", scope.before)];
            let bounds = bounds.map(|(word, bound)| bound.map_or(String::new(), |at| format!("{word}{at}")));
            let line = format!("{}{} ({})", fact.subject, bounds.concat(), fact.proof);
            recorded.entry(scope.engine).or_default().push(line);
        }
    }
    println!("\nrecorded, not run here:");
    for (engine, lines) in recorded {
        println!("{engine}, {} facts: {}", lines.len(), lines.join(", "));
    }
    let run: BTreeSet<&str> = reports.flat_map(|report| report.besides.keys().copied()).collect();
    let never = storage_facts().iter().filter(|fact| !run.contains(fact.name));
    let never: Vec<String> = never.map(|fact| format!("{} ({})", fact.name, fact.proof)).collect();
    println!("storage engines, {}: {}", never.len(), never.join(", "));
}

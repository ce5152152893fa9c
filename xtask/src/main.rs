//! The project's own tasks, run as `cargo xtask <task>`: each task is a module, and this file only picks one.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "tasks speak to the developer's terminal")]

mod bench;
mod book;
mod ci;
mod new_rule;
mod repo;
mod rule_folder;
mod rust_text;
mod spelling;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <task>

  tidy               check the laws of the house that the compiler cannot (layers, rule folders, tone); under a second
  new-rule NAME      make the folder of a new rule and list it; NAME in kebab case: object and defect
  test [FILTER]      every test of the workspace, on private servers, saying what is skipped
  bless              run the fixture tests and write their expected files anew; read the diff before you commit it
  book               make the rule pages, check all links, build the book where mdbook is installed
  bench [OPTIONS]    time the release binary on generated schemas; `cargo xtask bench --help` lists its options
  ci                 what must be green: tidy, fmt, clippy, test, a release build, a run on testdata/demo";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = match task {
        "tidy" => none(rest, tidy::run),
        "new-rule" => new_rule::run(rest),
        "test" => ci::test(rest),
        "bless" => none(rest, ci::bless),
        "book" => none(rest, book::run),
        "bench" => bench::run(rest),
        "ci" => none(rest, ci::run),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("unknown task `{unknown}`\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask {task}: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a task that takes no argument.
fn none(rest: &[String], task: fn() -> Result<(), String>) -> Result<(), String> {
    match rest {
        [] => task(),
        [first, ..] => Err(format!("unexpected argument `{first}`")),
    }
}

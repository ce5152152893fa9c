//! Tests without the usual harness, which would swallow what they count.

use std::process::ExitCode;

/// The whole of such a test: the words of the command line, which choose what is tried, go to `run`; why it failed goes
/// to standard error.
#[allow(clippy::print_stderr, reason = "it is the test's output")]
pub fn without_harness(run: impl FnOnce(&[String]) -> Result<(), String>) -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

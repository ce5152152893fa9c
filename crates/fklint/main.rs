//! The `fklint` command: arguments in, reports and an exit code out.

mod apply;
mod args;
mod check;
mod explain;
mod fix;
mod migration;
mod options;
mod order;
mod output;
mod progress;
mod prove;
mod rules;
mod schema;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use args::{Cli, Command};

/// Reading makes millions of small allocations from all threads, for which the system's allocator takes three times
/// as long. Without huge pages (`no_thp`): a run of a tenth of a second must not wait for memory that it never uses. Of its
/// versions the second (`v2`): the third, as it is asked here, takes the next larger block for many sizes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let started = Instant::now();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return output::refuse(&error),
    };
    match cli.command {
        None => check::run(&cli.check, started),
        Some(Command::Check(args)) => check::run(&args, started),
        Some(Command::Fix(args)) => fix::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Order(args)) => order::run(&args),
        Some(Command::Prove(args)) => prove::run(&args, started),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
    }
}

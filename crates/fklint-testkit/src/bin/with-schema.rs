//! `with-schema URL FILE`: loads a file of SQL, one statement a line, into a database of its own at a URL, says that
//! database's URL on a line, and drops it when its standard input ends.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it speaks to the task that runs it")]

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use fklint_testkit::scratch::Scratch;
use fklint_testkit::servers::Server;

/// How many statements are sent at once: PostgreSQL makes them one transaction, and has a lock for each of its tables.
const AT_ONCE: usize = 100;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("with-schema: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [url, file] = words.as_slice() else { return Err("usage: with-schema URL FILE".to_owned()) };
    let sql = std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))?;
    let server = if url == "sqlite:" {
        Server::sqlite()
    } else {
        Server::at(url).map_err(|error| error.to_string())?
    };
    let mut scratch = Scratch::new(&server).map_err(|error| error.to_string())?;
    let lines: Vec<&str> = sql.lines().collect();
    for lines in lines.chunks(AT_ONCE) {
        scratch.run(&lines.join("\n")).map_err(|error| error.to_string())?;
    }
    println!("{}", scratch.url());
    let told = std::io::stdout().flush().and_then(|()| std::io::stdin().read_to_end(&mut Vec::new()));
    told.map(drop).map_err(|error| error.to_string())
}

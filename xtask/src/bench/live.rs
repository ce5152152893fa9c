//! The part on live databases: each schema in a database of its own, which `with-schema` of the testkit makes and drops.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::input::{self, Dialect};
use super::measure::{self, median_of, shown};
use super::table::Table;
use super::{Options, against, check};
use crate::repo;

/// Measures at each URL: small and large, how many queries it took, and another command on the large one.
pub(super) fn run(options: &Options, binary: &str, folder: &Path) -> Result<(), String> {
    for url in &options.urls {
        let (mut table, mut asked) = (Table::new(), Vec::new());
        let inputs = input::live(Dialect::of(url)?);
        for input in inputs.iter().filter(|input| options.wants(input)) {
            let path = input.prepare(folder)?;
            println!("loading {} at {}", input.name, shown(std::slice::from_ref(url)));
            let database = Database::load(url, &path)?;
            let command = check(binary, &database.url, "full");
            table.row(input, "full", measure::bytes_below(&path)?, &median_of(options.runs, &command)?);
            asked.push(format!("{} in {}", queries(&command)?, input.name));
            if let (Some(other), true) = (&options.against, input.tables >= 10_000) {
                against(options.runs, &input.name, &command, other, &database.url)?;
            }
        }
        print!("{}", table.finish());
        println!("\nqueries: {}", asked.join(", "));
    }
    Ok(())
}

/// A database that goes when this goes, or this program.
struct Database {
    keeper: Child,
    url: String,
}

impl Database {
    fn load(server: &str, schema: &Path) -> Result<Self, String> {
        let words = ["run", "--quiet", "--package", "fklint-testkit", "--bin", "with-schema", "--", server];
        let mut command = repo::cargo(&words);
        command.arg(schema).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut keeper = command.spawn().map_err(|error| format!("cannot run cargo: {error}"))?;
        let mut url = String::new();
        if let Some(said) = keeper.stdout.take() {
            BufReader::new(said).read_line(&mut url).map_err(|error| error.to_string())?;
        }
        let database = Self { keeper, url: url.trim().to_owned() };
        // What it was has been said on the terminal.
        if database.url.is_empty() { Err("the schema could not be loaded".to_owned()) } else { Ok(database) }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// How many queries a check says that it took.
fn queries(check: &[String]) -> Result<String, String> {
    let (program, arguments) = check.split_first().ok_or("no command")?;
    let output = Command::new(program).args(arguments).arg("--statistics").output();
    let output = output.map_err(|error| format!("cannot run {program}: {error}"))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let found = text.lines().find_map(|line| Some(line.trim().strip_prefix("queries")?.trim().to_owned()));
    found.ok_or_else(|| format!("`{}` tells no queries", shown(check)))
}

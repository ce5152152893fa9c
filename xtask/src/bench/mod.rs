//! `cargo xtask bench`: the release binary on generated schemas. It tells ratios; nothing passes or fails.

mod input;
mod measure;
mod random;
mod table;

use std::path::Path;

use measure::{Sample, median_of};
use table::Table;

use crate::repo;

const USAGE: &str = "\
usage: cargo xtask bench [OPTIONS]

  --runs N           runs of each input, of which the median counts (5)
  --only WORD        only inputs whose name holds WORD
  --binary PATH      another binary than this checkout's release build
  --against 'CMD'    time CMD as well, in alternation, on the schema of 10,000 tables, and print the ratio;
                     `{}` stands for the file, which else comes last";

/// What the command line asks.
struct Options {
    runs: usize,
    only: Option<String>,
    binary: Option<String>,
    against: Option<String>,
}

/// Makes the inputs that are missing, builds, measures, prints.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let options = parse(arguments)?;
    let binary = match &options.binary {
        Some(path) => path.clone(),
        None => {
            repo::sh(repo::cargo(&["build", "--release"]))?;
            repo::release_binary().display().to_string()
        }
    };
    let folder = repo::target_dir().join("bench");
    let inputs = input::all();
    let wanted =
        inputs.iter().filter(|input| options.only.as_ref().is_none_or(|word| input.name.contains(word)));
    let mut table = Table::new();
    for input in wanted {
        let path = input.prepare(&folder)?;
        let (bytes, source) = (measure::bytes_below(&path)?, path.display().to_string());
        for format in ["json", "full"] {
            if !input.formats.contains(&format) {
                continue;
            }
            let command = [&binary, "check", &source, "--format", format, "--color", "never", "--exit-zero"];
            let command: Vec<String> = command.iter().map(ToString::to_string).collect();
            let sample = median_of(options.runs, &command)?;
            table.row(input, format, bytes, &sample);
        }
    }
    print!("{}", table.finish());
    if let Some(other) = &options.against {
        against(&options, &binary, other, &folder)?;
    }
    Ok(())
}

/// Two commands in alternation on one file, so that whatever else the machine does hits both alike.
fn against(options: &Options, binary: &str, other: &str, folder: &Path) -> Result<(), String> {
    let inputs = input::all();
    let input =
        inputs.iter().find(|input| input.name == input::COMPARED).ok_or("the compared input is gone")?;
    let source = input.prepare(folder)?.display().to_string();
    let words =
        |line: &str| line.split_whitespace().map(|word| word.replace("{}", &source)).collect::<Vec<_>>();
    let ours: Vec<String> =
        [binary, "check", &source, "--format", "json", "--exit-zero"].map(str::to_owned).to_vec();
    let mut theirs = words(other);
    if !other.contains("{}") {
        theirs.push(source.clone());
    }
    let (mut our_samples, mut their_samples) = (Vec::new(), Vec::new());
    for _ in 0..options.runs {
        our_samples.push(measure::once(&ours)?);
        their_samples.push(measure::once(&theirs)?);
    }
    let (our, their) = (Sample::median(our_samples), Sample::median(their_samples));
    println!("\n{} in alternation, median of {}:", input.name, options.runs);
    println!("  fklint    {:>8.3} s  {:>7.1} MB", our.seconds, our.peak_mb());
    println!("  {other}    {:>8.3} s  {:>7.1} MB", their.seconds, their.peak_mb());
    println!(
        "  ratio     {:>8.2}    {:>7.2}     (theirs : ours)",
        their.seconds / our.seconds,
        their.peak_mb() / our.peak_mb()
    );
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options { runs: 5, only: None, binary: None, against: None };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} wants a value\n\n{USAGE}"));
        match word.as_str() {
            "--runs" => {
                let runs = value()?;
                let number = runs.parse().ok().filter(|runs| *runs > 0);
                options.runs = number.ok_or_else(|| format!("--runs wants a number over 0, not `{runs}`"))?;
            }
            "--only" => options.only = Some(value()?),
            "--binary" => options.binary = Some(value()?),
            "--against" => options.against = Some(value()?),
            unknown => return Err(format!("unknown option `{unknown}`\n\n{USAGE}")),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_faults_told() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let options = parse(&words("--runs 3 --only dump --against cat")).unwrap();
        assert_eq!(
            (options.runs, options.only.as_deref(), options.against.as_deref()),
            (3, Some("dump"), Some("cat"))
        );
        for bad in ["--runs", "--runs 0", "--fast"] {
            assert!(parse(&words(bad)).is_err(), "{bad}");
        }
    }
}

//! `cargo xtask bench`: the release binary on generated schemas. It tells ratios; nothing passes or fails.

mod input;
mod live;
mod measure;
mod random;
mod shapes;
mod table;

use std::path::Path;

use input::Input;
use measure::{Sample, median_of};
use table::Table;

use crate::repo;

const USAGE: &str = "\
usage: cargo xtask bench [OPTIONS]

  --runs N           runs of each input, of which the median counts (5)
  --only WORD        only inputs whose name holds WORD
  --binary PATH      another binary than this checkout's release build
  --against 'CMD'    time CMD as well, in alternation, on the schema of 10,000 tables, and print the ratio;
                     `{}` stands for the file or the URL, which else comes last
  --shapes           instead: each fixture of the rules, many times in one file, and which of them take more time than
                     their text grows
  --url URL          instead of files: schemas in databases of their own, made there and dropped again; may be
                     repeated; mysql://…, mariadb://…, postgres://…, or `sqlite:` for a file";

/// What the command line asks.
struct Options {
    runs: usize,
    only: Option<String>,
    binary: Option<String>,
    against: Option<String>,
    urls: Vec<String>,
    shapes: bool,
}

impl Options {
    fn wants(&self, input: &Input) -> bool {
        self.only.as_ref().is_none_or(|word| input.name.contains(word))
    }
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
            repo::binary("release").display().to_string()
        }
    };
    let folder = repo::target_dir().join("bench");
    if options.shapes {
        shapes::run(&options, &binary, &folder)
    } else if options.urls.is_empty() {
        files(&options, &binary, &folder)
    } else {
        live::run(&options, &binary, &folder)
    }
}

fn files(options: &Options, binary: &str, folder: &Path) -> Result<(), String> {
    let inputs = input::all();
    let mut table = Table::new();
    for input in inputs.iter().filter(|input| options.wants(input)) {
        let path = input.prepare(folder)?;
        let (bytes, source) = (measure::bytes_below(&path)?, path.display().to_string());
        for format in ["json", "full"] {
            if input.formats.contains(&format) {
                let sample = median_of(options.runs, &check(binary, &source, format))?;
                table.row(input, format, bytes, &sample);
            }
        }
    }
    print!("{}", table.finish());
    if let Some(other) = &options.against {
        let input = inputs.iter().find(|input| input.name == input::COMPARED);
        let input = input.ok_or("the compared input is gone")?;
        let source = input.prepare(folder)?.display().to_string();
        against(options.runs, &input.name, &check(binary, &source, "json"), other, &source)?;
    }
    Ok(())
}

/// The command that is measured.
fn check(binary: &str, source: &str, format: &str) -> Vec<String> {
    let command = [binary, "check", source, "--format", format, "--color", "never", "--exit-zero"];
    command.map(str::to_owned).to_vec()
}

/// Two commands in alternation on one source, so that whatever else the machine does hits both alike.
fn against(runs: usize, name: &str, ours: &[String], other: &str, source: &str) -> Result<(), String> {
    let mut theirs: Vec<String> = other.split_whitespace().map(|word| word.replace("{}", source)).collect();
    if !other.contains("{}") {
        theirs.push(source.to_owned());
    }
    let (mut our_samples, mut their_samples) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        our_samples.push(measure::once(ours)?);
        their_samples.push(measure::once(&theirs)?);
    }
    let (our, their) = (Sample::median(our_samples), Sample::median(their_samples));
    println!("\n{name} in alternation, median of {runs}:");
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
    let mut options =
        Options { runs: 5, only: None, binary: None, against: None, urls: Vec::new(), shapes: false };
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
            "--shapes" => options.shapes = true,
            "--url" => options.urls.push(value()?),
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
        let options = parse(&words("--runs 3 --only dump --against cat --url sqlite: --url b")).unwrap();
        assert_eq!(options.urls, ["sqlite:", "b"]);
        assert_eq!(
            (options.runs, options.only.as_deref(), options.against.as_deref()),
            (3, Some("dump"), Some("cat"))
        );
        for bad in ["--runs", "--runs 0", "--fast"] {
            assert!(parse(&words(bad)).is_err(), "{bad}");
        }
    }
}

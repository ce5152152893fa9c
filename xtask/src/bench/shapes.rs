//! How the time grows with each kind of defect: every fixture of the rules, many times over in one file.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{Options, check, measure};
use crate::rule_folder::RuleFolder;

/// How many copies of a fixture stand in the small file and in the large one.
const COPIES: [usize; 2] = [1_000, 10_000];

/// A factor up to which ten times the copies count as linear.
const LINEAR: f64 = 12.0;

/// The words before the name of a table, a constraint or an index.
const BEFORE_NAMES: [&str; 16] = [
    "CONSTRAINT",
    "EXISTS",
    "FROM",
    "INDEX",
    "INTO",
    "JOIN",
    "LIKE",
    "OF",
    "ON",
    "ONLY",
    "PARTITION",
    "REFERENCES",
    "TABLE",
    "TO",
    "UPDATE",
    "VIEW",
];

/// The words that stand behind those and are no names.
const NO_NAMES: [&str; 24] = [
    "ACTION",
    "ADD",
    "ALL",
    "CASCADE",
    "CHECK",
    "COLUMN",
    "CONSTRAINT",
    "DEFAULT",
    "DELETE",
    "DO",
    "DROP",
    "EXISTS",
    "FOREIGN",
    "IF",
    "INDEX",
    "KEY",
    "NO",
    "NOT",
    "NULL",
    "ON",
    "ONLY",
    "PRIMARY",
    "SET",
    "UPDATE",
];

/// Measures every fixture whose path holds the word that was asked for, and prints those that grow faster than the text.
pub(super) fn run(options: &Options, binary: &str, folder: &Path) -> Result<(), String> {
    let fixtures = fixtures()?;
    let wanted = |path: &&PathBuf| {
        options.only.as_ref().is_none_or(|word| path.to_string_lossy().contains(word.as_str()))
    };
    let (mut measured, mut grown) = (0, 0);
    for path in fixtures.iter().filter(wanted) {
        let fixture = Fixture::read(path)?;
        for format in ["json", "full"] {
            let mut seconds = [0.0; 2];
            for (copies, seconds) in COPIES.into_iter().zip(&mut seconds) {
                let file = folder.join("shapes.sql");
                let written =
                    File::create(&file).and_then(|file| fixture.write(BufWriter::new(file), copies));
                written.map_err(|error| format!("cannot write {}: {error}", file.display()))?;
                let mut command = check(binary, &file.display().to_string(), format);
                command.extend(["--dialect".to_owned(), fixture.dialect.clone()]);
                *seconds = measure::once(&command)?.seconds;
            }
            measured += 1;
            let [small, large] = seconds;
            let factor = large / small;
            if factor > LINEAR {
                grown += 1;
                println!("{factor:>6.1}x {small:>8.3} s {large:>8.3} s  {format:<5} {}", path.display());
            }
        }
    }
    let [few, many] = COPIES;
    println!("{few} and {many} copies: {grown} of {measured} fixtures and formats grow more than {LINEAR}x");
    Ok(())
}

/// All SQL files of the rules.
fn fixtures() -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for folder in RuleFolder::all()? {
        for entry in walkdir::WalkDir::new(&folder.path).sort_by_file_name() {
            let path = entry.map_err(|error| error.to_string())?.into_path();
            if path.extension().is_some_and(|end| end == "sql")
                && !path.to_string_lossy().ends_with(".fixed.sql")
            {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// A fixture, cut where its copies differ.
struct Fixture {
    dialect: String,
    /// Pieces of its text; behind each stands whether the copy's number follows.
    pieces: Vec<(String, bool)>,
}

impl Fixture {
    fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let dialect = text.lines().find_map(|line| line.strip_prefix("-- engine:"));
        let dialect = dialect.and_then(|words| words.split_whitespace().next()).unwrap_or("postgres");
        Ok(Self { dialect: dialect.to_owned(), pieces: pieces(&without_comments(&text)) })
    }

    fn write(&self, mut out: impl Write, copies: usize) -> io::Result<()> {
        for copy in 0..copies {
            for (text, numbered) in &self.pieces {
                out.write_all(text.as_bytes())?;
                if *numbered {
                    write!(out, "_{copy}")?;
                }
            }
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}

fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("--").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Cuts a text behind each word that somewhere in it is the name of a table, a constraint or an index.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let mut tokens: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (token, behind) = rest.split_at(end);
        tokens.push(token);
        rest = behind;
    }
    let holds = |words: &[&str], word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut expected = false;
    for (at, word) in tokens.iter().enumerate().filter(|(_, token)| token.starts_with(is_word)) {
        let is_schema = tokens
            .get(at + 1)
            .is_some_and(|behind| behind.trim_start_matches(['"', '`', ']']).starts_with('.'));
        if expected && !is_schema && !holds(&NO_NAMES, word) {
            names.insert(word);
        }
        expected = holds(&BEFORE_NAMES, word) || expected && is_schema;
    }
    tokens.iter().map(|token| ((*token).to_owned(), names.contains(token))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_differ_by_the_names_of_their_objects() {
        let text = "CREATE TABLE IF NOT EXISTS a (id int, CONSTRAINT f FOREIGN KEY (id) REFERENCES public.\"b\" (id) ON DELETE SET NULL);";
        let fixture = Fixture { dialect: String::new(), pieces: pieces(&without_comments(text)) };
        let mut out = Vec::new();
        fixture.write(&mut out, 2).unwrap();
        let copy =
            |number| text.replace(" a ", &format!(" a_{number} ")).replace(" f ", &format!(" f_{number} "));
        let copies = [0, 1].map(|number| copy(number).replace("\"b\"", &format!("\"b_{number}\"")) + "\n");
        assert_eq!(String::from_utf8(out).unwrap(), copies.concat());
    }
}

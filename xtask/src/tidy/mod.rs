//! The laws of the house that the compiler cannot check. Every fault is told with its file and how to mend it.

mod layers;
mod rules;
mod sources;
mod tone;

#[cfg(test)]
pub(crate) use rules::HEADINGS;
pub(crate) use rules::all_entries;

use std::fmt;

use crate::repo;
use crate::rule_folder::RuleFolder;

/// A broken law.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The file, and the line where one is known.
    place: String,
    /// What is wrong.
    what: String,
    /// How to mend it.
    mend: String,
}

impl Fault {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    mend: {}", self.place, self.what, self.mend)
    }
}

/// Checks everything and lists all faults at once.
pub(crate) fn run() -> Result<(), String> {
    let started = std::time::Instant::now();
    let folders = RuleFolder::all()?;
    let mut faults = layers::check(&layers::read()?);
    let sources = sources::check(&mut faults)?;
    rules::check(&folders, &repo::read(&repo::root().join("rules/lib.rs"))?, &mut faults);
    for folder in &folders {
        tone::check_folder(folder, &mut faults);
    }
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => {
            let seconds = started.elapsed().as_secs_f64();
            println!("tidy: {sources} files and {} rules are in order ({seconds:.2} s)", folders.len());
            Ok(())
        }
        1 => Err("1 fault".to_owned()),
        n => Err(format!("{n} faults")),
    }
}

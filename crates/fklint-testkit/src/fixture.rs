//! A fixture: a text, the engine that it is for, and what it expects.

use std::path::Path;

use fklint_catalog::{Engine, Version};

use crate::{Marker, markers};

/// A text that a rule is tried on.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Its name in messages: `fk_index_missing/bad.sql`.
    pub name: String,
    /// The text.
    pub text: String,
    /// From the first line.
    pub engine: Engine,
    /// From the first line.
    pub version: Option<Version>,
    /// From the first line: it is a migration, not a schema in itself.
    pub migration: bool,
    /// What must be found.
    pub markers: Vec<Marker>,
    /// It is loaded into a database whose rows are asked: the fixture of a rule that needs rows.
    pub loaded: bool,
}

/// Why a fixture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixtureError {
    /// The file cannot be read.
    Unreadable(String),
    /// The first line names no engine.
    Header(String),
    /// A marker cannot be read.
    Marker(String),
}

impl std::fmt::Display for FixtureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(reason) | Self::Marker(reason) => f.write_str(reason),
            Self::Header(reason) => {
                write!(
                    f,
                    "line 1: {reason}; write `-- engine: postgres`, `-- engine: mysql 8.4` or `-- engine: oracle, migration`"
                )
            }
        }
    }
}

impl std::error::Error for FixtureError {}

impl Fixture {
    /// Reads a file.
    ///
    /// # Errors
    /// When the file, its header or one of its markers cannot be read.
    pub fn open(path: &Path, name: &str) -> Result<Self, FixtureError> {
        let unreadable = |error| FixtureError::Unreadable(format!("cannot be read: {error}"));
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        Self::new(name, text)
    }

    /// A fixture of that name and text.
    ///
    /// # Errors
    /// When its header or one of its markers cannot be read.
    pub fn new(name: &str, text: String) -> Result<Self, FixtureError> {
        let first = text.lines().next().unwrap_or_default();
        let (first, migration) =
            first.strip_suffix(", migration").map_or((first, false), |engine| (engine, true));
        let (engine, version) = header(first).map_err(FixtureError::Header)?;
        let markers = markers(&text).map_err(FixtureError::Marker)?;
        Ok(Self { name: name.to_owned(), text, engine, version, migration, markers, loaded: false })
    }
}

/// `-- engine: mysql 8.4`
fn header(line: &str) -> Result<(Engine, Option<Version>), String> {
    let named = line.strip_prefix("-- engine:").ok_or("no engine is named")?;
    let mut words = named.split_whitespace();
    let engine = words.next().ok_or("no engine is named")?.parse()?;
    let version = words.next().map(str::parse).transpose()?;
    match words.next() {
        None => Ok((engine, version)),
        Some(word) => Err(format!("unexpected `{word}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_engine_and_version() {
        assert_eq!(header("-- engine: postgres"), Ok((Engine::Postgres, None)));
        assert_eq!(header("-- engine: mysql 8.4"), Ok((Engine::Mysql, Some(Version::new(8, 4, 0)))));
    }

    #[test]
    fn the_first_line_says_what_is_a_migration() {
        let is_migration = |text: &str| Fixture::new("x", text.to_owned()).map(|fixture| fixture.migration);
        assert_eq!(is_migration("-- engine: postgres"), Ok(false));
        assert_eq!(is_migration("-- engine: mysql 8.4, migration\n"), Ok(true));
    }

    #[test]
    fn a_fixture_without_an_engine_is_refused() {
        for bad in [
            "",
            "CREATE TABLE a (b int);",
            "-- engine:",
            "-- engine: dbase",
            "-- engine: mysql new",
            "-- engine: mysql 8 9",
            "-- engine: mysql, seed",
        ] {
            assert!(matches!(Fixture::new("x", bad.to_owned()), Err(FixtureError::Header(_))), "{bad}");
        }
    }
}

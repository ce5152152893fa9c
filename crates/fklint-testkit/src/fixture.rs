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
    /// From the first line: what is read counts as a live database, which has no history.
    pub live: bool,
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
        let Header { engine, version, migration, live } =
            header(text.lines().next().unwrap_or_default()).map_err(FixtureError::Header)?;
        let markers = markers(&text).map_err(FixtureError::Marker)?;
        Ok(Self { name: name.to_owned(), text, engine, version, migration, markers, loaded: false, live })
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Header {
    engine: Engine,
    version: Option<Version>,
    migration: bool,
    live: bool,
}

/// `-- engine: mysql 8.4, live`
fn header(line: &str) -> Result<Header, String> {
    let named = line.strip_prefix("-- engine:").ok_or("no engine is named")?;
    let (named, extras) = named.split_once(',').unwrap_or((named, ""));
    let mut words = named.split_whitespace();
    let engine = words.next().ok_or("no engine is named")?.parse()?;
    let version = words.next().map(str::parse).transpose()?;
    let mut header = Header { engine, version, migration: false, live: false };
    if let Some(word) = words.next() {
        return Err(format!("unexpected `{word}`"));
    }
    for extra in extras.split(',').map(str::trim).filter(|extra| !extra.is_empty()) {
        match extra {
            "live" => header.live = true,
            "migration" => header.migration = true,
            _ => return Err(format!("unexpected `{extra}`")),
        }
    }
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_engine_and_version() {
        let read = |engine, version, live| Ok(Header { engine, version, migration: false, live });
        assert_eq!(header("-- engine: postgres"), read(Engine::Postgres, None, false));
        let version = Some(Version::new(8, 4, 0));
        assert_eq!(header("-- engine: mysql 8.4"), read(Engine::Mysql, version, false));
        assert_eq!(header("-- engine: mysql 8.4, live"), read(Engine::Mysql, version, true));
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
            "-- engine: mysql 8 live",
            "-- engine: mysql, lively",
        ] {
            assert!(matches!(Fixture::new("x", bad.to_owned()), Err(FixtureError::Header(_))), "{bad}");
        }
    }
}

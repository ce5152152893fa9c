//! The configuration file: its types, where it is found, and what in it names no rule.

mod keys;
mod read;
mod value;

use std::fmt;
use std::path::{Path, PathBuf};

use fklint_catalog::{Engine, Version};
use fklint_rule::Severity;

use crate::Date;

/// What `fklint.toml` says. The default is an empty file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The file; `None` when there is none.
    pub path: Option<PathBuf>,
    /// The directory that paths in it are relative to; empty for the current one.
    pub root: PathBuf,
    /// `fail-on`
    pub fail_on: Option<Severity>,
    /// `baseline`
    pub baseline: Option<PathBuf>,
    /// `[rules]`
    pub rules: RuleConfig,
    /// `[keys]`
    pub keys: KeyConfig,
    /// `[[post-update]]`: the foreign keys that are written in a second step.
    pub post_update: Vec<Spotted>,
    /// `[[ignore]]`
    pub ignore: Vec<IgnoreEntry>,
    /// `[[target]]`
    pub targets: Vec<TargetConfig>,
}

/// A text of the configuration and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spotted {
    /// The text.
    pub text: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
}

/// `[rules]`: which rules, and how bad.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleConfig {
    /// Only these.
    pub select: Option<Vec<Spotted>>,
    /// Not these.
    pub ignore: Vec<Spotted>,
    /// At this severity.
    pub severity: Vec<(Spotted, Severity)>,
}

/// `[keys]`: natural keys by whether they change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyConfig {
    /// Columns that never change, as `table.column`.
    pub immutable: Vec<Spotted>,
    /// Columns that do.
    pub mutable: Vec<Spotted>,
}

/// `[[ignore]]`: one rule at one object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IgnoreEntry {
    /// The rule.
    pub rule: Spotted,
    /// The object, with or without the default schema: `public.audit.fk(user_id)`.
    pub object: Spotted,
    /// Why.
    pub reason: Option<String>,
    /// The first day on which it is reported again.
    pub until: Option<Date>,
}

/// `[[target]]`: one logical schema, read from several sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetConfig {
    /// Its name.
    pub name: String,
    /// Files, directories and globs, in this order one schema.
    pub ddl: Vec<Spotted>,
    /// A directory of migrations.
    pub migrations: Option<Spotted>,
    /// Globs of ORM models.
    pub models: Vec<Spotted>,
    /// A URL, or `$VARIABLE` that holds one.
    pub database: Option<Spotted>,
    /// The engine.
    pub dialect: Option<Engine>,
    /// The server's version.
    pub version: Option<Version>,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: u32,
        /// 1-based column, in characters.
        column: u32,
        /// What, without a full stop.
        message: String,
    },
}

/// The names of configuration files, the first that exists in a directory counts.
const NAMES: [&str; 2] = [".fklint.toml", "fklint.toml"];

impl Config {
    /// Finds the configuration that holds in `start`: the nearest upward. `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read or says something unknown.
    pub fn discover(start: &Path) -> Result<Option<(PathBuf, Self)>, ConfigError> {
        let start = std::path::absolute(start)
            .map_err(|error| ConfigError::Io { path: start.to_path_buf(), error })?;
        for directory in start.ancestors() {
            for name in NAMES {
                let path = directory.join(name);
                if path.is_file() {
                    return Self::read(&path).map(|config| Some((path, config)));
                }
            }
            let path = directory.join("pyproject.toml");
            if path.is_file()
                && let Some(config) = Self::read_pyproject(&path)?
            {
                return Ok(Some((path, config)));
            }
        }
        Ok(None)
    }

    /// Reads a configuration file: all of it, or `[tool.fklint]` of a `pyproject.toml`.
    ///
    /// # Errors
    /// When it cannot be read or says something unknown.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        if path.file_name().is_some_and(|name| name == "pyproject.toml") {
            return Ok(Self::read_pyproject(path)?.unwrap_or_default());
        }
        Self::parse(path, &text_of(path)?)
    }

    /// Reads the text of the configuration file `path`, which need not exist.
    ///
    /// # Errors
    /// When it says something unknown.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        read::config(path, text, &[]).map(Option::unwrap_or_default)
    }

    /// What in it names none of the rules `known`, each with its place and the nearest name.
    #[must_use]
    pub fn unknown_rules(&self, known: &[&str]) -> Vec<ConfigError> {
        let selected = self.rules.select.iter().flatten();
        let severities = self.rules.severity.iter().map(|(rule, _)| rule);
        let ignored = self.ignore.iter().map(|entry| &entry.rule);
        let named = selected.chain(&self.rules.ignore).chain(severities).chain(ignored);
        let unknown = named.filter(|rule| !known.contains(&rule.text.as_str()));
        unknown.map(|rule| self.wrong(rule, crate::select::unknown_rule(&rule.text, known))).collect()
    }

    /// An error at a place of this configuration.
    pub(crate) fn wrong(&self, at: &Spotted, message: String) -> ConfigError {
        let path = self.path.clone().unwrap_or_else(|| PathBuf::from("fklint.toml"));
        ConfigError::Wrong { path, line: at.line, column: at.column, message }
    }

    fn read_pyproject(path: &Path) -> Result<Option<Self>, ConfigError> {
        read::config(path, &text_of(path)?, &["tool", "fklint"])
    }
}

impl From<&str> for Spotted {
    /// A text that stands nowhere, for configurations made by programs.
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), line: 0, column: 0 }
    }
}

impl fmt::Display for Spotted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn text_of(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|error| ConfigError::Io { path: path.to_path_buf(), error })
}

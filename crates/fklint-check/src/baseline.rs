//! The baseline: findings that were there when fklint came, and are not reported.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// The findings of a baseline file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of the format: 1.
    pub version: u32,
    /// What is known.
    pub findings: Vec<Known>,
}

/// A finding that a baseline knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The rule.
    pub rule: String,
    /// The object in words.
    pub object: String,
    /// What it is recognised by.
    pub fingerprint: String,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is no baseline.
    #[error("{}: no baseline: {error}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// It was written by a newer fklint.
    #[error("{}: a baseline of version {version}, and this fklint reads version 1", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
}

impl Baseline {
    /// The version of the format that is read and written.
    pub const VERSION: u32 = 1;

    /// Reads a baseline file.
    ///
    /// # Errors
    /// When it cannot be read, is no baseline, or is of another version.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let text =
            std::fs::read(path).map_err(|error| BaselineError::Io { path: path.to_path_buf(), error })?;
        let baseline: Self = serde_json::from_slice(&text)
            .map_err(|error| BaselineError::Json { path: path.to_path_buf(), error })?;
        if baseline.version != Self::VERSION {
            return Err(BaselineError::Version { path: path.to_path_buf(), version: baseline.version });
        }
        Ok(baseline)
    }

    /// The fingerprints in it.
    pub(crate) fn fingerprints(&self) -> FxHashSet<&str> {
        self.findings.iter().map(|known| known.fingerprint.as_str()).collect()
    }
}

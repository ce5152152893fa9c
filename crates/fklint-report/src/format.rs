//! The names of output formats.

use std::fmt;
use std::str::FromStr;

/// A format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Each finding with its lines, remarks and remedy.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    JsonLines,
}

/// A format that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Full, Self::Concise, Self::Json, Self::JsonLines];

    /// Whether programs read it, and want all there is.
    #[must_use]
    pub const fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }

    /// The word of the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.into_iter().find(|format| format.id() == word);
        known.ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = Format::ALL.map(Format::id).join(", ");
        write!(f, "there is no format `{}`: the formats are {all}", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_format_names_those_that_exist() {
        let error = "sarif".parse::<Format>().expect_err("there is none yet");
        assert_eq!(
            error.to_string(),
            "there is no format `sarif`: the formats are full, concise, json, jsonl"
        );
        for format in Format::ALL {
            assert_eq!(format.id().parse(), Ok(format));
        }
    }
}

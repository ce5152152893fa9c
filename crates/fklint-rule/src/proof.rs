//! What a witness showed.

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Whether the engine sides with the finding.
    pub verdict: Verdict,
    /// Why not, without a full stop; of what is proved, what was left out.
    pub reason: Option<String>,
    /// The operation that shows the harm, where it was come to.
    pub shown: Option<Line>,
    /// All that was done.
    pub transcript: Vec<Line>,
}

/// Whether the engine sides with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The harm was seen, and gone after the remedy.
    Proved,
    /// It could not be tried.
    NotProvable,
    /// The engine does something else.
    Refuted,
}

impl Verdict {
    /// The words of the command line and of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::NotProvable => "not provable here",
            Self::Refuted => "refuted",
        }
    }
}

/// A statement, what was expected of it and what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The statement.
    pub sql: String,
    /// In words; empty for what only prepares.
    pub expected: String,
    /// In words.
    pub observed: String,
}

impl Proof {
    /// Nothing was tried.
    #[must_use]
    pub fn not_provable(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::NotProvable,
            reason: Some(reason.into()),
            shown: None,
            transcript: Vec::new(),
        }
    }
}

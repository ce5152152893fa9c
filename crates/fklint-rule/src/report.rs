//! A finding in words: one message, labels at places, notes beneath.

use fklint_catalog::{ObjectPath, Part};

/// What a rule says about one piece of evidence.
///
/// Messages are lower case, have no full stop, name objects in backticks, and put the consequence first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// One line.
    pub message: String,
    /// Where it is, and optionally why there.
    pub primary: Label,
    /// Other places with their own reasons: the edges of a cycle, the parent's key.
    pub related: Vec<Label>,
    /// Longer remarks, each under a short heading (`write it so`, `or declare`).
    pub notes: Vec<Note>,
}

/// A place with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub at: At,
    /// The remark; empty for none.
    pub message: String,
}

/// A part of an object. Where the text has no such part, the whole object stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The object.
    pub path: ObjectPath,
    /// The part of it.
    pub part: Part,
}

/// A remark under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of remark: `write it so`, `why`, `or declare`.
    pub heading: &'static str,
    /// One or more lines.
    pub text: String,
}

impl Report {
    /// A report with a message at a place and nothing else.
    #[must_use]
    pub fn new(message: impl Into<String>, at: At) -> Self {
        let primary = Label { at, message: String::new() };
        Self { message: message.into(), primary, related: Vec::new(), notes: Vec::new() }
    }

    /// With a remark at the primary place.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, at: At, message: impl Into<String>) -> Self {
        self.related.push(Label { at, message: message.into() });
        self
    }

    /// With a remark.
    #[must_use]
    pub fn note(mut self, heading: &'static str, text: impl Into<String>) -> Self {
        self.notes.push(Note { heading, text: text.into() });
        self
    }
}

impl At {
    /// All of an object.
    #[must_use]
    pub const fn whole(path: ObjectPath) -> Self {
        Self { path, part: Part::Whole }
    }

    /// A part of an object.
    #[must_use]
    pub const fn part(path: ObjectPath, part: Part) -> Self {
        Self { path, part }
    }
}

//! What the rows of a database were asked, and what they answered.

use std::collections::BTreeMap;

use fklint_catalog::ObjectPath;

use crate::Probe;

/// What the rows of a live database say about its foreign keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowFacts {
    /// Of each foreign key that could be asked about: its questions, those about orphans first.
    pub foreign_keys: BTreeMap<ObjectPath, Vec<Asked>>,
}

/// A question to the rows, asked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub probe: Probe,
    /// As a SELECT of the rows that speak against it.
    pub select: String,
    /// What they answered; `None` where nobody asked.
    pub answer: Option<Answer>,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The rows that the SELECT gives.
    Rows(Rows),
    /// There is none: why, without a full stop.
    Unanswered(String),
}

/// Rows, of which only some were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// How many there are.
    pub count: u64,
    /// Some of them, as text; `None` is NULL.
    pub samples: Vec<Vec<Option<String>>>,
}

/// Longer values are cut.
const LONGEST_VALUE: usize = 40;

impl Asked {
    /// The rows that speak against it, where it was answered.
    #[must_use]
    pub const fn rows(&self) -> Option<&Rows> {
        match &self.answer {
            Some(Answer::Rows(rows)) => Some(rows),
            Some(Answer::Unanswered(_)) | None => None,
        }
    }
}

impl Rows {
    /// Some of the rows, each once: `42, 43`, or `(1, 42), (1, NULL)` where they have several columns.
    #[must_use]
    pub fn examples(&self) -> String {
        let mut seen: Vec<String> = Vec::with_capacity(self.samples.len());
        for sample in &self.samples {
            let values: Vec<String> = sample.iter().map(|value| shown(value.as_deref())).collect();
            let row = if values.len() == 1 { values.concat() } else { format!("({})", values.join(", ")) };
            if !seen.contains(&row) {
                seen.push(row);
            }
        }
        seen.join(", ")
    }
}

fn shown(value: Option<&str>) -> String {
    let Some(value) = value else { return "NULL".to_owned() };
    match value.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_shown_once_each_and_cut() {
        let row = |values: &[Option<&str>]| values.iter().map(|value| value.map(str::to_owned)).collect();
        let one = Rows { count: 3, samples: vec![row(&[Some("42")]), row(&[Some("42")]), row(&[Some("7")])] };
        assert_eq!(one.examples(), "42, 7");
        let two = Rows { count: 1, samples: vec![row(&[Some("1"), None])] };
        assert_eq!(two.examples(), "(1, NULL)");
        let long = Rows { count: 1, samples: vec![row(&[Some(&"é".repeat(41))])] };
        assert_eq!(long.examples(), format!("{}…", "é".repeat(40)));
    }
}

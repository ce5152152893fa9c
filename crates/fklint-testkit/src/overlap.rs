//! The overlap matrix: what every rule says on every other rule's `bad.sql`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One line per fixture that wakes more than its own rule, and the fixtures that wake theirs alone.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    others: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Overlap {
    /// Adds what was found in the `bad.sql` of `owner`.
    pub(crate) fn add<'a>(&mut self, owner: &str, found: impl Iterator<Item = (&'a str, &'a str)>) {
        let others = self.others.entry(owner.to_owned()).or_default();
        for (rule, severity) in found.filter(|(rule, _)| *rule != owner) {
            *others.entry(format!("{rule} ({severity})")).or_default() += 1;
        }
    }

    /// The matrix as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from(
            "# What every rule says on every other rule's bad.sql, notes included. Written by `cargo xtask bless`.\n\
             # Two rules that speak of one defect show here: one of them should be silent.\n",
        );
        for (owner, others) in &self.others {
            let list: Vec<String> = others
                .iter()
                .map(|(rule, count)| if *count == 1 { rule.clone() } else { format!("{rule} × {count}") })
                .collect();
            let list = if list.is_empty() { "alone".to_owned() } else { list.join(", ") };
            let _ = writeln!(text, "{owner}: {list}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_counts_only_on_the_fixtures_of_others() {
        let mut overlap = Overlap::default();
        overlap.add("fk-b", [("fk-b", "error"), ("fk-a", "note"), ("fk-a", "note")].into_iter());
        overlap.add("fk-a", [("fk-a", "note")].into_iter());
        let text = overlap.text();
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines, ["fk-a: alone", "fk-b: fk-a (note) × 2"]);
    }
}

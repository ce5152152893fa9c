//! Values that a CHECK may like: its own literals, and their neighbours. The engine is asked which it takes.

use fklint_catalog::{Ident, Table};

/// Columns that CHECKs speak of, each with the values to try, as literals.
pub(super) fn candidates(table: &Table) -> Vec<(Ident, Vec<String>)> {
    let mut found: Vec<(Ident, Vec<String>)> = Vec::new();
    for check in &table.checks {
        let literals = literals(&check.expression.text);
        for column in check.expression.columns.iter().flatten() {
            match found.iter_mut().find(|(name, _)| name == column) {
                Some((_, values)) => values.extend(literals.iter().cloned()),
                None => found.push((column.clone(), literals.clone())),
            }
        }
    }
    found
}

/// The strings of an expression as they are, its numbers with their neighbours.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '\'' || c.is_ascii_digit()) {
        let from = &rest[at..];
        let before = rest[..at].chars().next_back();
        if let Some(inside) = from.strip_prefix('\'') {
            let Some(end) = end_of_string(inside) else { break };
            found.push(from[..end + 2].to_owned());
            rest = &inside[end + 1..];
            continue;
        }
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let is_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if let Ok(number) = from[..end].parse::<i64>()
            && !is_name
        {
            found.extend([number, number + 1, number - 1].map(|number| number.to_string()));
        }
        rest = &from[end..];
    }
    found.dedup();
    found
}

/// Where a string ends whose quotes inside are doubled.
fn end_of_string(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        at += inside[at..].find('\'')?;
        if bytes.get(at + 1) != Some(&b'\'') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_taken_from_the_text() {
        assert_eq!(literals("status in ('open','it''s')"), ["'open'", "'it''s'"]);
        assert_eq!(literals("price > 10 AND a1 <> 'x"), ["10", "11", "9"]);
        assert!(literals("length(name) > ").is_empty());
    }
}

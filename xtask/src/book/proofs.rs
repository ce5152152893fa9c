//! What engines said to a rule's witnesses, as a section of its page.

use std::fmt::Write as _;

/// One finding that was tried on one series of an engine, as `proofs.txt` keeps it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tried<'t> {
    engine: &'t str,
    verdict: &'t str,
    /// The operation that shows the harm, and what the engine said to it.
    shown: Option<(&'t str, &'t str)>,
}

/// The section: of each engine the first finding that it proved, engines that say the same in one line; then the
/// reasons of what could not be shown. `None` where nothing was tried.
pub(super) fn section(text: &str) -> Option<String> {
    let tried = parse(text);
    let mut shown: Vec<(Vec<&str>, &str, &str)> = Vec::new();
    for entry in &tried {
        let Some((sql, said)) = entry.shown else { continue };
        if shown.iter().any(|(engines, ..)| engines.contains(&entry.engine)) {
            continue;
        }
        match shown.iter_mut().find(|(_, other, words)| (*other, *words) == (sql, said)) {
            Some((engines, ..)) => engines.push(entry.engine),
            None => shown.push((vec![entry.engine], sql, said)),
        }
    }
    let mut section = String::from("## Shown on real engines\n\n");
    for (engines, sql, said) in &shown {
        let _ = writeln!(section, "- **{}**: {}, {}", engines.join("**, **"), code(sql), told(said));
    }
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in tried.iter().filter(|entry| entry.shown.is_none()) {
        match reasons.iter_mut().find(|(reason, _)| *reason == entry.verdict) {
            Some((_, engines)) if engines.contains(&entry.engine) => {}
            Some((_, engines)) => engines.push(entry.engine),
            None => reasons.push((entry.verdict, vec![entry.engine])),
        }
    }
    for (reason, engines) in reasons {
        let _ = writeln!(section, "- {} ({})", reason.replace('<', "\\<"), engines.join(", "));
    }
    (!tried.is_empty()).then_some(section)
}

fn parse(text: &str) -> Vec<Tried<'_>> {
    let mut tried: Vec<Tried<'_>> = Vec::new();
    let mut engine = "";
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("    "), line.strip_prefix("  ")) {
            (Some(said), _) => {
                let Some(last) = tried.last_mut() else { continue };
                if last.verdict.is_empty() {
                    last.verdict = said;
                } else if let Some(answer) = said.strip_prefix("-- ") {
                    last.shown = last.shown.map(|(sql, _)| (sql, answer));
                } else {
                    last.shown = Some((said, ""));
                }
            }
            (None, Some(_)) => tried.push(Tried { engine, ..Tried::default() }),
            (None, None) => engine = line,
        }
    }
    tried
}

fn code(sql: &str) -> String {
    if sql == "the schema" { sql.to_owned() } else { quoted(sql) }
}

/// What the engine did, its own words as code.
fn told(said: &str) -> String {
    match said.split_once(": ") {
        Some(("refused", words)) => format!("refused: {}", quoted(words)),
        _ => said.to_owned(),
    }
}

/// As code that holds backticks.
fn quoted(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT: &str = "\
# a

MySQL 9.7
  bad.sql:3 c.fk(p)
    not provable here: no operation on rows shows it

PostgreSQL 15
  bad.sql:3 public.c.fk(p)
    proved
    DELETE FROM p
    -- refused: 23503 no

PostgreSQL 18
  bad.sql:3 public.c.fk(p)
    proved
    DELETE FROM p
    -- refused: 23503 no
";

    #[test]
    fn engines_that_say_the_same_share_a_line() {
        let section = section(KEPT).unwrap();
        assert!(
            section.contains(
                "- **PostgreSQL 15**, **PostgreSQL 18**: `DELETE FROM p`, refused: `23503 no`\n\
                 - not provable here: no operation on rows shows it (MySQL 9.7)\n"
            ),
            "{section}"
        );
    }

    #[test]
    fn nothing_tried_is_no_section() {
        assert_eq!(section("# nothing\n"), None);
    }
}

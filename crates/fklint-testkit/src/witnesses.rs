//! The law of witnesses: no engine contradicts a finding. What each said is kept in a rule's `proofs.txt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fklint_apply::witness::prove;
use fklint_catalog::{Engine, Version};
use fklint_check::{Located, Outcome};
use fklint_rule::{Proof, Verdict};

use crate::run::{line, run_for};
use crate::servers::{Server, on_each};
use crate::{Failures, Fixture, Suite, bless};

/// What engines said to the fixtures of one rule: by series of the engine, then by fixture and line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Proofs(BTreeMap<String, BTreeMap<String, String>>);

/// The name under which what a server says is kept: other releases of its series say the same.
fn series(server: &Server) -> String {
    let text = server.to_string();
    let (name, rest) = text.split_once(server.version().to_string().as_str()).unwrap_or((&text, ""));
    let Version { major, minor, .. } = server.version();
    match server.engine() {
        Engine::Sqlite | Engine::Postgres => format!("{name}{major}{rest}"),
        _ => format!("{name}{major}.{minor}{rest}"),
    }
}

impl Proofs {
    /// Reads what is kept.
    pub(crate) fn parse(text: &str) -> Self {
        let mut proofs = Self::default();
        let (mut engine, mut place) = (String::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(said) = line.strip_prefix("    ") {
                let entry = proofs.0.entry(engine.clone()).or_default().entry(place.clone()).or_default();
                entry.push_str(said);
                entry.push('\n');
            } else if let Some(at) = line.strip_prefix("  ") {
                at.clone_into(&mut place);
                proofs.0.entry(engine.clone()).or_default().entry(place.clone()).or_default();
            } else {
                line.clone_into(&mut engine);
            }
        }
        proofs
    }

    /// As text.
    fn text(&self) -> String {
        let mut text = String::from(
            "# What engines said when the witnesses of these fixtures were tried. Written by `cargo xtask bless`.\n",
        );
        for (engine, places) in &self.0 {
            let _ = writeln!(text, "\n{engine}");
            for (place, said) in places {
                let _ = writeln!(text, "  {place}");
                for line in said.lines() {
                    let _ = writeln!(text, "    {line}");
                }
            }
        }
        text
    }

    /// Keeps what an engine said now instead of what it said before.
    fn replace(&mut self, engine: &str, said: Option<&Self>) {
        match said.and_then(|said| said.0.get(engine)) {
            Some(said) => drop(self.0.insert(engine.to_owned(), said.clone())),
            None => drop(self.0.remove(engine)),
        }
    }

    /// Whether anything is kept of an engine.
    pub(crate) fn knows(&self, engine: &str) -> bool {
        self.0.contains_key(engine)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a finding was proved on an engine.
    pub(crate) fn is_proved(&self, engine: &str) -> bool {
        self.0.get(engine).is_some_and(|places| places.values().any(|said| said.starts_with("proved\n")))
    }

    /// Tries the findings of a rule.
    fn add_all(
        &mut self,
        rule: &str,
        fixture: &Fixture,
        outcome: &Outcome,
        server: &Server,
        failures: &mut Failures,
    ) {
        for (at, target) in outcome.targets.iter().enumerate() {
            for found in target.findings.iter().filter(|found| found.finding.rule.name == rule) {
                failures.take(&fixture.name, self.add(server, fixture, outcome, at, found));
            }
        }
    }

    /// Tries a finding.
    ///
    /// # Errors
    /// When the engine contradicts it: the whole transcript.
    fn add(
        &mut self,
        server: &Server,
        fixture: &Fixture,
        outcome: &Outcome,
        target: usize,
        found: &Located,
    ) -> Result<(), String> {
        let proof = prove(&outcome.sources, &outcome.targets[target], &found.finding, server);
        let file = fixture.name.split_once('/').map_or(fixture.name.as_str(), |(_, file)| file);
        let place = match line(outcome, found) {
            Some(line) => format!("{file}:{line} {}", found.object),
            None => format!("{file} {}", found.object),
        };
        if proof.verdict == Verdict::Refuted {
            return Err(format!("{server} contradicts {place}:\n{}", transcript(&proof)));
        }
        self.0.entry(series(server)).or_default().insert(place, said(&proof));
        Ok(())
    }
}

/// What is kept of a proof: the verdict, why, and the operation that shows the harm.
fn said(proof: &Proof) -> String {
    let mut text = match &proof.reason {
        Some(reason) => format!("{}: {}\n", proof.verdict.id(), reason.replace('\n', " ")),
        None => format!("{}\n", proof.verdict.id()),
    };
    if let Some(shown) = proof.shown.as_ref().filter(|_| proof.verdict == Verdict::Proved) {
        let sql = shown.sql.trim_end().trim_end_matches(';');
        // Of a whole schema, the error alone tells enough.
        let sql = if sql.contains(";\n") { "the schema" } else { sql };
        let _ = writeln!(text, "{}\n-- {}", sql.replace('\n', " "), shown.observed.replace('\n', " "));
    }
    text
}

fn transcript(proof: &Proof) -> String {
    let mut text = format!("{}\n", proof.reason.as_deref().unwrap_or_default());
    for line in &proof.transcript {
        let _ = writeln!(text, "{}\n-- expected {}, observed {}", line.sql, line.expected, line.observed);
    }
    text
}

impl Suite<'_> {
    /// On these servers, no engine contradicts a finding, and each says what `proofs.txt` keeps of it. Servers of a
    /// series of which nothing is kept are asked too, and only contradictions count.
    #[must_use]
    pub fn witnesses(&self, servers: &[Server]) -> Failures {
        let mut failures = Failures::default();
        let said: Vec<(BTreeMap<&str, Proofs>, Failures)> = on_each(servers, |server| self.ask(server));
        for rule in self.rules {
            let name = rule.info().name;
            let path = self.rule_folder(name).join("proofs.txt");
            let kept = std::fs::read_to_string(&path).map(|text| Proofs::parse(&text)).unwrap_or_default();
            let mut proofs = Proofs::parse(&kept.text());
            for (server, (said, _)) in servers.iter().zip(&said) {
                let series = series(server);
                if bless::blessing() || kept.knows(&series) {
                    proofs.replace(&series, said.get(name));
                }
            }
            if path.exists() || !proofs.is_empty() {
                failures.take(name, bless::expect(&path, &proofs.text()));
            }
        }
        said.into_iter().for_each(|(_, other)| failures.append(other));
        failures
    }

    /// What a server says to the fixtures for its engine, by rule.
    fn ask(&self, server: &Server) -> (BTreeMap<&str, Proofs>, Failures) {
        let (mut said, mut failures) = (BTreeMap::new(), Failures::default());
        for rule in self.rules {
            let name = rule.info().name;
            let mut proofs = Proofs::default();
            for (fixture, _) in self.annotated(name, &mut failures) {
                if fixture.engine == server.engine() {
                    failures.checked();
                    let outcome = run_for(&fixture, self.rules, server);
                    proofs.add_all(name, &fixture, &outcome, server, &mut failures);
                }
            }
            said.insert(name, proofs);
        }
        (said, failures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back() {
        let text = "# a\n\nPostgreSQL 15\n  bad.sql:3 public.c.fk(p)\n    proved\n    DELETE FROM p\n    -- refused\n";
        let proofs = Proofs::parse(text);
        assert!(proofs.is_proved("PostgreSQL 15") && !proofs.is_proved("SQLite 3"));
        assert_eq!(Proofs::parse(&proofs.text()), proofs);
        assert!(proofs.text().ends_with("\n    DELETE FROM p\n    -- refused\n"));
    }

    #[test]
    fn a_series_is_what_says_the_same() {
        assert!(series(&Server::sqlite()).eq("SQLite 3"));
    }
}

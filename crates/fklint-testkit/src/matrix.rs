//! The matrix of rules and engines: what was proved where, and why the rest was not.

use std::fmt::Write as _;
use std::path::Path;

use fklint_catalog::{Engine, Version};
use fklint_check::Options;
use fklint_rule::AnyRule;

use crate::run::{findings, run_with};
use crate::witnesses::Proofs;
use crate::{Failures, Fixture, Suite, bless};

/// Engines that witnesses run on, under the names of their series.
const TRIED: [(&str, Engine, Version); 7] = [
    ("SQLite 3", Engine::Sqlite, Version::new(3, 50, 0)),
    ("MariaDB 10.11", Engine::Mariadb, Version::new(10, 11, 0)),
    ("MariaDB 11.8", Engine::Mariadb, Version::new(11, 8, 0)),
    ("PostgreSQL 15", Engine::Postgres, Version::new(15, 0, 0)),
    ("PostgreSQL 18", Engine::Postgres, Version::new(18, 0, 0)),
    ("MySQL 9.7", Engine::Mysql, Version::new(9, 7, 0)),
    ("MySQL 9.7 (native foreign keys)", Engine::Mysql, Version::new(9, 7, 0)),
];

/// Engines of which recorded facts alone are known.
const RECORDED: [(&str, Engine, Version); 4] = [
    ("MySQL 8.0", Engine::Mysql, Version::new(8, 0, 0)),
    ("MySQL 8.4", Engine::Mysql, Version::new(8, 4, 0)),
    ("Oracle", Engine::Oracle, Version::new(19, 0, 0)),
    ("SQL Server", Engine::SqlServer, Version::new(16, 0, 0)),
];

const LEGEND: &str = "\
# Rules and engines

What the witnesses of each rule's examples showed on real engines. Written by `cargo xtask bless` from the `proofs.txt` in
the rules' folders, which a test holds against the engines.

- **proved**: the harm was seen on this engine, and gone after the remedy where that is a plan;
- *recorded*: no such server runs in the tests; the rule speaks from recorded facts;
- silent: the rule looks, and by the facts of this engine there is nothing to say;
- not shown: the rule speaks, and no operation on rows shows it: its page says why;
- text: the rule speaks of the text, of rows that are there or of time, which no engine could contradict;
- n/a: there is no such thing on this engine.

";

/// A rule with its fixtures and what is kept of its witnesses.
struct Row<'r> {
    rule: &'r dyn AnyRule,
    fixtures: Vec<Fixture>,
    proofs: Proofs,
}

impl Suite<'_> {
    /// The matrix of rules and engines at `path` is what the rules' `proofs.txt` say, without an empty cell.
    #[must_use]
    pub fn matrix(&self, path: &Path) -> Failures {
        let mut failures = Failures::default();
        let mut rows = Vec::new();
        for rule in self.rules {
            let name = rule.info().name;
            let kept = std::fs::read_to_string(self.rule_folder(name).join("proofs.txt"));
            let mut fixtures: Vec<Fixture> =
                self.annotated(name, &mut failures).into_iter().map(|(fixture, _)| fixture).collect();
            fixtures.extend(self.open(name, "good.sql", &mut failures));
            let proofs = kept.map(|text| Proofs::parse(&text)).unwrap_or_default();
            rows.push(Row { rule: *rule, fixtures, proofs });
        }
        let text = matrix(&rows, self.rules, &mut failures);
        failures.take("matrix", bless::expect(path, &text));
        failures
    }
}

/// The matrix as Markdown. A cell about which nothing is known is a failure.
fn matrix(rows: &[Row<'_>], rules: &[&dyn AnyRule], failures: &mut Failures) -> String {
    let mut text = LEGEND.to_owned();
    let names = TRIED.iter().map(|(name, ..)| *name).chain(RECORDED.iter().map(|(name, ..)| *name));
    let _ = writeln!(text, "| rule | {} |", names.collect::<Vec<_>>().join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(TRIED.len() + RECORDED.len()));
    for row in rows {
        failures.checked();
        let name = row.rule.info().name;
        let tried = TRIED
            .iter()
            .map(|(series, engine, version)| (*series, tried(row, series, *engine, *version, rules)));
        let recorded =
            RECORDED.iter().map(|(series, engine, version)| (*series, known(row, *engine, *version, rules)));
        let cells: Vec<&str> = tried
            .chain(recorded)
            .map(|(series, cell)| {
                cell.unwrap_or_else(|why| {
                    failures.push(name, format!("{series}: {why}"));
                    "?"
                })
            })
            .collect();
        let _ = writeln!(text, "| [{name}](rules/{name}.md) | {} |", cells.join(" | "));
    }
    text
}

fn tried(
    row: &Row<'_>,
    series: &str,
    engine: Engine,
    version: Version,
    rules: &[&dyn AnyRule],
) -> Result<&'static str, String> {
    let is_text = row.rule.unwitnessed().is_some() && row.rule.info().engines.contains(&engine);
    if row.proofs.is_proved(series) {
        return Ok("**proved**");
    }
    if row.proofs.knows(series) && !is_text {
        return Ok("not shown");
    }
    match known(row, engine, version, rules)? {
        "*recorded*" => Err("it finds something there, and no witness was tried".to_owned()),
        cell => Ok(cell),
    }
}

/// What is to say of an engine on which nothing was tried.
fn known(
    row: &Row<'_>,
    engine: Engine,
    version: Version,
    rules: &[&dyn AnyRule],
) -> Result<&'static str, String> {
    let info = row.rule.info();
    let mut own = row.fixtures.iter().filter(|fixture| fixture.engine == engine).peekable();
    let has_some = own.peek().is_some();
    let finds = |fixture: &Fixture| {
        let options = Options { version: Some(version), include_notes: true, ..Options::default() };
        let outcome = run_with(fixture, rules, options);
        findings(&outcome).any(|found| found.finding.rule.name == info.name)
    };
    let speaks = info.engines.contains(&engine);
    if speaks && row.rule.unwitnessed().is_some() {
        return Ok("text");
    }
    match (speaks, has_some) {
        (false, false) => Ok("n/a"),
        (false, true) => Ok("silent"),
        (true, false) => Err("the rule speaks of it, and no fixture does".to_owned()),
        (true, true) if own.any(finds) => Ok("*recorded*"),
        (true, true) => Ok("silent"),
    }
}

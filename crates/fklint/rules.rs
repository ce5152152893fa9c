//! `fklint rules`

use std::fmt::Write as _;
use std::process::ExitCode;

use fklint_catalog::Engine;
use fklint_report::rule_url;
use fklint_rule::{AnyRule, RuleInfo};
use serde_json::{Value, json};

use crate::args::{ListFormat, RulesArgs};
use crate::output;

pub(crate) fn run(args: &RulesArgs) -> ExitCode {
    output::print(&match args.format {
        ListFormat::Text => table(fklint_rules::ALL),
        ListFormat::Json => {
            let rules: Vec<Value> = fklint_rules::ALL.iter().map(|rule| entry(*rule)).collect();
            format!("{}\n", json!({ "version": 1, "rules": rules }))
        }
    })
}

fn table(rules: &[&dyn AnyRule]) -> String {
    let rows: Vec<[String; 6]> = rules
        .iter()
        .map(|rule| {
            let needs = if rule.needs_rows() { " (asks the rows: with --data only)" } else { "" };
            let rule = rule.info();
            [
                rule.name.to_owned(),
                rule.severity.id().to_owned(),
                rule.confidence.id().to_owned(),
                engines(rule),
                rule.remedy.to_owned(),
                format!("{}{needs}", rule.summary),
            ]
        })
        .collect();
    let head = ["rule", "severity", "confidence", "engines", "remedy", "finds"].map(str::to_owned);
    let width = |column: usize| {
        std::iter::once(&head).chain(&rows).map(|row| row[column].chars().count()).max().unwrap_or(0)
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    for row in std::iter::once(&head).chain(&rows) {
        let line = row.iter().zip(widths).fold(String::new(), |mut line, (cell, width)| {
            // Writing to a string cannot fail.
            let _ = write!(line, "{cell:width$}  ");
            line
        });
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn engines(rule: &RuleInfo) -> String {
    if Engine::ALL.iter().all(|engine| rule.engines.contains(engine)) {
        return "all".to_owned();
    }
    rule.engines.iter().map(|engine| engine.id()).collect::<Vec<_>>().join(",")
}

fn entry(rule: &dyn AnyRule) -> Value {
    let needs_rows = rule.needs_rows();
    let rule = rule.info();
    json!({
        "name": rule.name,
        "summary": rule.summary,
        "severity": rule.severity.id(),
        "confidence": rule.confidence.id(),
        "engines": rule.engines.iter().map(|engine| engine.id()).collect::<Vec<_>>(),
        "remedy": rule.remedy,
        "needs_rows": needs_rows,
        "since": rule.since,
        "url": rule_url(rule.name),
    })
}

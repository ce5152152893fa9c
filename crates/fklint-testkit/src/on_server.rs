//! A live fixture, loaded into a real database: the run must find there what it finds in the text.

use std::collections::BTreeSet;

use fklint_catalog::ObjectPath;
use fklint_check::{Options, Outcome, SourceArg, check};
use fklint_reflect::live::url::Secret;
use fklint_rule::AnyRule;

use crate::Fixture;
use crate::run::{findings, problems, run};
use crate::scratch::Scratch;
use crate::servers::Server;

/// Compares the findings on a server with those of the text.
pub(crate) fn compare(fixture: &Fixture, server: &Server, rules: &[&dyn AnyRule]) -> Result<(), String> {
    let mut scratch = Scratch::new(server).map_err(|error| error.to_string())?;
    scratch.run(&fixture.text).map_err(|error| format!("cannot be loaded: {error}"))?;
    let options = Options { include_notes: true, ..Options::default() };
    let live = check(&[SourceArg::Url(Secret::new(scratch.url()))], &options, rules);
    problems(&live)?;
    let (text, live) = (said(&run(fixture, rules, true)), said(&live));
    if text == live { Ok(()) } else { Err(format!("in the text:\n  {text:?}\non the server:\n  {live:?}")) }
}

fn said(outcome: &Outcome) -> BTreeSet<(&'static str, ObjectPath, String)> {
    let told = |found: &fklint_check::Located| {
        let finding = &found.finding;
        (finding.rule.name, finding.at.clone(), finding.report.message.clone())
    };
    findings(outcome).map(told).collect()
}

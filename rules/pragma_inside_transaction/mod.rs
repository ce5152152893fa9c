//! `pragma-inside-transaction`: a switch of foreign key checks where it does nothing.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ObjectPath};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Remedy, Report, Rule, RuleInfo, Severity, Witness, rebuild, session,
};

/// The rule `pragma-inside-transaction`.
pub(crate) struct PragmaInsideTransaction;

/// A transaction with switches that do nothing.
pub(crate) struct Evidence {
    /// The statement that begins it.
    begin: u32,
    /// Whether foreign keys were checked when it began, where the script says so.
    before: Option<bool>,
    /// The switches: statement, and what it turns checks to. At least one would change something.
    switches: Vec<(u32, bool)>,
}

impl Evidence {
    /// The first switch that would change something elsewhere.
    fn first(&self) -> (u32, bool) {
        let changes = |(_, on): &&(u32, bool)| self.before != Some(*on);
        *self.switches.iter().find(changes).expect("a transaction is reported for such a switch alone")
    }
}

impl Rule for PragmaInsideTransaction {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "pragma-inside-transaction",
        summary: "PRAGMA foreign_keys inside a transaction, where it does nothing",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        if cx.semantics.checks_change_in_transaction {
            return;
        }
        for moment in session::moments(cx).filter(|moment| moment.turns_checks_in_vain(cx)) {
            let (Some(begin), Some(Some(on))) = (moment.transaction, moment.turns_checks()) else { continue };
            match found.last_mut().filter(|last| last.begin == begin) {
                Some(last) => last.switches.push((moment.index, on)),
                None => {
                    let switches = vec![(moment.index, on)];
                    found.push(Evidence { begin, before: moment.checks, switches });
                }
            }
        }
        found.retain(|evidence| evidence.switches.iter().any(|(_, on)| evidence.before != Some(*on)));
        if !found.is_empty() {
            // There the rows that go are the finding.
            let told: FxHashSet<u32> =
                rebuild::losses(cx).iter().filter_map(|loss| loss.transaction).collect();
            found.retain(|evidence| !told.contains(&evidence.begin));
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        ObjectPath::Statement(evidence.first().0)
    }

    fn report(&self, _cx: Cx<'_>, evidence: &Evidence) -> Report {
        let (first, on) = evidence.first();
        let stay = match evidence.before {
            Some(true) => "on",
            Some(false) => "off",
            None => "as they were",
        };
        let message = format!(
            "foreign key checks stay {stay}: `{}` does nothing inside a transaction",
            remedy::pragma(on)
        );
        let statement = |index| At::whole(ObjectPath::Statement(index));
        let mut report = Report::new(message, statement(first))
            .label("ignored, without an error")
            .related(statement(evidence.begin), "the transaction begins here");
        for (index, _) in evidence.switches.iter().filter(|(index, _)| *index != first) {
            report = report.related(statement(*index), "ignored too");
        }
        report
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

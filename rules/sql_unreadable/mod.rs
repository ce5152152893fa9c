//! `sql-unreadable`: a statement about tables that could not be read.

mod remedy;

use fklint_catalog::{Engine, ObjectPath, StatementKind};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity};

/// The rule `sql-unreadable`.
pub(crate) struct SqlUnreadable;

/// An unread statement.
pub(crate) struct Evidence<'c> {
    statement: u32,
    why: &'c str,
}

impl Rule for SqlUnreadable {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "sql-unreadable",
        summary: "a statement about tables that could not be read, so that its foreign keys are unknown",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    const UNWITNESSED: Option<&'static str> =
        Some("it speaks of what fklint could not read, not of what an engine does");

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (statement, index) in cx.history.statements.iter().zip(0..) {
            if let StatementKind::Unreadable(why) = &statement.kind {
                found.push(Evidence { statement: index, why });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Statement(evidence.statement)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let at = At::part(self.object(cx, evidence), Part::Opaque);
        Report::new(format!("this statement was not read: {}", evidence.why), at)
    }

    fn remedy(&self, cx: Cx<'_>, _evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx)
    }
}

//! `suppression-unused`: a comment to fklint that matches nothing.

mod remedy;

use fklint_catalog::{Engine, ObjectPath};
use fklint_rule::{At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity};

/// The rule `suppression-unused`.
pub(crate) struct SuppressionUnused;

/// A directive that nothing used, and why.
pub(crate) struct Evidence<'c> {
    directive: u32,
    why: &'c str,
}

impl Rule for SuppressionUnused {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "suppression-unused",
        summary: "a comment to fklint that matches nothing",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    const UNWITNESSED: Option<&'static str> = Some("it speaks of a comment, which no engine reads");

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        let unused = cx.declared.unused_directives.iter();
        found.extend(unused.map(|(directive, why)| Evidence { directive: *directive, why }));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Directive(evidence.directive)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        Report::new(
            format!("this comment changes nothing: {}", evidence.why),
            At::whole(self.object(cx, evidence)),
        )
    }

    fn remedy(&self, _cx: Cx<'_>, _evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy()
    }
}

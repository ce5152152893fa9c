//! What a run produces.

use fklint_catalog::ObjectPath;

use crate::{Remedy, Report, RuleInfo, Severity, Witness};

/// One finding: of one rule, about one object.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// As configured, or the rule's own.
    pub severity: Severity,
    /// The object, by which the finding is suppressed and remembered.
    pub at: ObjectPath,
    /// The words.
    pub report: Report,
    /// The way out.
    pub remedy: Remedy,
    /// What shows it on an engine, where that was asked for ([`Cx::witnesses`](crate::Cx::witnesses)) and can be.
    pub witness: Option<Witness>,
    /// Why the rule has no witnesses, where it has none.
    pub unwitnessed: Option<&'static str>,
}

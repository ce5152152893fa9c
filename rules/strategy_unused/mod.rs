//! `strategy-unused`: a comment says that a foreign key is written second, and nothing needs that.

mod remedy;

use fklint_catalog::{Engine, ObjectPath};
use fklint_rule::{At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity, words};

/// The rule `strategy-unused`.
pub(crate) struct StrategyUnused;

/// A `post-update` comment without a use.
pub(crate) struct Evidence<'c> {
    directive: u32,
    /// The foreign key that it stands at, which is in no cycle; `None` where it stands at none.
    key: Option<&'c ObjectPath>,
}

impl Rule for StrategyUnused {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "strategy-unused",
        summary: "a post-update comment that no cycle needs",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    const UNWITNESSED: Option<&'static str> = Some("it speaks of a comment, which no engine reads");

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (directive, keys) in &cx.declared.strategies {
            if keys.iter().all(|key| is_needless(cx, key)) {
                found.push(Evidence { directive: *directive, key: keys.first() });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Directive(evidence.directive)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let at = At::whole(self.object(cx, evidence));
        match evidence.key {
            Some(key) => {
                let name = words::name(key.display(None));
                Report::new(format!("this comment changes nothing: {name} is in no cycle"), at)
                    .related(At::whole(key.clone()), "its parent can be written first")
            }
            None => {
                let why = "no foreign key stands on this line or right below";
                Report::new(format!("this comment changes nothing: {why}"), at)
            }
        }
    }

    fn remedy(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(evidence)
    }
}

/// Whether a foreign key leads around in no circle. Not said of a part of a schema: the rest may close one.
fn is_needless(cx: Cx<'_>, key: &ObjectPath) -> bool {
    let is_part =
        cx.catalog.is_partial() || matches!(cx.history.scripts.as_slice(), [script] if script.migration);
    let ObjectPath::ForeignKey(table, path) = key else { return false };
    let edge = || {
        let index = path.find(&cx.catalog.table(table)?.foreign_keys)?;
        cx.graph.edge_of(cx.catalog.index_of(table)? as u32, index)
    };
    !is_part
        && edge().is_some_and(|id| {
            let edge = cx.graph.edge(id);
            let in_cycle = cx.graph.cycle_of(edge.child).is_some_and(|cycle| cycle.edges.contains(&id));
            !edge.is_self() && !in_cycle
        })
}

//! `fk-not-validated`: a foreign key that holds for new rows only, or for none, because it was declared so.

mod remedy;
mod witness;

use fklint_catalog::{Engine, Force, ForeignKey, IgnoredBecause, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-not-validated`.
pub(crate) struct FkNotValidated;

/// A foreign key whose rows were not looked at.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }

    /// Whether not even new rows are checked.
    fn is_off(&self) -> bool {
        !self.key().is_checked()
    }
}

impl Rule for FkNotValidated {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-not-validated",
        summary: "a foreign key declared NOT VALID, NOVALIDATE, NOCHECK, NOT ENFORCED or DISABLE",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys() {
            let declared =
                matches!(key.force, Force::NotValidated | Force::Ignored(IgnoredBecause::Declared));
            // Rows that break it are a finding of their own, and say the same.
            if declared && !has_orphans(cx, child, index) {
                found.push(Evidence { child, index });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, .. } = evidence;
        let key = evidence.key();
        let named = words::foreign_key(&child.name, key);
        let (message, label) = if evidence.is_off() {
            (
                format!("rows of `{}` need no `{}`: {named} is switched off", child.name, key.parent),
                "declared, and checked for no row",
            )
        } else {
            (
                format!(
                    "older rows of `{}` may have no `{}`: {named} is not validated",
                    child.name, key.parent
                ),
                "checked for new rows only",
            )
        };
        Report::new(message, At::part(self.object(cx, evidence), Part::References)).label(label)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

/// Whether the rows were asked, and some break the foreign key.
fn has_orphans(cx: Cx<'_>, child: &Table, index: usize) -> bool {
    let path = ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
    let asked = cx.rows.and_then(|rows| rows.foreign_keys.get(&path));
    asked.into_iter().flatten().any(|asked| asked.rows().is_some_and(|rows| rows.count > 0))
}

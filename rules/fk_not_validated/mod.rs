//! `fk-not-validated`: a foreign key that holds for new rows only, or for none, because it was declared so.

mod remedy;
mod witness;

use fklint_catalog::{Change, Engine, Force, ForeignKey, ForeignKeyEdit, IgnoredBecause, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

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
            let at = || ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
            if !declared {
                continue;
            }
            // Rows that break it are a finding of their own, and say the same.
            if has_orphans(cx, child, index) {
                cx.silent(|| Silence::new(at(), "rows break it: `orphan-rows` speaks of them"));
            } else {
                found.push(Evidence { child, index });
            }
        }
        if cx.silences.is_some() {
            validated(cx);
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

/// Tells of the foreign keys that a later statement validated, or switched on again.
fn validated(cx: Cx<'_>) {
    for (statement, index) in cx.history.statements.iter().zip(0..) {
        for change in &statement.changes {
            let Change::AlterForeignKey { table, foreign_key, edit } = change else { continue };
            let why = match edit {
                ForeignKeyEdit::Validated(true) => "validated by a later statement",
                ForeignKeyEdit::Enforced(true) => "switched on by a later statement",
                _ => continue,
            };
            let key = cx
                .catalog
                .table(table)
                .and_then(|table| Some(&table.foreign_keys[foreign_key.find(&table.foreign_keys)?]));
            if key.is_some_and(|key| key.force == Force::Enforced) {
                let at = ObjectPath::ForeignKey(table.clone(), foreign_key.clone());
                cx.silent(|| Silence::new(at, why).by(ObjectPath::Statement(index)));
            }
        }
    }
}

/// Whether the rows were asked, and some break the foreign key.
fn has_orphans(cx: Cx<'_>, child: &Table, index: usize) -> bool {
    let path = ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
    let asked = cx.rows.and_then(|rows| rows.foreign_keys.get(&path));
    asked.into_iter().flatten().any(|asked| asked.rows().is_some_and(|rows| rows.count > 0))
}

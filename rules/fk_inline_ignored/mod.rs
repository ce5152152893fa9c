//! `fk-inline-ignored`: REFERENCES inside a column's definition, where the engine forgets it.

mod remedy;
mod witness;

use fklint_catalog::semantics::InlineReferences;
use fklint_catalog::{Engine, Force, ForeignKey, IgnoredBecause, ObjectPath, Semantics, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness};

/// The rule `fk-inline-ignored`.
pub(crate) struct FkInlineIgnored;

/// A column's REFERENCES that does nothing.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkInlineIgnored {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-inline-ignored",
        summary: "a column-level REFERENCES that the engine parses and forgets",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys() {
            if key.force != Force::Ignored(IgnoredBecause::InlineReferences) {
                continue;
            }
            match declared_beside(child, index) {
                Some(beside) => cx.silent(|| {
                    let path = |index| ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
                    let why = "another clause of the table says the same";
                    Silence::new(path(index), why).by(path(beside))
                }),
                None => found.push(Evidence { child, index }),
            }
        }
    }

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        let (since, _) = semantics.fact("inline_references")?;
        let engine = semantics.engine;
        let honours = || match since {
            Some(since) => format!("{engine} {since} and later honour a column's REFERENCES"),
            None => format!("{engine} honours a column's REFERENCES"),
        };
        (semantics.inline_references == InlineReferences::Honoured).then(honours)
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, .. } = evidence;
        let key = evidence.key();
        let title = cx.catalog.engine.title();
        let honoured = cx.semantics.inline_references_honoured_since();
        let who = honoured.map_or_else(|| title.to_owned(), |since| format!("{title} before {since}"));
        let message =
            format!("rows of `{}` need no `{}`: {who} forgets a column's REFERENCES", child.name, key.parent);
        let primary = At::part(self.object(cx, evidence), Part::References);
        let report = Report::new(message, primary).label("parsed, and dropped without a warning");
        match honoured {
            Some(since) => report.note(
                "note",
                format!("from {since} on the same text is a foreign key: the script then refuses rows that it takes today"),
            ),
            None => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

/// The FOREIGN KEY of the table that says the same: then the column's clause is a mere comment. Of several columns'
/// clauses that say the same, the first is told.
fn declared_beside(child: &Table, index: usize) -> Option<usize> {
    let key = &child.foreign_keys[index];
    child.foreign_keys.iter().enumerate().position(|(at, other)| {
        let says_the_same = other.columns == key.columns && other.parent == key.parent;
        let other_form = other.force != Force::Ignored(IgnoredBecause::InlineReferences);
        at != index && says_the_same && (other_form || at < index)
    })
}

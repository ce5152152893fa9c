//! `fk-parent-not-unique`: a foreign key to columns that no key makes unique.

mod remedy;
mod witness;

use fklint_catalog::semantics::{ParentKey, ParentKeyMissing, ParentKeyState};
use fklint_catalog::{Completeness, Engine, Ident, Key, KeyKind, ObjectPath, Table, TableKind};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

use crate::fk_columns_unpaired;
use crate::fk_composite_truncated::completed;

/// The rule `fk-parent-not-unique`.
pub(crate) struct FkParentNotUnique;

/// A foreign key whose parent columns lack a key.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
    /// The referenced columns; empty where the parent has no primary key to stand in for them.
    columns: Vec<Ident>,
    state: ParentKeyState,
}

impl Rule for FkParentNotUnique {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-parent-not-unique",
        summary: "a foreign key to columns that are no whole primary key or unique key",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for edge in cx.graph.edges().iter().filter(|edge| edge.primary.is_none()) {
            let Some((child, key)) = edge.key(cx.catalog) else { continue };
            let Some(parent) = cx.catalog.table_at(edge.parent as usize) else { continue };
            let knowable = parent.completeness == Completeness::Whole && parent.kind == TableKind::Base;
            if !knowable || key.period || fk_columns_unpaired::fault(cx, child, key).is_some() {
                continue;
            }
            let columns = cx.catalog.parent_columns(key).unwrap_or_default();
            let state = if columns.is_empty() {
                ParentKeyState::Missing
            } else {
                cx.semantics.parent_key_state(parent, &columns)
            };
            if !matches!(state, ParentKeyState::Missing | ParentKeyState::Accepted) {
                continue;
            }
            // A missing column is another finding, and so is a part of a key whose rest the child has.
            let truncated = || !edge.is_self() && completed(cx, child, key, parent).is_some();
            if columns.iter().all(|column| parent.column(column).is_some()) && !truncated() {
                let (index, columns) = (edge.foreign_key as usize, columns.into_owned());
                found.push(Evidence { child, index, parent, columns, state });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.state == ParentKeyState::Accepted { Severity::Warning } else { Severity::Error }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { parent, columns, .. } = evidence;
        let key = &evidence.child.foreign_keys[evidence.index];
        let named = words::foreign_key(&evidence.child.name, key);
        let message = if columns.is_empty() {
            format!("{named} names no columns of `{}`, which has no primary key", parent.name)
        } else if evidence.state == ParentKeyState::Accepted {
            format!(
                "{named} may have several parents: {} is not unique",
                words::columns_of(&parent.name, columns)
            )
        } else {
            format!("{named} is refused: {} is not unique", words::columns_of(&parent.name, columns))
        };
        let mismatch = cx.semantics.parent_key_missing == ParentKeyMissing::Mismatch;
        let message =
            if mismatch { message.replace(" is refused: ", " fails at every write: ") } else { message };
        let mut report = Report::new(message, At::part(self.object(cx, evidence), Part::References));
        match closest(parent, columns) {
            Some((near, why)) => {
                let path = ObjectPath::Key(parent.name.clone(), fklint_catalog::KeyPath::of(near));
                report = report.related(At::whole(path), why);
            }
            None => {
                let table = At::part(ObjectPath::Table(parent.name.clone()), Part::Name);
                report = report.related(table, "no primary key or unique constraint over these columns");
            }
        }
        match (evidence.state, cx.semantics.parent_key) {
            (ParentKeyState::Accepted, _) => report.note(
                "why",
                "any index is enough here; deleting one of two equal parents then deletes or refuses the children of \
                 both, and a dump does not load where a unique key is wanted (MySQL 8.4)",
            ),
            (_, ParentKey::LeadingIndex) => report
                .note("why", "the referenced columns must be the first ones of some index, in this order"),
            _ if mismatch => report.note(
                "why",
                "the table is made; then writing children, and changing or deleting parents, fails with \
                 `foreign key mismatch`",
            ),
            _ => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The key that comes nearest to what is wanted, and what it lacks.
fn closest<'c>(parent: &'c Table, columns: &[Ident]) -> Option<(&'c Key, String)> {
    let holds = |key: &&Key| columns.iter().all(|column| key.columns().any(|part| part == column));
    let unique = |key: &&Key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
    let near = parent.keys.iter().filter(unique).filter(holds).min_by_key(|key| key.parts.len());
    let near = near.or_else(|| {
        parent.keys.iter().filter(unique).find(|key| key.columns().any(|part| columns.contains(part)))
    })?;
    let names: Vec<Ident> = near.columns().cloned().collect();
    let why = if near.predicate.is_some() {
        "unique only among the rows of this index's condition".to_owned()
    } else if near.parts.iter().any(|part| part.prefix.is_some()) {
        "unique by the first characters only".to_owned()
    } else if near.parts.iter().any(|part| part.expression.is_some()) {
        "unique by an expression, not by the columns".to_owned()
    } else if names.len() != columns.len() {
        format!("unique over {} only", words::tuple(&names))
    } else if near.deferrable != fklint_catalog::Deferrable::No {
        "a deferrable key cannot be referenced".to_owned()
    } else if near.parts.iter().any(|part| part.collation.is_some()) {
        "unique under another collation than the column's".to_owned()
    } else {
        "the engine does not take this key".to_owned()
    };
    Some((near, why))
}

//! `fk-shared-column`: SET NULL that also clears a column of another foreign key.

mod remedy;
mod witness;

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Action, Engine, ForeignKey, Ident, MatchKind, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-shared-column`.
pub(crate) struct FkSharedColumn;

/// A foreign key that clears more than its own link.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// Its columns that no other foreign key has: clearing these would do.
    own: Vec<&'c Ident>,
    /// A column that it clears and that another foreign key needs.
    shared: &'c Ident,
    /// The other foreign key.
    other: usize,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }

    /// The action that clears: ON DELETE where both do.
    fn part(&self) -> Part {
        if self.key().on_delete == Action::SetNull { Part::OnDelete } else { Part::OnUpdate }
    }
}

impl Rule for FkSharedColumn {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-shared-column",
        summary: "a foreign key whose SET NULL also clears a column of another foreign key",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys() {
            let Some(cleared) = cleared(key).filter(|_| key.is_checked() && table.is_whole()) else {
                continue;
            };
            // What cannot be cleared is another finding.
            if !cleared.iter().all(|column| table.is_nullable(column)) {
                continue;
            }
            let other_with = |column: &Ident| {
                let is_other = |other: &ForeignKey| {
                    other.is_checked() && other.columns.contains(column) && !has_columns_of(other, key)
                };
                table.foreign_keys.iter().position(is_other)
            };
            let own: Vec<&Ident> = key.columns.iter().filter(|column| other_with(column).is_none()).collect();
            let shared = cleared
                .iter()
                .find_map(|column| Some((column, other_with(column)?)))
                .filter(|_| !own.is_empty());
            if let Some((shared, other)) = shared
                && own.iter().all(|column| table.is_nullable(column))
            {
                found.push(Evidence { table, index, own, shared, other });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, own, shared, other, .. } = evidence;
        let (key, neighbour) = (evidence.key(), &table.foreign_keys[*other]);
        let verb = if evidence.part() == Part::OnDelete { "deleting" } else { "changing" };
        let refused = refuses(cx, neighbour);
        let message = if refused {
            format!(
                "{verb} a row of `{}` is refused: it would clear `{shared}` and so break the link to `{}`",
                key.parent, neighbour.parent
            )
        } else {
            format!(
                "{verb} a row of `{}` also cuts the link to `{}`: both need `{shared}`",
                key.parent, neighbour.parent
            )
        };
        let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, *other);
        let why = if refused {
            "MATCH FULL: all of its columns are NULL or none".to_owned()
        } else if neighbour.columns.len() > 1 {
            format!("unchecked as soon as `{shared}` is NULL: its other columns may point nowhere")
        } else {
            "loses its value too".to_owned()
        };
        Report::new(message, At::part(self.object(cx, evidence), evidence.part()))
            .label(format!("clears {}; {} alone would do", words::list(&key.columns), words::list(own)))
            .related(At::part(path, Part::Columns), why)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The columns that become NULL when a row of the parent goes or changes.
fn cleared(key: &ForeignKey) -> Option<&[Ident]> {
    match (key.on_delete, key.on_update) {
        (_, Action::SetNull) => Some(&key.columns),
        (Action::SetNull, _) => Some(key.set_by_delete()),
        _ => None,
    }
}

/// Whether a foreign key takes no row that is half NULL.
fn refuses(cx: Cx<'_>, neighbour: &ForeignKey) -> bool {
    neighbour.match_kind == MatchKind::Full
        && neighbour.columns.len() > 1
        && cx.semantics.match_full == MatchFull::Honoured
}

/// Whether a foreign key is over no other columns than `key`: then it is the same link, or a part of it.
fn has_columns_of(other: &ForeignKey, key: &ForeignKey) -> bool {
    std::ptr::eq(other, key)
        || other.columns.len() == key.columns.len()
            && other.columns.iter().all(|column| key.columns.contains(column))
}

//! `fk-composite-truncated`: a foreign key to a part of a composite key, or to its columns in a crossed order.

mod remedy;
mod witness;

use fklint_catalog::semantics::ParentKeyState;
use fklint_catalog::{Engine, ForeignKey, Ident, KeyPath, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

use crate::fk_columns_unpaired;

/// The rule `fk-composite-truncated`.
pub(crate) struct FkCompositeTruncated;

/// A foreign key that does not match the parent's key.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
    fault: Fault,
    /// The child's columns that were meant, and those of the parent, pair by pair.
    meant: (Vec<Ident>, Vec<Ident>),
}

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Columns of the parent's key are missing, and the engine refuses that or not.
    Truncated { refused: bool },
    /// Two columns are paired crosswise.
    Crossed,
}

impl Rule for FkCompositeTruncated {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-composite-truncated",
        summary: "a foreign key to a part of a composite key, or with two of its columns crossed",
        severity: Severity::Warning,
        confidence: Confidence::Inferred,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for edge in cx.graph.edges().iter().filter(|edge| edge.primary.is_none() && !edge.is_self()) {
            let Some((child, key)) = edge.key(cx.catalog) else { continue };
            let Some(parent) = cx.catalog.table_at(edge.parent as usize) else { continue };
            let Some(columns) = cx.catalog.parent_columns(key) else { continue };
            if fk_columns_unpaired::fault(cx, child, key).is_some() {
                continue;
            }
            let whole = completed(cx, child, key, parent).map(|meant| {
                let state = cx.semantics.parent_key_state(parent, &columns);
                (Fault::Truncated { refused: state == ParentKeyState::Missing }, meant)
            });
            let crossed = || Some((Fault::Crossed, (uncrossed(key, &columns)?, columns.to_vec())));
            if let Some((fault, meant)) = whole.or_else(crossed) {
                found.push(Evidence { child, index: edge.foreign_key as usize, parent, fault, meant });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        let refused = evidence.fault == Fault::Truncated { refused: true };
        if refused { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, fault, meant: (own, wanted), .. } = evidence;
        let key = &child.foreign_keys[evidence.index];
        let named = words::foreign_key(&child.name, key);
        let columns = cx.catalog.parent_columns(key).unwrap_or_default();
        let place = At::part(self.object(cx, evidence), Part::Columns);
        if *fault == Fault::Crossed {
            let message = format!(
                "rows of `{}` point to the wrong `{}`: two columns of {named} are crossed",
                child.name, parent.name
            );
            return Report::new(message, place).label(format!(
                "paired with {}; the names say {}",
                words::tuple(&columns),
                words::tuple(own)
            ));
        }
        let refused = *fault == Fault::Truncated { refused: true };
        let part = words::columns_of(&parent.name, &columns);
        let harm = if refused { "names no row" } else { "may have several parents" };
        let message = format!("{named} {harm}: {part} is a part of the key {}", words::tuple(wanted));
        let missing: Vec<&Ident> = own.iter().filter(|column| !key.columns.contains(column)).collect();
        let primary = ObjectPath::Key(parent.name.clone(), KeyPath::Primary);
        Report::new(message, place)
            .label(format!("{} of `{}` left out", words::list(missing), child.name))
            .related(At::whole(primary), "unique only as a whole")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The pairs of columns of a foreign key that names a part of the parent's primary key, completed by columns of the child
/// that have the names and types of the missing ones; `None` where it names all, or the child has none such.
pub(crate) fn completed(
    cx: Cx<'_>,
    child: &Table,
    key: &ForeignKey,
    parent: &Table,
) -> Option<(Vec<Ident>, Vec<Ident>)> {
    let primary = parent.primary_key()?;
    // Most keys have one column.
    if key.columns.len() >= primary.parts.len() {
        return None;
    }
    let columns = cx.catalog.parent_columns(key)?;
    let wanted: Vec<Ident> = primary.columns().cloned().collect();
    let is_part = columns.len() == key.columns.len() && columns.iter().all(|column| wanted.contains(column));
    let keyed = || cx.semantics.parent_key_state(parent, &columns);
    if !is_part || !matches!(keyed(), ParentKeyState::Missing | ParentKeyState::Accepted) {
        return None;
    }
    let own = wanted.iter().map(|column| {
        let paired = columns.iter().position(|other| other == column).map(|at| key.columns[at].clone());
        let alike = || {
            let (mine, theirs) = (child.column(column)?, parent.column(column)?);
            let free = !key.columns.contains(column) && mine.data_type == theirs.data_type;
            free.then(|| column.clone())
        };
        paired.or_else(alike)
    });
    Some((own.collect::<Option<Vec<Ident>>>()?, wanted))
}

/// The child's columns with two swapped, where each of these bears the name of the other's partner.
fn uncrossed(key: &ForeignKey, columns: &[Ident]) -> Option<Vec<Ident>> {
    let own = &key.columns;
    let crossed = |i: usize, j: usize| own[i] == columns[j] && own[j] == columns[i] && own[i] != own[j];
    let size = own.len().min(columns.len());
    let (i, j) = (0..size).flat_map(|i| (i + 1..size).map(move |j| (i, j))).find(|&(i, j)| crossed(i, j))?;
    let mut meant = own.clone();
    meant.swap(i, j);
    Some(meant)
}

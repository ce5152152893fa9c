//! Shows `fk-update-action-missing`: a parent's key cannot change while a row points to it, and then the row follows.

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{ForeignKey, Ident, Table};
use fklint_rule::sharing::{self, is_same_link};
use fklint_rule::witness::{self, Act, Refusal, RowId, Trial, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

/// A change of columns of a row.
pub(crate) struct Move {
    /// What must be there for it.
    pub(crate) first: Vec<Trial>,
    /// The new values: those of another row.
    pub(crate) values: Vec<(Ident, Value)>,
}

impl Move {
    /// What a row that follows has then.
    pub(crate) fn followed(&self, cx: Cx<'_>, key: &ForeignKey) -> Vec<(Ident, Value)> {
        let parents = cx.catalog.parent_columns(key).unwrap_or_default();
        let pairs = key.columns.iter().zip(parents.iter());
        let value = |parent: &Ident| self.values.iter().find(|(column, _)| column == parent);
        pairs.filter_map(|(column, parent)| Some((column.clone(), value(parent)?.1.clone()))).collect()
    }
}

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let edge = cx.graph.edge(evidence.edge);
    let (table, key) = edge.key(cx.catalog)?;
    let mut witness = Witness::new();
    let parent_table = cx.catalog.table_at(edge.parent as usize)?;
    let parent = witness.row(&parent_table.name, []);
    let change = change(cx, &mut witness, parent_table, &alone(cx, evidence, parent_table));
    let child = witness.row(&table.name, witness::link(cx, key, parent));
    let mut rows = vec![Act::Insert(parent).first()];
    rows.extend(beside(cx, &mut witness, evidence, (child, parent), &change));
    rows.push(Act::Insert(child).first());
    rows.extend(change.first.iter().cloned());
    let act = Act::Update(parent, change.values.clone());
    let witness = witness.harm(rows.clone()).harm([act.clone().refused(Refusal::ForeignKey)]);
    Some(match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => witness
            .cure(rows)
            .cure([act.accepted(), Act::Count(table.name.clone(), change.followed(cx, key)).rows(1)]),
        Remedy::Advice(_) => witness,
    })
}

/// The referenced columns that can change without another row: no copies, and no other link of the child hangs on them.
/// All, where there are none.
fn alone(cx: Cx<'_>, evidence: &Evidence, parent: &Table) -> Vec<Ident> {
    let Some((_, key)) = cx.graph.edge(evidence.edge).key(cx.catalog) else { return Vec::new() };
    let shared = |column: &Ident| {
        let mut others = sharing::sharing(cx, evidence.edge);
        others.any(|(other, key)| key.columns.contains(column) && !is_same_link(cx, evidence.edge, other))
    };
    let copied = |column: &Ident| {
        parent.foreign_keys.iter().any(|key| key.is_checked() && key.columns.contains(column))
    };
    let pairs = key.columns.iter().zip(&evidence.columns);
    let alone: Vec<Ident> = pairs
        .filter(|(column, referenced)| !shared(column) && !copied(referenced))
        .map(|(_, referenced)| referenced.clone())
        .collect();
    if alone.is_empty() { evidence.columns.clone() } else { alone }
}

/// What the other foreign keys over columns of this one want, before the change and after it.
fn beside(
    cx: Cx<'_>,
    witness: &mut Witness,
    evidence: &Evidence,
    (child, parent): (RowId, RowId),
    change: &Move,
) -> Vec<Trial> {
    let Some((_, own)) = cx.graph.edge(evidence.edge).key(cx.catalog) else { return Vec::new() };
    let followed = change.followed(cx, own);
    let mut first = Vec::new();
    let bound = |(other, _): &(EdgeId, _)| sharing::is_bound(cx, *other, &own.columns);
    for (other, key) in sharing::sharing(cx, evidence.edge).filter(bound) {
        if is_same_link(cx, evidence.edge, other) {
            witness.point(cx, key, child, parent);
            continue;
        }
        let above = witness.row(&key.parent, []);
        witness.point(cx, key, child, above);
        first.push(Act::Insert(above).first());
        let parents = cx.catalog.parent_columns(key).unwrap_or_default();
        let new =
            |column: &Ident| followed.iter().find(|(moved, _)| moved == column).map(|(_, new)| new.clone());
        if key.columns.iter().any(|column| new(column).is_some()) {
            let values = key.columns.iter().zip(parents.iter()).map(|(column, referenced)| {
                (referenced.clone(), new(column).unwrap_or_else(|| Value::Of(child, column.clone())))
            });
            let next = witness.row(&key.parent, values);
            first.push(Act::Insert(next).first());
        }
    }
    first
}

/// A change of some of these columns of a row that the witness has: of those that are no copies, else so that the row
/// points at another parent.
pub(crate) fn change(cx: Cx<'_>, witness: &mut Witness, table: &Table, columns: &[Ident]) -> Move {
    let copies =
        |key: &&ForeignKey| key.is_checked() && key.columns.iter().any(|column| columns.contains(column));
    let keys: Vec<&ForeignKey> = table.foreign_keys.iter().filter(copies).collect();
    let is_copied = |column: &Ident| keys.iter().any(|key| key.columns.contains(column));
    let own: Vec<&Ident> = columns.iter().filter(|column| !is_copied(column)).collect();
    let other = witness.row(&table.name, []);
    let mut first = Vec::new();
    let moved = if own.is_empty() {
        for key in keys {
            let above = witness.row(&key.parent, []);
            witness.point(cx, key, other, above);
            first.push(Act::Insert(above).first());
        }
        columns.iter().collect()
    } else {
        own
    };
    let values = moved.into_iter().map(|column| (column.clone(), Value::Of(other, column.clone()))).collect();
    Move { first, values }
}

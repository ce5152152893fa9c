//! The way out of `fk-column-auto-increment`: the parent's value is given, not made.

use fklint_catalog::{Change, ColumnEdit, ForeignKey, ForeignKeyPath, Ident, Table};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, column, .. } = evidence;
    let edit = ColumnEdit::Generator(None);
    let change = Change::AlterColumn { table: table.name.clone(), column: (*column).clone(), edit };
    let in_the_way = if cx.semantics.generator_goes_under_foreign_keys {
        Vec::new()
    } else {
        foreign_keys_of(cx, evidence, column)
    };
    let mut changes = Vec::new();
    // The last one first, so that the paths of the others stay right.
    for &(child, index) in in_the_way.iter().rev() {
        let foreign_key = ForeignKeyPath::of(&child.foreign_keys, index);
        changes.push(Change::DropForeignKey { table: child.name.clone(), foreign_key });
    }
    changes.push(change);
    for &(child, index) in &in_the_way {
        let foreign_key = child.foreign_keys[index].clone();
        changes.push(Change::AddForeignKey { table: child.name.clone(), foreign_key });
    }
    let title = format!("stop generating `{}.{column}`", table.name);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

/// The foreign keys on a column, and those that point to it from other tables.
fn foreign_keys_of<'c>(cx: Cx<'c>, evidence: &Evidence<'c>, column: &Ident) -> Vec<(&'c Table, usize)> {
    let table = evidence.table;
    let has = |key: &ForeignKey| key.is_checked() && key.columns.contains(column);
    let own = table.foreign_keys.iter().enumerate().filter(|(_, key)| has(key));
    let mut found: Vec<_> = own.map(|(index, _)| (table, index)).collect();
    let index = cx.catalog.index_of(&table.name).and_then(|index| u32::try_from(index).ok());
    let Some(parent) = index else { return found };
    for (_, edge) in cx.graph.referenced_by(parent) {
        let Some((child, key)) = edge.key(cx.catalog) else { continue };
        let points = cx.catalog.parent_columns(key).is_some_and(|columns| columns.contains(column));
        if points && !edge.is_self() {
            found.push((child, edge.foreign_key as usize));
        }
    }
    found
}

//! The way out of `fk-index-missing`: the index.

use fklint_catalog::{Change, Key, KeyKind};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = &evidence.table.foreign_keys[evidence.index];
    let table = evidence.table.name.clone();
    let mut index = Key::over(KeyKind::Plain, key.columns.iter().cloned());
    index.name = Some(cx.names.fresh_index(evidence.table, &key.columns));
    let parent_columns = cx.catalog.parent_columns(key).unwrap_or_default();
    for (part, column) in index.parts.iter_mut().zip(parent_columns.iter()) {
        let own = part.column.as_ref().and_then(|column| evidence.table.column(column)?.collation.clone());
        let of_parent = cx.catalog.parent(key).and_then(|parent| parent.column(column)?.collation.clone());
        if cx.semantics.parent_collation_decides && own != of_parent {
            part.collation = Some(of_parent.unwrap_or_else(|| "binary".into()));
        }
    }
    let title = format!("index {}", words::columns_of(&table, &key.columns));
    Remedy::Plan(Plan::of(title, Safety::Safe, [Change::AddKey { table, key: index }]))
}

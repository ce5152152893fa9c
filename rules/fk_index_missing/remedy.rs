//! The way out of `fk-index-missing`: the index.

use fklint_catalog::{Change, Ident, Key, KeyKind, NameKind, Quoting, Table, write};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = &evidence.table.foreign_keys[evidence.index];
    let table = evidence.table.name.clone();
    let mut index = Key::over(KeyKind::Plain, key.columns.iter().cloned());
    index.name = Some(free_name(cx, evidence.table, &key.columns));
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

/// `table_column_idx`, cut to what the engine keeps, and numbered where that name is taken.
pub(crate) fn free_name(cx: Cx<'_>, table: &Table, columns: &[Ident]) -> Ident {
    let columns = columns.iter().map(Ident::as_str).collect::<Vec<_>>().join("_");
    let stem = format!("{}_{columns}", table.name.name);
    let limit = cx.catalog.engine.name_limit().unwrap_or(usize::MAX);
    let name = |number: usize| {
        let end = if number == 0 { "_idx".to_owned() } else { format!("_idx{number}") };
        let keep = (0..=stem.len().min(limit - end.len())).rev().find(|&at| stem.is_char_boundary(at));
        let text = format!("{}{end}", &stem[..keep.unwrap_or(0)]);
        Ident::new(cx.catalog.engine, NameKind::Constraint, &text, Quoting::Bare)
    };
    (0..).map(name).find(|name| !write::is_taken(cx.catalog, name)).unwrap_or_else(|| name(0))
}

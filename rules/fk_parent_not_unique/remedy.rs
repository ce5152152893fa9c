//! The way out of `fk-parent-not-unique`: a unique constraint over the referenced columns, in their order.

use fklint_catalog::{Change, Ident, Key, KeyKind};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { parent, columns, .. } = evidence;
    if columns.is_empty() {
        return Remedy::Advice(format!(
            "give `{}` a primary key, or name the columns: REFERENCES {} (…)",
            parent.name, parent.name
        ));
    }
    let tells_apart = parent.partition_columns(cx.catalog.engine);
    let holds_all = tells_apart.is_some_and(|all| all.iter().all(|column| columns.contains(column)));
    if cx.semantics.unique_key_holds_partition_columns && !holds_all {
        let by = parent.partition_by.as_deref().unwrap_or_default();
        let near =
            super::closest(parent, columns).map(|(key, _)| key.columns().cloned().collect::<Vec<Ident>>());
        let wide = near.filter(|key| columns.iter().all(|column| key.contains(column)));
        let such = wide
            .map_or_else(String::new, |key| format!(", such as {}", words::columns_of(&parent.name, &key)));
        return Remedy::Advice(format!(
            "refer to a key that holds what the partitions of `{}` are told by, {by}{such}: no other is unique across them",
            parent.name
        ));
    }
    let table = parent.name.clone();
    let key = Key::over(KeyKind::Unique, columns.iter().cloned());
    let probe = Probe::Duplicates { table: table.clone(), columns: columns.clone() };
    let title = format!("make {} unique", words::columns_of(&table, columns));
    Remedy::Plan(Plan::of(title, Safety::Risky, [Change::AddKey { table, key }]).expecting(probe))
}

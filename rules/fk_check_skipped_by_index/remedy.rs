//! The way out of `fk-check-skipped-by-index`: an index of the foreign key's own columns, before the other one. Which of two
//! comes first is no part of a schema that a plan could change.

use fklint_catalog::{Change, Key, KeyKind, KeyRef, write};
use fklint_rule::{Cx, Remedy, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, nullable, .. } = evidence;
    let named = words::foreign_key(&table.name, evidence.key());
    Remedy::Advice(if changes(cx, evidence).is_empty() {
        format!(
            "make `{}.{nullable}` NOT NULL, or run the server with `innodb_native_foreign_keys = ON`: a unique key comes \
             before any other index",
            table.name
        )
    } else {
        format!("look for orphans, then give {named} an index of its own, made before the other one")
    })
}

/// Makes the index, and the other one again behind it: of two, the one that was made first is looked at. Empty where the
/// other one is a unique key, which comes before.
pub(super) fn changes(cx: Cx<'_>, evidence: &Evidence<'_>) -> Vec<Change> {
    let Evidence { table, wide, .. } = evidence;
    let columns = &evidence.key().columns;
    let Some(name) = wide.name.clone().filter(|_| wide.kind == KeyKind::Plain) else { return Vec::new() };
    let mut own = Key::over(KeyKind::Plain, columns.iter().cloned());
    own.name = Some(write::fresh_index_name(cx.catalog, table, columns));
    let of = || table.name.clone();
    vec![
        Change::AddKey { table: of(), key: own },
        Change::DropKey { table: of(), key: KeyRef::Named(name) },
        Change::AddKey { table: of(), key: (*wide).clone() },
    ]
}

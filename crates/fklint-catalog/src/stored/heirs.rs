//! Tables that have their columns from others.

use super::Known;
use crate::{Check, Engine, ForeignKey, Key, Table};

/// PostgreSQL copies the keys, foreign keys and checks of a partitioned table to its partitions, and the checks of a
/// table to its heirs. What a parent has too is the parent's, whatever the copy is called (names differ by version:
/// `c_id_r_fkey`, `fkc_1`).
pub(super) fn own_constraints_alone(known: &Known<'_>, table: &mut Table) {
    if known.engine != Engine::Postgres {
        return;
    }
    if let Some(of) = table.partition_of().and_then(|of| known.catalog.table(of)) {
        let of = in_steps(known, of);
        table.keys.retain(|key| {
            !of.keys
                .iter()
                .any(|other| Key { name: key.name.clone(), valid: key.valid, ..other.clone() } == *key)
        });
        table.foreign_keys.retain(|key| {
            !of.foreign_keys
                .iter()
                .any(|other| ForeignKey { name: key.name.clone(), ..other.clone() } == *key)
        });
    }
    let parents: Vec<_> = table.inherits.iter().chain(table.partition_of()).cloned().collect();
    for parent in parents.iter().filter_map(|name| known.catalog.table(name)) {
        let is_text = |name: &str| super::is_varying(known, &parent.columns, name);
        let normal =
            |check: &Check| super::expression::normal(&check.expression.text, known.engine, &is_text);
        table.checks.retain(|check| !parent.checks.iter().any(|other| normal(other) == normal(check)));
    }
}

/// A partition of a PostgreSQL table and an heir may have been made apart and attached: the order of their columns
/// bears on nothing that their table does.
pub(super) fn columns_in_the_order_of_the_parent(known: &Known<'_>, table: &mut Table) {
    let of = table.partition_of().or_else(|| table.inherits.first());
    let Some(of) = of.and_then(|of| known.catalog.table(of)).filter(|_| known.engine == Engine::Postgres)
    else {
        return;
    };
    let rank = |name: &crate::Ident| of.columns.iter().position(|column| column.name == *name);
    table.columns.sort_by_key(|column| rank(&column.name).unwrap_or(usize::MAX));
}

/// A parent's keys and foreign keys in the form that those of its partition already have.
fn in_steps(known: &Known<'_>, parent: &Table) -> Table {
    let mut parent = parent.clone();
    super::foreign_keys::targets_are_columns(known, &mut parent);
    super::foreign_keys::lists_belong_to_an_action(known, &mut parent);
    super::keys::methods(known, &mut parent);
    // A partition of a partition has the keys of both.
    if let Some(of) =
        parent.partition_of().and_then(|of| known.catalog.table(of)).filter(|of| of.name != parent.name)
    {
        parent.keys.extend(of.keys.iter().cloned());
        parent.foreign_keys.extend(of.foreign_keys.iter().cloned());
    }
    parent
}

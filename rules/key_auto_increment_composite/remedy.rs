//! The way out of `key-auto-increment-composite`: a key that the column leads, or one of its own.

use fklint_catalog::graph::TableIndex;
use fklint_catalog::{Change, ColumnEdit, DataType, Ident, Key, KeyKind, KeyRef, Target};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, words};

use super::{Evidence, Fault};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, column, fault } = evidence;
    let name = table.name.clone();
    let own = [column.name.clone()];
    if *fault == Fault::LeadsNoKey {
        let title = format!("give `{name}.{}` an index of its own", column.name);
        let key = Key::over(KeyKind::Plain, own);
        return Remedy::Plan(Plan::of(title, Safety::Safe, [Change::AddKey { table: name, key }]));
    }
    let all: Vec<Ident> =
        table.primary_key().into_iter().flat_map(|primary| primary.columns().cloned()).collect();
    // `REFERENCES parent` means the primary key, whatever that is by then.
    let edges =
        cx.catalog.index_of(&name).into_iter().flat_map(|at| cx.graph.referenced_by(at as TableIndex));
    let mut keys = edges.filter_map(|(_, edge)| edge.key(cx.catalog));
    let points_here = keys.any(|(_, key)| matches!(key.target, Target::ParentPrimaryKey));
    if table.without_rowid || points_here {
        return Remedy::Advice(format!(
            "make `{}` the primary key by itself, as INTEGER PRIMARY KEY, and {} unique",
            column.name,
            words::tuple(&all)
        ));
    }
    let mut changes = vec![Change::DropKey { table: name.clone(), key: KeyRef::Primary }];
    if column.data_type.0 != "integer" {
        let edit = ColumnEdit::Type(DataType("integer".into()));
        changes.push(Change::AlterColumn { table: name.clone(), column: column.name.clone(), edit });
    }
    let title = format!("make `{}` the primary key, and {} unique", column.name, words::tuple(&all));
    let probe = Probe::Duplicates { table: name.clone(), columns: own.to_vec() };
    changes.push(Change::AddKey { table: name.clone(), key: Key::over(KeyKind::Primary, own) });
    changes.push(Change::AddKey { table: name, key: Key::over(KeyKind::Unique, all) });
    Remedy::Plan(Plan::of(title, Safety::Risky, changes).expecting(probe))
}

//! Foreign keys made again with other attributes: hardly any engine can alter one in place.

use fklint_catalog::{Change, ForeignKey, ForeignKeyPath, Ident, KeyRef, Table, TableName};

use crate::Cx;

/// A foreign key of a table, by its index, and what it becomes.
pub type Remade<'t> = (&'t Table, usize, ForeignKey);

/// Drops foreign keys and adds them as they become, table by table in the order of their first key. Of one table all go
/// before any comes back, the last first: so the paths of the others stay right, and an engine that can takes all of it in
/// one statement.
#[must_use]
pub fn remake<'t>(cx: Cx<'_>, keys: impl IntoIterator<Item = Remade<'t>>) -> Vec<Change> {
    let mut tables: Vec<Vec<Remade<'t>>> = Vec::new();
    for remade in keys {
        match tables.iter_mut().find(|others| others[0].0.name == remade.0.name) {
            Some(others) => others.push(remade),
            None => tables.push(vec![remade]),
        }
    }
    tables.into_iter().flat_map(|keys| of_one_table(cx, keys)).collect()
}

fn of_one_table(cx: Cx<'_>, mut keys: Vec<Remade<'_>>) -> Vec<Change> {
    let mut going: Vec<(&Table, usize)> = keys.iter().map(|(table, index, _)| (*table, *index)).collect();
    going.sort_unstable_by_key(|(_, index)| std::cmp::Reverse(*index));
    let drop = |(table, index): (&Table, usize)| Change::DropForeignKey {
        table: table.name.clone(),
        foreign_key: ForeignKeyPath::of(&table.foreign_keys, index),
    };
    let mut changes: Vec<Change> = going.into_iter().map(drop).collect();
    for (table, index, becomes) in &mut keys {
        match left_index(cx, table, *index, becomes) {
            LeftIndex::None => {}
            LeftIndex::Unused(name) => {
                changes.push(Change::DropKey { table: table.name.clone(), key: KeyRef::Named(name) });
            }
            LeftIndex::Needed(name) => {
                becomes.name = Some(cx.names.fresh_constraint(&name));
            }
        }
    }
    let add = |(table, _, foreign_key): Remade<'_>| -> Change {
        let table: TableName = table.name.clone();
        Change::AddForeignKey { table, foreign_key }
    };
    changes.extend(keys.into_iter().map(add));
    changes
}

/// The index of a dropped foreign key, if it stands in the way of the one that comes in its place.
enum LeftIndex {
    None,
    /// The catalog has it, and nothing else uses it.
    Unused(Ident),
    /// Another foreign key uses it, or it was never the foreign key's own.
    Needed(Ident),
}

/// InnoDB makes an index for a foreign key and calls it by the same name; it stays when the foreign key goes, and the
/// index of the next one of that name over other columns is refused: error 1061 (`s7_index_my 7c`; 10.11.19). One that
/// no text declares is dropped with the foreign key where the change is written.
fn left_index(cx: Cx<'_>, table: &Table, index: usize, becomes: &ForeignKey) -> LeftIndex {
    let old = &table.foreign_keys[index];
    let Some(name) = becomes.name.clone().filter(|name| old.name.as_ref() == Some(name)) else {
        return LeftIndex::None;
    };
    if old.columns == becomes.columns || !cx.semantics.makes_index_over(table, &becomes.columns) {
        return LeftIndex::None;
    }
    let others = table.foreign_keys.iter().enumerate().filter(|(at, _)| *at != index);
    let needed = others.into_iter().any(|(_, key)| old.columns.starts_with(&key.columns));
    match table.keys.iter().find(|key| key.name.as_ref() == Some(&name)) {
        Some(declared) if needed || !declared.columns().eq(&old.columns) => LeftIndex::Needed(name),
        Some(_) => LeftIndex::Unused(name),
        None if needed && cx.semantics.makes_index_over(table, &old.columns) => LeftIndex::Needed(name),
        None => LeftIndex::None,
    }
}

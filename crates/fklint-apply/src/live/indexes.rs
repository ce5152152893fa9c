//! The indexes that InnoDB makes for foreign keys by itself: they come and stay and change their names as the engine
//! likes (`s7_index_my 7a`, `7c`), whatever the statements say.
//!
//! What would be built while others wait is kept from it: an index that is missing is made [`beforehand`], one that would
//! change its name is put [`aside`]. Whatever still is not as it should be after a move, [`mends`] even out.

use fklint_catalog::diff::Difference;
use fklint_catalog::{
    ApplyError, Catalog, Change, ForeignKey, Ident, Key, KeyKind, KeyPath, KeyRef, NameKind, ObjectPath,
    Quoting, Semantics, TableName, write,
};

/// Whether the engine makes such indexes.
pub(super) fn are_made(live: &Catalog) -> bool {
    Semantics::for_catalog(live).makes_child_index
}

/// The index that the engine would make for a foreign key comes before it: beside writers, who would wait for it under
/// LOCK TABLES, and so that it goes when the foreign key is taken back, which would leave it (`s7_index_my 7a`).
pub(super) fn beforehand(changes: Vec<Change>, catalog: &Catalog) -> Result<Vec<Change>, ApplyError> {
    let semantics = Semantics::for_catalog(catalog);
    let mut state = catalog.clone();
    let mut all = Vec::with_capacity(changes.len());
    for change in changes {
        if let Change::AddForeignKey { table, foreign_key } = &change
            && foreign_key.is_checked()
            && state.table(table).is_some_and(|there| semantics.makes_index_over(there, &foreign_key.columns))
        {
            let key = Key::over(KeyKind::Plain, foreign_key.columns.iter().cloned());
            let index = Change::AddKey { table: table.clone(), key };
            state.apply(&index)?;
            all.push(index);
        }
        state.apply(&change)?;
        all.push(change);
    }
    Ok(all)
}

/// What puts aside, and back, the indexes that the engine may have made for foreign keys which go and come back. MySQL 9.7
/// builds such an index anew under the name of the new foreign key, and a million rows wait seconds for that; once it was
/// renamed it is one that somebody made, and stays.
pub(super) fn aside(changes: &[Change], before: &Catalog) -> (Vec<String>, Vec<String>) {
    let added = |columns: &[Ident]| {
        changes.iter().find_map(|change| match change {
            Change::AddForeignKey { foreign_key, .. } if foreign_key.columns == columns => {
                foreign_key.name.clone()
            }
            _ => None,
        })
    };
    let index = |change: &Change| {
        let Change::DropForeignKey { table, foreign_key } = change else { return None };
        let there = before.table(table)?;
        let old = &there.foreign_keys[foreign_key.find(&there.foreign_keys)?];
        let made = |key: &Key| key.name.clone().filter(|name| is_made_for(old, key, name));
        Some((table.clone(), there.keys.iter().find_map(made)?, added(&old.columns)?))
    };
    let rename = |table: TableName, from: Ident, to: Ident| {
        write::write(&Change::RenameConstraint { table, from, to }, before)
    };
    let kept: Vec<(TableName, Ident, Ident)> = changes.iter().filter_map(index).collect();
    let aside = kept.iter().cloned().flat_map(|(table, from, to)| rename(table, from, to)).collect();
    let back = kept.into_iter().flat_map(|(table, from, to)| rename(table, to, from)).collect();
    (aside, back)
}

/// The statements that make of the indexes in `live` what they should be, for those of `differences` that are about an
/// index which the engine made for a foreign key of one of `states`.
pub(super) fn mends(live: &Catalog, differences: &[Difference], states: &[Catalog]) -> Vec<String> {
    let changes = differences.iter().filter_map(|difference| mend(live, difference, states));
    changes.flat_map(|change| write::write(&change, live)).collect()
}

/// Whether a difference is about such an index alone.
pub(super) fn is_made(live: &Catalog, difference: &Difference, states: &[Catalog]) -> bool {
    are_made(live) && mend(live, difference, states).is_some()
}

fn mend(live: &Catalog, difference: &Difference, states: &[Catalog]) -> Option<Change> {
    let Some(ObjectPath::Key(table, KeyPath::Named(name))) = &difference.at else { return None };
    let keys = |catalog: &Catalog| catalog.table(table).map(|table| table.keys.clone()).unwrap_or_default();
    let called = |keys: Vec<Key>, name: &Ident| keys.into_iter().find(|key| key.name.as_ref() == Some(name));
    let is_made = |key: &Key, name: &Ident| {
        let here = states.iter().filter_map(|state| state.table(table));
        let mut foreign_keys = here.flat_map(|table| &table.foreign_keys);
        foreign_keys.any(|foreign_key| is_made_for(foreign_key, key, name))
    };
    let there = called(keys(live), name);
    match (difference.attribute.as_str(), there) {
        ("name", Some(key)) => {
            let to = Ident::new(
                live.engine,
                NameKind::Constraint,
                difference.right.trim_matches('`'),
                Quoting::Quoted,
            );
            (is_made(&key, name) || is_made(&key, &to)).then(|| Change::RenameConstraint {
                table: table.clone(),
                from: name.clone(),
                to,
            })
        }
        ("", Some(key)) => is_made(&key, name)
            .then(|| Change::DropKey { table: table.clone(), key: KeyRef::Named(name.clone()) }),
        ("", None) => {
            let key = states.iter().find_map(|state| called(keys(state), name))?;
            is_made(&key, name).then(|| Change::AddKey { table: table.clone(), key })
        }
        _ => None,
    }
}

/// Whether a key can be what the engine made for a foreign key, under this name.
fn is_made_for(foreign_key: &ForeignKey, key: &Key, name: &Ident) -> bool {
    key.kind == KeyKind::Plain
        && key.is_over(&foreign_key.columns)
        && (foreign_key.name.as_ref() == Some(name) || is_numbered(name, &foreign_key.columns))
}

/// The name of an index that is made for a foreign key without one: `a`, `a_2` …
fn is_numbered(name: &Ident, columns: &[Ident]) -> bool {
    let Some(first) = columns.first() else { return false };
    let rest = name.folded().strip_prefix(first.folded());
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('_').is_some_and(|number| number.parse::<u32>().is_ok())
    })
}

//! The indexes that InnoDB makes for foreign keys by itself: they come and stay and change their names as the engine
//! likes (`s7_index_my 7a`, `7c`), whatever the statements say, and are evened out after each move.

use fklint_catalog::diff::Difference;
use fklint_catalog::{
    Catalog, Change, Ident, Key, KeyKind, KeyPath, KeyRef, NameKind, ObjectPath, Quoting, Semantics, write,
};

/// Whether the engine makes such indexes.
pub(super) fn are_made(live: &Catalog) -> bool {
    Semantics::for_catalog(live).makes_child_index
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
        key.kind == KeyKind::Plain
            && foreign_keys.any(|foreign_key| {
                key.is_over(&foreign_key.columns)
                    && (foreign_key.name.as_ref() == Some(name) || is_numbered(name, &foreign_key.columns))
            })
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

/// The name of an index that is made for a foreign key without one: `a`, `a_2` …
fn is_numbered(name: &Ident, columns: &[Ident]) -> bool {
    let Some(first) = columns.first() else { return false };
    let rest = name.folded().strip_prefix(first.folded());
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('_').is_some_and(|number| number.parse::<u32>().is_ok())
    })
}

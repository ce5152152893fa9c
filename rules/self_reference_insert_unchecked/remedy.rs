//! The way out of `self-reference-insert-unchecked`: first the column that tells a row from its parent.

use fklint_catalog::{Change, ForeignKey, Ident, Key, KeyKind, Target};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, remake, words};

use super::Evidence;

/// The unique key comes by itself: with both foreign keys in one ALTER TABLE, a row without a parent ends the server
/// (9.7.4, signal 11).
pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { edge, table, key, pairs, .. } = evidence;
    let (name, named) = (&table.name, words::foreign_key(&table.name, key));
    let (telling, shared): (Vec<_>, Vec<_>) = pairs.iter().partition(|(own, referenced)| own != referenced);
    let &[link] = telling.as_slice() else {
        return Remedy::Advice(format!(
            "run the server with `innodb_native_foreign_keys = ON`, or let a BEFORE INSERT trigger ask for the \
             parent of {named}: no order of its columns is checked in full"
        ));
    };
    let wanted: Vec<Ident> = [link].into_iter().chain(shared).map(|pair| pair.1.clone()).collect();
    // In the order of a unique key that is there already, or else of one to come.
    let there = table.keys.iter().filter(|key| key.is_unique_over(&wanted));
    let there = there.map(|key| key.columns().cloned().collect::<Vec<_>>());
    let there = there.into_iter().find(|order| order.first() == wanted.first());
    let missing = there.is_none().then(|| Key::over(KeyKind::Unique, wanted.iter().cloned()));
    let order = there.unwrap_or(wanted);
    let own = |column: &Ident| pairs.iter().find(|(_, other)| other == column).map(|(own, _)| own.clone());
    let columns = order.iter().filter_map(own).collect();
    let foreign_key = ForeignKey { columns, target: Target::Columns(order), ..(*key).clone() };
    let (columns, parent_columns) = pairs.iter().cloned().unzip();
    let probe = Probe::Orphans { table: name.clone(), columns, parent: name.clone(), parent_columns };
    let unique = missing.map(|key| Change::AddKey { table: name.clone(), key });
    let index = cx.graph.edge(*edge).foreign_key as usize;
    let changes = unique.into_iter().chain(remake(cx, [(*table, index, foreign_key)]));
    let title = format!("put `{}` first in {named}, so that it is checked", link.0);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes).expecting(probe))
}

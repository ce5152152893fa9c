//! The way out: the foreign key, after a look for orphans, and the index that it needs.

use fklint_catalog::{Change, ForeignKey, Key, KeyKind, Table, Target};
use fklint_rule::{Cx, FxHashSet, Plan, Probe, Remedy, Safety, restore, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, column, parent, key } = evidence;
    let (own, referenced) = (vec![column.name.clone()], vec![key.name.clone()]);
    let (from, to) = (words::columns_of(&child.name, &own), words::name(&parent.name));
    if depends_on(cx, parent, child) {
        return Remedy::Advice(format!(
            "declare a foreign key from {from} to {to} if it is one, and which of the two rows is written second"
        ));
    }
    let probe = Probe::Orphans {
        table: child.name.clone(),
        columns: own.clone(),
        parent: parent.name.clone(),
        parent_columns: referenced.clone(),
    };
    let table = child.name.clone();
    let foreign_key = ForeignKey::new(own, parent.name.clone(), Target::Columns(referenced));
    let leads = |it: &Key| it.predicate.is_none() && it.columns().next() == Some(&column.name);
    let index = || {
        let mut index = Key::over(KeyKind::Plain, foreign_key.columns.iter().cloned());
        index.name = Some(cx.names.fresh_index(child, &foreign_key.columns));
        Change::AddKey { table: table.clone(), key: index }
    };
    let needed = !cx.semantics.makes_child_index && !child.keys.iter().any(leads);
    let index = needed.then(index);
    let checked = match restore::checkable(cx, child, &foreign_key.columns) {
        Ok(changes) => changes,
        Err(advice) => return Remedy::Advice(advice),
    };
    let changes = index.into_iter().chain(checked).chain([Change::AddForeignKey { table, foreign_key }]);
    Remedy::Plan(Plan::of(format!("let {from} refer to {to}"), Safety::Risky, changes).expecting(probe))
}

/// Whether rows of `from` already need rows of `to`, so that a foreign key the other way makes a cycle.
fn depends_on(cx: Cx<'_>, from: &Table, to: &Table) -> bool {
    let index = |table: &Table| cx.catalog.index_of(&table.name).map(|index| index as u32);
    let (Some(from), Some(to)) = (index(from), index(to)) else { return false };
    let mut seen = FxHashSet::from_iter([from]);
    let mut next = vec![from];
    while let Some(table) = next.pop() {
        let above = cx.graph.edges_of(table).map(|(_, edge)| edge.parent);
        next.extend(above.filter(|parent| seen.insert(*parent)));
    }
    seen.contains(&to)
}

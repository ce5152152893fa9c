//! Runs the statements again in their order, and looks at what points at each table when it is dropped.

use fklint_catalog::semantics::{DropParent, ParentKeyState};
use fklint_catalog::{
    Catalog, Change, ForeignKey, ForeignKeyPath, Ident, Setting, Statement, Table, TableName, write,
};
use fklint_rule::{Cx, FxHashSet, Referrers};

use super::Evidence;

/// Pushes every DROP TABLE that is refused.
pub(super) fn walk(cx: Cx<'_>, found: &mut Vec<Evidence>) {
    if cx.semantics.drop_parent == DropParent::DeletesRows || !drops_what_it_made(cx) {
        return;
    }
    let referrers = Referrers::new(cx.history);
    let mut catalog = Catalog::new(cx.catalog.engine, cx.catalog.version);
    let mut script = 0;
    for (index, statement) in (0..).zip(&cx.history.statements) {
        if statement.script != script {
            enter(cx, &mut catalog, script, statement.script);
            script = statement.script;
        }
        let mut refused = false;
        for change in &statement.changes {
            if let Change::DropTable { name, cascade } = change
                && !(statement.dynamic || refused || *cascade && cx.semantics.drop_cascade)
                && let Some(evidence) = refusal(cx, &referrers, &catalog, index, name)
            {
                refused = true;
                found.push(evidence);
            }
            // What may not run makes nothing that could stand in the way.
            if !statement.dynamic
                || !matches!(change, Change::CreateTable { .. } | Change::AddForeignKey { .. })
            {
                // A change that does not fit was left out of the schema as well.
                let _ = catalog.apply(change);
            }
        }
    }
}

/// Whether some table is dropped that was there before: most scripts drop nothing, or only what a former run left.
fn drops_what_it_made(cx: Cx<'_>) -> bool {
    let mut made: FxHashSet<&TableName> = FxHashSet::default();
    let mut changes = cx.history.statements.iter().flat_map(|statement| &statement.changes);
    changes.any(|change| match change {
        Change::CreateTable { table: made_here, .. } => {
            made.insert(&made_here.name);
            false
        }
        Change::RenameTable { to, .. } => {
            made.insert(to);
            false
        }
        Change::DropTable { name, .. } => made.contains(name),
        _ => false,
    })
}

/// Each script has a session of its own. The order of files is known among migrations alone.
fn enter(cx: Cx<'_>, catalog: &mut Catalog, from: u32, to: u32) {
    let is_migration = |script: u32| cx.history.scripts.get(script as usize).is_some_and(|it| it.migration);
    if !is_migration(from) || !is_migration(to) {
        *catalog = Catalog::new(cx.catalog.engine, cx.catalog.version);
    }
    let _ = catalog.apply(&Change::Set(Setting::ForeignKeyChecks(None)));
}

/// What refuses a DROP TABLE in the schema as it is then.
fn refusal(
    cx: Cx<'_>,
    referrers: &Referrers<'_>,
    catalog: &Catalog,
    index: u32,
    parent: &TableName,
) -> Option<Evidence> {
    let statement = &cx.history.statements[index as usize];
    let checks_off = catalog.settings.foreign_key_checks == Some(false);
    if checks_off && cx.semantics.drop_parent == DropParent::RefusedWithChecks {
        return None;
    }
    let dropped = |statement: &Statement, table: &TableName| {
        statement
            .changes
            .iter()
            .any(|change| matches!(change, Change::DropTable { name, .. } if name == table))
    };
    let goes_along = |child: &TableName| cx.semantics.drops_together && dropped(statement, child);
    let pointing: Vec<(&TableName, &[ForeignKey], usize)> = referrers
        .of(catalog, parent)
        .into_iter()
        .filter(|(child, _, key)| child.name != *parent && key.is_checked())
        .filter(|(child, _, key)| !goes_along(&child.name) && was_made(cx, catalog, child, key))
        .map(|(child, at, _)| (&child.name, &child.foreign_keys[..], at))
        .collect();
    if pointing.is_empty() {
        return None;
    }
    // In the same script.
    let dropped_at = |child: &TableName| {
        let drops = cx.changes_of(child).filter(|(_, change)| matches!(change, Change::DropTable { .. }));
        let at = drops.map(|(at, _)| at).find(|at| *at >= index)?;
        (cx.history.statements[at as usize].script == statement.script).then_some(at)
    };
    let later_drops: Option<Vec<u32>> = pointing.iter().map(|(child, ..)| dropped_at(child)).collect();
    let dropped_later = later_drops.is_some();
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    let later_drops = later_drops.into_iter().flatten().filter(|at| seen.insert(*at)).collect();
    let drop = |&(child, keys, at): &(&TableName, &[ForeignKey], usize)| {
        let foreign_key = ForeignKeyPath::of(keys, at);
        let change = Change::DropForeignKey { table: child.clone(), foreign_key };
        let statements = write::write(&change, catalog);
        statements.into_iter().map(move |sql| (sql, change.clone()))
    };
    Some(Evidence {
        statement: index,
        parent: parent.clone(),
        drops: pointing.iter().flat_map(drop).collect(),
        keys: pointing.iter().map(|&(child, keys, at)| (child.clone(), keys[at].clone())).collect(),
        dropped_later,
        order: in_order(referrers, catalog, statement),
        later_drops,
    })
}

/// The tables that a statement drops, each after those that refer to it.
fn in_order(referrers: &Referrers<'_>, catalog: &Catalog, statement: &Statement) -> Option<Vec<TableName>> {
    let name = |change: &Change| match change {
        Change::DropTable { name, .. } => Some(name.clone()),
        _ => None,
    };
    let mut left: Vec<TableName> = statement.changes.iter().filter_map(name).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let is_held = |table: &TableName| {
            let mut keys = referrers.of(catalog, table).into_iter();
            keys.any(|(child, _, key)| child.name != *table && key.is_checked() && left.contains(&child.name))
        };
        let free = left.iter().position(|table| !is_held(table))?;
        order.push(left.remove(free));
    }
    Some(order)
}

/// Whether the engine took the foreign key, as far as can be seen: one that it refused stands in no way.
fn was_made(cx: Cx<'_>, catalog: &Catalog, child: &Table, key: &ForeignKey) -> bool {
    let (Some(parent), Some(columns)) = (catalog.parent(key), catalog.parent_columns(key)) else {
        return false;
    };
    let same_kind = |(own, other): (&Ident, &Ident)| {
        let family = |table: &Table, column| {
            table.column(column).map(|column| column.data_type.family(catalog.engine))
        };
        family(child, own).is_some_and(|own| family(parent, other) == Some(own))
    };
    key.columns.len() == columns.len()
        && key.columns.iter().zip(columns.iter()).all(same_kind)
        && matches!(
            cx.semantics.parent_key_state(parent, &columns),
            ParentKeyState::Unique | ParentKeyState::Accepted
        )
}

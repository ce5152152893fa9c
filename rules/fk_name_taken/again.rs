//! The foreign keys that a script adds to a table under the name of another one of it: none of them is in the catalog.

use fklint_catalog::semantics::NameScope;
use fklint_catalog::{ApplyError, Catalog, Change, ForeignKey, Ident, Statement, StatementKind, TableName};
use fklint_rule::named::is_same;
use fklint_rule::{Cx, FxHashMap, witness};

use super::{Evidence, Holder, Place};

/// Pushes them. They are those that do not fit when the history is run again.
pub(super) fn find<'c>(cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
    if cx.semantics.name_scope == NameScope::None || !are_declared_twice(cx) {
        return;
    }
    let mut catalog = Catalog::new(cx.catalog.engine, cx.catalog.version);
    for (index, statement) in (0..).zip(&cx.history.statements) {
        for (change, nth) in statement.changes.iter().zip(0..) {
            let applied = catalog.apply(change);
            let guarded = || cx.history.unless_named.contains(&(index, nth));
            if let (Err(ApplyError::ForeignKeyExists(..)), Change::AddForeignKey { table, foreign_key }) =
                (applied, change)
                && runs(statement)
                && !guarded()
            {
                found.extend(evidence(cx, index, table, foreign_key));
            }
        }
    }
}

/// Whether there is any: nearly no history has two foreign keys of one name in one table.
fn are_declared_twice(cx: Cx<'_>) -> bool {
    let mut declared: FxHashMap<(&TableName, &Ident), usize> = FxHashMap::default();
    for change in cx.history.statements.iter().flat_map(|statement| &statement.changes) {
        let (table, keys): (_, &[ForeignKey]) = match change {
            Change::CreateTable { table, .. } => (&table.name, &table.foreign_keys),
            Change::AddForeignKey { table, foreign_key } => (table, std::slice::from_ref(foreign_key)),
            _ => continue,
        };
        for name in keys.iter().filter_map(|key| key.name.as_ref()) {
            *declared.entry((table, name)).or_default() += 1;
        }
    }
    declared.values().any(|count| *count > 1)
}

/// Whether the statement runs as it stands.
fn runs(statement: &Statement) -> bool {
    statement.kind == StatementKind::Definition && !statement.dynamic
}

/// What the catalog has under the name in the end, where it is of the same script: another may be run in its place. In one
/// directory of migrations all are.
fn evidence<'c>(cx: Cx<'c>, statement: u32, table: &TableName, key: &'c ForeignKey) -> Option<Evidence<'c>> {
    let child = cx.catalog.table(table)?;
    let name = key.name.as_ref()?;
    let has = |other: &ForeignKey| other.name.as_ref().is_some_and(|other| is_same(other, name));
    let holder = child.foreign_keys.iter().position(has)?;
    let first = witness::declaration(cx, table, &child.foreign_keys[holder])?;
    let script = |index: u32| cx.history.statements.get(index as usize).map(|it| it.script);
    let migrates = |index: u32| {
        script(index)
            .and_then(|script| cx.history.scripts.get(script as usize))
            .is_some_and(|it| it.migration)
    };
    let together = script(first) == script(statement) || migrates(first) && migrates(statement);
    (first < statement && together).then_some(Evidence {
        child,
        key,
        place: Place::Statement(statement),
        name,
        holder: Holder::ForeignKey(child, holder),
    })
}

//! A whole catalog as DDL.

use super::quote::push_ident;
use super::{clause, create};
use crate::{Catalog, Completeness, Engine, ForeignKey, Table, TableKind};

/// The whole schema as DDL: parents before children; foreign keys that close a cycle or whose parent was never
/// read come last as `ALTER TABLE`, on SQLite all stand inside their tables.
///
/// Left out is what cannot be written: views, foreign tables, and tables whose columns are not known.
#[must_use]
pub fn write_catalog(catalog: &Catalog) -> String {
    let engine = catalog.engine;
    let mut out = String::with_capacity(catalog.len() * 400);
    schemas(&mut out, catalog);
    let order = order(catalog);
    let mut rank = vec![usize::MAX; catalog.len()];
    for (position, &index) in order.iter().enumerate() {
        rank[index] = position;
    }
    let mut later = String::new();
    for (position, &index) in order.iter().enumerate() {
        let Some(table) = catalog.table_at(index) else { continue };
        let own = create::own(catalog, table);
        let table = own.as_ref();
        let inside = |index: usize| {
            let key = &table.foreign_keys[index];
            engine == Engine::Sqlite
                || create::can_stand_in_table(engine, key)
                    && (key.is_forgotten()
                        || catalog.index_of(&key.parent).is_some_and(|parent| rank[parent] <= position)
                            && !waits_for_index(catalog, table, key))
        };
        create::table(&mut out, catalog, table, &table.name, false, &inside);
        out.push_str(";\n");
        for key in table.keys.iter().filter(|key| !create::stands_in_table(engine, key)) {
            clause::create_index(&mut out, engine, table, key);
            out.push_str(";\n");
        }
        out.push('\n');
        let apart = table.foreign_keys.iter().enumerate().filter(|(index, _)| !inside(*index));
        for (_, key) in apart.filter(|(_, key)| !clause::is_inline(key)) {
            create::add_foreign_key(&mut later, catalog, &table.name, key);
            later.push_str(";\n");
        }
    }
    out.push_str(&later);
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether a foreign key from a table to itself refers to columns that only an index behind the table makes unique:
/// PostgreSQL 15 and 18 refuse it within (42830).
fn waits_for_index(catalog: &Catalog, table: &Table, key: &ForeignKey) -> bool {
    let columns = catalog.parent_columns(key).filter(|_| key.parent == table.name);
    columns.is_some_and(|columns| {
        let unique = || table.keys.iter().filter(|key| key.is_unique_over(&columns));
        unique().next().is_some() && !unique().any(|key| create::stands_in_table(catalog.engine, key))
    })
}

fn schemas(out: &mut String, catalog: &Catalog) {
    let engine = catalog.engine;
    let make = match engine {
        Engine::Postgres => "CREATE SCHEMA IF NOT EXISTS ",
        Engine::Mysql | Engine::Mariadb => "CREATE DATABASE IF NOT EXISTS ",
        Engine::Sqlite | Engine::Oracle | Engine::SqlServer => return,
    };
    let mut schemas: Vec<_> = catalog
        .tables()
        .filter(|table| is_written(table))
        .filter_map(|table| table.name.schema.as_ref())
        .collect();
    schemas.sort_unstable();
    schemas.dedup();
    for schema in &schemas {
        out.push_str(make);
        push_ident(out, engine, schema);
        out.push_str(";\n");
    }
    if !schemas.is_empty() {
        out.push('\n');
    }
}

fn is_written(table: &Table) -> bool {
    table.completeness == Completeness::Whole && !matches!(table.kind, TableKind::View | TableKind::Foreign)
}

/// The tables to write: one that takes its columns from others behind these, whatever its foreign keys say; else parents
/// first where no cycle forbids it, and in the order of their creation.
fn order(catalog: &Catalog) -> Vec<usize> {
    let makers = |table: &Table| -> Vec<usize> {
        let names = table.inherits.iter().chain(table.partition_of());
        names.filter_map(|name| catalog.index_of(name)).collect()
    };
    let parents = |table: &Table| -> Vec<usize> {
        let named = table.foreign_keys.iter().map(|key| &key.parent);
        makers(table).into_iter().chain(named.filter_map(|name| catalog.index_of(name))).collect()
    };
    let mut order = Vec::with_capacity(catalog.len());
    let mut written = vec![false; catalog.len()];
    // A foreign key that leads back to a table that waits for others would put a partition before its table.
    let mut write = |index: usize| {
        walk(catalog, std::iter::once(index), &mut written, &makers, |index| order.push(index));
    };
    walk(catalog, 0..catalog.len(), &mut vec![false; catalog.len()], &parents, &mut write);
    order.retain(|&index| catalog.table_at(index).is_some_and(is_written));
    order
}

/// Leaves the tables that can be reached from `roots` and were not begun yet, each behind those that it leads to, but for
/// those that lead back to it.
fn walk(
    catalog: &Catalog,
    roots: impl Iterator<Item = usize>,
    begun: &mut [bool],
    leads_to: &impl Fn(&Table) -> Vec<usize>,
    mut leave: impl FnMut(usize),
) {
    let next = |index: usize| catalog.table_at(index).map_or_else(Vec::new, leads_to).into_iter();
    // A stack of its own: chains of references may be longer than the thread's.
    let mut stack: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
    for root in roots {
        if !std::mem::replace(&mut begun[root], true) {
            stack.push((root, next(root)));
        }
        while let Some((index, rest)) = stack.last_mut() {
            match rest.next() {
                Some(other) if !begun[other] => {
                    begun[other] = true;
                    stack.push((other, next(other)));
                }
                Some(_) => {}
                None => {
                    leave(*index);
                    stack.pop();
                }
            }
        }
    }
}

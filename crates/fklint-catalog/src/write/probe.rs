//! Questions to the rows, each a SELECT that returns rows only where there is a problem.

use super::quote::{ident, push_columns, push_table};
use crate::{Catalog, Engine, Ident, Table, TableName};

/// The rows of `table` whose `columns` are all set and have no match in `parent`. A row with a NULL among them
/// refers to nothing, also under MATCH FULL: [`partial_nulls_sql`] asks for those.
#[must_use]
pub fn orphans_sql(
    catalog: &Catalog,
    table: &TableName,
    columns: &[Ident],
    parent: &TableName,
    parent_columns: &[Ident],
) -> String {
    orphans_sql_as(catalog, table, columns, parent, parent_columns, ["c", "p"])
}

/// [`orphans_sql`] with other words than `c` and `p` for the child and the parent: MySQL's LOCK TABLES takes each of them
/// once (error 1066).
#[must_use]
pub fn orphans_sql_as(
    catalog: &Catalog,
    table: &TableName,
    columns: &[Ident],
    parent: &TableName,
    parent_columns: &[Ident],
    [c, p]: [&str; 2],
) -> String {
    let engine = catalog.engine;
    let mut out = "SELECT ".to_owned();
    list(&mut out, columns, ", ", |column| format!("{c}.{}", ident(engine, column)));
    out.push_str(" FROM ");
    push_own_rows(&mut out, catalog, table);
    out.push_str(&format!(" {c} WHERE "));
    list(&mut out, columns, " AND ", |column| format!("{c}.{} IS NOT NULL", ident(engine, column)));
    out.push_str(" AND NOT EXISTS (SELECT 1 FROM ");
    push_own_rows(&mut out, catalog, parent);
    out.push_str(&format!(" {p} WHERE "));
    let pairs: Vec<_> = columns.iter().zip(parent_columns).collect();
    list(&mut out, &pairs, " AND ", |(column, target)| {
        format!("{p}.{} = {c}.{}", ident(engine, target), ident(engine, column))
    });
    out.push(')');
    out
}

/// The values of `columns` that more than one row of `table` has, NULLs left out.
#[must_use]
pub fn duplicates_sql(catalog: &Catalog, table: &TableName, columns: &[Ident]) -> String {
    let engine = catalog.engine;
    let mut out = "SELECT ".to_owned();
    list(&mut out, columns, ", ", |column| ident(engine, column).into_owned());
    out.push_str(", COUNT(*) FROM ");
    push_own_rows(&mut out, catalog, table);
    out.push_str(" WHERE ");
    list(&mut out, columns, " AND ", |column| format!("{} IS NOT NULL", ident(engine, column)));
    out.push_str(" GROUP BY ");
    list(&mut out, columns, ", ", |column| ident(engine, column).into_owned());
    out.push_str(" HAVING COUNT(*) > 1");
    out
}

/// The rows of `table` in which `column` is NULL.
#[must_use]
pub fn nulls_sql(catalog: &Catalog, table: &TableName, column: &Ident) -> String {
    let mut out = "SELECT * FROM ".to_owned();
    push_table(&mut out, catalog.engine, table);
    out.push_str(&format!(" WHERE {} IS NULL", ident(catalog.engine, column)));
    out
}

/// The rows of `table` in which some but not all of `columns` are NULL.
#[must_use]
pub fn partial_nulls_sql(catalog: &Catalog, table: &TableName, columns: &[Ident]) -> String {
    let engine = catalog.engine;
    let mut out = "SELECT ".to_owned();
    let mut shown = String::new();
    push_columns(&mut shown, engine, columns);
    out.push_str(&shown[1..shown.len() - 1]);
    out.push_str(" FROM ");
    push_table(&mut out, engine, table);
    out.push_str(" WHERE (");
    list(&mut out, columns, " OR ", |column| format!("{} IS NULL", ident(engine, column)));
    out.push_str(") AND (");
    list(&mut out, columns, " OR ", |column| format!("{} IS NOT NULL", ident(engine, column)));
    out.push(')');
    out
}

/// Appends a table without those that inherit from it: foreign keys and unique keys do not speak of their rows on
/// PostgreSQL. Partitions are the table's own.
fn push_own_rows(out: &mut String, catalog: &Catalog, name: &TableName) {
    let inherits = |table: &Table| table.inherits.contains(name);
    let is_partitioned = || catalog.table(name).is_some_and(Table::is_partitioned);
    if catalog.engine == Engine::Postgres && catalog.tables().any(inherits) && !is_partitioned() {
        out.push_str("ONLY ");
    }
    push_table(out, catalog.engine, name);
}

fn list<T>(out: &mut String, items: &[T], between: &str, text: impl Fn(&T) -> String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(&text(item));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Change, NameKind, Quoting};

    #[test]
    fn rows_of_heirs_are_not_asked_and_those_of_partitions_are() {
        let ident = |kind, name: &str| Ident::new(Engine::Postgres, kind, name, Quoting::Bare);
        let name = |name: &str| TableName { schema: None, name: ident(NameKind::Table, name) };
        let id = [ident(NameKind::Column, "id")];
        let mut catalog = Catalog::new(Engine::Postgres, None);
        for (table, parent) in
            [("base", None), ("heir", Some("base")), ("split", None), ("late", Some("split"))]
        {
            let mut table = Table::new(name(table));
            table.partition_by = (table.name == name("split")).then(|| "RANGE (id)".into());
            table.inherits.extend(parent.map(name));
            catalog.apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false }).unwrap();
        }
        let from = |table: &str| duplicates_sql(&catalog, &name(table), &id);
        assert!(from("base").contains(" FROM ONLY base WHERE"));
        assert!(from("heir").contains(" FROM heir WHERE"));
        assert!(from("split").contains(" FROM split WHERE"));
        let orphans = orphans_sql(&catalog, &name("heir"), &id, &name("base"), &id);
        assert!(
            orphans.contains("FROM heir c WHERE") && orphans.contains("FROM ONLY base p WHERE"),
            "{orphans}"
        );
    }
}

//! What the laws were broken by once, each as the smallest schema that shows it.

use fklint_catalog::{Catalog, Change, Engine, Ident, NameKind, Quoting, Table, TableName, write};

use crate::{normal, reflect, same_tables, told};

/// The catalog of a script, and its text.
fn written(engine: Engine, script: &str) -> (Catalog, String) {
    let catalog = reflect(engine, &[script.to_owned()]);
    let sql = write::write_catalog(&catalog);
    let back = reflect(engine, std::slice::from_ref(&sql));
    let (want, back) = (normal::catalog(&catalog), normal::catalog(&back));
    assert!(same_tables(&want, &back), "{sql}\nwant {:#?}\ngot  {:#?}", told(&want), told(&back));
    (catalog, sql)
}

/// PostgreSQL 15 and 18 refuse the other order with 42P01.
#[test]
fn a_table_is_written_behind_those_that_it_takes_its_columns_from() {
    let script = "CREATE TABLE p (a int, b int, PRIMARY KEY (a)) PARTITION BY LIST (a);
        CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
        CREATE TABLE q (a int REFERENCES c (a), b int, PRIMARY KEY (a));
        CREATE TABLE h (d int REFERENCES q (a)) INHERITS (q);
        ALTER TABLE p ADD FOREIGN KEY (b) REFERENCES q (a);
        ALTER TABLE q ADD FOREIGN KEY (b) REFERENCES p (a);";
    let (_, sql) = written(Engine::Postgres, script);
    let at = |table: &str| sql.find(table).expect("it is written");
    assert!(
        at("CREATE TABLE p ") < at("CREATE TABLE c ") && at("CREATE TABLE q ") < at("CREATE TABLE h "),
        "{sql}"
    );
}

/// PostgreSQL 18 looks for the parent all the same: 42P01.
#[test]
fn a_foreign_key_that_is_not_enforced_is_written_behind_its_parent() {
    let script = "CREATE SCHEMA s;
        CREATE TABLE x (a int PRIMARY KEY);
        CREATE TABLE s.x (a int PRIMARY KEY);
        ALTER TABLE x ADD FOREIGN KEY (a) REFERENCES s.x;
        ALTER TABLE s.x ADD FOREIGN KEY (a) REFERENCES x NOT ENFORCED;";
    let (_, sql) = written(Engine::Postgres, script);
    let at = |text: &str| sql.find(text).expect("it is written");
    assert!(at("CREATE TABLE x ") < at("NOT ENFORCED"), "{sql}");
}

/// PostgreSQL 15 and 18 refuse it within CREATE TABLE: 42830.
#[test]
fn a_foreign_key_to_its_own_table_is_written_behind_the_index_that_it_needs() {
    let script = "CREATE TABLE t (a int, b int);
        CREATE UNIQUE INDEX u ON t (a);
        ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES t (a);
        CREATE TABLE k (a int UNIQUE, b int REFERENCES k (a));";
    let (_, sql) = written(Engine::Postgres, script);
    let at = |text: &str| sql.find(text).expect("it is written");
    assert!(at("UNIQUE INDEX u") < at("REFERENCES t"), "{sql}");
    assert!(at("REFERENCES k") < at("CREATE TABLE k") + 80, "{sql}");
}

/// PostgreSQL 15 and 18 make four indexes on `c`.
#[test]
fn a_partition_has_keys_of_its_own_beside_equal_ones_of_its_table() {
    let script = "CREATE TABLE p (a int, UNIQUE (a)) PARTITION BY RANGE (a);
        CREATE UNIQUE INDEX ON p (a);
        CREATE TABLE c PARTITION OF p (UNIQUE (a)) DEFAULT;
        CREATE UNIQUE INDEX own ON c (a);";
    let (catalog, sql) = written(Engine::Postgres, script);
    assert_eq!(table(&catalog, "c").keys.len(), 4, "{sql}");
}

/// PostgreSQL 15 and 18 have one foreign key on `c` after both texts.
#[test]
fn a_foreign_key_that_an_attached_partition_shares_is_written_once() {
    let script = "CREATE TABLE q (a int PRIMARY KEY);
        CREATE TABLE p (a int REFERENCES q) PARTITION BY RANGE (a);
        CREATE TABLE c (a int CONSTRAINT own REFERENCES q);
        ALTER TABLE p ATTACH PARTITION c DEFAULT;";
    let (_, sql) = written(Engine::Postgres, script);
    assert_eq!(sql.matches("REFERENCES").count(), 1, "{sql}");
}

/// MySQL 9.7 and MariaDB 10.11 leave `t_ibfk_1` to the one that stays; so does the catalog, which need not write that down.
#[test]
fn foreign_keys_go_with_their_column_in_the_order_that_names_none_of_the_others() {
    let script = "CREATE TABLE t (a int PRIMARY KEY, b int, c int,
        FOREIGN KEY (c) REFERENCES t (a), FOREIGN KEY (b) REFERENCES t (a), FOREIGN KEY (b) REFERENCES t (a));";
    for engine in [Engine::Mysql, Engine::Mariadb] {
        changed(engine, script, |before| {
            let column = Ident::new(engine, NameKind::Column, "b", Quoting::Bare);
            Change::DropColumn { table: table(before, "t").name.clone(), column }
        });
    }
}

/// SQL Server takes the first name apart at its dots, and the second one as it is (documented).
#[test]
fn names_stand_in_the_strings_of_sp_rename_as_in_statements() {
    let script = "CREATE TABLE [S p].[a.b] (c int, [d.e] int);";
    let name = |kind, text| Ident::new(Engine::SqlServer, kind, text, Quoting::Quoted);
    let old = |before: &Catalog| table(before, "a.b").name.clone();
    changed(Engine::SqlServer, script, |before| {
        let to = TableName { name: name(NameKind::Table, "it's"), ..old(before) };
        Change::RenameTable { from: old(before), to }
    });
    changed(Engine::SqlServer, script, |before| Change::RenameColumn {
        table: old(before),
        from: name(NameKind::Column, "d.e"),
        to: name(NameKind::Column, "f.g"),
    });
}

/// Reads a script and what carries out a change of its catalog.
fn changed(engine: Engine, script: &str, change: impl Fn(&Catalog) -> Change) {
    let before = reflect(engine, &[script.to_owned()]);
    let change = change(&before);
    let mut want = before.clone();
    want.apply(&change).expect("it fits");
    let after = format!("{};", write::write(&change, &before).join(";\n"));
    let back = reflect(engine, &[script.to_owned(), after.clone()]);
    assert!(same_tables(&want, &back), "{after}\nwant {:#?}\ngot  {:#?}", told(&want), told(&back));
}

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    catalog.tables().find(|table| table.name.name.as_str() == name).expect("the script makes it")
}

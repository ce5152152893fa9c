//! Where each object of a reflection was declared.

use fklint_catalog::Engine::{self, Mysql, Postgres};
use fklint_catalog::{ForeignKeyPath, Ident, KeyPath, NameKind, ObjectPath, Part, Quoting, TableName};

use crate::run;

struct Scripts<'a> {
    engine: Engine,
    texts: &'a [&'a str],
    reflection: fklint_reflect::Reflection,
}

impl<'a> Scripts<'a> {
    fn new(engine: Engine, texts: &'a [&'a str]) -> Self {
        Self { engine, texts, reflection: run(engine, None, texts) }
    }

    fn ident(&self, kind: NameKind, name: &str) -> Ident {
        Ident::new(self.engine, kind, name, Quoting::Bare)
    }

    fn table_name(&self, name: &str) -> TableName {
        TableName { schema: None, name: self.ident(NameKind::Table, name) }
    }

    /// The number of the file and the text at the place of a part.
    fn at(&self, path: &ObjectPath, part: Part) -> Option<(u32, &'a str)> {
        let place = self.reflection.place(path, part)?;
        Some((place.file.0, &self.texts[place.file.0 as usize][place.span.range()]))
    }

    fn table(&self, name: &str, part: Part) -> Option<(u32, &'a str)> {
        self.at(&ObjectPath::Table(self.table_name(name)), part)
    }

    fn column(&self, table: &str, name: &str, part: Part) -> Option<(u32, &'a str)> {
        self.at(&ObjectPath::Column(self.table_name(table), self.ident(NameKind::Column, name)), part)
    }

    fn key(&self, table: &str, key: KeyPath, part: Part) -> Option<(u32, &'a str)> {
        self.at(&ObjectPath::Key(self.table_name(table), key), part)
    }

    fn foreign_key(&self, table: &str, column: &str, ordinal: u32, part: Part) -> Option<(u32, &'a str)> {
        let columns = vec![self.ident(NameKind::Column, column)];
        let path = ForeignKeyPath { columns, ordinal };
        self.at(&ObjectPath::ForeignKey(self.table_name(table), path), part)
    }
}

#[test]
fn objects_are_found_in_their_create_table() {
    let scripts = Scripts::new(
        Postgres,
        &[
            "CREATE TABLE p (x int PRIMARY KEY);",
            "CREATE TABLE c (a int NOT NULL DEFAULT 5 REFERENCES p (x) ON DELETE CASCADE, CONSTRAINT u UNIQUE (a));",
        ],
    );
    assert_eq!(scripts.table("p", Part::Whole), Some((0, "CREATE TABLE p (x int PRIMARY KEY)")));
    assert_eq!(scripts.table("c", Part::Name), Some((1, "c")));
    assert_eq!(scripts.column("c", "a", Part::NotNull), Some((1, "NOT NULL")));
    assert_eq!(scripts.column("c", "a", Part::Default), Some((1, "DEFAULT 5")));
    assert_eq!(scripts.column("p", "x", Part::Type), Some((0, "int")));
    assert_eq!(scripts.key("p", KeyPath::Primary, Part::Whole), Some((0, "PRIMARY KEY")));
    let unique = KeyPath::Named(scripts.ident(NameKind::Constraint, "u"));
    assert_eq!(scripts.key("c", unique.clone(), Part::Columns), Some((1, "(a)")));
    assert_eq!(scripts.key("c", unique, Part::Whole), Some((1, "CONSTRAINT u UNIQUE (a)")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::OnDelete), Some((1, "ON DELETE CASCADE")));
    // A part that is not there: the whole stands in.
    assert_eq!(
        scripts.foreign_key("c", "a", 0, Part::OnUpdate),
        Some((1, "REFERENCES p (x) ON DELETE CASCADE"))
    );
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::Parent), Some((1, "p")));
}

#[test]
fn objects_that_were_added_later_are_found_there() {
    let scripts = Scripts::new(
        Postgres,
        &[
            "CREATE TABLE c (a int, b int);",
            "ALTER TABLE c ADD d int REFERENCES p, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE;",
            "CREATE UNIQUE INDEX i ON c (b); ALTER TABLE c ADD PRIMARY KEY (a);",
        ],
    );
    assert_eq!(scripts.column("c", "d", Part::Whole), Some((1, "d int REFERENCES p")));
    assert_eq!(scripts.foreign_key("c", "d", 0, Part::Whole), Some((1, "REFERENCES p")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::OnUpdate), Some((1, "ON UPDATE CASCADE")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::Name), Some((1, "f")));
    let index = KeyPath::Named(scripts.ident(NameKind::Constraint, "i"));
    assert_eq!(scripts.key("c", index, Part::Whole), Some((2, "CREATE UNIQUE INDEX i ON c (b)")));
    assert_eq!(scripts.key("c", KeyPath::Primary, Part::Columns), Some((2, "(a)")));
}

#[test]
fn foreign_keys_over_the_same_columns_are_told_apart() {
    let scripts = Scripts::new(
        Postgres,
        &[
            "CREATE TABLE c (a int REFERENCES p, FOREIGN KEY (a) REFERENCES q);",
            "ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES r;",
        ],
    );
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::References), Some((0, "REFERENCES p")));
    assert_eq!(scripts.foreign_key("c", "a", 1, Part::References), Some((0, "REFERENCES q")));
    assert_eq!(scripts.foreign_key("c", "a", 2, Part::References), Some((1, "REFERENCES r")));
}

#[test]
fn a_foreign_key_that_was_dropped_and_made_anew_is_found_where_it_was_made_last() {
    let scripts = Scripts::new(
        Postgres,
        &[
            "CREATE TABLE c (a int CONSTRAINT f REFERENCES p);",
            "ALTER TABLE c DROP CONSTRAINT f; ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE;",
        ],
    );
    assert_eq!(
        scripts.foreign_key("c", "a", 0, Part::Whole),
        Some((1, "CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE"))
    );
}

#[test]
fn objects_are_found_under_the_last_name_of_their_table() {
    let scripts = Scripts::new(
        Postgres,
        &["CREATE TABLE c (a int REFERENCES p);", "ALTER TABLE c RENAME TO d; ALTER TABLE d ADD b int;"],
    );
    assert_eq!(scripts.table("d", Part::Whole), Some((0, "CREATE TABLE c (a int REFERENCES p)")));
    assert_eq!(scripts.foreign_key("d", "a", 0, Part::Whole), Some((0, "REFERENCES p")));
    assert_eq!(scripts.column("d", "b", Part::Whole), Some((1, "b int")));
    assert_eq!(scripts.table("c", Part::Whole), None);
}

#[test]
fn a_name_that_was_given_again_means_the_table_that_has_it() {
    let scripts = Scripts::new(
        Postgres,
        &["CREATE TABLE c (a int); DROP TABLE c; CREATE TABLE c (a text REFERENCES p);"],
    );
    assert_eq!(scripts.table("c", Part::Whole), Some((0, "CREATE TABLE c (a text REFERENCES p)")));
    assert_eq!(scripts.column("c", "a", Part::Type), Some((0, "text")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::Whole), Some((0, "REFERENCES p")));
}

#[test]
fn the_last_definition_of_a_column_counts_for_what_it_says() {
    let scripts = Scripts::new(
        Mysql,
        &[
            "CREATE TABLE t (a int NOT NULL, b int);",
            "ALTER TABLE t MODIFY a bigint NOT NULL; ALTER TABLE t CHANGE b c int AUTO_INCREMENT;",
        ],
    );
    assert_eq!(scripts.column("t", "a", Part::NotNull), Some((1, "NOT NULL")));
    assert_eq!(scripts.column("t", "a", Part::Type), Some((1, "bigint")));
    assert_eq!(scripts.column("t", "c", Part::Generator), Some((1, "AUTO_INCREMENT")));
}

#[test]
fn the_storage_engine_is_found_where_it_was_named_last() {
    let scripts = Scripts::new(
        Mysql,
        &[
            "CREATE TABLE t (a int) ENGINE=InnoDB;",
            "ALTER TABLE t ADD b int, ENGINE = MyISAM;",
            "CREATE TABLE u (a int);",
        ],
    );
    assert_eq!(scripts.table("t", Part::StorageEngine), Some((1, "ENGINE = MyISAM")));
    // One that came from the session: the table stands in.
    assert_eq!(scripts.table("u", Part::StorageEngine), Some((2, "CREATE TABLE u (a int)")));
}

#[test]
fn a_table_that_was_never_made_is_found_at_its_first_change() {
    let scripts = Scripts::new(Postgres, &["ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES p;"]);
    assert_eq!(scripts.table("c", Part::Name), Some((0, "c")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::Columns), Some((0, "(a)")));
}

#[test]
fn what_a_copy_took_over_is_found_at_the_copy() {
    let scripts = Scripts::new(
        Postgres,
        &["CREATE TABLE p (a int PRIMARY KEY);", "CREATE TABLE c (LIKE p INCLUDING ALL);"],
    );
    assert_eq!(scripts.column("c", "a", Part::Type).map(|(file, _)| file), Some(1));
    assert_eq!(scripts.key("c", KeyPath::Primary, Part::Whole).map(|(file, _)| file), Some(1));
}

#[test]
fn statements_and_directives_have_places() {
    let scripts = Scripts::new(
        Postgres,
        &["CREATE TABLE t (a int);", "BEGIN;\nDROP TABLE t; -- fklint: allow(x) why\nCOMMIT;"],
    );
    assert_eq!(scripts.at(&ObjectPath::Statement(2), Part::Whole), Some((1, "DROP TABLE t")));
    assert_eq!(scripts.at(&ObjectPath::Directive(0), Part::Whole), Some((1, "fklint: allow(x) why")));
    assert_eq!(scripts.at(&ObjectPath::Statement(9), Part::Whole), None);
}

#[test]
fn constraints_are_found_behind_renames_of_their_columns() {
    let scripts = Scripts::new(
        Postgres,
        &[
            "CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE, b int REFERENCES q, UNIQUE (a));",
            "ALTER TABLE c RENAME a TO x; ALTER TABLE c RENAME b TO a; ALTER TABLE c RENAME x TO y; ALTER TABLE c ADD CONSTRAINT u UNIQUE (a); ALTER TABLE c RENAME CONSTRAINT u TO v;",
        ],
    );
    assert_eq!(scripts.foreign_key("c", "y", 0, Part::Whole), Some((0, "REFERENCES p ON DELETE CASCADE")));
    assert_eq!(scripts.foreign_key("c", "a", 0, Part::Whole), Some((0, "REFERENCES q")));
    assert_eq!(scripts.column("c", "y", Part::Whole), Some((0, "a int REFERENCES p ON DELETE CASCADE")));
    let unnamed = KeyPath::Columns(vec![scripts.ident(NameKind::Column, "y")]);
    assert_eq!(scripts.key("c", unnamed, Part::Whole), Some((0, "UNIQUE (a)")));
    let named = KeyPath::Named(scripts.ident(NameKind::Constraint, "v"));
    assert_eq!(scripts.key("c", named, Part::Whole), Some((1, "CONSTRAINT u UNIQUE (a)")));
    let scripts = Scripts::new(
        Mysql,
        &["CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (x)); ALTER TABLE c CHANGE a b bigint;"],
    );
    assert_eq!(scripts.foreign_key("c", "b", 0, Part::Whole), Some((0, "FOREIGN KEY (a) REFERENCES p (x)")));
}

//! What is written, per engine; the SQLite output also runs.

use std::sync::Arc;

use rusqlite::Connection;

use super::*;
use crate::apply::tests::{column, family, name, references, table};
use crate::{
    Action, Catalog, Change, Column, ColumnEdit, DataType, Deferrable, Engine, ForeignKey, ForeignKeyEdit,
    ForeignKeyPath, Generator, Ident, Key, KeyKind, KeyRef, NameKind, Quoting, Table, Version,
};

const PG: Engine = Engine::Postgres;
const MY: Engine = Engine::Mysql;
const LITE: Engine = Engine::Sqlite;

fn fk(engine: Engine, text: Option<&str>) -> ForeignKey {
    let mut key = references(engine, &["parent_id"], "parent", &["id"]);
    key.name = text.map(|text| name(engine, text));
    key
}

fn add(engine: Engine, foreign_key: ForeignKey) -> Change {
    Change::AddForeignKey { table: table(engine, "child"), foreign_key }
}

fn drop_fk(engine: Engine) -> Change {
    Change::DropForeignKey { table: table(engine, "child"), foreign_key: path(engine) }
}

fn path(engine: Engine) -> ForeignKeyPath {
    ForeignKeyPath { columns: vec![column(engine, "parent_id")], ordinal: 0 }
}

fn alter(engine: Engine, of: &str, edit: ColumnEdit) -> Change {
    Change::AlterColumn { table: table(engine, "child"), column: column(engine, of), edit }
}

#[test]
fn postgres_adds_foreign_keys_without_a_scan_and_validates_them_after() {
    let mut key = fk(PG, Some("fk_parent"));
    key.on_delete = Action::SetNull;
    key.set_columns = [column(PG, "parent_id")].into();
    key.on_update = Action::Restrict;
    key.deferrable = Deferrable::InitiallyDeferred;
    assert_eq!(
        write(&add(PG, key), &family(PG)),
        [
            "ALTER TABLE child ADD CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) \
             ON DELETE SET NULL (parent_id) ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID",
            "ALTER TABLE child VALIDATE CONSTRAINT fk_parent",
        ]
    );
    assert_eq!(
        write(&add(PG, fk(PG, None)), &family(PG))[1],
        "ALTER TABLE child VALIDATE CONSTRAINT child_parent_id_fkey1",
        "the name counts the foreign key that is there"
    );
}

#[test]
fn postgres_replaces_a_foreign_key_in_one_statement() {
    let mut key = fk(PG, Some("child_parent_id_fkey"));
    key.on_delete = Action::Cascade;
    assert_eq!(
        write_all(&[drop_fk(PG), add(PG, key)], &family(PG)),
        [
            "ALTER TABLE child DROP CONSTRAINT child_parent_id_fkey, ADD CONSTRAINT child_parent_id_fkey \
             FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE NOT VALID",
            "ALTER TABLE child VALIDATE CONSTRAINT child_parent_id_fkey",
        ]
    );
}

#[test]
fn mysql_replaces_a_foreign_key_in_one_statement_only_under_a_new_name() {
    let replace = |text| write_all(&[drop_fk(MY), add(MY, fk(MY, Some(text)))], &family(MY));
    let added = "FOREIGN KEY (parent_id) REFERENCES parent (id)";
    assert_eq!(
        replace("fk_v2"),
        [format!("ALTER TABLE child DROP FOREIGN KEY child_ibfk_1, ADD CONSTRAINT fk_v2 {added}")]
    );
    assert_eq!(
        replace("Child_IBFK_1"),
        [
            "ALTER TABLE child DROP FOREIGN KEY child_ibfk_1".to_owned(),
            format!("ALTER TABLE child ADD CONSTRAINT Child_IBFK_1 {added}"),
        ]
    );
    let unnamed = write_all(&[drop_fk(MY), add(MY, fk(MY, None))], &family(MY));
    assert_eq!(unnamed.len(), 2, "its number would count the one that goes: {unnamed:?}");
}

#[test]
fn fresh_names_count_up_and_fit() {
    let mut catalog = family(MY);
    let long = "x".repeat(64);
    for text in ["fk", "fk_v2", &long] {
        catalog.apply(&add(MY, fk(MY, Some(text)))).unwrap();
    }
    let names = TakenNames::new(&catalog);
    assert_eq!(names.fresh_constraint(&name(MY, "fk")).as_str(), "fk_v3");
    assert_eq!(names.fresh_constraint(&name(MY, &long)).as_str(), format!("{}_v2", &long[..61]));
    assert_eq!(names.fresh_constraint(&name(MY, "fk_v2")).as_str(), "fk_v3");
    assert_eq!(names.fresh_constraint(&name(MY, "free")).as_str(), "free");
}

#[test]
fn mysql_says_the_whole_column_again() {
    let mut catalog = family(MY);
    let mut whole = Column::new(column(MY, "state"), DataType("varchar(20)".into()));
    whole.not_null = true;
    whole.default = Some("'new'".into());
    whole.charset = Some("utf8mb4".into());
    whole.comment = Some("it's".into());
    let position = crate::ColumnPosition::Last;
    catalog.apply(&Change::AddColumn { table: table(MY, "child"), column: whole, position }).unwrap();
    assert_eq!(
        write(&alter(MY, "state", ColumnEdit::NotNull(false)), &catalog),
        [
            "ALTER TABLE child MODIFY COLUMN state varchar(20) CHARACTER SET utf8mb4 DEFAULT 'new' COMMENT 'it''s'"
        ]
    );
}

#[test]
fn each_engine_drops_a_foreign_key_without_a_name_in_its_way() {
    let dropped = |engine| write(&drop_fk(engine), &family(engine)).join("; ");
    assert_eq!(dropped(PG), "ALTER TABLE child DROP CONSTRAINT child_parent_id_fkey");
    assert_eq!(dropped(Engine::Mariadb), "ALTER TABLE child DROP FOREIGN KEY child_ibfk_1");
    assert_eq!(
        dropped(Engine::Oracle),
        "ALTER TABLE child DROP CONSTRAINT /* name: SELECT constraint_name FROM user_constraints \
         WHERE table_name = 'CHILD' */"
    );
}

#[test]
fn nullability_and_deferral_have_their_own_words() {
    let nullable = |engine| write(&alter(engine, "parent_id", ColumnEdit::NotNull(false)), &family(engine));
    assert_eq!(nullable(PG), ["ALTER TABLE child ALTER COLUMN parent_id DROP NOT NULL"]);
    assert_eq!(nullable(Engine::Oracle), ["ALTER TABLE child MODIFY (parent_id NULL)"]);
    assert_eq!(nullable(Engine::SqlServer), ["ALTER TABLE child ALTER COLUMN parent_id integer NULL"]);
    let edit = ForeignKeyEdit::Deferrable(Deferrable::InitiallyDeferred);
    let defer = Change::AlterForeignKey { table: table(PG, "child"), foreign_key: path(PG), edit };
    assert_eq!(
        write(&defer, &family(PG)),
        ["ALTER TABLE child ALTER CONSTRAINT child_parent_id_fkey DEFERRABLE INITIALLY DEFERRED"]
    );
}

#[test]
fn oracle_is_not_told_what_it_does_not_know() {
    const ORA: Engine = Engine::Oracle;
    let mut key = fk(ORA, Some("fk_parent"));
    key.on_delete = Action::Restrict;
    key.on_update = Action::Cascade;
    key.deferrable = Deferrable::InitiallyDeferred;
    assert_eq!(
        write(&add(ORA, key), &family(ORA)),
        ["ALTER TABLE child ADD CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) \
          DEFERRABLE INITIALLY DEFERRED"]
    );
}

#[test]
fn mysql_before_9_gets_the_parents_key_spelled_out() {
    let mut key = fk(MY, Some("f"));
    key.target = crate::Target::ParentPrimaryKey;
    let mut catalog = family(MY);
    let statement = |catalog: &Catalog| write(&add(MY, key.clone()), catalog).remove(0);
    assert!(statement(&catalog).ends_with("REFERENCES parent (id)"));
    catalog.version = Some(Version::new(9, 7, 0));
    assert!(statement(&catalog).ends_with("REFERENCES parent"));
}

#[test]
fn keys_are_dropped_as_what_they_are() {
    let drop = |engine, key| {
        write(&Change::DropKey { table: table(engine, "child"), key }, &family(engine)).remove(0)
    };
    assert_eq!(drop(MY, KeyRef::Primary), "ALTER TABLE child DROP PRIMARY KEY");
    assert_eq!(drop(PG, KeyRef::Primary), "ALTER TABLE child DROP CONSTRAINT child_pkey");
    assert_eq!(drop(Engine::Oracle, KeyRef::Primary), "ALTER TABLE child DROP PRIMARY KEY");
    assert_eq!(drop(MY, KeyRef::Named(name(MY, "two"))), "ALTER TABLE child DROP INDEX two");
    assert_eq!(drop(PG, KeyRef::Named(name(PG, "two"))), "DROP INDEX two");
    let mssql = Engine::SqlServer;
    assert_eq!(drop(mssql, KeyRef::Named(name(mssql, "two"))), "DROP INDEX two ON child");
}

#[test]
fn names_are_quoted_where_they_must_be() {
    let quoted = |engine, text: &str, quoting| {
        quote::ident(engine, &Ident::new(engine, NameKind::Table, text, quoting)).into_owned()
    };
    assert_eq!(quoted(PG, "Users", Quoting::Bare), "Users");
    assert_eq!(quoted(PG, "Users", Quoting::Quoted), "\"Users\"");
    assert_eq!(quoted(PG, "Order", Quoting::Bare), "\"order\"");
    assert_eq!(quoted(Engine::Oracle, "users", Quoting::Quoted), "\"users\"");
    assert_eq!(quoted(Engine::Oracle, "USERS", Quoting::Quoted), "USERS");
    assert_eq!(quoted(MY, "a`b", Quoting::Quoted), "`a``b`");
    assert_eq!(quoted(Engine::SqlServer, "group", Quoting::Quoted), "[group]");
    assert_eq!(quoted(LITE, "two words", Quoting::Quoted), "\"two words\"");
}

#[test]
fn default_names_are_the_engines_own() {
    let mut long = Table::new(table(PG, &"t".repeat(40)));
    long.foreign_keys.push(references(PG, &[&"c".repeat(40)], "p", &["id"]));
    let cut = default_constraint_name(PG, &long, ConstraintRef::ForeignKey(0)).unwrap();
    assert_eq!(cut, format!("{}_{}_fkey", "t".repeat(29), "c".repeat(28)));
    let catalog = family(PG);
    let child = catalog.table(&table(PG, "child")).unwrap();
    assert_eq!(default_constraint_name(PG, child, ConstraintRef::Check(0)).unwrap(), "child_parent_id_check");
    assert_eq!(default_constraint_name(MY, child, ConstraintRef::Check(0)).unwrap(), "child_chk_1");
    assert_eq!(default_constraint_name(LITE, child, ConstraintRef::Check(0)), None);
}

#[test]
fn a_catalog_is_written_parents_first_and_cycles_last() {
    let mut catalog = Catalog::new(PG, None);
    for (child, parents) in [("c", vec!["b"]), ("b", vec!["a"]), ("a", vec!["c", "a"])] {
        let mut table = Table::new(table(PG, child));
        table.columns.push(Column::new(column(PG, "id"), DataType("integer".into())));
        table.keys.push(Key::over(KeyKind::Primary, [column(PG, "id")]));
        table.foreign_keys.extend(parents.iter().map(|parent| references(PG, &["id"], parent, &["id"])));
        catalog.apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false }).unwrap();
    }
    let table = |name: &str, references: &str| {
        format!(
            "CREATE TABLE {name} (\n    id integer,\n    PRIMARY KEY (id),\n    FOREIGN KEY (id) REFERENCES {references} (id)\n);\n\n"
        )
    };
    assert_eq!(
        write_catalog(&catalog),
        table("a", "a")
            + &table("b", "a")
            + &table("c", "b")
            + "ALTER TABLE a ADD FOREIGN KEY (id) REFERENCES c (id);\n"
    );
}

#[test]
fn probes_find_only_what_is_wrong() {
    let catalog = family(LITE);
    let db = loaded(&catalog);
    db.execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1), (2, NULL), (3, 9)")
        .unwrap();
    let rows = |sql: String| db.prepare(&sql).unwrap().query_map([], |_| Ok(())).unwrap().count();
    let (child, parent) = (table(LITE, "child"), table(LITE, "parent"));
    let (id, parent_id) = (column(LITE, "id"), column(LITE, "parent_id"));
    let of = |column: &Ident| vec![column.clone()];
    assert_eq!(rows(orphans_sql(&catalog, &child, &of(&parent_id), &parent, &of(&id))), 1);
    assert_eq!(rows(nulls_sql(&catalog, &child, &parent_id)), 1);
    assert_eq!(rows(partial_nulls_sql(&catalog, &child, &[id.clone(), parent_id.clone()])), 1);
    assert_eq!(rows(duplicates_sql(&catalog, &child, &[id])), 0);
    db.execute("INSERT INTO child VALUES (4, 1), (5, NULL)", []).unwrap();
    assert_eq!(rows(duplicates_sql(&catalog, &child, &[parent_id])), 1);
}

fn loaded(catalog: &Catalog) -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(&write_catalog(catalog)).unwrap();
    db
}

fn run(db: &Connection, statements: &[String]) {
    for statement in statements {
        db.execute_batch(statement).unwrap_or_else(|error| panic!("{error}: {statement}"));
    }
}

#[test]
fn a_sqlite_rebuild_keeps_rows_indexes_and_numbers_and_changes_the_key() {
    let mut catalog = family(LITE);
    let mut id = Column::new(column(LITE, "id"), DataType("integer".into()));
    id.generator = Some(Generator::AutoIncrement);
    catalog.apply(&alter(LITE, "id", ColumnEdit::Replace(Box::new(id)))).unwrap();
    catalog.apply(&add(LITE, references(LITE, &["id"], "child", &["id"]))).unwrap();
    let db = loaded(&catalog);
    db.execute_batch(
        "PRAGMA foreign_keys = ON; INSERT INTO parent VALUES (7); INSERT INTO child VALUES (5, 7), (9, NULL);
         DELETE FROM child WHERE id = 9;
         CREATE VIEW v AS SELECT * FROM child;
         CREATE TABLE grandchild (c REFERENCES child (id) ON DELETE CASCADE); INSERT INTO grandchild VALUES (5)",
    )
    .unwrap();
    let mut key = fk(LITE, Some("fk_parent"));
    key.on_delete = Action::Cascade;
    key.deferrable = Deferrable::InitiallyDeferred;
    let plan = [drop_fk(LITE), add(LITE, key), alter(LITE, "parent_id", ColumnEdit::NotNull(true))];
    let statements = write_all(&plan, &catalog);
    assert_eq!(statements.iter().filter(|sql| sql.starts_with("BEGIN")).count(), 1);
    run(&db, &statements);

    let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(one("SELECT group_concat(id || ':' || parent_id) FROM child"), "5:7");
    assert_eq!(one("SELECT count(*) || '' FROM grandchild"), "1");
    let of = |parent| {
        format!("SELECT on_delete FROM pragma_foreign_key_list('child') WHERE \"table\" = '{parent}'")
    };
    assert_eq!(one(&of("parent")), "CASCADE");
    assert_eq!(one(&of("child")), "NO ACTION", "the reference to itself names the final table");
    assert_eq!(one("SELECT group_concat(name) FROM pragma_index_list('child')"), "two");
    assert_eq!(one("SELECT seq || '' FROM sqlite_sequence WHERE name = 'child'"), "9");
    assert_eq!(one("SELECT \"notnull\" || '' FROM pragma_table_info('child') WHERE name = 'parent_id'"), "1");
    assert_eq!(one("SELECT foreign_keys || '' FROM pragma_foreign_keys"), "1");
    assert!(
        one("SELECT sql FROM sqlite_schema WHERE name = 'child'").contains("DEFERRABLE INITIALLY DEFERRED")
    );
}

#[test]
fn sqlite_does_what_alter_table_can_without_a_rebuild() {
    let catalog = family(LITE);
    let db = loaded(&catalog);
    let mut index = Key::over(KeyKind::Unique, [column(LITE, "parent_id")]);
    index.constraint = false;
    let plan = [
        Change::AddColumn {
            table: table(LITE, "child"),
            column: Column::new(column(LITE, "note"), DataType("text".into())),
            position: crate::ColumnPosition::Last,
        },
        Change::AddKey { table: table(LITE, "child"), key: index },
        Change::RenameConstraint {
            table: table(LITE, "child"),
            from: name(LITE, "two"),
            to: name(LITE, "pair"),
        },
        Change::RenameColumn {
            table: table(LITE, "child"),
            from: column(LITE, "note"),
            to: column(LITE, "text"),
        },
        Change::RenameTable { from: table(LITE, "child"), to: table(LITE, "kid") },
    ];
    let statements = write_all(&plan, &catalog);
    assert!(statements.iter().all(|sql| !sql.contains("__new")), "{statements:#?}");
    run(&db, &statements);
    let sql: String = db
        .query_row("SELECT group_concat(name) FROM pragma_table_info('kid')", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sql, "id,parent_id,text");
}

#[test]
fn a_sqlite_cascade_rebuilds_the_children_and_then_drops() {
    let catalog = family(LITE);
    let db = loaded(&catalog);
    db.execute_batch(
        "PRAGMA foreign_keys = ON; INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1)",
    )
    .unwrap();
    run(&db, &write(&Change::DropTable { name: table(LITE, "parent"), cascade: true }, &catalog));
    let left = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(left("SELECT count(*) FROM child"), 1);
    assert_eq!(left("SELECT count(*) FROM pragma_foreign_key_list('child')"), 0);
}

#[test]
fn defaults_and_expressions_get_the_parentheses_they_need() {
    let written = |engine, text: &str| {
        let mut out = String::new();
        clause::default(&mut out, engine, text);
        out
    };
    assert_eq!(written(LITE, "datetime('now')"), "(datetime('now'))");
    assert_eq!(written(LITE, "(1 + 2)"), "(1 + 2)");
    assert_eq!(written(LITE, "(1) + (2)"), "((1) + (2))");
    assert_eq!(written(LITE, "'it''s'"), "'it''s'");
    assert_eq!(written(LITE, "-1.5"), "-1.5");
    assert_eq!(written(MY, "CURRENT_TIMESTAMP(6)"), "CURRENT_TIMESTAMP(6)");
    assert_eq!(written(MY, "uuid()"), "(uuid())");
    assert_eq!(written(MY, "b'0'"), "b'0'");
    assert_eq!(written(PG, "nextval('s'::regclass)"), "nextval('s'::regclass)");
}

#[test]
fn mysql_tables_hold_their_indexes_and_options() {
    let mut catalog = family(MY);
    let engine = Some(crate::StorageEngine("InnoDB".into()));
    catalog.apply(&Change::SetStorageEngine { table: table(MY, "child"), engine }).unwrap();
    let mut key = references(MY, &["id"], "parent", &["id"]);
    key.name = Some(name(MY, "order"));
    key.on_update = Action::Cascade;
    catalog.apply(&add(MY, key)).unwrap();
    let ddl = write_catalog(&catalog);
    assert!(
        ddl.ends_with(
            "CREATE TABLE child (
    id integer,
    parent_id integer,
    PRIMARY KEY (id),
    KEY two (parent_id, id),
    CHECK (parent_id > 0 and 'parent_id' <> ''),
    FOREIGN KEY (parent_id) REFERENCES parent (id),
    CONSTRAINT `order` FOREIGN KEY (id) REFERENCES parent (id) ON UPDATE CASCADE
) ENGINE=InnoDB;
"
        ),
        "{ddl}"
    );
}

#[test]
fn indexes_keep_every_attribute() {
    let mut key = Key::over(KeyKind::Unique, [column(PG, "parent_id")]);
    key.constraint = false;
    key.parts.push(crate::KeyPart::expression("lower(note)".into()));
    key.parts[0].descending = true;
    key.nulls_not_distinct = true;
    key.include = vec![column(PG, "id")];
    key.method = Some("btree".into());
    key.predicate = Some(Box::new(crate::Predicate {
        expression: crate::Expression {
            text: "id IS NOT NULL".into(),
            columns: Some(vec![column(PG, "id")]),
        },
        not_null: Some(vec![column(PG, "id")]),
    }));
    assert_eq!(
        write(&Change::AddKey { table: table(PG, "child"), key }, &family(PG)),
        ["CREATE UNIQUE INDEX ON child USING btree (parent_id DESC, (lower(note))) INCLUDE (id) \
          NULLS NOT DISTINCT WHERE id IS NOT NULL"]
    );
}

#[test]
fn sqlite_references_stay_in_their_database() {
    let other = |text| crate::TableName {
        schema: Some(Ident::new(LITE, NameKind::Schema, "other", Quoting::Bare)),
        ..table(LITE, text)
    };
    let mut child = Table::new(other("child"));
    child.columns.push(Column::new(column(LITE, "id"), DataType("integer".into())));
    child
        .foreign_keys
        .push(ForeignKey { parent: other("parent"), ..references(LITE, &["id"], "parent", &["id"]) });
    let change = Change::CreateTable { table: Arc::new(child), if_not_exists: true };
    assert_eq!(
        write(&change, &Catalog::new(LITE, None)),
        [
            "CREATE TABLE IF NOT EXISTS other.child (\n    id integer,\n    FOREIGN KEY (id) REFERENCES parent (id)\n)"
        ]
    );
}

#[test]
fn mysql_keeps_foreign_keys_apart_from_other_actions() {
    let engine = Some(crate::StorageEngine("InnoDB".into()));
    let key = Key::over(KeyKind::Unique, [column(MY, "parent_id")]);
    let plan = [
        Change::SetStorageEngine { table: table(MY, "child"), engine },
        Change::AddKey { table: table(MY, "child"), key },
        add(MY, fk(MY, Some("f"))),
    ];
    assert_eq!(
        write_all(&plan, &family(MY)),
        [
            "ALTER TABLE child ENGINE=InnoDB, ADD UNIQUE KEY (parent_id)",
            "ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parent (id)",
        ]
    );
}

#[test]
fn a_forgotten_foreign_key_is_not_dropped_again() {
    let engine = Engine::Mariadb;
    let mut catalog = family(engine);
    let to = |name: &str| Change::SetStorageEngine {
        table: table(engine, "child"),
        engine: Some(crate::StorageEngine(name.into())),
    };
    catalog.apply(&to("MyISAM")).unwrap();
    let plan = [to("InnoDB"), drop_fk(engine), add(engine, fk(engine, Some("fk_parent")))];
    assert_eq!(
        write_all(&plan, &catalog),
        [
            "ALTER TABLE child ENGINE=InnoDB",
            "ALTER TABLE child ADD CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id)",
        ]
    );
    let mut forgotten = fk(engine, None);
    forgotten.force = crate::Force::Ignored(crate::IgnoredBecause::StorageEngine);
    assert!(write(&add(engine, forgotten), &family(engine)).is_empty(), "InnoDB would keep it");
}

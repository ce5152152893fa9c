//! Catalogs from rows, without a server.

use super::*;
use crate::live::mysql::rows::{ColumnRow, ForeignKeyPartRow, KeyPartRow};

fn table(schema: &str, name: &str, kind: &str) -> TableRow {
    TableRow {
        schema: schema.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        storage_engine: (kind != "VIEW").then(|| "InnoDB".to_owned()),
        collation: Some("utf8mb4_general_ci".to_owned()),
        options: String::new(),
    }
}

fn column(schema: &str, table: &str, name: &str, position: u32) -> ColumnRow {
    ColumnRow {
        schema: schema.to_owned(),
        table: table.to_owned(),
        name: name.to_owned(),
        position,
        data_type: "int".to_owned(),
        ..ColumnRow::default()
    }
}

fn reference(parent_schema: &str, parent: &str) -> ForeignKeyPartRow {
    ForeignKeyPartRow {
        schema: "shop".to_owned(),
        table: "child".to_owned(),
        key: format!("to_{parent}"),
        position: 1,
        column: "p".to_owned(),
        parent_schema: parent_schema.to_owned(),
        parent: parent.to_owned(),
        parent_column: "id".to_owned(),
    }
}

fn built(facts: &Facts, single: Option<&str>) -> (Catalog, Vec<String>) {
    let mut notes = Vec::new();
    let frame = Frame {
        engine: Engine::Mysql,
        version: Version::new(8, 4, 0),
        single: single.map(str::to_owned),
        settings: Settings::default(),
    };
    let catalog = build(frame, facts, &[], &mut notes);
    (catalog, notes)
}

fn names(catalog: &Catalog) -> Vec<String> {
    catalog.tables().map(|table| table.name.to_string()).collect()
}

#[test]
fn only_the_one_database_that_is_read_goes_without_saying() {
    let facts = Facts {
        tables: vec![
            table("crm", "person", "BASE TABLE"),
            table("shop", "child", "BASE TABLE"),
            table("shop", "v", "VIEW"),
            table("shop", "s", "SEQUENCE"),
        ],
        columns: vec![
            column("shop", "child", "p", 2),
            column("shop", "child", "id", 1),
            column("shop", "v", "p", 1),
        ],
        foreign_key_parts: vec![reference("crm", "person")],
        ..Facts::default()
    };
    let (catalog, notes) = built(&facts, Some("shop"));
    assert_eq!(names(&catalog), ["child", "v", "crm.person"]);
    let child = catalog.table_at(0).expect("the child");
    assert_eq!(child.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["id", "p"]);
    assert_eq!(child.foreign_keys[0].parent.to_string(), "crm.person");
    assert_eq!(child.charset.as_deref(), Some("utf8mb4"));
    let view = catalog.table_at(1).expect("the view");
    assert_eq!(
        (&view.kind, view.completeness, view.columns.len()),
        (&TableKind::View, Completeness::ColumnsUnknown, 0)
    );
    assert_eq!(notes, [""; 0]);
    assert_eq!(names(&built(&facts, None).0), ["crm.person", "shop.child", "shop.v"]);
}

#[test]
fn a_parent_is_found_in_any_spelling_where_the_server_ignores_case() {
    let parent = |folds| {
        let facts = Facts {
            folds,
            tables: vec![table("Shop", "Person", "BASE TABLE"), table("Shop", "child", "BASE TABLE")],
            foreign_key_parts: vec![ForeignKeyPartRow {
                schema: "Shop".to_owned(),
                ..reference("shop", "person")
            }],
            ..Facts::default()
        };
        let (catalog, _) = built(&facts, Some("Shop"));
        let key = catalog.foreign_keys().next().map(|(_, _, key)| key.parent.to_string());
        key.expect("the foreign key")
    };
    assert_eq!(parent(true), "Person");
    assert_eq!(parent(false), "shop.person");
}

#[test]
fn the_end_of_a_row_is_no_part_of_a_key() {
    let part = |position, column: &str| KeyPartRow {
        schema: "shop".to_owned(),
        table: "v".to_owned(),
        key: "PRIMARY".to_owned(),
        position,
        unique: true,
        column: Some(column.to_owned()),
        method: "BTREE".to_owned(),
        used: true,
        ..KeyPartRow::default()
    };
    let facts = Facts {
        tables: vec![table("shop", "v", "SYSTEM VERSIONED")],
        columns: vec![
            column("shop", "v", "id", 1),
            ColumnRow { generation: "ROW END".to_owned(), ..column("shop", "v", "till", 2) },
        ],
        key_parts: vec![part(2, "till"), part(1, "id")],
        ..Facts::default()
    };
    let (catalog, _) = built(&facts, Some("shop"));
    let table = catalog.table_at(0).expect("the table");
    assert!(table.is_unique_over(&[table.columns[0].name.clone()]));
}

#[test]
fn what_is_odd_is_told() {
    let broken = TableRow { storage_engine: None, ..table("shop", "b", "BASE TABLE") };
    let facts = Facts { tables: vec![broken, table("shop", "w", "WONDER")], ..Facts::default() };
    let (catalog, notes) = built(&facts, Some("shop"));
    assert_eq!(names(&catalog), ["b", "w"]);
    assert_eq!(
        notes,
        [
            "the server cannot open `shop.b`: its columns are not known",
            "`shop.w` is a `WONDER`, taken for a table"
        ]
    );
}

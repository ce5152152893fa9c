//! A schema reflected is the schema declared, but for what a server adds, resolves and prints in its own words.

use fklint_catalog::{Completeness, TableKind, Version};
use fklint_reflect::live::LiveOptions;

use crate::diff::differences;
use crate::server::{Database, declared, servers, skipped};

const SCHEMA: &str = include_str!("../../../../testdata/schemas/postgres/features.sql");
const DIFFERENCES: &str = include_str!("schema.differences");
const SCHEMA_18: &str = include_str!("../../../../testdata/schemas/postgres/features18.sql");
const DIFFERENCES_18: &str = include_str!("schema18.differences");

#[test]
fn a_schema_differs_from_its_ddl_where_it_is_known_to() {
    for server in servers("a_schema_differs_from_its_ddl_where_it_is_known_to") {
        let database = Database::new(&server, SCHEMA);
        let live = database.reflect();
        assert_eq!(live.notes, [""; 0]);
        let declared = declared(SCHEMA, live.catalog.version);
        assert_eq!(differences(&declared, &live.catalog).join("\n"), DIFFERENCES.trim_end());
    }
}

#[test]
fn what_18_adds_is_seen() {
    for server in servers("what_18_adds_is_seen") {
        if version(&server) < Version::new(18, 0, 0) {
            skipped("what_18_adds_is_seen", &format!("{server} is older"));
            continue;
        }
        let database = Database::new(&server, SCHEMA_18);
        let live = database.reflect();
        assert_eq!(live.notes, [""; 0]);
        let declared = declared(SCHEMA_18, live.catalog.version);
        assert_eq!(differences(&declared, &live.catalog).join("\n"), DIFFERENCES_18.trim_end());
    }
}

fn version(server: &fklint_reflect::live::DbUrl) -> Version {
    let row = crate::server::client(server).query_one("SHOW server_version", &[]).unwrap();
    row.get::<_, String>(0).parse().unwrap()
}

#[test]
fn parents_elsewhere_come_along_without_what_they_reference() {
    for server in servers("parents_elsewhere_come_along_without_what_they_reference") {
        let ddl = "
            CREATE SCHEMA app; CREATE SCHEMA base;
            CREATE TABLE base.land (id int PRIMARY KEY);
            CREATE TABLE base.city (id int PRIMARY KEY, land_id int REFERENCES base.land);
            CREATE TABLE base.street (id int PRIMARY KEY);
            CREATE TABLE app.shop (id int PRIMARY KEY, city_id int REFERENCES base.city);
            CREATE TABLE app.sale (shop_id int REFERENCES app.shop);
        ";
        let database = Database::new(&server, ddl);
        let options = LiveOptions { schemas: vec!["app".to_owned()], ..LiveOptions::default() };
        let catalog = database.open(&options).reflect().unwrap().catalog;
        let tables: Vec<String> = catalog.tables().map(|table| table.name.to_string()).collect();
        assert_eq!(tables, ["base.city", "shop", "sale"]);
        let keys: Vec<String> = catalog
            .foreign_keys()
            .map(|(child, _, key)| format!("{} > {}", child.name, key.parent))
            .collect();
        assert_eq!(keys, ["shop > base.city", "sale > shop"]);
        let city = catalog.tables().next().unwrap();
        assert_eq!((city.columns.len(), city.keys.len(), city.completeness), (2, 1, Completeness::Whole));
        let both = LiveOptions { schemas: vec!["app".to_owned(), "base".to_owned()], ..options };
        let catalog = database.open(&both).reflect().unwrap().catalog;
        assert_eq!((catalog.len(), catalog.foreign_keys().count()), (5, 3));
        assert_eq!(catalog.default_schema.unwrap().as_str(), "public");
    }
}

#[test]
fn what_an_extension_made_is_left_out_unless_it_is_a_parent() {
    for server in servers("what_an_extension_made_is_left_out_unless_it_is_a_parent") {
        let ddl = "
            CREATE TABLE known (id int PRIMARY KEY); CREATE TABLE hidden (id int REFERENCES known);
            CREATE TABLE own (known_id int REFERENCES known);
            ALTER EXTENSION plpgsql ADD TABLE known; ALTER EXTENSION plpgsql ADD TABLE hidden;
        ";
        let catalog = Database::new(&server, ddl).reflect().catalog;
        let tables: Vec<String> = catalog.tables().map(|table| table.name.to_string()).collect();
        assert_eq!(tables, ["known", "own"]);
    }
}

#[test]
fn an_index_that_was_never_finished_is_not_valid() {
    for server in servers("an_index_that_was_never_finished_is_not_valid") {
        let database = Database::new(&server, "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)");
        database.client().batch_execute("CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id)").unwrap_err();
        let catalog = database.reflect().catalog;
        let key = &catalog.tables().next().unwrap().keys[0];
        assert_eq!((key.name.as_ref().unwrap().as_str(), key.valid), ("a_id", false));
    }
}

#[test]
fn odd_names_are_kept_and_a_partition_attached_has_its_parent() {
    for server in servers("odd_names_are_kept_and_a_partition_attached_has_its_parent") {
        let ddl = r#"
            CREATE SCHEMA "Odd ""Schema""";
            CREATE TABLE "Odd ""Schema"""."É . t" ("a""b" int PRIMARY KEY, "SELECT" int DEFAULT 1);
            CREATE INDEX "i'x" ON "Odd ""Schema"""."É . t" (("a""b" + "SELECT"));
            CREATE TABLE p (id int) PARTITION BY HASH (id);
            CREATE TABLE q (id int);
            ALTER TABLE p ATTACH PARTITION q FOR VALUES WITH (MODULUS 1, REMAINDER 0);
        "#;
        let catalog = Database::new(&server, ddl).reflect().catalog;
        let odd = catalog.tables().next().unwrap();
        assert_eq!(odd.name.to_string(), "Odd \"Schema\".É . t");
        assert_eq!(odd.columns[0].name.as_str(), "a\"b");
        assert_eq!(odd.keys[1].parts[0].expression.as_deref(), Some("((\"a\"\"b\" + \"SELECT\"))"));
        let kind =
            |name: &str| &catalog.tables().find(|table| table.name.name.as_str() == name).unwrap().kind;
        assert!(matches!(kind("q"), TableKind::Partition { of, .. } if of.name.as_str() == "p"));
    }
}

#[test]
fn as_many_queries_for_many_tables_as_for_one() {
    for server in servers("as_many_queries_for_many_tables_as_for_one") {
        let one = Database::new(&server, "CREATE TABLE t (id int PRIMARY KEY)").reflect();
        let mut ddl = String::new();
        for n in 0..40 {
            ddl.push_str(&format!(
                "CREATE TABLE t{n} (id serial PRIMARY KEY, up int REFERENCES t{n} CHECK (up > 0));"
            ));
        }
        let many = Database::new(&server, &ddl).reflect();
        assert_eq!((one.catalog.len(), many.catalog.len()), (1, 40));
        assert_eq!(one.queries, many.queries);
    }
}

//! What a server says of a schema against what its text says.

use fklint_catalog::{Catalog, Ident, NameKind, Quoting, stored};

use crate::{Database, on_each, read};

const BOTH: &str = r"
CREATE TABLE parent (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT, code VARCHAR(40) NOT NULL DEFAULT 'it''s \\ x', tenant INT NOT NULL,
  flag BOOL DEFAULT TRUE, price DECIMAL(10,2) DEFAULT 1.5, bits BIT(4) DEFAULT b'0101', bin VARBINARY(8) DEFAULT 'abc',
  kind ENUM('a','b''c') DEFAULT 'b''c', made TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  made6 DATETIME(6) DEFAULT NOW(6) ON UPDATE NOW(6), day DATE DEFAULT '2020-01-02', note TEXT COMMENT 'a ''note''',
  latin CHAR(3) CHARACTER SET latin1 DEFAULT 'x', blank VARCHAR(3) DEFAULT '', word VARCHAR(30) DEFAULT 'CURRENT_TIMESTAMP',
  nul INT DEFAULT NULL, yr YEAR DEFAULT 2001, g1 INT GENERATED ALWAYS AS (tenant + 1) VIRTUAL,
  g2 VARCHAR(50) AS (concat(code, '-', 'q''\\')) STORED, expr INT DEFAULT (1 + 2),
  PRIMARY KEY (id), UNIQUE KEY u (tenant, code(10)), KEY down (tenant DESC, code), FULLTEXT KEY ft (note),
  CHECK (price > 0), CONSTRAINT named CHECK (code <> 'a''b' OR tenant > 3)
) ENGINE=InnoDB;
CREATE TABLE child (
  id BIGINT PRIMARY KEY CHECK (id > 0), p INT UNSIGNED, q INT UNSIGNED, t INT,
  CONSTRAINT c1 FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET NULL,
  FOREIGN KEY (q) REFERENCES parent (id) ON DELETE NO ACTION,
  FOREIGN KEY (p) REFERENCES parent (id) ON DELETE RESTRICT
);
CREATE TABLE parts (id INT, k INT, PRIMARY KEY (id, k)) PARTITION BY HASH (k) PARTITIONS 3;
CREATE TABLE mem (id INT PRIMARY KEY, a INT, KEY tree (a) USING BTREE, p INT UNSIGNED, FOREIGN KEY (p) REFERENCES parent (id)) ENGINE=MEMORY;
CREATE TABLE geo (g GEOMETRY NOT NULL, SPATIAL KEY (g));
CREATE TABLE `od``d [x]` (`we``ird` INT, `ü` INT, UNIQUE (`we``ird`));
CREATE VIEW v AS SELECT id, code FROM parent;
";

const MYSQL: &str = include_str!("../../../../testdata/schemas/mysql/features.sql");

const MARIADB: &str = include_str!("../../../../testdata/schemas/mariadb/features.sql");

const PARTITIONS: &str = include_str!("../../../../testdata/schemas/mysql/partitions.sql");

const MARIADB_PARTITIONS: &str = r"
CREATE TABLE d1 (a INT) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1), PARTITION pd DEFAULT);
CREATE TABLE d2 (a INT) PARTITION BY LIST COLUMNS (a) (PARTITION p0 VALUES IN (1), PARTITION pd DEFAULT);
CREATE TABLE v1 (id INT) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME LIMIT 1000 (PARTITION ph HISTORY, PARTITION pc CURRENT);
";

#[test]
fn partitions_are_told_as_they_were_written() {
    on_each("partitions_are_told_as_they_were_written", |server| {
        let mut database = Database::new(server);
        let more = if database.is_mariadb() { MARIADB_PARTITIONS } else { "" };
        let sql = format!("{PARTITIONS}{more}");
        database.run(&sql);
        let live = database.reflect();
        assert_eq!(live.notes, [""; 0]);
        let empty = live.catalog.tables().find(|table| table.partition_by.as_deref() == Some(""));
        assert_eq!(empty.map(|table| table.name.to_string()), None);
        assert_eq!(differences(&live.catalog, &sql), [""; 0]);
    });
}

#[test]
fn a_schema_is_told_as_it_was_written() {
    on_each("a_schema_is_told_as_it_was_written", |server| {
        let mut database = Database::new(server);
        let mariadb = database.is_mariadb();
        let sql = format!("{BOTH}{}", if mariadb { MARIADB } else { MYSQL });
        database.run(&sql);
        let live = database.reflect();
        let engine = database.engine();
        assert_eq!(live.catalog.engine, engine);
        let name = Ident::new(engine, NameKind::Schema, &database.name, Quoting::Quoted);
        assert_eq!(live.catalog.default_schema, Some(name));
        assert_eq!(live.catalog.settings.foreign_key_checks, Some(true));
        assert_eq!(live.catalog.settings.charset.as_deref(), Some("utf8mb4"));
        assert_eq!(live.notes, [""; 0]);
        assert_eq!(differences(&live.catalog, &sql), [""; 0]);
    });
}

/// The columns that expressions use are known, however the server writes the expressions.
#[test]
fn expressions_are_read() {
    on_each("expressions_are_read", |server| {
        let database = Database::with(server, BOTH);
        let catalog = database.reflect().catalog;
        let table = catalog.tables().find(|table| table.name.name.as_str() == "parent").expect("the parent");
        let generated = table.columns.iter().filter_map(|column| column.generated.as_deref());
        let mut expressions: Vec<_> = generated.map(|generated| &generated.expression).collect();
        expressions.extend(table.checks.iter().map(|check| &check.expression));
        let columns: Vec<usize> = expressions
            .iter()
            .map(|expression| expression.columns.as_ref().unwrap_or_else(|| panic!("{expression:?}")).len())
            .collect();
        assert_eq!(columns.iter().sum::<usize>(), 5, "{expressions:?}");
    });
}

/// Where a live schema is another than its text.
fn differences(live: &Catalog, sql: &str) -> Vec<String> {
    stored::compare(live, &read(sql, live)).iter().map(ToString::to_string).collect()
}

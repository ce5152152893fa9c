//! `reflect(live loaded with ddl) == read(ddl)`.

use crate::{Folder, declared, differences, reflect};

/// A schema in each paragraph.
const EQUAL: &str = include_str!("equal.sql");

#[test]
fn what_is_reflected_is_what_the_text_says() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for ddl in EQUAL.split("\n\n").filter(|ddl| ddl.contains("CREATE")) {
        let folder = Folder::new();
        let live = reflect(&folder.database(ddl));
        let lines = differences(&live.catalog, &declared(ddl));
        if !(lines.is_empty() && live.notes.is_empty()) {
            wrong.push(format!("{ddl}\n{}\nnotes {:?}", lines.join("\n"), live.notes));
        }
        assert_eq!(live.queries, 5);
        tried += 1;
    }
    assert!(tried > 40, "only {tried} schemas");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where SQLite knows more than the text, or takes it for something else; what the text says stands behind.
const DIFFERENT: &[(&str, &str)] = &[
    ("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b", "the columns of a query are in the stored text"),
    (
        "CREATE TABLE t(a INT); CREATE INDEX i ON t(\"b\")",
        "a name in double quotes that is no column is a string",
    ),
    ("CREATE TABLE t(a, b, PRIMARY KEY (a, b, a)) WITHOUT ROWID", "a column counts once"),
];

#[test]
fn what_differs_is_known() {
    for (ddl, why) in DIFFERENT {
        let folder = Folder::new();
        let live = reflect(&folder.database(ddl));
        let lines = differences(&live.catalog, &declared(ddl));
        assert_eq!(lines.len(), 1, "{ddl}: {why}: {lines:?} {:?}", live.notes);
    }
}

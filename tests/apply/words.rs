//! `fklint fix --apply` on SQLite builds tables anew in the words of their users, and `--undo` gives these back.

use std::process::Output;

use crate::common::Folder;
use rusqlite::Connection;

/// A schema as people write it: comments, capitals, odd layout and quotes, and what fklint's catalog does not keep.
const WRITTEN: &str = "
create table Country -- all of them
(
    Code text  /* ISO */ , -- two letters
    name  TEXT unique on conflict IGNORE,
    [up] Text REFERENCES country(code) , check(length(name)>0 )
) ;
CREATE  TABLE IF NOT EXISTS 'customer' (customer_id integer primary key desc, -- apart from its rowid
  code text NOT NULL on conflict ABORT references Country (CODE)
  , spent, -- no type
  other text not null references country(name) on delete set null, -- NULL it must be
  CONSTRAINT \"spent?\" CHECK (spent >= 0) -- the end
);
create unique index if not exists By_Name ON country(name collate NoCase desc) where name is not null; -- partial
INSERT INTO country (rowid, code, name) VALUES (10, 'de', 'x'), (20, 'fr', NULL);
INSERT INTO customer (rowid, customer_id, code, other) VALUES (7, 1, 'de', 'x'), (5, 2, 'fr', 'x');
";

#[test]
fn what_users_wrote_stays_as_they_wrote_it_both_ways() {
    let folder = with(WRITTEN);
    let before = everything(&folder);
    let output = folder.run(&[ALL, &["--ignore", "fk-index-missing"]].concat());
    let text = said(&output);
    assert!(text.contains("ALTER TABLE Country RENAME TO"), "{text}");
    assert!(text.contains("the database is what was promised"), "{text}");
    let now = everything(&folder);
    let edits = [
        ("check(length(name)>0 )\n", "check(length(name)>0 ),\n    UNIQUE (code)\n"),
        ("other text not null references", "other text references"),
    ];
    for (old, _) in edits {
        assert!(before.iter().any(|line| line.contains(old)), "{before:#?}");
    }
    let edited = |line: &String| edits.iter().fold(line.clone(), |line, (old, new)| line.replace(old, new));
    assert_eq!(now, before.iter().map(edited).collect::<Vec<_>>());
    let journal = std::fs::read_dir(&folder.0).expect("it is there").find_map(|entry| {
        let name = entry.expect("it can be read").file_name().into_string().expect("it is UTF-8");
        name.ends_with(".jsonl").then_some(name)
    });
    let output = folder.run(&["fix", "--undo", &journal.expect("there is a journal"), "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(everything(&folder), before);
}

#[test]
fn what_the_catalog_does_not_keep_is_not_lost_where_its_text_cannot_be_edited() {
    // The clause belongs to the NOT NULL that the plan drops.
    let folder = with(
        "CREATE TABLE country (code TEXT PRIMARY KEY);
         CREATE TABLE customer (code TEXT NOT NULL ON CONFLICT ABORT REFERENCES country (code) ON DELETE SET NULL);
         INSERT INTO country VALUES ('de'); INSERT INTO customer VALUES ('de');",
    );
    let text = said(&folder.run(ALL));
    assert!(text.contains("building `customer` anew would lose its ON CONFLICT clauses"), "{text}");
    let now = everything(&folder);
    assert!(now.iter().any(|line| line.contains("CREATE INDEX customer_code_idx")), "{text}");
    assert!(now.iter().any(|line| line.contains("NOT NULL ON CONFLICT ABORT")), "{now:#?}");
}

const ALL: &[&str] = &["fix", "--apply", "shop.db", "--safety", "risky", "--yes"];

fn with(sql: &str) -> Folder {
    // An empty file is a database.
    let folder = Folder::new().with("shop.db", "");
    let connection = Connection::open(folder.0.join("shop.db")).expect("it can be made");
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).expect("the schema is right");
    folder
}

/// Every row with its rowid, and what made the tables and indexes.
fn everything(folder: &Folder) -> Vec<String> {
    let connection = Connection::open(folder.0.join("shop.db")).expect("it can be opened");
    let texts = |sql: &str| {
        let mut statement = connection.prepare(sql).expect(sql);
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect(sql);
        rows.map(|row| row.expect("it is text")).collect::<Vec<_>>()
    };
    let mut all = texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    for table in texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
        let columns = texts(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let values =
            columns.iter().map(|column| format!("quote({column})")).collect::<Vec<_>>().join(" || ', ' || ");
        all.extend(texts(&format!(
            "SELECT '{table} ' || rowid || ': ' || {values} FROM {table} ORDER BY rowid"
        )));
    }
    all
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

//! How many queries a schema takes, and how long a large one.

use std::fmt::Write;
use std::time::Instant;

use fklint_reflect::live::LiveOptions;

use crate::{Database, on_each, open};

/// Tables in a chain, each with a foreign key to the one before and one to itself.
fn chain(tables: usize) -> String {
    let mut sql = String::new();
    for number in 0..tables {
        let _ = write!(
            sql,
            "CREATE TABLE t{number} (id INT PRIMARY KEY, a INT, b INT, FOREIGN KEY (b) REFERENCES t{number} (id)"
        );
        if number > 0 {
            let _ = write!(sql, ", FOREIGN KEY (a) REFERENCES t{} (id)", number - 1);
        }
        sql.push_str(");");
    }
    sql
}

#[test]
fn the_number_of_queries_does_not_grow() {
    on_each("the_number_of_queries_does_not_grow", |server| {
        let queries = |tables| {
            let live = Database::with(server, &chain(tables)).reflect();
            assert_eq!(live.catalog.len(), tables);
            live.queries
        };
        assert_eq!(queries(1), queries(12));
    });
}

/// `FKLINT_BIG` names a database that is there.
#[test]
#[ignore = "measures a large database"]
fn a_large_database() {
    let Ok(name) = std::env::var("FKLINT_BIG") else {
        println!("SKIPPED a_large_database: FKLINT_BIG names no database");
        return;
    };
    on_each("a_large_database", |server| {
        let options = LiveOptions { schemas: vec![name.clone()], ..LiveOptions::default() };
        for _ in 0..3 {
            let start = Instant::now();
            let live = open(server, &options).expect("a session").reflect().expect("a catalog");
            let (tables, keys) = (live.catalog.len(), live.catalog.foreign_keys().count());
            let took = start.elapsed().as_secs_f32();
            eprintln!(
                "port {}: {tables} tables, {keys} foreign keys, {} queries, {took:.2} s",
                server.port, live.queries
            );
        }
    });
}

//! Questions to the rows, and what no question can do.

use std::time::Duration;

use fklint_reflect::live::{Answer, LiveOptions, Trouble};

use crate::server::{Database, servers};

const ROWS: &str = "
    CREATE SCHEMA side;
    CREATE TABLE widget (id int, name text, at timestamptz);
    INSERT INTO widget SELECT n, CASE WHEN n > 1 THEN 'w' || n END FROM generate_series(1, 5) AS n;
    CREATE TABLE side.widget (id int);
    CREATE SEQUENCE numbers;
";

#[test]
fn rows_are_counted_and_some_are_shown() {
    for server in servers("rows_are_counted_and_some_are_shown") {
        let database = Database::new(&server, ROWS);
        let mut session = database.open(&LiveOptions::default());
        let select = "SELECT id, name, id > 1 AS more FROM widget ORDER BY id -- the first ones";
        let row = |values: [Option<&str>; 3]| values.map(|value| value.map(str::to_owned)).to_vec();
        let samples = vec![row([Some("1"), None, Some("false")]), row([Some("2"), Some("w2"), Some("true")])];
        assert_eq!(session.ask(select, 2), Ok(Answer { rows: 5, samples }));
        assert_eq!(session.ask(select, 0).unwrap(), Answer { rows: 5, samples: Vec::new() });
        assert_eq!(session.ask("SELECT id FROM widget WHERE id > 9", 3).unwrap(), Answer::default());
        // The schema that was asked for is the one that bare names mean.
        let side = LiveOptions { schemas: vec!["side".to_owned()], ..LiveOptions::default() };
        assert_eq!(database.open(&side).ask("SELECT id FROM widget", 1).unwrap().rows, 0);
    }
}

#[test]
fn no_question_writes() {
    for server in servers("no_question_writes") {
        let database = Database::new(&server, ROWS);
        let mut session = database.open(&LiveOptions::default());
        for question in [
            "SELECT 1) AS a; DROP TABLE widget; SELECT 1 FROM (SELECT 1",
            "SELECT 1) AS a; COMMIT; DELETE FROM widget; SELECT 1 FROM (SELECT 1",
            "DELETE FROM widget RETURNING id",
            "WITH gone AS (DELETE FROM widget RETURNING id) SELECT id FROM gone",
            "SELECT nextval('numbers')",
            "SELECT id FROM widget FOR UPDATE",
            "SELECT set_config('transaction_read_only', 'off', false), nextval('numbers')",
        ] {
            assert_eq!(session.ask(question, 1).unwrap_err().trouble, Trouble::Failed, "{question}");
        }
        assert_eq!(session.ask("SELECT id FROM widget", 0).unwrap().rows, 5);
    }
}

#[test]
fn patience_ends() {
    for server in servers("patience_ends") {
        let database = Database::new(&server, ROWS);
        let options = LiveOptions { question_timeout: Duration::from_millis(400), ..LiveOptions::default() };
        let mut session = database.open(&options);
        assert_eq!(session.ask("SELECT pg_sleep(9)", 0).unwrap_err().trouble, Trouble::TimedOut);
        let mut other = database.client();
        other.batch_execute("BEGIN; LOCK TABLE widget IN ACCESS EXCLUSIVE MODE").unwrap();
        assert_eq!(session.ask("SELECT id FROM widget", 0).unwrap_err().trouble, Trouble::Locked);
        // The catalog can be read all the same.
        assert_eq!(session.reflect().unwrap().catalog.len(), 2);
        other.batch_execute("ROLLBACK").unwrap();
        assert_eq!(session.ask("SELECT id FROM widget", 0).unwrap().rows, 5);
    }
}

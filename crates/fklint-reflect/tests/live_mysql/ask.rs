//! Questions to the rows: counted, sampled, limited, and never a write.

use std::time::Duration;

use fklint_reflect::live::{LiveOptions, Trouble};

use crate::{Database, on_each};

#[test]
fn rows_are_counted_and_some_are_shown() {
    on_each("rows_are_counted_and_some_are_shown", |server| {
        let rows =
            "CREATE TABLE t (a INT, b VARCHAR(9)); INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, '''')";
        let database = Database::with(server, rows);
        let mut session = database.open(&LiveOptions::default()).expect("a session");
        let answer = session.ask("SELECT a, b FROM t ORDER BY a -- all of them", 2).expect("an answer");
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(answer.rows, 3);
        assert_eq!(answer.samples, [vec![text("1"), text("x")], vec![text("2"), None]]);
        assert_eq!(session.ask("SELECT * FROM t WHERE a > 3", 2).expect("an answer").rows, 0);
        assert_eq!(session.ask("SELECT * FROM t", 0).expect("an answer").samples, Vec::<Vec<_>>::new());
        let twice = session.ask("SELECT x.a, y.a FROM t x JOIN t y ON x.a = y.a", 9).expect("an answer");
        assert_eq!((twice.rows, twice.samples.len(), twice.samples[0].len()), (3, 3, 2));
    });
}

#[test]
fn no_question_writes() {
    on_each("no_question_writes", |server| {
        let mut database = Database::with(server, "CREATE TABLE t (a INT)");
        database.run("SET GLOBAL log_bin_trust_function_creators = 1");
        database.run("CREATE FUNCTION f() RETURNS INT BEGIN INSERT INTO t VALUES (1); RETURN 1; END");
        let mut session = database.open(&LiveOptions::default()).expect("a session");
        let refused = session.ask("SELECT f()", 1).expect_err("a function that writes");
        assert!(refused.why.contains("READ ONLY transaction"), "{refused}");
        for question in [
            "SELECT 1) AS q; DROP TABLE t; SELECT * FROM (SELECT 2",
            "INSERT INTO t VALUES (1)",
            "DROP TABLE t",
        ] {
            let error = session.ask(question, 1).expect_err(question);
            assert_eq!(error.trouble, Trouble::Failed, "{question}: {error}");
        }
        assert_eq!(session.ask("SELECT * FROM t", 1).expect("an answer").rows, 0);
    });
}

#[test]
fn a_question_that_takes_too_long_is_given_up() {
    on_each("a_question_that_takes_too_long_is_given_up", |server| {
        let mut database = Database::with(server, "CREATE TABLE n (a INT)");
        let rows: Vec<String> = (0..200).map(|number| format!("({number})")).collect();
        database.run(&format!("INSERT INTO n VALUES {}", rows.join(", ")));
        let options = LiveOptions { question_timeout: Duration::from_millis(300), ..LiveOptions::default() };
        let mut session = database.open(&options).expect("a session");
        let question = "SELECT a.a FROM n a, n b, n c, n d WHERE a.a + b.a + c.a + d.a = 7";
        assert_eq!(session.ask(question, 1).expect_err("too long").trouble, Trouble::TimedOut);
        assert_eq!(session.ask("SELECT * FROM n", 1).expect("the session goes on").rows, 200);
    });
}

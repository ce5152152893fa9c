//! What others change between the look and the work, and between moves: schemas, rows, and indexes left unfinished.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fklint_apply::live::Wishes;
use fklint_catalog::Engine;
use fklint_testkit::scratch::Session;

use crate::run::Told;
use crate::shop::{Shop, lines, missing};
use crate::{ALL, Count, MYSQL_LIKE, on_each};

const FLAG: &str = "ALTER TABLE customer ADD COLUMN flag int";
const NO_FLAG: &str = "ALTER TABLE customer DROP COLUMN flag";

#[test]
fn a_schema_that_changed_since_it_was_looked_at_is_left_alone() {
    on_each("a changed schema", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        for (change, back, words) in [
            (FLAG, NO_FLAG, "customer.flag"),
            ("ALTER TABLE users ADD COLUMN more int", "ALTER TABLE users DROP COLUMN more", ""),
        ] {
            let work = shop.work(Wishes::default());
            let rows = shop.rows();
            shop.run(change);
            let schema = shop.schema();
            let ended = work.carry_out(Some(&shop.path("j.jsonl")), &mut |_| {});
            match ended {
                Err(stop) => {
                    assert!(!words.is_empty() && stop.0.contains(words), "{stop}");
                    assert!(stop.0.contains("nothing was changed"), "{stop}");
                    assert_eq!(shop.schema(), schema);
                }
                // No move touches that table, and in the end the whole is not what was promised.
                Ok(report) => {
                    let why = report.stopped.expect("it is told");
                    assert!(words.is_empty() && why.contains("users.more"), "{why}");
                }
            }
            shop.run(back);
            count.case(missing(&rows, &shop.rows()));
        }
        shop.resumed("j.jsonl").is_done("resume");
        shop.undone("j.jsonl").is_done("undo");
        count.told("schema changed after the look", server);
    });
}

#[test]
fn a_schema_that_changes_between_moves_stops_it() {
    on_each("a schema that changes", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (old, rows, url) = (shop.schema(), shop.rows(), shop.url());
        for (number, sql) in ["invited_by", "customer_user"].iter().enumerate() {
            let journal = format!("{number}.jsonl");
            let run = shop.paused(shop.step_before(sql), &shop.apply(&url, &journal));
            assert!(run.waits);
            shop.run(FLAG);
            let schema = shop.schema();
            let told = run.told();
            told.stopped(&["`customer.flag`: it is there, and should not be"]);
            if server.engine() == Engine::Postgres {
                told.stopped(&["the move was rolled back"]);
                assert_eq!(shop.schema(), schema);
            }
            shop.fix(&[&url, "--resume", &journal, "--yes"])
                .refused(&["in none of the states", "customer.flag"]);
            shop.run(NO_FLAG);
            count.case(missing(&rows, &shop.rows()));
            shop.resumed(&journal).is_done(sql);
            shop.undone(&journal).is_done(sql);
            assert_eq!((shop.rows(), shop.schema()), (rows.clone(), old.clone()));
        }
        // What the next move is about is not there any more.
        let run = shop.paused(shop.step_before("customer_user"), &shop.apply(&url, "gone.jsonl"));
        let drop = if server.engine() == Engine::Postgres { "CONSTRAINT" } else { "FOREIGN KEY" };
        shop.run(&format!("ALTER TABLE customer DROP {drop} customer_user"));
        run.told().stopped(&["customer_user"]);
        count.case(missing(&rows, &shop.rows()));
        shop.run(
            "ALTER TABLE customer ADD CONSTRAINT customer_user FOREIGN KEY (realm, username) \
             REFERENCES users (realm, username) ON DELETE CASCADE",
        );
        shop.resumed("gone.jsonl").is_done("gone");
        shop.undone("gone.jsonl").is_done("gone");
        assert_eq!((shop.rows(), shop.schema()), (rows, old));
        count.told("schema changed between moves", server);
    });
}

/// A session that may write what foreign keys forbid.
fn unchecked(shop: &Shop) -> Session {
    let mut session = shop.session();
    let off = if shop.engine() == Engine::Postgres {
        "SET session_replication_role = replica"
    } else {
        "SET foreign_key_checks = 0"
    };
    session.run(off).expect("the user of the tests may");
    session
}

#[test]
fn a_row_without_a_parent_that_comes_between_stops_it() {
    on_each("orphans", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (old, url) = (shop.schema(), shop.url());
        let insert = "INSERT INTO customer VALUES (9, 'xx', 'nobody', 1, NULL)";
        let statements: &[&str] = if server.engine() == Engine::Postgres {
            &["VALIDATE CONSTRAINT", "DROP CONSTRAINT customer_user"]
        } else {
            &["DROP FOREIGN KEY customer_user"]
        };
        for (number, sql) in statements.iter().enumerate() {
            let journal = format!("{number}.jsonl");
            let run = shop.paused(shop.step_before(sql), &shop.apply(&url, &journal));
            assert!(run.waits);
            lines(&mut unchecked(&shop), insert);
            let rows = shop.rows();
            run.told().stopped(&["1 row stands in the way ('xx', 'nobody'): see SELECT"]);
            shop.fix(&[&url, "--resume", &journal, "--yes"]).stopped(&["1 row stands in the way"]);
            count.case(missing(&rows, &shop.rows()));
            lines(&mut unchecked(&shop), "DELETE FROM customer WHERE customer_id = 9");
            let rows = shop.rows();
            shop.resumed(&journal).is_done(sql);
            // The foreign key is checked again.
            assert!(shop.session().run(insert).is_err());
            shop.undone(&journal).is_done(sql);
            assert_eq!((shop.rows(), shop.schema()), (rows, old.clone()));
        }
        count.told("orphan between moves", server);
    });
}

#[test]
fn a_value_that_comes_twice_between_stops_the_key() {
    const COUNTRY: &str = "
CREATE TABLE country (code varchar(8) NOT NULL, name text, KEY (code)) ENGINE=InnoDB;
CREATE TABLE address (address_id int PRIMARY KEY, code varchar(8) NOT NULL, KEY (code),
  CONSTRAINT address_country FOREIGN KEY (code) REFERENCES country (code)) ENGINE=InnoDB;
INSERT INTO country VALUES ('de', 'x'), ('fr', 'y');
INSERT INTO address VALUES (1, 'de'), (2, 'fr');";
    on_each("duplicates", &MYSQL_LIKE, |server| {
        let mut count = Count::default();
        // MySQL 8.4 and later make such a foreign key only when told to.
        let allowed = match server.engine() {
            Engine::Mysql => format!("SET restrict_fk_on_non_standard_key = OFF;{COUNTRY}"),
            _ => COUNTRY.to_owned(),
        };
        let shop = Shop::of(server, &allowed, "fk-parent-not-unique");
        let (old, url) = (shop.schema(), shop.url());
        let run = shop.paused(shop.step_before("country"), &shop.apply(&url, "j.jsonl"));
        assert!(run.waits);
        shop.run("INSERT INTO country VALUES ('de', 'again')");
        let rows = shop.rows();
        run.told().stopped(&["stands in the way ('de', '2'): see SELECT"]);
        count.case(missing(&rows, &shop.rows()));
        lines(&mut unchecked(&shop), "DELETE FROM country WHERE name = 'again'");
        let rows = shop.rows();
        shop.resumed("j.jsonl").is_done("resume");
        shop.undone("j.jsonl").is_done("undo");
        assert_eq!((shop.rows(), shop.schema()), (rows, old));
        count.told("duplicate between moves", server);
    });
}

#[test]
fn an_index_that_was_left_unfinished_is_made_anew() {
    on_each("unfinished indexes", &[Engine::Postgres], |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (old, rows, url) = (shop.schema(), shop.rows(), shop.url());
        // It waits for transactions that are older, and is ended while it does.
        let mut older = shop.session();
        older.run("BEGIN; UPDATE invoice SET customer_id = customer_id WHERE false").expect("it can be held");
        let mut command = shop.command(&shop.apply(&url, "j.jsonl"));
        let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                     AND query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock'";
        let begun = Instant::now();
        while lines(&mut shop.session(), ended).is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing waits");
            std::thread::sleep(Duration::from_millis(20));
        }
        Told::new(&run.wait_with_output().expect("it ends"), &shop).stopped(&["57P01", "at CREATE INDEX"]);
        let left =
            |shop: &Shop| shop.schema().iter().any(|line| line.starts_with("index") && line.ends_with("| f"));
        assert!(left(&shop), "{:#?}", shop.schema());
        count.case(missing(&rows, &shop.rows()));
        older.run("COMMIT").expect("it ends");
        let told = shop.resumed("j.jsonl");
        told.is_done("resume");
        assert!(told.text.contains("DROP INDEX CONCURRENTLY invoice_customer_id_idx"), "{}", told.text);
        assert!(!left(&shop));
        shop.undone("j.jsonl").is_done("undo");
        assert_eq!((shop.rows(), shop.schema()), (rows, old));
        count.told("index left unfinished", server);
    });
}

//! Others who are at work on the tables, break the connection, or are fklint too.

use std::time::Duration;

use fklint_catalog::Engine;
use fklint_testkit::servers::Server;

use crate::shop::{Shop, lines, missing};
use crate::{ALL, Count, on_each};

/// What keeps tables, in words: a reader, and a writer.
const HOLDERS: [&str; 2] = ["SELECT * FROM customer", "UPDATE users SET name = name WHERE username = 'a'"];

#[test]
fn who_holds_a_table_is_waited_for_and_then_named() {
    on_each("held tables", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (rows, url) = (shop.rows(), shop.url());
        let mut holder = shop.session();
        holder.run("BEGIN").and_then(|_| holder.run(HOLDERS[0])).expect("it can be held");
        let told = shop.fix(&[shop.apply(&url, "j.jsonl"), vec!["--timeout", "0.3"]].concat());
        let code = if server.engine() == Engine::Postgres { "55P03" } else { "1205" };
        told.stopped(&[code, "it was tried 5 times"]);
        // MariaDB tells of no one who only reads.
        if server.engine() == Engine::Postgres {
            told.stopped(&["in its way: process ", "(idle in transaction for "]);
        } else if server.engine() == Engine::Mysql {
            told.stopped(&["in its way: connection ", "(sleep for "]);
        }
        count.case(missing(&rows, &shop.rows()));
        holder.run("COMMIT").expect("it ends");
        shop.resumed("j.jsonl").is_done("resume");
        assert_eq!(shop.rows(), rows);
        count.told("held by a reader", server);
    });
}

#[test]
fn who_ends_between_two_tries_is_not_noticed() {
    on_each("held tables", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (rows, url) = (shop.rows(), shop.url());
        for (number, held) in HOLDERS.iter().enumerate() {
            let journal = format!("{number}.jsonl");
            let mut holder = shop.session();
            holder.run("BEGIN").and_then(|_| holder.run(held)).expect("it can be held");
            let ends = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(2_500));
                holder.run("COMMIT").expect("it ends");
            });
            let told = shop.fix(&[shop.apply(&url, &journal), vec!["--timeout", "0.5"]].concat());
            ends.join().expect("it ends");
            told.is_done(held);
            count.case(missing(&rows, &shop.rows()));
            shop.undone(&journal).is_done(held);
        }
        count.told("held for a while", server);
    });
}

#[test]
fn a_broken_connection_is_told_and_gone_on_with() {
    on_each("broken connections", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (rows, url) = (shop.rows(), shop.url());
        for step in (4..).step_by(3) {
            let journal = format!("{step}.jsonl");
            let run = shop.paused(step, &shop.apply(&url, &journal));
            if !run.waits {
                run.told().is_done("the last step");
                break;
            }
            cut(&shop, server);
            let told = run.told();
            // What is left to say when all is done needs no connection but that of the last look.
            if told.code != Some(2) || !told.text.contains("--resume") {
                assert!(
                    told.text.contains("the database is what was promised"),
                    "step {step}: {}",
                    told.text
                );
            }
            count.case(missing(&rows, &shop.rows()));
            shop.resumed(&journal).is_done(&format!("step {step}"));
            shop.undone(&journal).is_done(&format!("step {step}"));
            assert_eq!(shop.rows(), rows);
        }
        assert!(count.cases > 7, "{} cases", count.cases);
        count.told("connection cut", server);
    });
}

/// Ends all connections to a database but one's own.
fn cut(shop: &Shop, server: &Server) {
    let mut session = shop.session();
    if server.engine() == Engine::Postgres {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(!lines(&mut session, end).is_empty());
        return;
    }
    let others =
        "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()";
    let others = lines(&mut session, others);
    assert!(!others.is_empty());
    // One may have ended by itself.
    others.iter().for_each(|id| drop(session.run(&format!("KILL {id}"))));
}

#[test]
fn two_at_a_time_are_refused() {
    on_each("two at a time", &ALL, |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (rows, url) = (shop.rows(), shop.url());
        let first = shop.paused(10, &shop.apply(&url, "first.jsonl"));
        assert!(first.waits);
        let told = shop.fix(&[&url, "--resume", "first.jsonl", "--yes", "--timeout", "1"]);
        told.refused(&["nothing was changed: another fklint works on"]);
        count.case(missing(&rows, &shop.rows()));
        first.told().is_done("the first");
        shop.undone("first.jsonl").is_done("back");
        assert_eq!(shop.rows(), rows);
        count.told("a second fklint", server);
    });
}

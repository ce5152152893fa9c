//! The process or the server is killed inside of a statement that takes its time.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fklint_catalog::Engine;
use fklint_testkit::scratch::Session;

use crate::run::Told;
use crate::shop::{Shop, lines};
use crate::{Count, private};

/// Rows for the tables whose rows are all read, or all written anew.
const POSTGRES: &str = "
INSERT INTO users SELECT 'r' || n % 7, 'u' || n FROM generate_series(1, 1000) n;
INSERT INTO customer SELECT n, 'r' || (1 + n % 1000) % 7, 'u' || 1 + n % 1000, 1, n FROM generate_series(100, 100000) n;
INSERT INTO invoice SELECT n, 100 + n % 99000 FROM generate_series(100, 200000) n;
";
const MARIADB: &str = "
INSERT INTO forum SELECT seq, 'x' FROM seq_3_to_50000;
INSERT INTO topic SELECT seq, 1 + seq % 50000, 'y' FROM seq_3_to_200000;
FLUSH TABLES;
";

/// What is running now, of statements that take their time.
fn at_work(session: &mut Session, engine: Engine, words: &str) -> bool {
    let sql = if engine == Engine::Postgres {
        format!(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
             AND state = 'active' AND query LIKE '{words}'"
        )
    } else {
        format!(
            "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID() AND INFO LIKE '{words}'"
        )
    };
    !lines(session, &sql).is_empty()
}

fn inside(engine: Engine) {
    let Some(mut private) = private("kill -9 inside of a statement", engine) else { return };
    let shop = Shop::new(private.server());
    shop.run(if engine == Engine::Postgres { POSTGRES } else { MARIADB });
    let (sums, old, url) = (shop.sums(), shop.schema(), shop.url());
    let count = shop.count();
    // Forth and back, and what is waited for.
    let moments: &[(bool, &str)] = match engine {
        Engine::Postgres => &[(true, "CREATE INDEX%"), (true, "%VALIDATE CONSTRAINT%")],
        _ => &[
            (true, "ALTER TABLE topic ENGINE%"),
            (true, "SELECT%FROM topic child_1%"),
            (false, "ALTER TABLE topic%ENGINE%"),
        ],
    };
    let (mut client, mut server) = (Count::default(), Count::default());
    let (mut reached, mut round) = (0, 0);
    for &(forth, words) in moments {
        for (wait, kills_server) in [(60, false), (0, true)] {
            round += 1;
            let (case, journal) = (format!("{words} after {wait} ms"), format!("{round}.jsonl"));
            let undo = [url.as_str(), "--undo", &journal, "--yes"];
            if !forth {
                shop.applied(&journal).is_done(&case);
            }
            let arguments = if forth { shop.apply(&url, &journal) } else { undo.to_vec() };
            let mut command = shop.command(&arguments);
            let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
            let mut session = shop.session();
            let begun = Instant::now();
            while !at_work(&mut session, engine, words) && run.try_wait().expect("it can be asked").is_none()
            {
                assert!(begun.elapsed() < Duration::from_secs(60), "{case}: it never begins");
            }
            std::thread::sleep(Duration::from_millis(wait));
            reached += usize::from(at_work(&mut session, engine, words));
            if kills_server {
                private.kill().expect("it can be killed");
            } else {
                run.kill().expect("it can be killed");
            }
            let output = run.wait_with_output().expect("it ends");
            if kills_server {
                let told = Told::new(&output, &shop);
                private.restart().expect("it starts again");
                // The statement may have been quicker: then nothing broke, or its transaction did.
                if !output.status.success() {
                    told.stopped(&["the connection "]);
                }
            }
            let lost = count.abs_diff(shop.count());
            if kills_server {
                server.case(lost);
            } else {
                client.case(lost);
            }
            if forth {
                shop.resumed(&journal).is_done(&case);
                assert_eq!(shop.sums(), sums, "{case}");
            }
            shop.undone(&journal).is_done(&case);
            assert_eq!((shop.count(), shop.schema()), (count, old.clone()), "{case}");
        }
    }
    assert_eq!(shop.sums(), sums);
    println!("{count} rows; {reached} of {round} statements were running when they were killed");
    assert!(reached > round / 3, "{reached} of {round}");
    client.told("process killed inside of a statement", private.server());
    server.told("server killed inside of a statement", private.server());
}

#[test]
fn killed_inside_of_a_statement_it_goes_on_on_postgres() {
    inside(Engine::Postgres);
}

#[test]
fn killed_inside_of_a_statement_it_goes_on_on_mariadb() {
    inside(Engine::Mariadb);
}

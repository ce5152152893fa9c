//! What servers, databases and URLs are set to, which must change nothing of the work.

use std::time::Duration;

use fklint_catalog::Engine;

use crate::shop::{Shop, missing};
use crate::{ALL, Count, on_each, private};

#[test]
fn a_search_path_and_limits_of_the_database_change_nothing() {
    on_each("settings", &[Engine::Postgres], |server| {
        let mut count = Count::default();
        let shop = Shop::new(server);
        let (rows, old, url) = (shop.rows(), shop.schema(), shop.url());
        // Tables of the same names, which come first.
        let twin = "SELECT attname FROM pg_attribute WHERE attrelid = 'app.customer'::regclass AND attnotnull \
                    UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace ORDER BY 1";
        shop.run(
            "CREATE SCHEMA app; CREATE TABLE app.users (LIKE users INCLUDING ALL);
             CREATE TABLE app.customer (LIKE customer INCLUDING ALL); CREATE TABLE app.invoice (LIKE invoice INCLUDING ALL)",
        );
        let twins = shop.run(twin);
        shop.run(&format!("ALTER DATABASE {} SET search_path = app, public", shop.name()));
        for limit in ["statement_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout"] {
            shop.run(&format!("ALTER DATABASE {} SET {limit} = 400", shop.name()));
        }
        let run = shop.paused(shop.step_before("customer_user") + 1, &shop.apply(&url, "j.jsonl"));
        assert!(run.waits);
        std::thread::sleep(Duration::from_millis(800));
        run.told().is_done("apply");
        count.case(missing(&rows, &shop.rows()));
        shop.undone("j.jsonl").is_done("undo");
        assert_eq!(shop.run(twin), twins);
        shop.run(&format!("ALTER DATABASE {} RESET ALL", shop.name()));
        assert_eq!((shop.rows(), shop.schema()), (rows, old));
        count.told("other settings", server);
    });
}

#[test]
fn settings_of_the_server_change_nothing() {
    let Some(private) = private("settings", Engine::Mariadb) else { return };
    let mut count = Count::default();
    // A row that has 0 where numbers are given.
    let shop = Shop::empty(private.server()).with_rules("fk-column-auto-increment,fk-update-action-missing");
    shop.fill();
    shop.run(
        "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; INSERT INTO customer VALUES (0, 'de', 'a', 1, 0);
         CREATE TABLE profile (customer_id int AUTO_INCREMENT PRIMARY KEY, motto text DEFAULT 'it''s \\\\',
           CONSTRAINT profile_customer FOREIGN KEY (customer_id) REFERENCES customer (customer_id)) ENGINE=InnoDB;
         INSERT INTO profile VALUES (0, 'zero'), (3, 'three')",
    );
    let (rows, old, url) = (shop.rows(), shop.schema(), shop.url());
    shop.run(
        "SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT', GLOBAL foreign_key_checks = 0, \
         GLOBAL max_statement_time = 1, GLOBAL wait_timeout = 1, GLOBAL autocommit = 0",
    );
    let run = shop.paused(shop.step_before("customer_user"), &shop.apply(&url, "j.jsonl"));
    assert!(run.waits);
    std::thread::sleep(Duration::from_millis(2_500));
    run.told().is_done("apply");
    count.case(missing(&rows, &shop.rows()));
    shop.undone("j.jsonl").is_done("undo");
    assert_eq!((shop.rows(), shop.schema()), (rows, old));
    count.told("other settings", private.server());
}

#[test]
fn a_journal_is_of_the_tables_that_its_url_names() {
    on_each("journals", &ALL, |server| {
        let shop = Shop::new(server);
        let url = shop.url();
        shop.applied("j.jsonl").is_done("apply");
        let other = url.replace(shop.name(), "another");
        let told = shop.fix(&[&other, "--resume", "j.jsonl", "--yes"]);
        told.refused(&["nothing was changed: the journal is of", "/another"]);
        // Tables of the same names that somebody else uses.
        let twin = if server.engine() == Engine::Postgres {
            shop.run(
                "CREATE SCHEMA app; CREATE TABLE app.\"Top\" (id int PRIMARY KEY);
                 CREATE TABLE app.customer (id int PRIMARY KEY, top int NOT NULL REFERENCES app.\"Top\")",
            );
            "app".to_owned()
        } else {
            let twin = format!("{}_twin", shop.name());
            shop.run(&format!("CREATE DATABASE {twin}; CREATE TABLE {twin}.top (id int PRIMARY KEY)"));
            shop.run(&format!(
                "CREATE TABLE {twin}.customer (id int PRIMARY KEY, top int NOT NULL, KEY (top),
                   FOREIGN KEY (top) REFERENCES {twin}.top (id), FOREIGN KEY (top) REFERENCES {twin}.top (id))"
            ));
            twin
        };
        let told = shop.fix(&[&format!("{url}?schema={twin}"), "--resume", "j.jsonl", "--yes"]);
        told.refused(&["nothing was changed: the journal is of all schemas there"]);
        let schema = shop.schema();
        let twins = shop.with_rules("fk-index-missing,fk-duplicate");
        for (journal, url, more) in [
            ("named.jsonl", url.clone(), &["--schema", &twin][..]),
            ("in_url.jsonl", format!("{url}?schema={twin}"), &[]),
        ] {
            twins.fix(&[&twins.apply(&url, journal)[..], more].concat()).is_done(journal);
            assert_eq!(twins.schema(), schema);
            twins.fix(&[&twins.url(), "--undo", journal, "--yes"]).is_done(journal);
        }
        if server.engine() != Engine::Postgres {
            twins.run(&format!("DROP DATABASE {twin}"));
        }
        twins.undone("j.jsonl").is_done("undo");
    });
}

//! Scratch databases on every engine at hand: rows, the engine's codes, two sessions, nothing left behind.

use fklint_catalog::Engine;
use fklint_testkit::scratch::{Scratch, Session};
use fklint_testkit::servers::{OWN, Server, from_env};

fn servers() -> Vec<Server> {
    let engines = [Engine::Sqlite, Engine::Mysql].into_iter().chain(OWN);
    engines.flat_map(|engine| from_env(engine).expect("servers that are there answer")).collect()
}

#[test]
fn errors_keep_the_engines_codes_and_rows_their_nulls() {
    for server in servers() {
        let mut scratch = Scratch::new(&server).unwrap();
        scratch.run("CREATE TABLE p (id int PRIMARY KEY)").unwrap();
        let child = "CREATE TABLE c (id int PRIMARY KEY, p_id int, FOREIGN KEY (p_id) REFERENCES p (id))";
        scratch.run(child).unwrap();
        let orphan = scratch.run("INSERT INTO c VALUES (1, 7)").unwrap_err();
        let code = match server.engine() {
            Engine::Sqlite => "787",
            Engine::Postgres => "23503",
            _ => "1452",
        };
        assert_eq!(orphan.code, code, "{server}: {orphan}");
        assert_eq!(scratch.run("INSERT INTO c VALUES (1, NULL), (2, NULL)").unwrap().affected, 2, "{server}");
        let rows = scratch.run("SELECT id, p_id FROM c ORDER BY id").unwrap().rows;
        assert_eq!(rows, [[Some("1".to_owned()), None], [Some("2".to_owned()), None]], "{server}");
        let several = scratch.run("DELETE FROM c WHERE id = 1; SELECT count(*) FROM c").unwrap();
        assert_eq!(several.rows, [[Some("1".to_owned())]], "{server}");
    }
}

#[test]
fn a_second_session_does_not_see_what_the_first_has_not_committed() {
    for server in servers() {
        let mut scratch = Scratch::new(&server).unwrap();
        scratch.run("CREATE TABLE t (id int)").unwrap();
        scratch.run("BEGIN").unwrap();
        scratch.run("INSERT INTO t VALUES (1)").unwrap();
        let count = "SELECT count(*) FROM t";
        assert_eq!(scratch.session(1).unwrap().value(count).unwrap(), "0", "{server}");
        scratch.run("COMMIT").unwrap();
        assert_eq!(scratch.session(1).unwrap().value(count).unwrap(), "1", "{server}");
    }
}

#[test]
fn nothing_stays_behind() {
    for server in servers().into_iter().filter(|server| server.engine() != Engine::Sqlite) {
        let scratch = Scratch::new(&server).unwrap();
        let (name, url) = (scratch.name().to_owned(), scratch.url());
        assert!(url.contains(&name));
        drop(scratch);
        assert!(Session::open(&url).is_err(), "{name} is still on {server}");
    }
    let scratch = Scratch::new(&Server::sqlite()).unwrap();
    let file = std::path::PathBuf::from(scratch.url().trim_start_matches("sqlite:"));
    assert!(file.exists());
    drop(scratch);
    assert!(!file.exists() && !file.parent().unwrap().exists());
}

//! `fklint prove` as users meet it: verdicts, transcripts, JSON, and servers.

mod common;

use common::{Folder, err, out};
use fklint_catalog::Engine;
use fklint_testkit::scratch::Scratch;
use fklint_testkit::servers::{OWN, from_env};
use serde_json::Value;

/// The parent's column is no key: SQLite says so when a row is written.
const MISMATCH: &str = "\
CREATE TABLE album (id INTEGER PRIMARY KEY, disc INTEGER NOT NULL);
CREATE TABLE song (id INTEGER PRIMARY KEY, disc INTEGER NOT NULL REFERENCES album (disc));
CREATE INDEX song_disc ON song (disc);
";

/// Half a key may be NULL, on every engine.
const PARTIAL: &str = "\
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
  payment_id INT NOT NULL PRIMARY KEY,
  tenant_id INT,
  account_id INT,
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX payment_account ON payment (tenant_id, account_id);
";

#[test]
fn a_finding_is_proved_on_the_built_in_sqlite() {
    let folder = Folder::new().with("schema.sql", MISMATCH);
    let output = folder.run(&["prove", "schema.sql", "--dialect", "sqlite"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", err(&output));
    assert!(
        text.starts_with("proved  fk-parent-not-unique  main.song.fk(disc)  schema.sql:2:66\n"),
        "{text}"
    );
    assert!(
        text.contains("1 finding on SQLite 3") && text.contains("1 proved, 0 not provable here, 0 refuted")
    );
    assert!(!text.contains("INSERT"), "a transcript is shown on request only: {text}");
    let files: Vec<_> = std::fs::read_dir(&folder.0).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing is left beside the schema");
}

#[test]
fn the_transcript_shows_statements_and_answers() {
    let folder = Folder::new().with("schema.sql", MISMATCH);
    let output = folder.run(&["prove", "schema.sql", "--dialect", "sqlite", "--transcript"]);
    let text = out(&output);
    let refused = "    INSERT INTO song (id, disc) VALUES (2, 1);\n    -- refused: 1 foreign key mismatch";
    assert!(text.contains(refused), "{text}");
    let cured = "    INSERT INTO song (id, disc) VALUES (2, 1);\n    -- accepted";
    assert!(text.contains(cured) && text.find(refused) < text.find(cured), "{text}");
}

#[test]
fn json_holds_what_is_promised() {
    let folder = Folder::new().with("schema.sql", MISMATCH);
    let output = folder.run(&["prove", "schema.sql", "--dialect", "sqlite", "--format", "json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(document["version"], 1);
    assert!(document["engine"].as_str().is_some_and(|engine| engine.starts_with("SQLite 3")));
    let result = &document["results"][0];
    assert_eq!(result["rule"], "fk-parent-not-unique");
    assert_eq!(result["object"], "main.song.fk(disc)");
    assert_eq!(result["verdict"], "proved");
    assert_eq!(result["reason"], Value::Null);
    assert_eq!(result["fingerprint"].as_str().map(str::len), Some(16));
    let lines = result["transcript"].as_array().expect("a transcript");
    let refused = lines.iter().find(|line| line["expected"] != "").expect("a claim");
    assert_eq!(refused["sql"], "INSERT INTO song (id, disc) VALUES (2, 1)");
    assert!(refused["observed"].as_str().is_some_and(|said| said.contains("foreign key mismatch")));
}

/// Two foreign keys over one column: to one parent each, and twice to the same.
const SHARED: &str = "\
CREATE TABLE account (account_id INTEGER PRIMARY KEY);
CREATE TABLE person (person_id INTEGER PRIMARY KEY);
CREATE TABLE payment (
  payment_id INTEGER PRIMARY KEY,
  payer_id INTEGER NOT NULL REFERENCES person (person_id) DEFERRABLE,
  account_id INTEGER NOT NULL REFERENCES account (account_id) DEFERRABLE,
  FOREIGN KEY (payer_id) REFERENCES account (account_id),
  FOREIGN KEY (account_id) REFERENCES account (account_id)
);
";

#[test]
fn a_second_foreign_key_gets_its_parent_or_is_named() {
    let folder = Folder::new().with("schema.sql", SHARED);
    let select = ["--dialect", "sqlite", "--select", "fk-deferrable-ineffective"];
    let output = folder.run(&[&["prove", "schema.sql"], &select[..]].concat());
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", err(&output));
    assert!(
        text.contains("proved             fk-deferrable-ineffective  main.payment.fk(payer_id)"),
        "{text}"
    );
    assert!(
        text.contains("not provable here  fk-deferrable-ineffective  main.payment.fk(account_id)"),
        "{text}"
    );
    assert!(text.contains(": another foreign key, `payment (account_id)`, stands in the way\n"), "{text}");
}

#[test]
fn another_engine_is_needed_for_another_engines_findings() {
    let folder = Folder::new().with("schema.sql", PARTIAL);
    let output = folder.run(&["prove", "schema.sql", "--dialect", "postgres"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(
        text.contains("not provable here") && text.contains("name a server of its kind with --on"),
        "{text}"
    );
}

#[test]
fn servers_prove_in_databases_of_their_own() {
    for server in OWN.into_iter().chain([Engine::Mysql]).flat_map(|engine| from_env(engine).unwrap()) {
        let folder = Folder::new().with("schema.sql", PARTIAL);
        let output =
            folder.run(&["prove", "schema.sql", "--on", server.url(), "--select", "fk-partial-null"]);
        let text = out(&output);
        assert_eq!(output.status.code(), Some(0), "{server}: {text}{}", err(&output));
        assert!(text.starts_with("proved  fk-partial-null"), "{server}: {text}");
        assert!(text.contains("1 proved, 0 not provable here, 0 refuted"), "{server}: {text}");
    }
}

/// The statement of the middle is of the script that a finding is about, and runs before what it finds.
fn with_statement(statement: &str) -> String {
    format!(
        "CREATE TABLE a (n INT PRIMARY KEY);\n{statement};\nCREATE TABLE song (id INT PRIMARY KEY, album_id INT NOT \
         NULL, CONSTRAINT song_album FOREIGN KEY (album_id) REFERENCES album (id));\nCREATE TABLE album (id INT \
         PRIMARY KEY);\n"
    )
}

#[test]
fn nothing_but_the_scratch_database_feels_the_statements_of_a_script() {
    for server in OWN.into_iter().chain([Engine::Mysql]).flat_map(|engine| from_env(engine).unwrap()) {
        let mut other = Scratch::new(&server).unwrap();
        other.run("CREATE TABLE felt (n INT)").unwrap();
        let name = other.name().to_owned();
        // What the statement would do, and what shows that it did.
        let (statements, question) = if server.engine() == Engine::Postgres {
            let limit = format!("UPDATE pg_database SET datconnlimit = 77 WHERE datname = '{name}'");
            let program = "COPY a TO PROGRAM 'true'".to_owned();
            let read = "INSERT INTO a SELECT length(pg_read_file('postgresql.conf'))".to_owned();
            let attribute = "INSERT INTO a SELECT length(('postgresql.conf'::text).pg_read_file)".to_owned();
            let question = "SELECT (SELECT count(*) FROM felt) + (SELECT count(*) FROM pg_database WHERE \
                            datname = current_database() AND datconnlimit = 77)";
            (vec![limit, program, read, attribute], question)
        } else {
            let write = format!("INSERT INTO {name}.felt VALUES (1)");
            let read = "INSERT INTO a VALUES (LENGTH(LOAD_FILE('/etc/hostname')))".to_owned();
            let global = "SET foreign_key_checks = 1, GLOBAL max_prepared_stmt_count = 4711".to_owned();
            let question = "SELECT (SELECT COUNT(*) FROM felt) + (@@max_prepared_stmt_count = 4711)";
            (vec![write, read, global], question)
        };
        let prove = |statement: &str| {
            let folder = Folder::new().with("schema.sql", with_statement(statement));
            let arguments = ["prove", "schema.sql", "--on", server.url(), "--select", "fk-created-too-early"];
            out(&folder.run(&arguments)).to_owned()
        };
        let text = prove("INSERT INTO a VALUES (1)");
        assert!(text.starts_with("proved  fk-created-too-early"), "{server}: {text}");
        for statement in &statements {
            let text = prove(statement);
            assert!(
                text.starts_with("not provable here  fk-created-too-early"),
                "{server}: {statement}: {text}"
            );
            let head: Vec<&str> = statement.split(' ').take(2).collect();
            assert!(text.contains(&format!("`{} …` is not run: it ", head.join(" "))), "{server}: {text}");
            let felt = other.session(0).unwrap().value(question).unwrap();
            assert_eq!(felt, "0", "{server}: {statement}");
        }
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_told_without_its_password() {
    let folder = Folder::new().with("schema.sql", PARTIAL);
    let url = "postgres://me:c4n4ryS3cret@127.0.0.1:1/x";
    let output = folder.run(&["prove", "schema.sql", "--on", url]);
    let (told, text) = (err(&output), out(&output));
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("127.0.0.1:1") && !format!("{told}{text}").contains("c4n4ryS3cret"),
        "{told}{text}"
    );
}

#[test]
fn a_file_is_no_server() {
    let folder = Folder::new().with("schema.sql", PARTIAL);
    for on in ["schema.sql", "sqlite:app.db"] {
        let output = folder.run(&["prove", "schema.sql", "--on", on]);
        assert_eq!(output.status.code(), Some(2), "{on}");
        assert!(err(&output).contains("--on"), "{}", err(&output));
    }
}

//! Questions to the rows.

use std::time::{Duration, Instant};

use fklint_reflect::live::{Answer, LiveOptions, Orphan, Trouble};

use crate::{Folder, session, session_with};

const ROWS: &str = "
    CREATE TABLE p(id INTEGER PRIMARY KEY);
    CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p, q INT REFERENCES p(id));
    CREATE TABLE w(k TEXT PRIMARY KEY, p INT REFERENCES p) WITHOUT ROWID;
    CREATE TABLE bad(x INT REFERENCES c(q));
    INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1, 1), (2, 7, 1), (3, 1, 8); INSERT INTO w VALUES ('a', 9);
    INSERT INTO bad VALUES (1);";

#[test]
fn rows_are_counted_and_some_are_shown_as_text() {
    let folder = Folder::new();
    let mut session = session(&folder.database(ROWS)).unwrap();
    let before = folder.contents();
    let answer = session.ask("SELECT 1, -2.0, 'é', x'0aff', NULL, 1e300 -- end", 3).unwrap();
    let row = ["1", "-2.0", "é", "x'0aff'"].map(|text| Some(text.to_owned()));
    let mut row = row.to_vec();
    row.extend([None, Some("1e300".to_owned())]);
    assert_eq!(answer, Answer { rows: 1, samples: vec![row] });
    let answer = session.ask("SELECT id FROM c ORDER BY id DESC;", 2).unwrap();
    let texts = |texts: &[&str]| texts.iter().map(|text| vec![Some((*text).to_owned())]).collect::<Vec<_>>();
    assert_eq!(answer, Answer { rows: 3, samples: texts(&["3", "2"]) });
    assert_eq!(session.ask("SELECT id FROM c", 0).unwrap(), Answer { rows: 3, samples: Vec::new() });
    assert!(before == folder.contents());
}

#[test]
fn nothing_is_written() {
    let folder = Folder::new();
    let path = folder.database(ROWS);
    let before = folder.contents();
    for sql in [
        "DELETE FROM c",
        "SELECT 1) ; DELETE FROM c; SELECT count(*) FROM (SELECT 1",
        "SELECT load_extension('x')",
        "ATTACH 'other.db' AS other",
        "SELECT nothing FROM c",
    ] {
        let error = session(&path).unwrap().ask(sql, 1).unwrap_err();
        assert_eq!(error.trouble, Trouble::Failed, "{sql}: {error}");
    }
    assert!(before == folder.contents());
}

#[test]
fn a_long_question_ends_in_time() {
    let folder = Folder::new();
    let options = LiveOptions { question_timeout: Duration::from_millis(100), ..LiveOptions::default() };
    let mut session = session_with(&folder.database(ROWS), &options).unwrap();
    let start = Instant::now();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    assert_eq!(session.ask(endless, 1).unwrap_err().trouble, Trouble::TimedOut);
    assert!(start.elapsed() < Duration::from_secs(5));
    // The session goes on.
    assert_eq!(session.ask("SELECT 1", 0).unwrap().rows, 1);
}

#[test]
fn sqlite_itself_finds_orphans() {
    let folder = Folder::new();
    let mut session = session(&folder.database(ROWS)).unwrap();
    let orphan =
        |rowid, foreign_key| Orphan { rowid, parent: "p".to_owned(), foreign_key: Some(foreign_key) };
    assert_eq!(session.foreign_key_check("c").unwrap(), Some(vec![orphan(Some(2), 0), orphan(Some(3), 1)]));
    assert_eq!(session.foreign_key_check("W").unwrap(), Some(vec![orphan(None, 0)]));
    assert_eq!(session.foreign_key_check("p").unwrap(), Some(Vec::new()));
    let error = session.foreign_key_check("bad").unwrap_err();
    assert!(error.why.contains("foreign key mismatch"), "{error}");
    assert!(session.foreign_key_check("nowhere").unwrap_err().why.contains("there is no table `nowhere`"));
}

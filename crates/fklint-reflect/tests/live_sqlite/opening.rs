//! Opening: nothing appears beside the file, nothing in it changes, and nothing of it is missed.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use fklint_reflect::live::Trouble;
use rusqlite::Connection;

use crate::{Folder, reflect, session};

/// The tables of a file; nothing beside it or in it may have changed when they are known.
#[track_caller]
fn tables(folder: &Folder, path: &Path) -> String {
    let before = folder.contents();
    let live = reflect(path);
    assert!(before == folder.contents(), "something changed beside {before:?}", before = names(folder));
    live.catalog.tables().map(|table| table.name.to_string()).collect::<Vec<_>>().join(" ")
}

fn names(folder: &Folder) -> Vec<String> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    folder.contents().iter().map(|(path, bytes)| format!("{} {}", name(path), bytes.len())).collect()
}

#[track_caller]
fn trouble(path: &Path) -> (Trouble, String) {
    let error = session(path).and_then(|mut session| session.reflect()).unwrap_err();
    assert!(error.why.contains(": ") && !error.why.ends_with('.'), "{error}");
    (error.trouble, error.why)
}

/// Another process that runs statements and then holds on until it is told to go.
struct Other(Child, BufReader<ChildStdout>);

impl Other {
    fn runs(path: &Path, sql: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "opening::another_process", "--ignored", "--nocapture"])
            .env("LIVE_SQLITE_FILE", path)
            .env("LIVE_SQLITE_SQL", sql)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let holds_on = says.by_ref().lines().any(|line| line.unwrap().contains("holds on"));
        assert!(holds_on, "the other process failed: {sql}");
        Self(child, says)
    }

    /// Ends without a clean-up, as in a crash.
    fn crashes(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    fn goes(mut self) {
        drop(self.0.stdin.take());
        std::io::copy(&mut self.1, &mut std::io::sink()).unwrap();
        assert!(self.0.wait().unwrap().success());
    }
}

#[test]
#[ignore = "run by the others as another process"]
fn another_process() {
    let path = std::env::var("LIVE_SQLITE_FILE").expect("only the other tests run it");
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(&std::env::var("LIVE_SQLITE_SQL").unwrap()).unwrap();
    println!("holds on");
    let _ = std::io::stdin().read_line(&mut String::new());
}

const WAL: &str = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;";

/// Enough rows that SQLite writes them to the file before the end of the transaction.
const SPILLS: &str = "PRAGMA cache_size = 5; PRAGMA cache_spill = 5; BEGIN; CREATE TABLE half(a);
    INSERT INTO half SELECT randomblob(900) FROM (WITH RECURSIVE n(i) AS
      (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT i FROM n);";

#[test]
fn a_plain_file() {
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    assert_eq!(tables(&folder, &path), "t");
}

#[test]
fn a_wal_file_at_rest() {
    let folder = Folder::new();
    let path = folder.database(&format!("{WAL} CREATE TABLE t(a)"));
    assert_eq!(names(&folder).len(), 1);
    assert_eq!(tables(&folder, &path), "t");
}

#[test]
fn a_wal_file_in_use() {
    let folder = Folder::new();
    let path = folder.database(&format!("{WAL} CREATE TABLE t(a)"));
    let other = Other::runs(
        &path,
        "PRAGMA wal_autocheckpoint = 0; CREATE TABLE logged(a); BEGIN IMMEDIATE; CREATE TABLE open(a);",
    );
    assert_eq!(names(&folder).len(), 3);
    assert_eq!(tables(&folder, &path), "t logged");
    other.goes();
}

#[test]
fn a_wal_file_after_a_crash() {
    let folder = Folder::new();
    let path = folder.database(&format!("{WAL} CREATE TABLE t(a)"));
    Other::runs(&path, "PRAGMA wal_autocheckpoint = 0; CREATE TABLE logged(a);").crashes();
    assert_eq!(names(&folder).len(), 3);
    assert_eq!(tables(&folder, &path), "t logged");
    // The copy that a backup tool makes has no -shm.
    fs::remove_file(folder.0.join("a.db-shm")).unwrap();
    assert_eq!(tables(&folder, &path), "t logged");
    // An immutable file would not show the table; the log of nobody is nothing to copy for.
    fs::write(folder.0.join("a.db-wal"), b"").unwrap();
    assert_eq!(tables(&folder, &path), "t");
}

#[test]
fn a_wal_file_that_one_process_keeps_to_itself() {
    let folder = Folder::new();
    let path = folder.database(&format!("{WAL} CREATE TABLE t(a)"));
    let other = Other::runs(&path, "PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE logged(a);");
    let before = folder.contents();
    assert_eq!(trouble(&path).0, Trouble::Locked);
    assert!(before == folder.contents());
    other.goes();
}

#[test]
fn a_writer_that_has_not_written_yet_is_no_obstacle() {
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    let other = Other::runs(&path, "BEGIN IMMEDIATE; CREATE TABLE u(a);");
    assert_eq!(names(&folder).len(), 2, "it has a journal");
    assert_eq!(tables(&folder, &path), "t");
    other.goes();
}

#[test]
fn a_writer_that_writes_is_waited_for() {
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    let other = Other::runs(&path, SPILLS);
    let before = folder.contents();
    let (trouble, why) = trouble(&path);
    assert_eq!((trouble, why.contains("another process writes")), (Trouble::Locked, true), "{why}");
    assert!(before == folder.contents());
    other.goes();
    assert_eq!(tables(&folder, &path), "t");
}

#[test]
fn what_a_crash_left_half_done_is_undone_in_a_copy() {
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    Other::runs(&path, SPILLS).crashes();
    assert_eq!(names(&folder).len(), 2, "it has a journal");
    assert_eq!(tables(&folder, &path), "t");
    let notes = reflect(&path).notes;
    assert!(notes.len() == 1 && notes[0].contains("undone in a private copy"), "{notes:?}");
}

#[test]
fn a_journal_that_is_kept_is_no_obstacle() {
    for mode in ["PERSIST", "TRUNCATE"] {
        let folder = Folder::new();
        let path =
            folder.database(&format!("PRAGMA journal_mode = {mode}; CREATE TABLE t(a); CREATE TABLE u(a)"));
        assert_eq!(names(&folder).len(), 2);
        assert_eq!(tables(&folder, &path), "t u");
        assert_eq!(reflect(&path).notes.len(), 0);
    }
}

#[test]
fn an_empty_file_is_an_empty_database() {
    let folder = Folder::new();
    let path = folder.0.join("a.db");
    fs::write(&path, b"").unwrap();
    fs::write(folder.0.join("a.db-wal"), b"left behind").unwrap();
    assert_eq!(tables(&folder, &path), "");
    assert_eq!(reflect(&path).notes, ["the file is empty: a database without tables"]);
}

#[test]
fn any_path_is_opened() {
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    for name in ["a b?mode=rwc#x%20%41;'\".db", "é.db", "file:c.db", "-d.db"] {
        let odd = folder.0.join(name);
        fs::copy(&path, &odd).unwrap();
        assert_eq!(tables(&folder, &odd), "t", "{name}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let odd = folder.0.join(std::ffi::OsStr::from_bytes(b"\xff\xfe.db"));
        fs::copy(&path, &odd).unwrap();
        assert_eq!(tables(&folder, &odd), "t");
        // The log lies beside the file, not beside the link.
        let other = Other::runs(&path, &format!("{WAL} CREATE TABLE logged(a);"));
        let links = Folder::new();
        std::os::unix::fs::symlink(&path, links.0.join("link.db")).unwrap();
        assert_eq!(tables(&folder, &links.0.join("link.db")), "t logged");
        assert_eq!(names(&links).len(), 1);
        other.goes();
    }
}

#[test]
fn what_is_no_database_is_told_apart() {
    let folder = Folder::new();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let (kind, why) = trouble(&folder.0.join("nowhere.db"));
    assert_eq!((kind, why.starts_with("there is no such file")), (Trouble::Unreachable, true), "{why}");
    let (kind, why) = trouble(&folder.0);
    assert_eq!((kind, why.starts_with("it is a directory")), (Trouble::Damaged, true), "{why}");
    for bytes in [&b"CREATE TABLE t(a);"[..], &[0x5a; 4096], b"SQLite"] {
        let (kind, why) = trouble(&file("text.db", bytes));
        assert_eq!((kind, why.contains("encrypted")), (Trouble::Damaged, true), "{why}");
    }
    let mut sound = fs::read(folder.database("CREATE TABLE t(a)")).unwrap();
    assert_eq!(trouble(&file("cut.db", &sound[..60])).0, Trouble::Damaged);
    sound[100..].fill(0xee);
    assert_eq!(trouble(&file("torn.db", &sound)).0, Trouble::Damaged);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_denied() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.database("CREATE TABLE t(a)");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        eprintln!("not tried: this user may read every file");
        return;
    }
    assert_eq!(trouble(&path).0, Trouble::Denied);
}

//! `fklint fix` as users meet it: diffs that git takes, files whose other bytes stay, and clear words where nothing can be done.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::{Folder, assert_exit, err};

/// A foreign key without an index.
const SHOP: &str = "\
CREATE TABLE customer (customer_id integer PRIMARY KEY);

CREATE TABLE invoice (
  invoice_id  integer PRIMARY KEY, -- the number
  customer_id integer NOT NULL REFERENCES customer (customer_id) -- whose
);
";

/// The statement that it lacks.
const INDEX: &str = "CREATE INDEX invoice_customer_id_idx ON invoice (customer_id);";

impl Folder {
    fn fix(&self, arguments: &[&str]) -> Output {
        self.run(&[&["fix", "--dialect", "postgres"], arguments].concat())
    }

    /// Lets git make the changes of a diff.
    fn apply(&self, diff: &[u8]) {
        fs::write(self.path("fix.diff"), diff).expect("the diff can be written");
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.current_dir(&self.0).args(["-c", "core.autocrlf=false"]).args(arguments);
            let output = git.output().expect("git is here");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        };
        git(&["init", "-q", "."]);
        git(&["apply", "--whitespace=nowarn", "fix.diff"]);
    }
}

#[test]
fn a_diff_changes_nothing_and_git_takes_it() {
    let folder = Folder::new().with("db/my schema.sql", SHOP);
    let output = folder.fix(&["db/my schema.sql"]);
    assert_exit(&output, 1);
    assert_eq!(folder.read("db/my schema.sql"), SHOP.as_bytes());
    assert!(err(&output).contains("would fix db/my schema.sql:5: fk-index-missing"), "{}", err(&output));
    folder.apply(&output.stdout);
    assert_eq!(folder.read("db/my schema.sql"), format!("{SHOP}{INDEX}\n").as_bytes());
}

#[test]
fn a_written_file_is_what_the_diff_makes_of_it_and_has_nothing_left() {
    let folder = Folder::new().with("a.sql", SHOP);
    let output = folder.fix(&["a.sql", "--write"]);
    assert_exit(&output, 0);
    assert!(output.stdout.is_empty());
    assert!(err(&output).ends_with("fixed 1 finding in 1 file; 0 left\n"), "{}", err(&output));
    assert_eq!(folder.read("a.sql"), format!("{SHOP}{INDEX}\n").as_bytes());
    let output = folder.fix(&["a.sql", "--write"]);
    assert_exit(&output, 0);
    assert_eq!(err(&output), "nothing to fix; 0 left\n");
}

#[test]
fn only_what_changes_a_database_can_be_told_not_to_ask() {
    let folder = Folder::new().with("a.sql", "CREATE TABLE a (id int);\n");
    for arguments in
        [&["a.sql", "--yes"][..], &["a.sql", "--write", "--yes"], &["a.sql", "--migration", ".", "--yes"]]
    {
        let output = folder.fix(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("<--apply|--resume <JOURNAL>|--undo <JOURNAL>>"), "{arguments:?}: {told}");
    }
}

#[test]
fn new_names_keep_the_case_of_the_quoted_names_they_are_made_of() {
    let long = format!("\"TokenOf{}\"", "Tenant".repeat(10));
    let text = format!(
        "CREATE TABLE \"Tenant\" (\"tenantId\" integer PRIMARY KEY);\n\
         CREATE TABLE \"APIToken\" (\"tenantId\" integer CONSTRAINT {long} REFERENCES \"Tenant\" (\"tenantId\"));\n"
    );
    let folder = Folder::new().with("schema.sql", text);
    let output = folder.fix(&["schema.sql", "--write"]);
    let told = String::from_utf8_lossy(&output.stderr);
    let fixed = String::from_utf8(folder.read("schema.sql")).expect("it is text");
    let index = "CREATE INDEX \"APIToken_tenantId_idx\" ON \"APIToken\" (\"tenantId\");";
    assert!(fixed.contains(index), "{fixed}{told}");
    let kept = format!("CONSTRAINT {}_fk\" REFERENCES", &long[..61]);
    assert!(fixed.contains(&kept), "{fixed}{told}");
}

#[test]
fn json_has_the_findings_with_the_edits_of_their_remedies() {
    let folder = Folder::new().with("a.sql", SHOP);
    let output = folder.fix(&["a.sql", "--format", "json"]);
    assert_exit(&output, 1);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let edits = &document["findings"][0]["remedy"]["edits"];
    // Behind the last line end but one.
    let at = SHOP.len() - 1;
    let text = format!("\n{INDEX}");
    assert_eq!(*edits, serde_json::json!([{ "file": "a.sql", "start": at, "end": at, "text": text }]));
    assert_eq!(folder.read("a.sql"), SHOP.as_bytes());
}

#[test]
fn every_other_byte_stays_in_crlf_bom_and_latin_1() {
    let crlf = SHOP.replace('\n', "\r\n");
    let mut latin = b"-- caf\xe9\n".to_vec();
    latin.extend_from_slice(SHOP.as_bytes());
    let open = SHOP.trim_end().trim_end_matches(';');
    let bom = format!("\u{feff}{SHOP}");
    let cases: [(&[u8], Vec<u8>); 4] = [
        (crlf.as_bytes(), format!("{crlf}{INDEX}\r\n").into_bytes()),
        (bom.as_bytes(), format!("{bom}{INDEX}\n").into_bytes()),
        (&latin, [latin.as_slice(), INDEX.as_bytes(), b"\n"].concat()),
        (open.as_bytes(), format!("{open};\n{}", INDEX.trim_end_matches(';')).into_bytes()),
    ];
    for (before, after) in cases {
        let folder = Folder::new().with("a.sql", before);
        let output = folder.fix(&["a.sql"]);
        folder.apply(&output.stdout);
        assert_eq!(folder.read("a.sql"), after, "{}", String::from_utf8_lossy(&after));
        let folder = Folder::new().with("a.sql", before);
        assert_exit(&folder.fix(&["a.sql", "--write"]), 0);
        assert_eq!(folder.read("a.sql"), after);
    }
}

#[test]
fn two_findings_of_one_clause_take_two_rounds_and_one_run() {
    let text = "\
CREATE TABLE users (username varchar(40) PRIMARY KEY);
CREATE TABLE post (
    post_id integer PRIMARY KEY,
    author varchar(40) NOT NULL
        references users (username)
        on delete set null
);
";
    let folder = Folder::new().with("a.sql", text);
    assert_exit(&folder.fix(&["a.sql", "--write", "--safety", "risky"]), 0);
    let fixed = "\
CREATE TABLE users (username varchar(40) PRIMARY KEY);
CREATE TABLE post (
    post_id integer PRIMARY KEY,
    author varchar(40)
        references users (username)
        on delete set null
        on update cascade
);
CREATE INDEX post_author_idx ON post (author);
";
    assert_eq!(String::from_utf8_lossy(&folder.read("a.sql")), fixed);
}

#[test]
fn what_is_risky_waits_until_it_is_asked_for() {
    let text = "CREATE TABLE a (code text PRIMARY KEY);\n\
                CREATE TABLE b (code text PRIMARY KEY REFERENCES a (code));\n";
    let folder = Folder::new().with("a.sql", text);
    let output = folder.fix(&["a.sql", "--write", "--select", "fk-update-action-missing"]);
    assert_exit(&output, 1);
    assert!(err(&output).contains("left a.sql:2: fk-update-action-missing: risky: "), "{}", err(&output));
    assert!(err(&output).ends_with("1 left, 1 of them for `--safety risky`\n"), "{}", err(&output));
    assert_eq!(folder.read("a.sql"), text.as_bytes());
}

#[test]
fn migrations_and_dynamic_statements_stay_and_say_why() {
    let folder = Folder::new()
        .with("migrations/0001_init.up.sql", SHOP)
        .with("migrations/0001_init.down.sql", "DROP TABLE invoice;\nDROP TABLE customer;\n");
    let output = folder.fix(&["migrations", "--write"]);
    assert_exit(&output, 1);
    assert!(err(&output).contains("history is never rewritten"), "{}", err(&output));
    assert_eq!(folder.read("migrations/0001_init.up.sql"), SHOP.as_bytes());

    let dynamic = format!("DO $$ BEGIN\n{SHOP}END $$;\n");
    let folder = Folder::new().with("a.sql", &dynamic);
    let output = folder.fix(&["a.sql", "--write"]);
    assert_exit(&output, 1);
    assert!(err(&output).contains("inside a string, a block or a routine"), "{}", err(&output));
    assert_eq!(folder.read("a.sql"), dynamic.as_bytes());
}

#[test]
fn an_edit_that_would_say_something_else_is_not_made_and_hinders_no_other() {
    let text = "\
CREATE TABLE site (site_no integer NOT NULL, name text) PARTITION BY LIST (site_no);
CREATE TABLE stock (stock_id integer PRIMARY KEY, site_no integer NOT NULL REFERENCES site (site_no));
CREATE TABLE site_1 PARTITION OF site FOR VALUES IN (1);
";
    let folder = Folder::new().with("a.sql", text);
    let output =
        folder.fix(&["a.sql", "--write", "--safety", "risky", "--ignore", "fk-update-action-missing"]);
    assert_exit(&output, 1);
    assert!(
        err(&output).contains("not here: the edited text would say something else: `site_1"),
        "{}",
        err(&output)
    );
    assert!(err(&output).contains("fixed a.sql:2: fk-index-missing"), "{}", err(&output));
    let index = "CREATE INDEX stock_site_no_idx ON stock (site_no);\n";
    let at = text.find("CREATE TABLE site_1").expect("it is there");
    assert_eq!(folder.read("a.sql"), [&text[..at], index, &text[at..]].concat().as_bytes());
}

#[test]
fn standard_input_gives_a_diff_and_cannot_be_written() {
    let folder = Folder::new();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fklint"));
        command.current_dir(&folder.0).args(["fix", "--dialect", "postgres", "-"]).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let mut stdin = child.stdin.take().expect("it is a pipe");
        std::io::Write::write_all(&mut stdin, SHOP.as_bytes()).expect("it is read");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    };
    let output = run(&[]);
    assert_exit(&output, 1);
    assert!(String::from_utf8_lossy(&output.stdout).contains(&format!("+{INDEX}\n")));
    let output = run(&["--write"]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("standard input cannot be written to"), "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn mode_and_link_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new().with("real/a.sql", SHOP);
    fs::set_permissions(folder.path("real/a.sql"), fs::Permissions::from_mode(0o750)).expect("it can be set");
    symlink(Path::new("real/a.sql"), folder.path("link.sql")).expect("links can be made");
    assert_exit(&folder.fix(&["link.sql", "--write"]), 0);
    assert!(fs::symlink_metadata(folder.path("link.sql")).expect("it is there").is_symlink());
    assert_eq!(folder.read("real/a.sql"), format!("{SHOP}{INDEX}\n").as_bytes());
    let mode = fs::metadata(folder.path("real/a.sql")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
    assert_eq!(fs::read_dir(folder.path("real")).expect("it is there").count(), 1);
}

#[test]
fn where_one_file_cannot_be_written_none_is() {
    let other = SHOP.replace("invoice", "receipt").replace("customer", "client");
    let folder = Folder::new().with("a.sql", SHOP).with("b.sql", &other);
    let mut permissions = fs::metadata(folder.path("b.sql")).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path("b.sql"), permissions).expect("it can be set");
    let output = folder.fix(&["a.sql", "b.sql", "--write"]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("error: b.sql: it is read-only"), "{}", err(&output));
    assert!(err(&output).contains("nothing was written"), "{}", err(&output));
    assert_eq!((folder.read("a.sql"), folder.read("b.sql")), (SHOP.into(), other.into_bytes()));
    assert_eq!(fs::read_dir(&folder.0).expect("it is there").count(), 2);
}

#[test]
fn what_could_not_be_read_keeps_everything_from_being_written() {
    let folder = Folder::new().with("a.sql", SHOP);
    let output = folder.fix(&["a.sql", "missing.sql", "--write"]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("missing.sql: no such file"), "{}", err(&output));
    assert_eq!(folder.read("a.sql"), SHOP.as_bytes());
}

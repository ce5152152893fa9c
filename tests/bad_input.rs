//! Input that nobody should write and somebody does: the command says what is wrong and where, and always ends.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{Folder, err, out};

/// The text of one file, checked: its output and its exit code, which must be 0 or 1.
fn checked(dialect: &str, text: impl AsRef<[u8]>) -> (String, i32) {
    let output =
        Folder::new().with("a.sql", text).run(&["a.sql", "--dialect", dialect, "--format", "concise"]);
    let code = output.status.code().unwrap_or_else(|| panic!("{dialect}: killed: {}", err(&output)));
    assert!(code < 2, "{dialect}: {}", err(&output));
    (out(&output).to_owned(), code)
}

const DIALECTS: [&str; 6] = ["postgres", "mysql", "mariadb", "sqlite", "oracle", "sqlserver"];

#[test]
fn what_cannot_be_read_is_named_with_the_way_out() {
    let scratch = Folder::new().with("image.sql", b"\x7fELF\0\0").with("empty/readme.txt", "no SQL");
    for (source, message) in [
        ("image.sql", "error: image.sql: a binary file (byte 0 at offset 4): name a file of SQL"),
        ("missing.sql", "error: missing.sql: no such file or directory"),
        ("empty", "error: empty: no SQL file in it: name a directory with `.sql` files"),
        (&"a".repeat(300), "file name too long"),
        (&"a/".repeat(3000), "file name too long"),
    ] {
        let output = scratch.run(&[source]);
        assert_eq!(output.status.code(), Some(2), "{source}");
        assert!(err(&output).contains(message), "{source}: {}", err(&output));
        assert_eq!(out(&output), "", "{source}: nothing was looked at");
    }
}

#[test]
fn the_good_sources_of_a_run_are_checked_beside_the_bad_ones() {
    let scratch = Folder::new()
        .with("good.sql", "CREATE TABLE a (b int REFERENCES missing (c));")
        .with("image.sql", b"\0");
    let output =
        scratch.run(&["nowhere.sql", "good.sql", "image.sql", "--dialect", "sqlite", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("good.sql:1:"), "{}", out(&output));
    let told = err(&output);
    assert!(told.contains("error: nowhere.sql: ") && told.contains("error: image.sql: "), "{told}");
}

#[test]
fn a_text_without_statements_is_clean_and_counted() {
    for text in ["", "-- only\n/* comments */\n", ";;;\n"] {
        let (out, code) = checked("postgres", text);
        assert_eq!(code, 0);
        assert!(
            out.starts_with("no findings in 1 file: 0 tables, 0 foreign keys, 0 statements, 0 unread"),
            "{out}"
        );
    }
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_directories_do_not_stop_a_walk() {
    let scratch = Folder::new().with("dir/deep.sql/inner.sql", "CREATE TABLE a (b int);");
    let dir = scratch.0.join("dir");
    std::os::unix::fs::symlink("..", dir.join("loop")).expect("a link can be made");
    let output = scratch.run(&["dir"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("1 file: 1 table"), "{}", out(&output));

    std::os::unix::fs::symlink("self.sql", dir.join("self.sql")).expect("a link can be made");
    let made = Command::new("mkfifo").arg(dir.join("pipe.sql")).status().expect("mkfifo runs");
    assert!(made.success());
    let output = scratch.run(&["dir"]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert!(told.contains("error: dir/pipe.sql: no regular file"), "{told}");
    assert!(told.contains("error: dir/self.sql: too many levels of symbolic links\n"), "{told}");
    assert!(out(&output).contains("1 file: 1 table"), "the other file is checked: {}", out(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn devices_neither_hang_nor_fill_the_memory() {
    let scratch = Folder::new().with("a.sql", "CREATE TABLE a (b int);");
    let output = scratch.run(&["/dev/zero"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("error: /dev/zero: a binary file"), "{}", err(&output));
    let output = scratch.run(&["a.sql", "--output", "json=/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output), "error: /dev/full: cannot be written: no space left on device\n");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it can be opened");
    let output = scratch.command(&["a.sql"]).stdout(full).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output), "error: standard output: cannot be written: no space left on device\n");
}

#[test]
fn other_encodings_are_read() {
    let text =
        "CREATE TABLE parent (id int PRIMARY KEY);\nCREATE TABLE child (id int REFERENCES parnt (id));";
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    };
    let latin1 = b"CREATE TABLE \"caf\xe9\" (id int PRIMARY KEY, t text DEFAULT '\xff\xfe');\n\
                   CREATE TABLE child (id int REFERENCES parnt (id));";
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes), latin1.to_vec()] {
        let (out, code) = checked("sqlite", bytes);
        assert_eq!(code, 1);
        assert!(out.contains("a.sql:2:28: error[fk-parent-missing] `child` references `parnt`"), "{out}");
    }
}

#[test]
fn carriage_returns_alone_end_comments_where_the_engine_says_so() {
    let (out, code) = checked("postgres", "-- a\rCREATE TABLE a (b int REFERENCES missing (c));\r-- b\r");
    assert_eq!(code, 1, "{out}");
}

#[test]
fn what_is_not_closed_is_one_finding_at_its_opener() {
    for (dialect, text, place) in [
        ("postgres", "CREATE TABLE a (b int);\nCREATE TABLE c (d text DEFAULT 'x);\nSELECT 1;", "2:32: "),
        ("mysql", "CREATE TABLE a (b int);\nCREATE TABLE c (d text /* x */ DEFAULT \"x);", "2:40: "),
        ("sqlite", "CREATE TABLE a (b int);\nCREATE TABLE [c (d int);", "2:14: "),
        ("postgres", "SELECT 1;\n/* /* x */\nCREATE TABLE a (b int);", "2:1: "),
        ("postgres", "DO $$ BEGIN\nNULL;", "1:4: "),
        ("postgres", "CREATE TABLE a (b int, c int CHECK (b > (c);", "1:16: "),
        ("oracle", "CREATE TABLE a (b varchar2(9) DEFAULT q'[x);", "1:40: "),
    ] {
        let (out, code) = checked(dialect, text);
        assert_eq!(code, 1, "{text}");
        assert_eq!(out.matches("[sql-unreadable]").count(), 1, "{text}: {out}");
        assert!(out.starts_with(&format!("a.sql:{place}warning[sql-unreadable]")), "{text}: {out}");
        assert!(out.contains(", 1 unread"), "{out}");
    }
}

#[test]
fn nesting_of_any_depth_is_survived() {
    for depth in [100, 10_000, 200_000] {
        let (open, close) = ("(".repeat(depth), ")".repeat(depth));
        for text in [
            format!("CREATE TABLE t (a int {open}{close});"),
            format!("CREATE TABLE t {open}"),
            format!("CREATE TABLE t (a int CHECK ({open}a{close}));"),
            format!("CREATE TABLE t (a int DEFAULT ({open}1{close}));"),
            format!("CREATE TABLE t (a int); CREATE INDEX i ON t ({open}a{close});"),
            format!("CREATE TABLE t (a int); CREATE INDEX i ON t (a) WHERE {open}a{close};"),
            format!(
                "CREATE TABLE t (a int CHECK ({}1{}));",
                "CASE WHEN a THEN ".repeat(depth),
                " END".repeat(depth)
            ),
            format!("CREATE PROCEDURE p() {}SELECT 1; {}", "BEGIN ".repeat(depth), "END; ".repeat(depth)),
            format!("{}{}SELECT 1;", "/*".repeat(depth), "*/".repeat(depth)),
        ] {
            checked("postgres", text);
        }
    }
}

#[test]
fn an_expression_as_deep_as_it_is_long_is_survived_on_every_thread() {
    for operator in [" OR a = 1", " + 1", " IS NULL", "::int", " AND a IS NOT NULL"] {
        let long = operator.repeat(50_000);
        checked("postgres", format!("CREATE TABLE t (a int CHECK (a{long}));"));
        // With many statements, the small stacks of other threads read them.
        let long = operator.repeat(8_000);
        checked("postgres", format!("CREATE TABLE t (a int CHECK (a{long}), b int);").repeat(100));
    }
}

#[test]
fn more_objects_than_any_engine_takes_are_one_finding() {
    let list =
        |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    for text in [
        format!("CREATE TABLE t ({});", list(100_000, &|n| format!("c{n} int"))),
        format!(
            "CREATE TABLE t (a int, {});",
            list(70_000, &|_| "FOREIGN KEY (a) REFERENCES p (id)".to_owned())
        ),
        format!("ALTER TABLE t {};", list(100_000, &|n| format!("ADD c{n} int"))),
        format!("DROP INDEX {};", list(100_000, &|n| format!("i{n}"))),
    ] {
        let (out, _) = checked("postgres", &text);
        assert_eq!(out.lines().count(), 2, "{out}");
        assert!(out.starts_with("a.sql:1:") && out.contains(": warning[sql-unreadable]"), "{out}");
        assert!(out.contains("65,535"), "{out}");
    }
}

/// The time for a text of that size; of several runs the shortest, since the machine does other things too.
fn time(text: &str) -> Duration {
    let scratch = Folder::new().with("a.sql", text);
    let run = || {
        let started = Instant::now();
        let output = scratch.run(&["a.sql", "--dialect", "postgres", "-q", "--format", "concise"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", err(&output));
        started.elapsed()
    };
    (0..2).map(|_| run()).min().expect("it ran")
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let kinds: [(&str, &dyn Fn(usize) -> String); 12] = [
        ("values", &|n| format!("INSERT INTO t VALUES (1){};", ", (2, 'x')".repeat(n))),
        ("a string", &|n| format!("SELECT '{}';", "x".repeat(10 * n))),
        ("a comment", &|n| format!("/*{}*/", "x ".repeat(5 * n))),
        ("openers of comments", &|n| "/* ".repeat(3 * n)),
        ("commas", &|n| ",".repeat(10 * n)),
        ("words", &|n| "a ".repeat(5 * n)),
        ("dollar quotes", &|n| (0..n).map(|n| format!("$a{n}$ ")).collect()),
        ("copies", &|n| "COPY t FROM stdin;\nSELECT 1;\n".repeat(n / 2)),
        ("a name", &|n| {
            format!(
                "CREATE TABLE \"{0}\" (a int); CREATE TABLE t (a int REFERENCES \"{0}y\");",
                "x".repeat(10 * n)
            )
        }),
        ("directives", &|n| "-- fklint: allow(fk-index-missing) x\n".repeat(n / 4)),
        ("directives on a line", &|n| "/* fklint: allow(fk-index-missing) x */ ".repeat(n / 4)),
        ("a list of values", &|n| format!("CREATE TABLE t (a int CHECK (a IN (1{})));", ", 2".repeat(n))),
    ];
    for (kind, text) in kinds {
        let (small, large) = (time(&text(20_000)), time(&text(80_000)));
        // Four times the text would take sixteen times as long if the time grew with its square.
        let bound = (small * 10).max(Duration::from_millis(1500));
        assert!(large < bound, "{kind}: {small:?}, then {large:?}");
    }
}

#[test]
fn a_line_of_twenty_megabytes_is_read() {
    let values = format!("INSERT INTO t VALUES (1, 'x'){};", ", (2, 'y')".repeat(2_000_000));
    let (out, code) = checked("mysql", values);
    assert_eq!(code, 0, "{out}");
    // The finding stands at the end of the line, and is shown with a part of it.
    let comment = format!("/*{}*/ CREATE TABLE t (a int REFERENCES missing (b));", "x".repeat(20 << 20));
    let output = Folder::new().with("a.sql", comment).run(&["a.sql", "--dialect", "sqlite"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out_is_short(&output), "{} bytes", output.stdout.len());
}

fn out_is_short(output: &Output) -> bool {
    output.stdout.len() < 10_000
}

#[test]
fn random_bytes_end_well_in_every_dialect() {
    // A linear congruential generator: the same bytes every time.
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let words = [
        "CREATE",
        "TABLE",
        "t",
        "(",
        ")",
        ",",
        ";",
        "'",
        "\"",
        "`",
        "$$",
        "/*",
        "*/",
        "--",
        "\n",
        "REFERENCES",
        "ALTER",
        "ADD",
        "FOREIGN",
        "KEY",
        "CHECK",
        "BEGIN",
        "END",
        "[",
        "]",
        "\\",
        "DELIMITER",
        "//",
        "\u{e9}",
        "DO",
        "GO",
        ".",
    ];
    for dialect in DIALECTS {
        let text: Vec<&str> = (0..20_000).map(|_| words[next() % words.len()]).collect();
        checked(dialect, text.join(" "));
    }
}

#[test]
fn a_broken_configuration_is_told_with_its_place_and_the_nearest_key() {
    for (text, message) in [
        ("[rules\n", "fklint.toml:1:"),
        ("fail_on = 'error'", "fklint.toml:1:1: unknown key `fail_on`: did you mean `fail-on`?"),
        ("[rules]\nselct = []", "fklint.toml:2:1: unknown key `selct` in [rules]: did you mean `select`?"),
        (
            "[rules]\nselect = ['fk-indx-missing']",
            "fklint.toml:2:11: unknown rule `fk-indx-missing`: did you mean `fk-index-missing`?",
        ),
        (
            "[rules]\nseverity = { fk-index-missing = 'fatal' }",
            "fklint.toml:2:33: `fatal` is no severity: error, warning or note",
        ),
        ("fail-on = 3", "fklint.toml:1:11: `fail-on` is an integer, and must be a string"),
        (
            "[[target]]\nname = 'a'\nddl = ['none.sql']",
            "fklint.toml:3:8: none.sql: no such file or directory",
        ),
        ("[[target]]\nname = 'a'\nddl = ['*.none']", "fklint.toml:3:8: *.none: no file matches"),
        ("[[ignore]]\nrule = 'fk-index-missing'", "fklint.toml:1:1: [[ignore]] needs the key `object`"),
        ("baseline = 'none.json'", "none.json"),
    ] {
        let scratch = Folder::new().with("fklint.toml", text).with("a.sql", "CREATE TABLE a (b int);");
        let output = scratch.run(&[]);
        assert_eq!(output.status.code(), Some(2), "{text}: {}", err(&output));
        assert!(err(&output).contains(message), "{text}: {}", err(&output));
    }
    let output = Folder::new().with("fklint.toml", b"fail-on = '\xff'").run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("fklint.toml: it is no UTF-8"), "{}", err(&output));
}

#[test]
fn a_closed_standard_input_is_an_empty_text_and_a_closed_output_no_error() {
    let scratch = Folder::new();
    let mut child = scratch
        .command(&["-", "--dialect", "postgres"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let many: String =
        (0..2000).map(|n| format!("CREATE TABLE t{n} (a int REFERENCES x{n} (b));\n")).collect();
    child.stdin.take().expect("it is piped").write_all(many.as_bytes()).expect("the command reads");
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), err(&output)), (Some(1), ""));
}

#[test]
fn a_nul_byte_far_down_is_a_blank_or_content() {
    let filler = "-- filler\n".repeat(1000);
    let text =
        format!("{filler}INSERT INTO t VALUES ('\0');\nCREATE TABLE a\0(b int REFERENCES missing (c));");
    let (out, code) = checked("sqlite", text);
    assert_eq!(code, 1);
    assert!(out.contains("[fk-parent-missing]") && !out.contains('\0'), "{out}");
}

#[test]
fn paths_that_are_no_utf8_are_taken() {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let scratch = Folder::new();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.sql");
        fs::write(scratch.0.join(Path::new(name)), "CREATE TABLE a (b int);").expect("it can be written");
        let output = scratch.command(&[]).arg(name).output().expect("the command runs");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
}

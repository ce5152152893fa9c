//! `fklint fix --migration` as users meet it: new files in each tool's convention, history untouched, and clear words where
//! none can be written.

#[path = "../common/mod.rs"]
mod common;
mod conventions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{Folder, assert_exit, err, out};
use serde_json::{Value, json};

/// Foreign keys without an index and without an update action.
const BLOG: &str = "\
CREATE TABLE users (username varchar(40) PRIMARY KEY);
CREATE TABLE post (
  post_id integer PRIMARY KEY,
  author varchar(40) NOT NULL,
  CONSTRAINT post_author FOREIGN KEY (author) REFERENCES users (username)
);
";

const INDEX: &str = "-- index `post (author)` (fk-index-missing)
CREATE INDEX CONCURRENTLY post_author_idx ON post (author);
";
const DROP_INDEX: &str = "DROP INDEX CONCURRENTLY post_author_idx;\n";

impl Folder {
    fn migrate(&self, arguments: &[&str]) -> Output {
        self.run(&[&["fix", "--dialect", "postgres", "--migration", "migrations"], arguments].concat())
    }

    /// All files with their texts.
    fn files(&self) -> BTreeMap<String, String> {
        fn walk(root: &Path, at: &Path, files: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(at).expect("it is there") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    walk(root, &path, files);
                } else {
                    let name =
                        path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
                    files.insert(name, fs::read_to_string(&path).expect("it is text"));
                }
            }
        }
        let mut files = BTreeMap::new();
        walk(&self.0, &self.0, &mut files);
        files
    }

    /// The files that came in, after seeing that the others are as they were.
    fn added(&self, before: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut files = self.files();
        for (name, text) in before {
            assert_eq!(files.remove(name).as_ref(), Some(text), "{name}");
        }
        files
    }
}

#[test]
fn git_takes_the_diff_and_makes_the_same_files() {
    let folder =
        Folder::new().with("migrations/000001_a.up.sql", BLOG).with("migrations/000001_a.down.sql", "");
    let diff = folder.migrate(&["--diff", "--safety", "risky"]);
    assert_exit(&diff, 1);
    let by_git =
        Folder::new().with("migrations/000001_a.up.sql", BLOG).with("migrations/000001_a.down.sql", "");
    fs::write(by_git.0.join("d"), &diff.stdout).expect("it can be written");
    for arguments in [&["init", "-q", "."][..], &["apply", "--whitespace=nowarn", "d"]] {
        let output =
            Command::new("git").current_dir(&by_git.0).args(arguments).output().expect("git is here");
        assert!(output.status.success(), "{}", err(&output));
    }
    fs::remove_file(by_git.0.join("d")).expect("it is there");
    fs::remove_dir_all(by_git.0.join(".git")).expect("it is there");
    assert_exit(&folder.migrate(&["--safety", "risky"]), 0);
    assert_eq!(folder.files(), by_git.files());
}

/// What a text adds up to.
fn schema(engine: &str, text: &str) -> String {
    let folder = Folder::new().with("a.sql", text);
    let output = folder.run(&["schema", "a.sql", "--format", "sql", "--dialect", engine]);
    assert_exit(&output, 0);
    out(&output).to_owned()
}

#[test]
fn up_is_what_was_promised_and_down_leads_back_on_every_engine() {
    for engine in ["postgres", "sqlite", "mariadb", "mysql"] {
        let folder = Folder::new().with("migrations/1_a.up.sql", BLOG).with("migrations/1_a.down.sql", "");
        let before = folder.files();
        let arguments = ["fix", "--dialect", engine, "--migration", "migrations", "--safety", "risky"];
        assert_exit(&folder.run(&arguments), 0);
        let added = folder.added(&before);
        let texts = |way: &str| -> Vec<&str> {
            let files = added.iter().filter(|(name, _)| name.ends_with(way));
            files.map(|(_, text)| text.as_str()).collect()
        };
        let (ups, mut downs) = (texts(".up.sql"), texts(".down.sql"));
        downs.reverse();
        assert!(!ups.is_empty() && ups.len() == downs.len(), "{engine}: {added:?}");
        let up = format!("{BLOG}{}", ups.concat());
        let there = schema(engine, &up);
        assert!(there.contains("ON UPDATE CASCADE"), "{engine}: {there}");
        assert_eq!(schema(engine, &format!("{up}{}", downs.concat())), schema(engine, BLOG), "{engine}");
    }
}

#[test]
fn postgres_validates_in_a_migration_of_its_own() {
    let folder = Folder::new().with("migrations/1_a.up.sql", BLOG);
    let before = folder.files();
    assert_exit(
        &folder.migrate(&[
            "--safety",
            "risky",
            "--select",
            "fk-update-action-missing",
            "--name",
            "Let rows follow",
        ]),
        0,
    );
    let added = folder.added(&before);
    let text = |name: &str| added.get(&format!("migrations/{name}")).map_or("", String::as_str);
    assert!(text("2_let_rows_follow.up.sql").ends_with(
        "ALTER TABLE post DROP CONSTRAINT post_author, ADD CONSTRAINT post_author FOREIGN KEY (author) REFERENCES users \
         (username) ON UPDATE CASCADE NOT VALID;\n"
    ));
    assert!(
        text("3_let_rows_follow_validate.up.sql")
            .ends_with("\nALTER TABLE post VALIDATE CONSTRAINT post_author;\n")
    );
    assert_eq!(added.len(), 4, "{added:?}");
}

#[test]
fn a_table_is_built_anew_outside_the_transaction_of_the_tool() {
    let text = format!("-- migrate:up\n{BLOG}-- migrate:down\nDROP TABLE post;\n");
    let folder = Folder::new().with("migrations/20010101000000_a.sql", text);
    let before = folder.files();
    let arguments = ["fix", "--dialect", "sqlite", "--migration", "migrations", "--safety", "risky"];
    assert_exit(&folder.run(&arguments), 0);
    let added: Vec<String> = folder.added(&before).into_values().collect();
    assert!(
        added[0].starts_with("-- migrate:up\n") && added[0].contains("\nCREATE INDEX post_author_idx"),
        "{added:?}"
    );
    assert!(added[1].starts_with("-- migrate:up transaction:false\n"), "{}", added[1]);
    assert!(added[1].contains("PRAGMA foreign_keys = OFF;\n") && added[1].contains("\nBEGIN IMMEDIATE;\n"));
}

#[test]
fn questions_to_the_rows_stand_at_the_top() {
    let text = "CREATE TABLE p (id int PRIMARY KEY) ENGINE=InnoDB;\nCREATE TABLE c (p_id int REFERENCES p (id)) ENGINE=InnoDB;\n";
    let folder = Folder::new().with("migrations/1_a.up.sql", text);
    let before = folder.files();
    let output = folder.run(&[
        "fix",
        "--dialect",
        "mysql",
        "--server-version",
        "8.4",
        "--migration",
        "migrations",
        "--safety",
        "risky",
        "--select",
        "fk-inline-ignored",
    ]);
    assert_exit(&output, 0);
    let added = folder.added(&before);
    let up = added.iter().find(|(name, _)| name.ends_with(".up.sql")).expect("there is one").1;
    let lines: Vec<&str> = up.lines().collect();
    assert_eq!(lines[1], "-- Ask the rows first. Each of these must give none:");
    assert!(
        lines[2].starts_with("--   SELECT c.p_id FROM c c WHERE c.p_id IS NOT NULL AND NOT EXISTS"),
        "{up}"
    );
    assert_eq!(lines[3], "ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p (id);");
}

#[test]
fn the_sum_of_atlas_is_kept_right_or_nothing_is_written() {
    // Made from the texts by the algorithm's description, in another language.
    let before_it = "h1:ii7K7Ua1JK/IQlMYN6FWHKX79HRpg5/ptdt8RHXV1BQ=\n\
               1_a.sql h1:vWj/x+U48g8S9X186L9YfWQofJQ6+xb3IRI29AIZKvc=\n";
    let with_it = "h1:bw5HnLU/AW4/9LdD+wdEReVVXWctSpCd6718VMoYjzM=\n\
               1_a.sql h1:vWj/x+U48g8S9X186L9YfWQofJQ6+xb3IRI29AIZKvc=\n\
               2_fk_index_missing_post_author.sql h1:BoJl6slFK6zhAKrIMKMW21WkvzJzBQLU+qL9T+gO7aA=\n";
    let folder = |sum: &str| Folder::new().with("migrations/1_a.sql", BLOG).with("migrations/atlas.sum", sum);
    let new = "migrations/2_fk_index_missing_post_author.sql";
    let right = folder(before_it);
    let output = right.migrate(&["--select", "fk-index-missing"]);
    assert_exit(&output, 0);
    assert_eq!(out(&output), format!("{new}\nmigrations/atlas.sum\n"));
    let mut files = right.files();
    assert_eq!(files.remove("migrations/atlas.sum").as_deref(), Some(with_it));
    assert_eq!(files.remove(new).as_deref(), Some(&*format!("-- atlas:txmode none\n\n{INDEX}")));

    let stale = folder(&before_it.replacen("h1:", "h1:x", 1));
    let before = stale.files();
    let output = stale.migrate(&["--select", "fk-index-missing"]);
    assert_exit(&output, 2);
    let why = "does not fit the files that it lists: run `atlas migrate hash` first";
    assert!(err(&output).contains(why), "{}", err(&output));
    assert_eq!(stale.files(), before);
}

#[test]
fn json_has_the_new_files_and_what_changes_with_them() {
    let folder = Folder::new().with("migrations/0001_a.up.sql", BLOG).with("migrations/0001_a.down.sql", "");
    let new = |kind: &str, text: &str| {
        let name = format!("migrations/0002_fk_index_missing_post_author.{kind}.sql");
        json!({ "file": name, "kind": kind, "text": format!("-- no-transaction\n{text}") })
    };
    let files = json!([new("up", INDEX), new("down", DROP_INDEX)]);
    for (arguments, written) in [(&["--diff"][..], false), (&[], true)] {
        let asked = ["--select", "fk-index-missing", "--format", "json"];
        let output = folder.migrate(&[arguments, &asked].concat());
        let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        assert_eq!(document["migration"], json!({ "files": files, "written": written }));
        assert_eq!(document["findings"][0]["rule"], "fk-index-missing", "as they were");
        let there = folder.files().contains_key("migrations/0002_fk_index_missing_post_author.up.sql");
        assert_eq!(there, written);
    }
    let output = folder.migrate(&["--select", "fk-index-missing", "--format", "json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(document["migration"], json!({ "files": [], "written": false }), "there is nothing left");

    let sum = "h1:ii7K7Ua1JK/IQlMYN6FWHKX79HRpg5/ptdt8RHXV1BQ=\n\
               1_a.sql h1:vWj/x+U48g8S9X186L9YfWQofJQ6+xb3IRI29AIZKvc=\n";
    let folder = Folder::new().with("migrations/1_a.sql", BLOG).with("migrations/atlas.sum", sum);
    let output = folder.migrate(&["--select", "fk-index-missing", "--format", "json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let changed = &document["migration"]["files"][1];
    let text = &folder.files()["migrations/atlas.sum"];
    assert_eq!(*changed, json!({ "file": "migrations/atlas.sum", "kind": "changed", "text": text }));
}

#[test]
fn alembic_gets_revisions_behind_the_head_of_the_schema_that_is_named() {
    let first =
        "from typing import Sequence, Union\nrevision: str = 'a1'\ndown_revision: Union[str, None] = None\n";
    let second = "revision = \"b2\"\ndown_revision = \"a1\"\n";
    let folder = Folder::new().with("schema.sql", BLOG).with("alembic/env.py", "");
    let folder = folder.with("alembic/versions/a1_.py", first).with("alembic/versions/b2_.py", second);
    let fix = |source: &[&str]| {
        folder.run(
            &[&["fix", "--dialect", "postgres", "--migration", "alembic", "--safety", "risky"], source]
                .concat(),
        )
    };
    let output = fix(&[]);
    assert_exit(&output, 2);
    assert!(
        err(&output).contains("its migrations are Python: name the schema that they make too"),
        "{}",
        err(&output)
    );
    let before = folder.files();
    let output = fix(&["schema.sql"]);
    // The dump says nothing of what has not run yet.
    assert_exit(&output, 1);
    let added = folder.added(&before);
    let mut head = "b2".to_owned();
    for listed in out(&output).lines() {
        let text = &added[listed];
        assert!(text.contains(&format!("\ndown_revision = \"{head}\"\n")), "{text}");
        let revision = text.split("\nrevision = \"").nth(1).and_then(|rest| rest.split('"').next());
        head = revision.expect("it has one").to_owned();
        assert!(listed.starts_with(&format!("alembic/versions/{head}_fk_")), "{listed}");
    }
    let texts: String = added.into_values().collect();
    assert!(texts.contains(
        "    with op.get_context().autocommit_block():\n        op.execute(\"CREATE INDEX CONCURRENTLY post_author_idx ON post (author)\")\n"
    ));
    let folder = folder.with("alembic/versions/c3_.py", "revision = 'c3'\ndown_revision = 'a1'\n");
    let output = folder.run(&["fix", "schema.sql", "--migration", "alembic"]);
    assert_exit(&output, 2);
    assert!(
        err(&output).contains("several heads") && err(&output).contains("alembic merge heads"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_directory_that_takes_none_says_why() {
    let cases: [(&[(&str, &str)], &str); 9] = [
        (&[("migrations/.gitkeep", "")], "no migration is in it yet"),
        (&[("migrations/README.md", "Migrations go here.")], "let the tool make its first"),
        (
            &[("migrations/1700000000001-a.ts", "export class A implements M {}")],
            "its migrations are programs",
        ),
        (&[("migrations/structure.sql", BLOG)], "Rails keeps its migrations in Ruby"),
        (&[("migrations/20010101000000_a.rb", "class A; end")], "Rails keeps its migrations in Ruby"),
        (&[("migrations/0001_initial.py", "class Migration: pass")], "no revisions of Alembic"),
        (&[("migrations/schema.sql", BLOG)], "no migrations that are named or marked as those of a tool"),
        (
            &[
                ("migrations/0000_a.sql", BLOG),
                (
                    "migrations/meta/_journal.json",
                    "{\"dialect\":\"postgresql\",\"entries\":[{\"tag\":\"0000_a\"}]}",
                ),
            ],
            "drizzle-kit keeps a journal",
        ),
        (&[("migrations/1_a.mysql.up.sql", BLOG), ("migrations/1_a.up.sql", BLOG)], "for several databases"),
    ];
    for (files, expected) in cases {
        let folder = files.iter().fold(Folder::new(), |folder, (name, text)| folder.with(name, text));
        let before = folder.files();
        let output = folder.migrate(&[]);
        assert_exit(&output, 2);
        assert!(err(&output).contains(expected), "{expected}: {}", err(&output));
        assert_eq!(folder.files(), before);
    }
    let output = Folder::new().migrate(&[]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("no such directory"), "{}", err(&output));
}

#[test]
fn the_first_migration_of_a_tool_may_be_empty() {
    let folder = Folder::new().with("schema.sql", BLOG).with("migrations/1_init.up.sql", "");
    let output =
        folder.run(&["fix", "schema.sql", "--migration", "migrations", "--select", "fk-index-missing"]);
    assert_exit(&output, 1);
    assert!(folder.files().keys().any(|name| name.starts_with("migrations/2_")), "{}", err(&output));
}

#[test]
fn nothing_is_left_of_a_migration_that_cannot_be_written_whole() {
    let folder = Folder::new().with("migrations/1_a.up.sql", BLOG);
    // The name of the second file is taken by a directory.
    let folder = folder.with("migrations/2_fk_index_missing_post_author.down.sql/x", "");
    let before = folder.files();
    let output = folder.migrate(&["--select", "fk-index-missing"]);
    assert_exit(&output, 2);
    assert_eq!(folder.files(), before, "{}", err(&output));
}

#[test]
fn plans_that_meet_take_two_runs_and_history_is_never_edited() {
    let text = BLOG.replace("(username)\n", "(username) ON DELETE SET NULL\n");
    let folder = Folder::new().with("migrations/1_a.up.sql", text);
    let before = folder.files();
    let first = folder.migrate(&["--safety", "risky"]);
    assert_exit(&first, 1);
    let why =
        "let `author` be NULL: not here: it meets \"index `post (author)`\" at post.author: run fklint again";
    assert!(err(&first).contains(why), "{}", err(&first));
    let second = folder.migrate(&["--safety", "risky"]);
    assert_exit(&second, 0);
    assert!(err(&second).ends_with("fixed 1 finding in 2 files; 0 left\n"), "{}", err(&second));
    assert!(!folder.added(&before).is_empty());
}

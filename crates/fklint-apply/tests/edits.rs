//! Edits of texts, case by case: what a plan does to the words, the commas and the comments around it. The plan is what an
//! ALTER would do, and the edited text must read as the schema after it.

use fklint_apply::edit::{Promise, Refusal, edits, spliced};
use fklint_catalog::{
    Change, Engine, ForeignKeyPath, Ident, Key, KeyKind, KeyRef, NameKind, Quoting, TableName,
};
use fklint_reflect::{Reflection, ScriptSource, ddl, replay};
use fklint_rule::{Plan, Safety, ScriptEdit, ScriptPlace, Step};
use fklint_source::{FileId, SourceFile, SourceMap};

const PG: Engine = Engine::Postgres;
const MY: Engine = Engine::Mysql;

fn reflection(engine: Engine, texts: &[&[u8]]) -> Reflection {
    let scripts = texts.iter().zip(0..).map(|(text, file)| ScriptSource {
        file: FileId(file),
        name: format!("{file}.sql"),
        migration: false,
        read: ddl::read(text, engine),
    });
    replay(engine, None, scripts.collect())
}

/// The plan that does what statements do behind a text.
fn plan(engine: Engine, text: &[u8], statements: &str) -> Plan {
    let both = reflection(engine, &[text, statements.as_bytes()]);
    let behind = both.history.statements.into_iter().filter(|statement| statement.script == 1);
    let changes: Vec<Change> = behind.flat_map(|statement| statement.changes).collect();
    assert!(!changes.is_empty(), "nothing is changed by {statements}");
    Plan::of("change it", Safety::Safe, changes)
}

fn edited(engine: Engine, text: &[u8], plan: &Plan) -> Result<Vec<u8>, Refusal> {
    let mut sources = SourceMap::default();
    sources.add(SourceFile::new("0.sql".to_owned(), text.to_vec()));
    let before = reflection(engine, &[text]);
    let after = spliced(text, &edits(plan, &before, &sources)?);
    let promise = Promise::of(&before.catalog, [plan]).expect("the plan fits");
    let broken = promise.broken_by(&reflection(engine, &[&after]).catalog);
    assert_eq!(broken, None, "{}", String::from_utf8_lossy(&after));
    Ok(after)
}

#[track_caller]
fn becomes(engine: Engine, text: &str, statements: &str, expected: &str) {
    let after = edited(engine, text.as_bytes(), &plan(engine, text.as_bytes(), statements));
    assert_eq!(String::from_utf8_lossy(&after.expect("it can be edited")), expected);
}

#[track_caller]
fn refused(engine: Engine, text: &str, statements: &str, why: &str) {
    let after = edited(engine, text.as_bytes(), &plan(engine, text.as_bytes(), statements));
    let reason = after.expect_err("it cannot be edited").0;
    assert!(reason.contains(why), "{reason}");
}

#[test]
fn an_action_goes_where_the_clause_stands_in_its_case() {
    let change = "ALTER TABLE b DROP CONSTRAINT f; ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (a) \
                  REFERENCES a (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE;";
    let words = "ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE";
    becomes(
        PG,
        "create table a (id int primary key);\ncreate table b (a int constraint f references a (id));\n",
        change,
        &format!(
            "create table a (id int primary key);\ncreate table b (a int constraint f references a (id) {});\n",
            words.to_lowercase()
        ),
    );
    let table = |tail: &str| {
        format!(
            "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a int, CONSTRAINT f FOREIGN KEY (a)\n  \
             REFERENCES a (id)\n  {tail});\n"
        )
    };
    becomes(
        PG,
        &table("ON DELETE RESTRICT /* no! */ NOT VALID"),
        change,
        &table("ON DELETE SET NULL\n  ON UPDATE CASCADE\n  DEFERRABLE /* no! */ NOT VALID"),
    );
    let alter = |tail: &str| {
        format!(
            "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int);\n\
             ALTER TABLE b ADD c int, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES a (id){tail}, ADD d int;\n"
        )
    };
    becomes(PG, &alter(""), change, &alter(&format!(" {words}")));
}

#[test]
fn what_is_dropped_takes_one_comma_along_and_leaves_comments() {
    let drop = "ALTER TABLE b DROP CONSTRAINT f;";
    for (elements, expected) in [
        ("a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES b", "a int"),
        ("a int,\n  CONSTRAINT f FOREIGN KEY (a) REFERENCES b,\n  c int", "a int,\n  c int"),
        ("CONSTRAINT f FOREIGN KEY (a) REFERENCES b, a int", "a int"),
        ("a int, -- one\n  CONSTRAINT f FOREIGN KEY (a) REFERENCES b -- two\n", "a int -- one\n -- two\n"),
        ("a int CONSTRAINT f REFERENCES b NOT NULL, c int", "a int NOT NULL, c int"),
        ("a int\n    CONSTRAINT f REFERENCES b\n    NOT NULL", "a int\n    NOT NULL"),
    ] {
        let table = |elements: &str| format!("CREATE TABLE b ({elements});\n");
        becomes(PG, &table(elements), drop, &table(expected));
    }
    let table = "CREATE TABLE b (a int, c int);\n";
    let key = "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b";
    for (statements, expected) in [
        (format!("ALTER TABLE b {key};\n-- the end\n"), "-- the end\n"),
        (format!("ALTER TABLE b {key}, ADD d int;"), "ALTER TABLE b ADD d int;"),
        (format!("ALTER TABLE b ADD d int, {key};"), "ALTER TABLE b ADD d int;"),
        (format!("  ALTER TABLE b {key}; -- gone\n"), "  -- gone\n"),
    ] {
        becomes(PG, &format!("{table}{statements}"), drop, &format!("{table}{expected}"));
    }
}

#[test]
fn elements_come_last_and_before_no_comment_of_others() {
    let add = "ALTER TABLE b ADD CONSTRAINT u UNIQUE (a), ADD CHECK (a > 0);";
    for (text, expected) in [
        ("CREATE TABLE b (a int);", "CREATE TABLE b (a int, CONSTRAINT u UNIQUE (a), CHECK (a > 0));"),
        (
            "CREATE TABLE b (\n\ta int\n) WITH (fillfactor = 70);",
            "CREATE TABLE b (\n\ta int,\n\tCONSTRAINT u UNIQUE (a),\n\tCHECK (a > 0)\n) WITH (fillfactor = 70);",
        ),
        (
            "CREATE TABLE b (\r\n  c int,\r\n  a int -- last\r\n);",
            "CREATE TABLE b (\r\n  c int,\r\n  a int, -- last\r\n  CONSTRAINT u UNIQUE (a),\r\n  CHECK (a > 0)\r\n);",
        ),
    ] {
        becomes(PG, text, add, expected);
    }
    becomes(
        PG,
        "CREATE TABLE b (c int);\nALTER TABLE b ADD a int; /* open\n */ CREATE TABLE d (a int);\n",
        "ALTER TABLE b ADD CONSTRAINT u UNIQUE (a);",
        "CREATE TABLE b (c int);\nALTER TABLE b ADD a int;\nALTER TABLE b ADD CONSTRAINT u UNIQUE (a); /* open\n */ \
         CREATE TABLE d (a int);\n",
    );
}

#[test]
fn columns_change_where_they_say_it() {
    becomes(
        PG,
        "CREATE TABLE b (a INT CONSTRAINT nn NOT NULL DEFAULT 1);",
        "ALTER TABLE b ALTER a DROP NOT NULL, ALTER a TYPE bigint, ALTER a SET DEFAULT 2;",
        "CREATE TABLE b (a BIGINT DEFAULT 2);",
    );
    becomes(
        PG,
        "CREATE TABLE b (a int /* x */ NOT NULL DEFAULT 1, c int);",
        "ALTER TABLE b ALTER a DROP DEFAULT, ALTER c SET NOT NULL;",
        "CREATE TABLE b (a int /* x */ NOT NULL, c int NOT NULL);",
    );
    becomes(
        MY,
        "CREATE TABLE b (a CHAR(5) COLLATE utf8mb4_bin NOT NULL, c INT AUTO_INCREMENT, KEY (c)) engine = MyISAM;",
        "ALTER TABLE b MODIFY a CHAR(5) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL; \
         ALTER TABLE b MODIFY c INT; ALTER TABLE b ENGINE=InnoDB;",
        "CREATE TABLE b (a CHAR(5) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL, c INT, KEY (c)) engine = InnoDB;",
    );
    becomes(
        MY,
        "CREATE TABLE b (a char(5) CHARSET latin1 COMMENT 'x');",
        "ALTER TABLE b MODIFY a char(5) CHARSET latin1 NOT NULL DEFAULT 'a' COMMENT 'x';",
        "CREATE TABLE b (a char(5) CHARSET latin1 DEFAULT 'a' NOT NULL COMMENT 'x');",
    );
    becomes(
        MY,
        "CREATE TABLE b (a int) /*!40100 DEFAULT CHARSET=utf8 */;",
        "ALTER TABLE b ENGINE=InnoDB;",
        "CREATE TABLE b (a int) ENGINE=InnoDB /*!40100 DEFAULT CHARSET=utf8 */;",
    );
}

#[test]
fn keys_are_elements_words_or_statements() {
    becomes(
        MY,
        "CREATE TABLE b (a int, KEY k (a));",
        "ALTER TABLE b DROP KEY k, ADD UNIQUE KEY l (a);",
        "CREATE TABLE b (a int, UNIQUE KEY l (a));",
    );
    becomes(
        PG,
        "CREATE TABLE b (a int PRIMARY KEY, c int);\nCREATE INDEX i ON b (c);\nSELECT 1;\n",
        "ALTER TABLE b DROP CONSTRAINT b_pkey; DROP INDEX i;",
        "CREATE TABLE b (a int, c int);\nSELECT 1;\n",
    );
    let plan = |primary: &[&str]| {
        let ident = |kind, name: &&str| Ident::new(Engine::Sqlite, kind, name, Quoting::Bare);
        let table = TableName { schema: None, name: ident(NameKind::Table, &"b") };
        let columns = primary.iter().map(|name| ident(NameKind::Column, name));
        let key = Key::over(KeyKind::Primary, columns);
        let drop = Change::DropKey { table: table.clone(), key: KeyRef::Primary };
        Plan::of("count", Safety::Safe, [drop, Change::AddKey { table, key }])
    };
    let text = b"CREATE TABLE b (a INTEGER AUTOINCREMENT, c int, PRIMARY KEY (a, c));";
    let counts = edited(Engine::Sqlite, text, &plan(&["a"])).expect("it can be edited");
    assert_eq!(counts, b"CREATE TABLE b (a INTEGER PRIMARY KEY AUTOINCREMENT, c int);");
    becomes(
        PG,
        "CREATE TABLE b (a int, CONSTRAINT u UNIQUE (a));",
        "ALTER TABLE b RENAME CONSTRAINT u TO v;",
        "CREATE TABLE b (a int, CONSTRAINT v UNIQUE (a));",
    );
}

#[test]
fn bytes_that_are_no_utf8_stay() {
    let text = b"-- caf\xe9\nCREATE TABLE b (a int); -- \xff\n";
    let plan = plan(PG, text, "CREATE INDEX i ON b (a);");
    let after = edited(PG, text, &plan).expect("it can be edited");
    assert_eq!(after, b"-- caf\xe9\nCREATE TABLE b (a int); -- \xff\nCREATE INDEX i ON b (a);\n");
}

#[test]
fn what_cannot_be_edited_says_why() {
    let drop = "ALTER TABLE b DROP CONSTRAINT f;";
    refused(
        PG,
        "DO $$ BEGIN CREATE TABLE b (a int CONSTRAINT f REFERENCES b); END $$;",
        drop,
        "inside a string",
    );
    refused(
        Engine::Oracle,
        "CREATE TABLE b (a int); ALTER TABLE b ADD (c int, CONSTRAINT f FOREIGN KEY (a) REFERENCES b);",
        drop,
        "in parentheses",
    );
    refused(PG, "CREATE TABLE b (a int);", "ALTER TABLE b ADD c int;", "whole tables or columns");
    refused(
        PG,
        "CREATE TABLE b (a int); ALTER TABLE b ALTER a SET NOT NULL;",
        "ALTER TABLE b ALTER a DROP NOT NULL;",
        "no clause of its own says the NOT NULL",
    );
}

#[test]
fn statements_of_a_script_move_with_their_words() {
    let text = "BEGIN;\n  PRAGMA foreign_keys = OFF; -- off\nCREATE TABLE a (b int);\nCOMMIT";
    let edits = [
        ScriptEdit::MoveStatement { statement: 1, to: ScriptPlace::Before(0) },
        ScriptEdit::Insert {
            sql: "PRAGMA foreign_key_check".to_owned(),
            changes: Vec::new(),
            at: ScriptPlace::Before(3),
        },
        ScriptEdit::Insert { sql: "SELECT 1".to_owned(), changes: Vec::new(), at: ScriptPlace::End(0) },
    ];
    let steps = edits.into_iter().map(Step::Script).collect();
    let plan = Plan { title: "move it".to_owned(), safety: Safety::Safe, steps };
    let after = edited(Engine::Sqlite, text.as_bytes(), &plan).expect("it can be edited");
    assert_eq!(
        String::from_utf8_lossy(&after),
        "PRAGMA foreign_keys = OFF;\nBEGIN;\n  -- off\nCREATE TABLE a (b int);\nPRAGMA foreign_key_check;\nCOMMIT;\nSELECT 1;"
    );
}

#[test]
fn clauses_change_their_places_and_what_stands_between_them_stays() {
    let order = |text: &str, order: &[u8], gone: &[u8]| {
        let ident = |kind, name: &str| Ident::new(PG, kind, name, Quoting::Bare);
        let foreign_key = ForeignKeyPath { columns: vec![ident(NameKind::Column, "a")], ordinal: 0 };
        let table = TableName { schema: None, name: ident(NameKind::Table, "b") };
        let (order, gone) = (order.to_vec(), gone.to_vec());
        let edit = ScriptEdit::OrderClauses { table, foreign_key, order, gone };
        let text = format!("CREATE TABLE b (a int REFERENCES b{text}, c int);");
        let after = edited(PG, text.as_bytes(), &Plan::of_script("order it", [edit]));
        after.map(|after| String::from_utf8_lossy(&after).into_owned())
    };
    let of = |text: &str| Ok(format!("CREATE TABLE b (a int REFERENCES b{text}, c int);"));
    assert_eq!(
        order(
            "\n  deferrable  INITIALLY DEFERRED -- late\n  ON DELETE SET NULL /* a */ (a)",
            &[2, 0, 1],
            &[]
        ),
        of("\n  ON DELETE SET NULL /* a */ (a) -- late\n  deferrable  INITIALLY DEFERRED")
    );
    assert_eq!(
        order(" ON DELETE CASCADE MATCH FULL ON DELETE CASCADE DEFERRABLE", &[1, 0, 3], &[2]),
        of(" MATCH FULL ON DELETE CASCADE DEFERRABLE")
    );
    assert!(order(" ON DELETE CASCADE", &[1, 0], &[]).is_err());
}

#[test]
fn tables_of_a_drop_change_their_places_and_the_comments_stay() {
    let text = "CREATE TABLE a (b int);\nCREATE TABLE `C` (b int);\nDROP TABLE IF EXISTS a, -- first\n  `C` /* last */;";
    let table =
        |name: &str| TableName { schema: None, name: Ident::new(MY, NameKind::Table, name, Quoting::Quoted) };
    let order = |tables: &[&str]| {
        let tables = tables.iter().map(|name| table(name)).collect();
        Plan::of_script("order it", [ScriptEdit::OrderDrops { statement: 2, tables }])
    };
    let after = edited(MY, text.as_bytes(), &order(&["C", "a"])).expect("it can be edited");
    let after = String::from_utf8_lossy(&after).into_owned();
    assert_eq!(after.lines().last(), Some("  a /* last */;"), "{after}");
    assert!(after.contains("DROP TABLE IF EXISTS `C`, -- first\n"), "{after}");
    for tables in [&["a"][..], &["a", "d"]] {
        assert!(edited(MY, text.as_bytes(), &order(tables)).is_err());
    }
}

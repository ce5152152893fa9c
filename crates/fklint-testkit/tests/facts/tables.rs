//! What is told of whole tables: which storage engines keep foreign keys, how foreign keys without a name are called, and
//! whether a parent is keyed as the engine wants it. The tables are made on the server and read by the reflector.

use std::collections::BTreeSet;

use fklint_catalog::semantics::{ParentKeyState, storage_facts};
use fklint_catalog::{Catalog, Engine, Ident, NameKind, Quoting, TableName};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;
use fklint_testkit::scratch::{EngineError, Scratch};
use fklint_testkit::servers::Server;

use crate::Report;

/// Runs all of it, as far as it is about this server's engine.
pub(crate) fn prove(server: &Server, report: &mut Report) {
    type Proof = fn(&Server, &mut Report) -> Result<(), EngineError>;
    let proofs: [(&str, Proof); 3] =
        [("storage_facts", storage), ("name_of", names), ("parent_key_state", parent_keys)];
    for (subject, proof) in proofs {
        if report.wanted(subject)
            && let Err(error) = proof(server, report)
        {
            report.fail(subject.to_owned(), format!("on {server}: {error}"));
        }
    }
}

/// Each storage engine that the server has: a child of it either has its foreign key or has lost it.
fn storage(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    /// Unknown storage engine; disabled one.
    const ABSENT: [&str; 2] = ["1286", "3161"];
    if !server.engine().is_mysql_like() {
        return Ok(());
    }
    for fact in storage_facts() {
        let mut scratch = Scratch::new(server)?;
        scratch.run("CREATE TABLE p (id int NOT NULL PRIMARY KEY)")?;
        let child = "CREATE TABLE c (p_id int NOT NULL, FOREIGN KEY (p_id) REFERENCES p (id)) ENGINE =";
        let made = scratch.run(&format!("{child} {}", fact.name));
        if made.as_ref().is_err_and(|error| ABSENT.contains(&error.code.as_str())) {
            continue;
        }
        let kept = "SELECT count(*) FROM information_schema.table_constraints \
                    WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY'";
        let keeps = scratch.session(0)?.value(kept)? == "1";
        if keeps != fact.keeps {
            report.fail(
                "storage_facts".to_owned(),
                format!("{server}: {} keeps foreign keys: {keeps}", fact.name),
            );
        }
        let drops = made.is_ok() && !keeps;
        if fact.drops && !drops {
            report
                .fail("storage_facts".to_owned(), format!("{server}: {} drops nothing silently", fact.name));
        }
        report.run_besides(fact.name);
    }
    Ok(())
}

/// Tables with unnamed foreign keys, in every way that the name depends on.
const UNNAMED: [&str; 5] = [
    "CREATE TABLE one (a int, FOREIGN KEY (a) REFERENCES p (id))",
    "CREATE TABLE two (a int, b int, FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id), \
     FOREIGN KEY (a) REFERENCES q (id))",
    "CREATE TABLE three (a int, b int, CONSTRAINT three_ibfk_7 FOREIGN KEY (a) REFERENCES p (id), \
     CONSTRAINT three_b_fkey CHECK (b > 0));\nALTER TABLE three ADD FOREIGN KEY (b) REFERENCES p (id)",
    "CREATE TABLE a_table_with_a_name_of_forty_letters_xxxx (a_column_with_a_name_of_forty_letters_xxx int, \
     FOREIGN KEY (a_column_with_a_name_of_forty_letters_xxx) REFERENCES p (id))",
    "CREATE TABLE five (a int, b int, FOREIGN KEY (a, b) REFERENCES r (x, y))",
];

/// The names that the engine gives are those that are foretold.
fn names(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    let question = match server.engine() {
        Engine::Postgres => "SELECT conname FROM pg_constraint WHERE contype = 'f'",
        Engine::Mysql | Engine::Mariadb => {
            "SELECT constraint_name FROM information_schema.table_constraints \
             WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY'"
        }
        _ => return Ok(()),
    };
    for table in UNNAMED {
        let script = format!(
            "CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE q (id int PRIMARY KEY);\n\
             CREATE TABLE r (x int, y int, PRIMARY KEY (x, y));\n{table};\n"
        );
        let mut scratch = Scratch::new(server)?;
        scratch.run(&script)?;
        let rows = scratch.run(question)?.rows;
        let real: BTreeSet<String> = rows.into_iter().flatten().flatten().collect();
        let (catalog, semantics) = (read(server, &script), server.semantics());
        let told: BTreeSet<String> =
            catalog.foreign_keys().filter_map(|(table, index, _)| semantics.name_of(table, index)).collect();
        if told != real {
            report.fail(
                "name_of".to_owned(),
                format!("{server} says {real:?}, foretold was {told:?}\n{table}"),
            );
        }
        report.run_besides("name_of");
    }
    Ok(())
}

/// Parents, and the columns of them that a child points to.
const PARENTS: [(&str, &str); 9] = [
    ("a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)", "a b"),
    ("a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)", "b a"),
    ("a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)", "a"),
    ("a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)", "b"),
    ("id int PRIMARY KEY, a int, b int, UNIQUE (b, a)", "a b"),
    ("id int PRIMARY KEY, a int, b int, UNIQUE (b, a)", "b"),
    ("id int PRIMARY KEY, a int, UNIQUE (a)", "a id"),
    ("id int PRIMARY KEY, a int, b int, UNIQUE (a), UNIQUE (b)", "b"),
    ("id int PRIMARY KEY, a int", "a"),
];

/// A child is accepted where the parent's key was said to do, and not where it was said to be missing.
fn parent_keys(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    let engine = server.engine();
    for (columns, target) in PARENTS {
        let parent = format!("CREATE TABLE p ({columns});\n");
        let ident = |text: &str| Ident::new(engine, NameKind::Column, text, Quoting::Bare);
        let name = TableName { schema: None, name: Ident::new(engine, NameKind::Table, "p", Quoting::Bare) };
        let idents: Vec<Ident> = target.split(' ').map(ident).collect();
        let catalog = read(server, &parent);
        let state = catalog.table(&name).map(|table| server.semantics().parent_key_state(table, &idents));
        let list = target.replace(' ', ", ");
        let typed: Vec<String> = target.split(' ').map(|column| format!("{column} int")).collect();
        let child =
            format!("CREATE TABLE c ({}, FOREIGN KEY ({list}) REFERENCES p ({list}))", typed.join(", "));
        let mut scratch = Scratch::new(server)?;
        scratch.run(&parent)?;
        // SQLite says it with the first row.
        let row = if engine == Engine::Sqlite { "; INSERT INTO c DEFAULT VALUES" } else { "" };
        let made = scratch.run(&format!("{child}{row}"));
        let will_do = matches!(state, Some(ParentKeyState::Unique | ParentKeyState::Accepted));
        if will_do != made.is_ok() {
            let reason = format!("{server} says {made:?}, foretold was {state:?}\n{parent}{child}");
            report.fail("parent_key_state".to_owned(), reason);
        }
        report.run_besides("parent_key_state");
    }
    Ok(())
}

/// What the reflector makes of a script.
fn read(server: &Server, script: &str) -> Catalog {
    let source = ScriptSource {
        file: FileId(0),
        name: "script".to_owned(),
        migration: false,
        read: ddl::read(script.as_bytes(), server.engine()),
    };
    replay(server.engine(), Some(server.version()), vec![source]).catalog
}

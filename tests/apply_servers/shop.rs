//! A database with what plans of every kind are for, and what is in it, asked by SQL of our own.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use fklint_apply::live::{Wishes, Work};
use fklint_catalog::Engine;
use fklint_check::{Options, SourceArg, check};
use fklint_reflect::live::url::Secret;
use fklint_rule::Safety;
use fklint_testkit::scratch::{Scratch, Session};
use fklint_testkit::servers::Server;

use crate::run::{Paused, Told};

/// A foreign key over two columns that is made anew, one that points at its own table and whose column may be NULL
/// afterwards, an index that is missing, cascades and triggers.
const POSTGRES: &str = "
CREATE TABLE users (realm varchar(8) NOT NULL, username varchar(40) NOT NULL, name text NOT NULL DEFAULT 'it''s', PRIMARY KEY (realm, username));
CREATE TABLE customer (
  customer_id int PRIMARY KEY,
  realm varchar(8) NOT NULL, username varchar(40) NOT NULL,
  invited_by int NOT NULL,
  spent numeric,
  CONSTRAINT customer_user FOREIGN KEY (realm, username) REFERENCES users (realm, username) ON DELETE CASCADE,
  CONSTRAINT customer_invited_by FOREIGN KEY (invited_by) REFERENCES customer (customer_id) ON DELETE SET NULL
);
CREATE INDEX customer_username ON customer (realm, username);
CREATE INDEX customer_invited ON customer (invited_by);
CREATE TABLE invoice (
  invoice_id bigint PRIMARY KEY,
  customer_id int NOT NULL CONSTRAINT invoice_customer REFERENCES customer (customer_id) ON DELETE CASCADE,
  total numeric GENERATED ALWAYS AS (invoice_id * 2) STORED
);
CREATE TABLE log (said text);
CREATE FUNCTION says() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END $$;
CREATE TRIGGER customer_says AFTER UPDATE OR DELETE ON customer FOR EACH ROW EXECUTE FUNCTION says();
CREATE TRIGGER invoice_says AFTER UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION says();
INSERT INTO users VALUES ('de', 'a'), ('de', 'b'), ('fr', 'a');
INSERT INTO customer VALUES (1, 'de', 'a', 1, 1.5), (2, 'de', 'b', 1, NULL), (3, 'fr', 'a', 2, -1);
INSERT INTO invoice VALUES (1, 1), (2, 2), (7, 3);
";

/// The same, but that the index is made by the engine, and two tables are converted and get a foreign key.
const MYSQL: &str = "
CREATE TABLE users (realm varchar(8) NOT NULL, username varchar(40) NOT NULL, name text NOT NULL, PRIMARY KEY (realm, username)) ENGINE=InnoDB;
CREATE TABLE customer (
  customer_id int PRIMARY KEY,
  realm varchar(8) NOT NULL, username varchar(40) NOT NULL,
  invited_by int NOT NULL,
  spent decimal(9,2),
  KEY customer_user (realm, username), KEY (invited_by),
  CONSTRAINT customer_user FOREIGN KEY (realm, username) REFERENCES users (realm, username) ON DELETE CASCADE,
  CONSTRAINT customer_invited_by FOREIGN KEY (invited_by) REFERENCES customer (customer_id)
) ENGINE=InnoDB;
CREATE TABLE invoice (
  invoice_id bigint PRIMARY KEY,
  customer_id int NOT NULL,
  total bigint AS (invoice_id * 2) STORED,
  CONSTRAINT invoice_customer FOREIGN KEY (customer_id) REFERENCES customer (customer_id) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE forum (forum_id int PRIMARY KEY, title varchar(100) NOT NULL) ENGINE=MyISAM;
CREATE TABLE topic (topic_id int PRIMARY KEY, forum_id int NOT NULL, title varchar(200)) ENGINE=MyISAM;
CREATE TABLE log (said text) ENGINE=InnoDB;
CREATE TRIGGER customer_says AFTER UPDATE ON customer FOR EACH ROW INSERT INTO log VALUES ('customer');
CREATE TRIGGER topic_says AFTER UPDATE ON topic FOR EACH ROW INSERT INTO log VALUES ('topic');
INSERT INTO users VALUES ('de', 'a', ''), ('de', 'b', 'it''s'), ('fr', 'a', 'x');
INSERT INTO customer VALUES (1, 'de', 'a', 1, 1.5), (2, 'de', 'b', 1, NULL), (3, 'fr', 'a', 2, -1);
INSERT INTO invoice (invoice_id, customer_id) VALUES (1, 1), (2, 2), (7, 3);
INSERT INTO forum VALUES (1, 'a'), (2, 'b');
INSERT INTO topic VALUES (1, 1, 'x'), (2, 2, NULL);
";

/// What is remedied.
const RULES: &str = "fk-update-action-missing,storage-engine-without-fks,fk-index-missing,self-reference-not-null,fk-set-null-not-null";

/// Every row of every table.
pub(crate) type Rows = BTreeMap<String, Vec<String>>;

/// A database, and a folder for journals; both go with the test.
pub(crate) struct Shop {
    scratch: Scratch,
    rules: &'static str,
    folder: PathBuf,
}

impl Shop {
    pub(crate) fn new(server: &Server) -> Self {
        let shop = Self::empty(server);
        shop.fill();
        shop
    }

    /// A shop without tables.
    pub(crate) fn empty(server: &Server) -> Self {
        Self::of(server, "SELECT 1", RULES)
    }

    /// Puts the tables and rows in.
    pub(crate) fn fill(&self) {
        self.run(if self.engine() == Engine::Postgres { POSTGRES } else { MYSQL });
    }

    /// The shop, of which only some rules are remedied.
    pub(crate) fn with_rules(mut self, rules: &'static str) -> Self {
        self.rules = rules;
        self
    }

    pub(crate) fn of(server: &Server, sql: &str, rules: &'static str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("fklint-servers-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("the temporary directory can be written");
        let mut scratch = Scratch::new(server).expect("a database can be made");
        scratch.run(sql).expect("the schema is right");
        Self { scratch, rules, folder }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.scratch.engine()
    }

    /// The name of the database.
    pub(crate) fn name(&self) -> &str {
        self.scratch.name()
    }

    pub(crate) fn url(&self) -> String {
        self.scratch.url()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A connection of its own.
    pub(crate) fn session(&self) -> Session {
        Session::open(&self.url()).expect("the server answers")
    }

    /// Runs statements in a connection of their own, and gives the rows as lines.
    pub(crate) fn run(&self, sql: &str) -> Vec<String> {
        lines(&mut self.session(), sql)
    }

    /// `fklint fix`.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fklint"));
        command.current_dir(&self.folder).env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
        command.arg("fix").args(arguments);
        command
    }

    /// What carries plans out, with a journal of this name.
    pub(crate) fn apply<'s>(&'s self, url: &'s str, journal: &'s str) -> Vec<&'s str> {
        vec!["--apply", url, "--safety", "risky", "--select", self.rules, "--yes", "--journal", journal]
    }

    /// Carries them out, as the user of the tests.
    pub(crate) fn applied(&self, journal: &str) -> Told {
        self.fix(&self.apply(&self.url(), journal))
    }

    /// Goes on with a journal; where none was begun, nothing was, and this begins it.
    pub(crate) fn resumed(&self, journal: &str) -> Told {
        let path = self.path(journal);
        match std::fs::read_to_string(&path) {
            Ok(text) if text.ends_with('\n') => return self.again("--resume", journal),
            Ok(_) => {
                self.again("--resume", journal).refused(&["nothing of its work was begun"]);
                std::fs::remove_file(path).expect("it can be removed");
            }
            Err(_) => {}
        }
        self.applied(journal)
    }

    pub(crate) fn undone(&self, journal: &str) -> Told {
        self.again("--undo", journal)
    }

    /// A process that an earlier one left its last statement behind waits for that.
    fn again(&self, way: &str, journal: &str) -> Told {
        self.fix(&[&self.url(), way, journal, "--yes", "--timeout", "60"])
    }

    pub(crate) fn fix(&self, arguments: &[&str]) -> Told {
        Told::new(&self.command(arguments).output().expect("the command runs"), self)
    }

    /// Begins a run that waits at a step, as soon as it gets there.
    pub(crate) fn paused(&self, step: usize, arguments: &[&str]) -> Paused<'_> {
        Paused::begin(self, step, arguments)
    }

    /// The plans, as they would be carried out.
    pub(crate) fn work(&self, patience: Wishes) -> Work {
        let select = Some(self.rules.split(',').map(str::to_owned).collect());
        let options = Options { select, ..Options::default() };
        let outcome = check(&[SourceArg::Url(Secret::new(self.url()))], &options, fklint_rules::ALL);
        let target = outcome.targets.first().expect("it can be looked at");
        Work::of(target, self.scratch.address(), Safety::Risky, patience).expect("it can be worked on")
    }

    /// The step at which the move with such a statement is announced, and nothing of it done.
    pub(crate) fn step_before(&self, statement: &str) -> usize {
        let work = self.work(Wishes::default());
        let at = work.moves().iter().position(|one| one.sql.iter().any(|sql| sql.contains(statement)));
        let at = at.unwrap_or_else(|| panic!("no move has `{statement}`"));
        let executed = |sql: &&String| !sql.starts_with("SELECT ");
        let steps = |one: &fklint_apply::live::Move| 4 + one.sql.iter().filter(executed).count();
        // The journal has one more: for its file.
        3 + work.moves()[..at].iter().map(steps).sum::<usize>() + 2
    }

    fn tables(&self, session: &mut Session) -> Vec<String> {
        let sql = if self.engine() == Engine::Postgres {
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        } else {
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1"
        };
        lines(session, sql)
    }

    pub(crate) fn rows(&self) -> Rows {
        let schema = if self.engine() == Engine::Postgres { "public." } else { "" };
        let mut session = self.session();
        let tables = self.tables(&mut session);
        let rows = |table: String| {
            let rows = lines(&mut session, &format!("SELECT * FROM {schema}{table} ORDER BY 1"));
            (table, rows)
        };
        tables.into_iter().map(rows).collect()
    }

    /// What is declared, a line each, as the engine tells it. NO ACTION and RESTRICT are one on MySQL and MariaDB.
    pub(crate) fn schema(&self) -> Vec<String> {
        let questions: &[&str] = if self.engine() == Engine::Postgres {
            &[
                "SELECT 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute a \
                 JOIN pg_class c ON c.oid = attrelid WHERE attnum > 0 AND NOT attisdropped AND c.relkind = 'r' \
                 AND c.relnamespace = 'public'::regnamespace",
                "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint \
                 WHERE connamespace = 'public'::regnamespace",
                "SELECT 'index', pg_get_indexdef(indexrelid), indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
                 WHERE c.relnamespace = 'public'::regnamespace",
                "SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            ]
        } else {
            &[
                "SELECT 'table', TABLE_NAME, ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
                "SELECT 'column', TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA \
                 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()",
                "SELECT 'index', TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE \
                 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()",
                "SELECT 'foreign key', CONSTRAINT_NAME, REPLACE(UPDATE_RULE, 'RESTRICT', 'NO ACTION'), \
                 REPLACE(DELETE_RULE, 'RESTRICT', 'NO ACTION') \
                 FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()",
                "SELECT 'reference', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME \
                 FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL",
                "SELECT 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS \
                 WHERE TRIGGER_SCHEMA = DATABASE()",
            ]
        };
        let mut session = self.session();
        let mut all: Vec<String> =
            questions.iter().flat_map(|question| lines(&mut session, question)).collect();
        all.sort();
        all
    }

    /// By table: how many rows, and a number that all values go into.
    pub(crate) fn sums(&self) -> Vec<(String, u64, String)> {
        let mut session = self.session();
        let tables = self.tables(&mut session);
        let sum = |table: String| {
            let columns = if self.engine() == Engine::Postgres {
                format!("sum(('x' || left(md5({table}::text), 15))::bit(60)::bigint)")
            } else {
                let columns = format!(
                    "SELECT CONCAT('IFNULL(HEX(', COLUMN_NAME, '), ''-'')') FROM information_schema.COLUMNS \
                     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{table}' ORDER BY ORDINAL_POSITION"
                );
                format!("SUM(CRC32(CONCAT_WS('|', {})))", lines(&mut session, &columns).join(", "))
            };
            let told =
                session.run(&format!("SELECT count(*), {columns} FROM {table}")).expect("it can be read");
            let value = |at: usize| told.rows[0][at].clone().unwrap_or_default();
            (table, value(0).parse().expect("it is a number"), value(1))
        };
        tables.into_iter().map(sum).collect()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The rows of a question as lines.
pub(crate) fn lines(session: &mut Session, sql: &str) -> Vec<String> {
    let rows = session.run(sql).unwrap_or_else(|error| panic!("{error}: {sql}")).rows;
    let text = |value: Option<String>| value.unwrap_or_else(|| "NULL".to_owned());
    rows.into_iter().map(|row| row.into_iter().map(text).collect::<Vec<_>>().join(" | ")).collect()
}

/// How many rows are not there any more.
pub(crate) fn missing(before: &Rows, after: &Rows) -> usize {
    let gone = |(table, rows): (&String, &Vec<String>)| {
        let there: HashSet<&String> = after.get(table).into_iter().flatten().collect();
        rows.iter().filter(|row| !there.contains(row)).count()
    };
    before.iter().map(gone).sum()
}

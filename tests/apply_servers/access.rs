//! Users who may not do what plans ask for.

use fklint_catalog::Engine;
use fklint_testkit::scratch::Session;
use fklint_testkit::servers::Server;

use crate::shop::Shop;
use crate::{CANARY, Count, MYSQL_LIKE, on_each};

/// A user with the password, who goes with the test.
struct User {
    name: String,
    shop: Shop,
    server: Server,
}

impl User {
    fn new(server: &Server) -> Self {
        let shop = Shop::new(server).with_rules("fk-update-action-missing,fk-index-missing");
        let name = format!("u_{}", &shop.name()[shop.name().len() - 8..]);
        let user = Self { name, shop, server: server.clone() };
        user.runs(&if server.engine() == Engine::Postgres {
            format!("CREATE ROLE {} LOGIN PASSWORD '{CANARY}'", user.name)
        } else {
            format!("CREATE USER {}@'%' IDENTIFIED BY '{CANARY}'", user.name)
        });
        user
    }

    /// Runs a statement as the user of the tests: `{}` is this user.
    fn runs(&self, sql: &str) {
        let mark = if self.server.engine() == Engine::Postgres { "" } else { "@'%'" };
        self.shop.run(&sql.replace("{}", &format!("{}{mark}", self.name)));
    }

    fn url(&self) -> String {
        let url = self.shop.url();
        let (scheme, rest) = url.split_once("://").expect("it is a URL");
        let (_, place) = rest.rsplit_once('@').expect("it names a user");
        format!("{scheme}://{}:{CANARY}@{place}", self.name)
    }

    /// Carries plans out, which is refused with these words, and leaves everything as it was.
    fn is_refused(&self, journal: &str, words: &[&str], count: &mut Count) {
        let (rows, schema) = (self.shop.rows(), self.shop.schema());
        let told = self.shop.fix(&self.shop.apply(&self.url(), journal));
        told.stopped(words);
        assert!(told.text.contains("0 of "), "{}", told.text);
        assert_eq!((self.shop.rows(), self.shop.schema()), (rows, schema));
        count.case(0);
    }

    /// Goes on by itself.
    fn resumes(&self, journal: &str) {
        self.shop.fix(&[&self.url(), "--resume", journal, "--yes"]).is_done(journal);
        self.shop.undone(journal).is_done(journal);
    }
}

impl Drop for User {
    fn drop(&mut self) {
        let sql = if self.server.engine() == Engine::Postgres {
            format!("REASSIGN OWNED BY {0} TO CURRENT_USER; DROP OWNED BY {0}; DROP ROLE {0}", self.name)
        } else {
            format!("DROP USER {}@'%'", self.name)
        };
        if let Err(error) = Session::open(&self.shop.url()).and_then(|mut session| session.run(&sql)) {
            eprintln!("user {} stays on {}: {error}", self.name, self.server);
        }
    }
}

#[test]
fn who_does_not_own_a_table_changes_nothing() {
    on_each("rights", &[Engine::Postgres], |server| {
        let (user, mut count) = (User::new(server), Count::default());
        user.runs("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}");
        user.is_refused(
            "j.jsonl",
            &["42501 must be owner of", ": the owner of the table may do it"],
            &mut count,
        );
        // The owner of the child needs REFERENCES on the parent, and CREATE where the index goes.
        user.runs("ALTER TABLE customer OWNER TO {}");
        user.runs("ALTER TABLE invoice OWNER TO {}");
        user.runs("GRANT CREATE ON SCHEMA public TO {}");
        let told = user.shop.fix(&[&user.url(), "--resume", "j.jsonl", "--yes"]);
        told.stopped(&["42501 permission denied for table users", "1 of 3 moves are done"]);
        user.runs("GRANT REFERENCES ON users TO {}");
        user.resumes("j.jsonl");
        count.told("rights missing", server);
    });
}

#[test]
fn who_lacks_a_right_on_mysql_or_mariadb_changes_nothing() {
    on_each("rights", &MYSQL_LIKE, |server| {
        let (user, mut count) = (User::new(server), Count::default());
        let database = user.shop.name().to_owned();
        let grant = |rights: &str| user.runs(&format!("GRANT {rights} ON {database}.* TO {{}}"));
        grant("SELECT");
        let needs = ": this user needs ALTER, LOCK TABLES, and REFERENCES on the parents";
        user.is_refused("j.jsonl", &["1044 Access denied", "at LOCK TABLES", needs], &mut count);
        grant("LOCK TABLES");
        user.is_refused("k.jsonl", &["1142 ALTER command denied", needs], &mut count);
        grant("ALTER");
        // MariaDB does not ask for it.
        if server.engine() == Engine::Mysql {
            user.is_refused("l.jsonl", &["1142 REFERENCES command denied", needs], &mut count);
            grant("REFERENCES");
        }
        user.resumes("j.jsonl");
        user.resumes("k.jsonl");
        count.told("rights missing", server);
    });
}

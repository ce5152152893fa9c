//! Who may see what, which databases are read, and what goes wrong on the way.

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use fklint_catalog::{Action, Completeness};
use fklint_reflect::live::url::{Host, Secret, Server, TlsMode};
use fklint_reflect::live::{LiveOptions, Trouble};
use mysql::prelude::Queryable;

use crate::{Database, on_each, open};

#[test]
fn what_goes_wrong_has_a_kind() {
    on_each("what_goes_wrong_has_a_kind", |server| {
        let trouble = |server: &Server, options: &LiveOptions| {
            let error = open(server, options).err().expect("no session");
            assert!(!error.to_string().contains("pa55word"), "{error}");
            error.trouble
        };
        let usual = LiveOptions::default();
        let stranger = Server {
            user: Some("fklint_nobody".to_owned()),
            password: Some(Secret::new("pa55word")),
            ..server.clone()
        };
        assert_eq!(trouble(&stranger, &usual), Trouble::LoginRefused);
        let elsewhere = Server { database: Some("fklint_none".to_owned()), ..server.clone() };
        assert_eq!(trouble(&elsewhere, &usual), Trouble::NoSuchDatabase);
        let asked = LiveOptions { schemas: vec!["fklint_none".to_owned()], ..usual.clone() };
        assert_eq!(trouble(server, &asked), Trouble::NoSuchDatabase);
        let closed = Server { port: 1, ..server.clone() };
        assert_eq!(trouble(&closed, &usual), Trouble::Unreachable);
        let unknown = Server { host: Host::Tcp("no-such-host.invalid".to_owned()), ..server.clone() };
        assert_eq!(trouble(&unknown, &usual), Trouble::Unreachable);
        let socket = Server { host: Host::Socket(PathBuf::from("/no/such.sock")), ..server.clone() };
        assert_eq!(trouble(&socket, &usual), Trouble::Unreachable);
    });
}

#[test]
fn a_silent_server_and_a_babbling_one_are_no_servers() {
    on_each("a_silent_server_and_a_babbling_one_are_no_servers", |server| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let there = Server { host: Host::Tcp("127.0.0.1".to_owned()), port, ..server.clone() };
        let options = LiveOptions { connect_timeout: Duration::from_millis(300), ..LiveOptions::default() };
        let error = open(&there, &options).err().expect("no session");
        assert_eq!(error.trouble, Trouble::Unreachable, "{error}");
        let (mut silent, _) = listener.accept().expect("the first connection");
        std::thread::spawn(move || {
            let (mut babbling, _) = listener.accept().expect("the second connection");
            babbling.write_all(b"\x07\0\0\0\x08SSH-2.0").expect("the client listens");
        });
        let error = open(&there, &LiveOptions::default()).err().expect("no session");
        assert!(matches!(error.trouble, Trouble::Unsupported | Trouble::Unreachable), "{error}");
        silent.flush().expect("the silent connection is still there");
    });
}

#[test]
fn tls_is_made_as_asked() {
    on_each("tls_is_made_as_asked", |server| {
        let with = |mode| {
            let mut server = server.clone();
            server.tls.mode = mode;
            open(&server, &LiveOptions::default()).err().map(|error| error.trouble)
        };
        assert_eq!((with(TlsMode::Disable), with(TlsMode::Prefer)), (None, None));
        let required = with(TlsMode::Require);
        assert!(matches!(required, None | Some(Trouble::Tls)), "{required:?}");
        // No public authority signs for a test server.
        assert_eq!(with(TlsMode::VerifyCa), Some(Trouble::Tls));
        assert_eq!(with(TlsMode::VerifyFull), Some(Trouble::Tls));
    });
}

/// Where the server's own files can be read from here.
#[test]
fn its_own_authority_and_its_socket_are_taken() {
    on_each("its_own_authority_and_its_socket_are_taken", |server| {
        let mut database = Database::with(server, "CREATE TABLE t (a INT)");
        let paths: Option<(PathBuf, Option<PathBuf>, PathBuf)> =
            database.conn.query_first("SELECT @@datadir, @@ssl_ca, @@socket").expect("variables").map(
                |(data, ca, socket): (String, Option<String>, String)| {
                    (data.into(), ca.map(PathBuf::from), socket.into())
                },
            );
        let (data, ca, socket) = paths.expect("a row");
        let ca = ca.map(|ca| data.join(ca)).filter(|ca| ca.is_file());
        if let Some(ca) = ca {
            let mut server = database.server.clone();
            server.tls.root = Some(ca);
            // The server signed for itself, under a name that is no host's.
            for mode in [TlsMode::VerifyCa, TlsMode::VerifyFull] {
                server.tls.mode = mode;
                let error = open(&server, &LiveOptions::default()).err().expect("no session");
                assert_eq!(error.trouble, Trouble::Tls, "{error}");
                assert_eq!(
                    error.why.contains("`verify-ca` looks at the name"),
                    mode == TlsMode::VerifyCa,
                    "{error}"
                );
            }
            server.tls.root = Some(PathBuf::from("/no/such/ca.pem"));
            let error = open(&server, &LiveOptions::default()).err().expect("no session");
            assert_eq!((error.trouble, error.why.contains("/no/such/ca.pem")), (Trouble::Tls, true));
        }
        if data.join(&socket).exists() {
            let server = Server { host: Host::Socket(data.join(&socket)), ..database.server.clone() };
            let live = open(&server, &LiveOptions::default()).and_then(|mut session| session.reflect());
            assert_eq!(live.expect("the socket answers").catalog.len(), 1);
        }
    });
}

#[test]
fn a_lost_connection_is_told() {
    on_each("a_lost_connection_is_told", |server| {
        let mut database = Database::with(server, "CREATE TABLE t (a INT)");
        let mut session = database.open(&LiveOptions::default()).expect("a session");
        let id = session.ask("SELECT CONNECTION_ID() AS id", 1).expect("an answer").samples;
        let id = id[0][0].clone().expect("an id");
        database.run(&format!("KILL {id}"));
        assert_eq!(session.reflect().expect_err("the connection is gone").trouble, Trouble::Gone);
    });
}

#[test]
fn parents_in_other_databases_are_read_without_their_own_foreign_keys() {
    on_each("parents_in_other_databases_are_read_without_their_own_foreign_keys", |server| {
        let mut database = Database::with(server, "CREATE TABLE own (id INT PRIMARY KEY)");
        let (here, other) = (database.name.clone(), format!("{}_other", database.name));
        database.run(&format!(
            "CREATE DATABASE {other}; CREATE TABLE {other}.root (id INT PRIMARY KEY);
             CREATE TABLE {other}.parent (id INT PRIMARY KEY, r INT REFERENCES root (id), FOREIGN KEY (r) REFERENCES root (id));
             CREATE TABLE {other}.own (id INT PRIMARY KEY, more INT);
             CREATE TABLE child (p INT, FOREIGN KEY (p) REFERENCES {other}.parent (id), FOREIGN KEY (p) REFERENCES own (id))"
        ));
        let live = database.reflect();
        let names: Vec<String> = live.catalog.tables().map(|table| table.name.to_string()).collect();
        assert_eq!(names, ["child".to_owned(), "own".to_owned(), format!("{other}.parent")]);
        let parent = live.catalog.table_at(2).expect("the parent");
        assert_eq!((parent.columns.len(), parent.foreign_keys.len()), (2, 0));
        assert!(parent.primary_key().is_some());
        assert_eq!(live.notes, [""; 0]);
        let both = LiveOptions { schemas: vec![other.clone(), here.clone()], ..LiveOptions::default() };
        let catalog = database.open(&both).expect("a session").reflect().expect("a catalog").catalog;
        assert_eq!((catalog.len(), catalog.default_schema.as_ref()), (5, None));
        assert!(catalog.tables().all(|table| table.name.schema.is_some()));
        assert!(catalog.foreign_keys().all(|(_, _, key)| catalog.parent(key).is_some()));
        // Unread, then: the tables hold one another.
        database.run(&format!("DROP TABLE child; DROP DATABASE {other}"));
    });
}

#[test]
fn a_user_who_may_only_select_still_gets_the_truth() {
    on_each("a_user_who_may_only_select_still_gets_the_truth", |server| {
        let mut database = Database::with(
            server,
            "CREATE TABLE parent (id INT PRIMARY KEY);
             CREATE TABLE child (p INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)",
        );
        let (name, user) = (database.name.clone(), format!("{}_u", database.name));
        database.run(&format!(
            "CREATE USER {user} IDENTIFIED BY 'pa55word'; GRANT SELECT ON {name}.child TO {user}"
        ));
        database.also.push(format!("USER {user}"));
        let poor =
            Server { user: Some(user), password: Some(Secret::new("pa55word")), ..database.server.clone() };
        let live = open(&poor, &LiveOptions::default()).expect("a session").reflect().expect("a catalog");
        let (_, _, key) = live.catalog.foreign_keys().next().expect("the foreign key");
        assert_eq!(key.on_delete, Action::Cascade);
        let parent = live.catalog.parent(key).expect("the parent is named");
        assert_eq!(parent.completeness, Completeness::Unseen);
        let hidden = format!("not privileged to see `{name}.parent`, which foreign keys refer to");
        assert!(live.notes.contains(&hidden), "{:?}", live.notes);
    });
}

#[test]
fn a_parent_that_was_dropped_is_missing_and_not_hidden() {
    on_each("a_parent_that_was_dropped_is_missing_and_not_hidden", |server| {
        let database = Database::with(
            server,
            "CREATE TABLE parent (id INT PRIMARY KEY);
             CREATE TABLE child (p INT, FOREIGN KEY (p) REFERENCES parent (id));
             SET foreign_key_checks = 0; DROP TABLE parent; SET foreign_key_checks = 1",
        );
        let live = database.reflect();
        let (_, _, key) = live.catalog.foreign_keys().next().expect("the foreign key");
        assert!(live.catalog.parent(key).is_none());
        assert!(!live.catalog.is_partial());
        assert_eq!(live.notes, [""; 0]);
    });
}

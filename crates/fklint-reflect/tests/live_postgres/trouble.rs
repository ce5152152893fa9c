//! What goes wrong with servers, and what is said of it.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use fklint_reflect::live::url::{DbUrl, Host, Secret, TlsMode};
use fklint_reflect::live::{self, LiveError, LiveOptions, Trouble};

use crate::server::{Database, client, servers, with};

const PASSWORD: &str = "s3cret-never-shown";

fn refusal(url: &DbUrl) -> LiveError {
    let options = LiveOptions { connect_timeout: Duration::from_secs(2), ..LiveOptions::default() };
    let error = live::open(url, &options).err().expect("nothing to connect to");
    assert!(!format!("{error} {error:?}").contains(PASSWORD));
    error
}

#[test]
fn a_server_that_cannot_be_reached_is_told_in_time() {
    for server in servers("a_server_that_cannot_be_reached_is_told_in_time") {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = silent.local_addr().unwrap().port();
        let at = |port, mode| {
            with(&server, |server| {
                server.host = Host::Tcp("127.0.0.1".to_owned());
                server.port = port;
                server.password = Some(Secret::new(PASSWORD));
                server.tls.mode = mode;
            })
        };
        for mode in [TlsMode::Disable, TlsMode::Prefer, TlsMode::Require] {
            let start = Instant::now();
            let error = refusal(&at(port, mode));
            assert_eq!(error.trouble, Trouble::Unreachable, "{error}");
            assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
        }
        drop(silent);
        let error = refusal(&at(port, TlsMode::Disable));
        assert_eq!(error.trouble, Trouble::Unreachable, "{error}");
        assert!(error.why.contains("refused"), "{error}");
        let nowhere = with(&server, |server| server.host = Host::Socket("/nowhere".into()));
        assert_eq!(refusal(&nowhere).trouble, Trouble::Unreachable);
    }
}

#[test]
fn a_missing_database_or_schema_is_named() {
    for server in servers("a_missing_database_or_schema_is_named") {
        let error = refusal(&with(&server, |server| server.database = Some("fklint_nowhere".to_owned())));
        assert_eq!(error.trouble, Trouble::NoSuchDatabase);
        assert!(error.why.contains("fklint_nowhere"), "{error}");
        let database = Database::new(&server, "CREATE SCHEMA side");
        let options = LiveOptions { schemas: vec!["sid".to_owned()], ..LiveOptions::default() };
        let error = database.open(&options).reflect().unwrap_err();
        assert_eq!(error.trouble, Trouble::NoSuchDatabase);
        assert_eq!(error.why, "there is no schema `sid`, there are: `public`, `side`");
    }
}

#[test]
fn a_user_without_rights_reads_the_schema_and_no_rows() {
    for server in servers("a_user_without_rights_reads_the_schema_and_no_rows") {
        let ddl = "CREATE SCHEMA own; CREATE TABLE own.a (id int PRIMARY KEY);
                   CREATE TABLE own.b (a_id int DEFAULT 1 REFERENCES own.a)";
        let database = Database::new(&server, ddl);
        let role = format!("fklint_role_{}", std::process::id());
        let mut admin = client(&server);
        admin.batch_execute(&format!("CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")).unwrap();
        let url = with(&database.url, |server| {
            server.user = Some(role.clone());
            server.password = Some(Secret::new(PASSWORD));
        });
        let asked = live::open(&url, &LiveOptions::default()).and_then(|mut session| {
            let catalog = session.reflect()?.catalog;
            Ok((catalog, session.ask("SELECT a_id FROM own.b", 1)))
        });
        let nobody = with(&url, |server| server.user = Some("fklint_nobody".to_owned()));
        let nobody = refusal(&nobody).trouble;
        admin.batch_execute(&format!("DROP ROLE {role}")).unwrap();
        let (catalog, denied) = asked.unwrap();
        assert_eq!(catalog, database.reflect().catalog);
        assert_eq!((catalog.len(), catalog.foreign_keys().count()), (2, 1));
        assert_eq!(denied.unwrap_err().trouble, Trouble::Denied);
        assert_eq!(nobody, Trouble::LoginRefused);
    }
}

#[test]
fn a_lost_connection_is_told() {
    for server in servers("a_lost_connection_is_told") {
        let database = Database::new(&server, "CREATE TABLE a (id int)");
        let mut session = database.open(&LiveOptions::default());
        session.reflect().unwrap();
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE application_name = 'fklint' AND datname = current_database()";
        database.client().batch_execute(end).unwrap();
        let error = session.reflect().unwrap_err();
        assert_eq!(error.trouble, Trouble::Gone, "{error}");
        assert_eq!(session.ask("SELECT 1", 0).unwrap_err().trouble, Trouble::Gone);
    }
}

#[test]
fn a_server_without_tls_is_told_where_it_is_wanted() {
    for server in servers("a_server_without_tls_is_told_where_it_is_wanted") {
        let row = client(&server).query_one("SHOW ssl", &[]).unwrap();
        let has_tls = row.get::<_, String>(0) == "on";
        for (mode, needs_tls) in
            [(TlsMode::Disable, false), (TlsMode::Prefer, false), (TlsMode::Require, true)]
        {
            let url = with(&server, |server| server.tls.mode = mode);
            let opened = live::open(&url, &LiveOptions::default());
            match opened {
                Ok(mut session) if needs_tls => {
                    let used =
                        session.ask("SELECT 1 FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl", 0);
                    assert_eq!(used.unwrap().rows, 1);
                }
                Ok(_) => {}
                Err(error) => {
                    assert!(needs_tls && !has_tls, "{error}");
                    assert_eq!(error.trouble, Trouble::Tls);
                }
            }
        }
    }
}

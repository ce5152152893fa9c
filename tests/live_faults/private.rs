//! What needs a server of one's own: passwords and TLS that it demands, and its log of every statement.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use fklint_catalog::Engine;
use fklint_testkit::scratch::Session;
use fklint_testkit::servers::{Private, Server, start};

use crate::{CANARY, Folder, User, address, shop};

/// Members of `asks_password` need one, those of `wants_tls` come in with TLS only.
const HBA: &str = "hostssl all +wants_tls 127.0.0.1/32 scram-sha-256
hostnossl all +wants_tls 127.0.0.1/32 reject
host all +asks_password 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
";

/// A server that lives as long as the process.
fn private_postgres() -> Option<&'static Private> {
    static STARTED: OnceLock<Option<Private>> = OnceLock::new();
    let made = || {
        let private = start(Engine::Postgres).expect("it starts")?;
        let hba = private.directory().join("data/pg_hba.conf");
        let mut session = Session::open(private.server().url()).expect("it answers");
        session.run("CREATE ROLE asks_password; CREATE ROLE wants_tls").expect("roles can be made");
        fs::write(hba, HBA).expect("its files can be written");
        session.run("SELECT pg_reload_conf()").expect("it reads them again");
        Some(private)
    };
    STARTED.get_or_init(made).as_ref()
}

/// That server.
pub(crate) fn postgres(test: &str) -> Option<&'static Server> {
    let private = private_postgres();
    if private.is_none() {
        eprintln!("SKIPPED: {test}: postgres is not installed");
    }
    private.map(Private::server)
}

/// Makes the server speak TLS with a certificate that signed itself for `localhost`; `false` where openssl is missing.
fn speaks_tls(private: &Private) -> bool {
    let data = private.directory().join("data");
    let made = Command::new("openssl")
        .args("req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -addext".split(' '))
        .args(["subjectAltName=DNS:localhost", "-keyout", "server.key", "-out", "server.crt"])
        .current_dir(&data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        return false;
    }
    let owner = fs::metadata(data.join("PG_VERSION")).expect("it is there");
    let ids = (std::os::unix::fs::MetadataExt::uid(&owner), std::os::unix::fs::MetadataExt::gid(&owner));
    std::os::unix::fs::chown(data.join("server.key"), Some(ids.0), Some(ids.1)).expect("it is ours");
    let mut session = Session::open(private.server().url()).expect("it answers");
    session.run("ALTER SYSTEM SET ssl = on").expect("a superuser may");
    session.run("SELECT pg_reload_conf()").expect("it reads them again");
    // The server takes its time to read them.
    (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        Session::open(private.server().url())
            .and_then(|mut new| new.value("SHOW ssl"))
            .is_ok_and(|ssl| ssl == "on")
    })
}

#[test]
fn tls_that_postgres_demands_is_made_as_asked() {
    let Some(server) = postgres("TLS on postgres") else { return };
    let private = private_postgres().expect("it was started");
    let (scratch, folder) = (shop(server), Folder::new());
    let user = User::new(server, CANARY, scratch.name(), "GRANT wants_tls TO {}");
    let at = |host: &str, query: &str| {
        let port = crate::port(server.url());
        let name = format!("{}:{CANARY}@{host}:{port}", user.name);
        folder.check(&[&format!("postgres://{name}/{}{query}", scratch.name())])
    };
    at("127.0.0.1", "").fails(&["pg_hba.conf rejects connection"]);
    at("127.0.0.1", "?sslmode=require").fails(&["no secure connection: server does not support TLS"]);
    if !speaks_tls(private) {
        eprintln!("SKIPPED: certificates on postgres: there is no openssl");
        return;
    }
    let certificate = private.directory().join("data/server.crt");
    let root = format!("&sslrootcert={}", certificate.display());
    at("127.0.0.1", "").looked(2);
    at("127.0.0.1", "?sslmode=require").looked(2);
    at("127.0.0.1", "?sslmode=disable").fails(&["no secure connection: ", "say `sslmode=require`"]);
    at("127.0.0.1", "?sslmode=verify-full").fails(&["no secure connection: invalid peer certificate"]);
    at("127.0.0.1", &format!("?sslmode=verify-ca{root}")).looked(2);
    at("localhost", &format!("?sslmode=verify-full{root}")).looked(2);
    at("127.0.0.1", &format!("?sslmode=verify-full{root}")).fails(&[
        "no secure connection: ",
        "not valid for name",
        "`sslmode=verify-ca` does without the name",
    ]);
    at("127.0.0.1", "?sslmode=verify-ca&sslrootcert=/no/such.pem")
        .fails(&["no secure connection: `/no/such.pem` cannot be used: "]);
}

/// Words that begin every statement that is not for reading.
fn writes(statement: &str) -> bool {
    let words = [
        "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE",
        "COMMIT", "LOCK", "CALL", "DO", "COPY", "ANALYZE", "OPTIMIZE", "FLUSH",
    ];
    let statement = statement.to_ascii_uppercase();
    words
        .iter()
        .any(|word| statement.trim_start().starts_with(word) || statement.contains(&format!("; {word} ")))
}

#[test]
fn the_log_of_postgres_knows_no_write() {
    let Some(server) = postgres("the log of postgres") else { return };
    let (scratch, folder) = (shop(server), Folder::new());
    let user = User::new(
        server,
        CANARY,
        scratch.name(),
        "ALTER ROLE {} SET log_statement = 'all'; GRANT pg_read_all_data TO {}",
    );
    let url = format!("postgres://{}:{CANARY}@{}/{}", user.name, address(server.url()), scratch.name());
    let before =
        private_postgres().and_then(|private| fs::read_to_string(private.directory().join("log")).ok());
    folder.check(&[&url, "--data"]).looked(2);
    folder.told(&["schema"], &[&url], |_| ());
    let after =
        private_postgres().and_then(|private| fs::read_to_string(private.directory().join("log")).ok());
    let (before, after) = (before.expect("a log"), after.expect("a log"));
    let said = &after[before.len()..];
    let statements: Vec<&str> = said
        .lines()
        .filter_map(|line| {
            line.split_once("LOG:  statement: ").or_else(|| line.split_once("LOG:  execute <unnamed>: "))
        })
        .map(|(_, statement)| statement)
        .collect();
    assert!(statements.len() > 15, "{said}");
    assert!(said.contains("READ ONLY") && said.contains("NOT EXISTS"), "{said}");
    assert!(!statements.iter().any(|statement| writes(statement)), "{statements:#?}");
    // Nor may it have any effect.
    assert!(!said.contains("ERROR"), "{said}");
}

#[test]
fn the_log_of_mariadb_knows_no_write() {
    let Some(private) = start(Engine::Mariadb).expect("it starts") else {
        eprintln!("SKIPPED: the log of mariadb: it is not installed");
        return;
    };
    let (scratch, folder) = (shop(private.server()), Folder::new());
    let mut session = Session::open(private.server().url()).expect("it answers");
    let rights = format!("GRANT ALL ON {}.* TO {{}}", scratch.name());
    let user = User::new(private.server(), CANARY, scratch.name(), &rights);
    session.run("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON").expect("root may");
    let url =
        format!("mariadb://{}:{CANARY}@{}/{}", user.name, address(private.server().url()), scratch.name());
    folder.check(&[&url, "--data"]).looked(2);
    folder.told(&["schema"], &[&url], |_| ());
    session.run("SET GLOBAL general_log = OFF").expect("root may");
    let select = format!(
        "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE user_host LIKE '{}%' AND command_type IN \
         ('Query', 'Prepare', 'Execute')",
        user.name
    );
    let statements = session.run(&select).expect("the log").rows.into_iter().flatten().flatten();
    let statements: Vec<String> = statements.collect();
    let said = statements.join("\n");
    assert!(statements.len() > 30, "{said}");
    assert!(said.contains("READ ONLY") && said.contains("NOT EXISTS"), "{said}");
    assert!(!statements.iter().any(|statement| writes(statement)), "{said}");
}

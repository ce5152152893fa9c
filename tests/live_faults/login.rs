//! The ways to log in that people and their tools write, on the real engine: odd passwords, files, forms of URLs.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use fklint_catalog::Engine;
use fklint_testkit::scratch::Session;
use fklint_testkit::servers::Server;

use crate::private::postgres;
use crate::{ALL, CANARY, Folder, MYSQL_LIKE, User, address, on_each, shop};

/// Marks that mean something in URLs, option files, password files or SQL.
const ODD: &str = "p@ss:w/rd?#%25 ü'\"\\&=+[c4n4ryS3cret]";

/// Every byte that is no letter or digit as `%XX`.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn private_file(folder: &Folder, name: &str, text: &str) {
    let path = folder.path("home").join(name);
    fs::write(&path, text).expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
}

#[test]
fn odd_passwords_log_in_on_mysql_and_mariadb() {
    on_each("odd passwords", &MYSQL_LIKE, |server| {
        let (scratch, folder, at) = (shop(server), Folder::new(), address(server.url()));
        let rights = format!("GRANT ALL ON {}.* TO {{}}", scratch.name());
        let user = User::new(server, ODD, scratch.name(), &rights);
        let (name, database, scheme) = (&user.name, scratch.name(), server.engine().id());
        for url in [
            format!("{scheme}://{name}:{}@{at}/{database}", encoded(ODD)),
            format!("{scheme}://{at}/{database}?user={name}&password={}", encoded(ODD)),
            format!("jdbc:{scheme}://{at}/{database}?user={name}&password={}", encoded(ODD)),
            format!("{scheme}+pymysql://{name}:{}@{at}/{database}?charset=utf8mb4", encoded(ODD)),
        ] {
            folder.check(&[&url]).looked(2);
        }
        let plain = format!("{scheme}://{name}@{at}/{database}");
        folder.check(&[&plain]).fails(&["the login was refused"]);
        folder
            .told(&["check", "--format", "json"], &[&plain], |command| _ = command.env("MYSQL_PWD", ODD))
            .looked(2);
        let quoted = ODD.replace('\\', r"\\").replace('"', "\\\"");
        private_file(&folder, ".my.cnf", &format!("[client]\npassword=\"{quoted}\"\n"));
        folder.check(&[&plain]).looked(2);
    });
}

#[test]
fn odd_passwords_log_in_on_postgres() {
    let Some(server) = postgres("odd passwords on postgres") else { return };
    let (scratch, folder, at) = (shop(server), Folder::new(), address(server.url()));
    let user = User::new(server, ODD, scratch.name(), "GRANT asks_password TO {}");
    let (name, database) = (&user.name, scratch.name());
    for url in [
        format!("postgres://{name}:{}@{at}/{database}", encoded(ODD)),
        format!("postgresql://{at}/{database}?user={name}&password={}", encoded(ODD)),
        format!("jdbc:postgresql://{at}/{database}?user={name}&password={}", encoded(ODD)),
        format!("postgresql+psycopg2://{name}:{}@{at}/{database}", encoded(ODD)),
    ] {
        folder.check(&[&url]).looked(2);
    }
    let plain = format!("postgres://{name}@{at}/{database}");
    folder.check(&[&plain]).fails(&["the login was refused", "the server wants one"]);
    let wrong = format!("postgres://{name}:{CANARY}@{at}/{database}");
    folder
        .check(&[&wrong])
        .fails(&["the login was refused: password authentication failed", "check user and password"]);
    folder
        .told(&["check", "--format", "json"], &[&plain], |command| _ = command.env("PGPASSWORD", ODD))
        .looked(2);
    let line = ODD.replace('\\', r"\\").replace(':', r"\:");
    private_file(&folder, ".pgpass", &format!("# ours\n*:*:{database}:{name}:{line}\n"));
    folder.check(&[&plain]).looked(2);
}

/// The socket of a server on this machine; `None` where it has none that can be seen from here.
fn socket(server: &Server) -> Option<String> {
    let mut session = Session::open(server.url()).expect("the server answers");
    if server.engine() == Engine::Postgres {
        let port = session.value("SHOW port").ok()?;
        let folders = session.value("SHOW unix_socket_directories").ok()?;
        let mut folders = folders.split(',').map(|folder| folder.trim().to_owned());
        return folders.find(|folder| fs::metadata(format!("{folder}/.s.PGSQL.{port}")).is_ok());
    }
    let [data, socket] = ["@@datadir", "@@socket"].map(|name| session.value(&format!("SELECT {name}")));
    let path = std::path::Path::new(&data.ok()?).join(socket.ok()?);
    path.exists().then(|| path.display().to_string())
}

#[test]
fn sockets_and_schemas_are_taken() {
    on_each("sockets and schemas", &ALL, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let (scheme, name) = (server.engine().id(), scratch.name());
        let postgres = server.engine() == Engine::Postgres;
        if let Some(socket) = socket(server) {
            let user = if postgres { "postgres" } else { "root" };
            let (key, port) = if postgres {
                ("host", format!("&port={}", crate::port(server.url())))
            } else {
                ("socket", String::new())
            };
            let url = format!("{scheme}:///{name}?{key}={}&user={user}{port}", encoded(&socket));
            folder.check(&[&url]).looked(2);
        } else {
            eprintln!("SKIPPED: the socket of {server}: none is seen from here");
        }
        let schema = if postgres { "public" } else { name };
        folder.check(&[&format!("{}?schema={schema}", &scratch.url())]).looked(2);
        folder.check(&[&scratch.url(), "--schema", schema]).looked(2);
        folder
            .check(&[&format!("{}?schema=fklint_none", &scratch.url())])
            .fails(&["no such database", "fklint_none"]);
    });
}

//! Who may not log in, who may not see, and what is said then.

use fklint_catalog::Engine;

use crate::{ALL, CANARY, Folder, MYSQL_LIKE, User, address, database_url, on_each, shop, url};

#[test]
fn a_login_that_is_refused_is_told() {
    on_each("refused logins", &ALL, |server| {
        let (folder, engine, at) = (Folder::new(), server.engine(), address(server.url()));
        let told = folder.check(&[&url(engine, "fklint_nobody", at, "x")]);
        told.fails(&[at, ": the login was refused: "]);
        let told = folder.check(&[&database_url(server, "fklint_none")]);
        told.fails(&["/fklint_none: no such database: "]);
        let told = folder.check(&[server.url(), "--schema", "fklint_none"]);
        told.fails(&[": no such database: ", "`fklint_none`"]);
        for command in ["schema", "order"] {
            let url = url(engine, "fklint_nobody", at, "x");
            folder.told(&[command], &[&url], |_| ()).fails(&["the login was refused"]);
        }
    });
    on_each("wrong passwords", &MYSQL_LIKE, |server| {
        let (folder, user) = (Folder::new(), User::new(server, "another", "", ""));
        let told = folder.check(&[&url(server.engine(), &user.name, address(server.url()), "")]);
        told.fails(&["the login was refused: ", "check user and password"]);
    });
}

#[test]
fn a_user_who_may_see_little_is_told_so() {
    on_each("little rights", &MYSQL_LIKE, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let rights = format!("GRANT SELECT ON {}.c TO {{}}", scratch.name());
        let one = User::new(server, CANARY, scratch.name(), &rights);
        let none = User::new(server, CANARY, scratch.name(), "");
        let at = |user: &User, rest| url(server.engine(), &user.name, address(server.url()), rest);
        for more in [&[][..], &["--data"]] {
            let told = folder.check(&[&[at(&one, scratch.name()).as_str()], more].concat());
            assert_eq!((told.code, &told.json()["summary"]["foreign_keys"]), (0, &1.into()), "{told:?}");
            let hidden = format!("not privileged to see `{}.p`, which foreign keys refer to", scratch.name());
            assert!(told.err.contains(&hidden), "{told:?}");
        }
        folder
            .check(&[&at(&none, scratch.name())])
            .fails(&["not permitted: ", "grant this user SELECT there"]);
        let told = folder.check(&[&at(&none, "")]);
        told.looked(0);
        assert!(told.err.contains("this user may see nothing in any"), "{told:?}");
    });
}

#[test]
fn a_role_without_rights_sees_the_schema_and_no_rows() {
    on_each("roles", &[Engine::Postgres], |server| {
        let (mut scratch, folder) = (shop(server), Folder::new());
        scratch
            .run("CREATE SCHEMA closed; CREATE TABLE closed.s (id int PRIMARY KEY REFERENCES p)")
            .expect("DDL");
        let role = User::new(server, CANARY, scratch.name(), "");
        let url = url(server.engine(), &role.name, address(server.url()), scratch.name());
        let told = folder.check(&[&url]);
        told.looked(3);
        assert_eq!(told.json()["summary"]["foreign_keys"], 2);
        let told = folder.check(&[&url, "--data"]);
        told.fails(&[
            "not answered: not permitted: permission denied for schema closed",
            "denied for table c",
        ]);
        for (closed, kind) in [("pg_constraint", "table"), ("pg_attribute", "table")] {
            scratch
                .run(&format!("REVOKE SELECT ON pg_catalog.{closed} FROM public"))
                .expect("a superuser may");
            let told = folder.check(&[&url]);
            told.fails(&[&format!("not permitted: permission denied for {kind} {closed}: grant")]);
            scratch.run(&format!("GRANT SELECT ON pg_catalog.{closed} TO public")).expect("a superuser may");
        }
    });
}

#[test]
fn tls_that_a_user_must_use_is_told() {
    on_each("users who must use TLS", &[Engine::Mysql], |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let rights = format!("ALTER USER {{}} REQUIRE SSL; GRANT ALL ON {}.* TO {{}}", scratch.name());
        let user = User::new(server, CANARY, scratch.name(), &rights);
        let at = |query: &str| {
            let rest = format!("{}{query}", scratch.name());
            folder.check(&[&url(server.engine(), &user.name, address(server.url()), &rest)])
        };
        at("").looked(2);
        at("?ssl-mode=REQUIRED").looked(2);
        at("?ssl-mode=DISABLED").fails(&["the login was refused: ", "whether this user must use TLS"]);
        at("?ssl-mode=VERIFY_IDENTITY").fails(&["no secure connection: ", "UnknownIssuer", "`ssl-ca`"]);
        at("?ssl-mode=VERIFY_CA&ssl-ca=/no/such.pem")
            .fails(&["no secure connection: `/no/such.pem` cannot be read"]);
        at("?ssl-mode=PERHAPS").fails(&["PERHAPS"]);
    });
}

#[test]
fn a_fleet_names_each_that_is_lost() {
    on_each("fleets", &ALL, |server| {
        let (scratch, folder) = (shop(server), Folder::new());
        let (engine, at) = (server.engine(), address(server.url()));
        let file = folder.path("a.db");
        rusqlite::Connection::open(&file)
            .and_then(|file| file.execute_batch("CREATE TABLE t(a)"))
            .expect("a file");
        let bad = [
            url(engine, "fklint_nobody", at, "x"),
            url(engine, "u", "127.0.0.1:1", "x"),
            url(engine, "u", "no-such-host.invalid", "x"),
        ];
        let told = folder.check(&[&bad[0], &scratch.url(), &bad[1], "sqlite:a.db", &bad[2], "sqlite:a.db"]);
        told.fails(&[
            "the login was refused",
            "127.0.0.1:1/x: cannot be reached",
            "no-such-host.invalid/x: ",
        ]);
        assert_eq!(told.err.lines().filter(|line| line.starts_with("error: ")).count(), 3, "{told:?}");
        assert_eq!(told.json()["summary"]["tables"], 3, "{told:?}");
    });
}

//! What a URL leaves open, and who fills it in.

use super::super::{DbUrl, Environment};
use super::{Surroundings, spelled};

#[test]
fn postgres_asks_the_url_the_service_the_variables_and_the_password_file() {
    let all = Surroundings::default()
        .variable("PGHOST", "env")
        .variable("PGPORT", "5440")
        .variable("PGUSER", "envuser")
        .variable("PGDATABASE", "envdb")
        .variable("PGSERVICEFILE", "/etc/services")
        .file(
            "/etc/services",
            "# all\n[one]\nhost=svc\nport=5450\n\n[two]\n host = two\npassword=fromservice\nuser=\n",
        )
        .file(
            "/home/ann/.pgpass",
            "# mine\nenv:5440:envdb:envuser:a\\:b\\\\c:rest\n*:*:*:blank:\n*:*:*:*:all\n",
        );
    for (text, want) in [
        ("postgres://", r"envuser:a:b\c@env:5440/envdb"),
        ("postgres://u:p@h:1/d", "u:p@h:1/d"),
        ("postgres://u@h:1/d", "u:all@h:1/d"),
        ("postgres://blank@h:1/d", "blank:@h:1/d"),
        ("postgres:///?service=one", "envuser:all@svc:5450/envdb"),
        ("service=two user=x", "x:fromservice@two:5440/envdb"),
    ] {
        assert_eq!(spelled(&all.server(text)), want, "{text}");
    }
    let by_variable = all.clone().variable("PGSERVICE", "two").variable("PGPASSWORD", "env");
    assert_eq!(spelled(&by_variable.server("postgres://")), "envuser:fromservice@two:5440/envdb");
    let by_variable = all.variable("PGPASSWORD", "env");
    assert_eq!(spelled(&by_variable.server("postgres://")), "envuser:env@env:5440/envdb");
    assert_eq!(spelled(&by_variable.server("postgres://:@h")), "envuser:env@h:5440/envdb");
}

#[test]
fn a_missing_service_is_an_error() {
    let environment = Surroundings::default().environment();
    let error = DbUrl::parse("service=nowhere", &environment).unwrap_err();
    assert!(error.0.contains("`/home/ann/.pg_service.conf`"), "{error}");
}

#[test]
fn a_password_file_that_others_may_read_is_left_aside() {
    let open = Surroundings::default().file_of_mode("/home/ann/.pgpass", "*:*:*:*:p\n", 0o100_640);
    let parsed = open.parse("postgres://u@h/d");
    assert_eq!(spelled(&open.server("postgres://u@h/d")), "u:@h:5432/d");
    assert!(parsed.notes[0].contains("chmod 600 /home/ann/.pgpass"), "{:?}", parsed.notes);
    let elsewhere = open.clone().variable("PGPASSFILE", "/run/pass").file("/run/pass", "h:*:d:*:q");
    assert_eq!(spelled(&elsewhere.server("postgres://u@h/d")), "u:q@h:5432/d");
    let named = elsewhere.file("/run/other", "*:*:*:*:r");
    assert_eq!(spelled(&named.server("host=h user=u dbname=d passfile=/run/other")), "u:r@h:5432/d");
}

#[test]
fn a_local_postgres_is_its_socket_where_there_is_one() {
    let local = Surroundings::default()
        .file("/tmp/.s.PGSQL.5433", "")
        .file("/home/ann/.pgpass", "localhost:*:*:*:local\n");
    assert_eq!(spelled(&local.server("postgres:///d")), "ann:local@localhost:5432/d");
    assert_eq!(spelled(&local.server("dbname=d port=5433")), "ann:local@/tmp:5433/d");
    assert_eq!(spelled(&local.server("postgres://127.0.0.1:5433/d")), "ann:@127.0.0.1:5433/d");
}

#[test]
fn mysql_asks_the_url_the_option_file_and_the_variables() {
    let all = Surroundings::default()
        .variable("MYSQL_HOST", "env")
        .variable("MYSQL_TCP_PORT", "3340")
        .variable("MYSQL_PWD", "envpw")
        .file(
            "/home/ann/.my.cnf",
            "[mysqld]\nuser=no\n[client]\nuser = filer\npassword=\"p#w\" # mine\nquick\nssl_mode=REQUIRED\n\
             [client-mariadb]\npassword=maria\n",
        );
    for (text, want) in [
        ("mysql://", "filer:p#w@env:3340/"),
        ("mariadb://h/d", "filer:maria@h:3340/d"),
        ("mysql://u:x@h:1/d", "u:x@h:1/d"),
    ] {
        assert_eq!(spelled(&all.server(text)), want, "{text}");
    }
    let only_variables = Surroundings { files: std::collections::HashMap::new(), ..all };
    assert_eq!(spelled(&only_variables.server("mysql://u@h/d")), "u:envpw@h:3340/d");
}

#[test]
fn a_local_mysql_is_its_socket_where_there_is_one() {
    let none = Surroundings::default();
    assert_eq!(spelled(&none.server("mysql://u@localhost/d")), "u:@localhost:3306/d");
    let local = none.file("/run/mysqld/mysqld.sock", "");
    assert_eq!(spelled(&local.server("mysql://u@localhost/d")), "u:@/run/mysqld/mysqld.sock:3306/d");
    assert_eq!(spelled(&local.server("mysql://u@localhost:3306/d")), "u:@localhost:3306/d");
    assert_eq!(spelled(&local.server("mysql://u@127.0.0.1/d")), "u:@127.0.0.1:3306/d");
    let named = local.file("/home/ann/.my.cnf", "[client]\nsocket=/srv/my.sock\n");
    assert_eq!(spelled(&named.server("mysql:///d")), "ann:@/srv/my.sock:3306/d");
    assert_eq!(spelled(&named.server("mysql://h/d")), "ann:@h:3306/d");
    let open = Surroundings::default().file_of_mode("/home/ann/.my.cnf", "[client]\nuser=x\n", 0o100_666);
    assert!(open.parse("mysql://h").notes[0].contains("chmod 600"));
}

#[test]
fn variables_are_filled_in_as_they_stand() {
    let environment = Surroundings::default()
        .variable("URL", "mysql://u:$x@h/d")
        .variable("PW", "p@w")
        .variable("EMPTY", "")
        .environment();
    for (text, want) in [
        ("$URL", "mysql://u:$x@h/d"),
        ("env:URL", "mysql://u:$x@h/d"),
        (" ${URL}?charset=utf8", "mysql://u:$x@h/d?charset=utf8"),
        ("postgres://u:${PW}@$HOST_UNSET_NOT", ""),
        ("postgres://u:$PW@${HOST:-localhost}/d", "postgres://u:p@w@localhost/d"),
        ("mysql://u:a$$PW$1$@h", "mysql://u:a$PW$1$@h"),
        ("mysql://u:$EMPTY@h", "mysql://u:@h"),
    ] {
        match DbUrl::expand(text, &environment) {
            Ok(expanded) => assert_eq!(expanded, want, "{text}"),
            Err(error) => {
                assert!(want.is_empty() && error.0.contains("`HOST_UNSET_NOT` is not set"), "{error}");
            }
        }
    }
    for (text, said) in
        [("env:NONE", "export NONE="), ("$EMPTY", "is empty"), ("${URL", "`}`"), ("env:p@w", "env:NAME")]
    {
        let error = DbUrl::expand(text, &environment).unwrap_err().0;
        assert!(error.contains(said) && !error.contains("p@w"), "{text}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn the_surroundings_of_a_process_are_real() {
    use std::os::unix::fs::PermissionsExt;
    let environment = Environment::of_process();
    assert!((environment.variable)("PATH").is_some());
    assert!(environment.user.is_some_and(|user| !user.is_empty()));
    let path = std::env::temp_dir().join(format!("fklint-pgpass-{}", std::process::id()));
    std::fs::write(&path, "*:*:*:*:p").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let file = (environment.file)(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((file.text.as_str(), file.mode.map(|mode| mode & 0o777)), ("*:*:*:*:p", Some(0o640)));
    assert!((environment.file)(&std::env::temp_dir()).is_none());
}

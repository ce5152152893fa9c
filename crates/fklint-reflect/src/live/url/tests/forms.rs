//! Every form of URL, as the documents of drivers, frameworks and hosts show it.

use fklint_catalog::Engine;

use super::super::{DbUrl, TlsMode};
use super::{Surroundings, file_of, spelled};

#[test]
fn servers_are_found_in_every_form() {
    for (text, engine, want) in [
        // Frameworks.
        (
            "mysql2://root:pw@localhost:3306/app_development?pool=5&encoding=utf8mb4",
            Engine::Mysql,
            "root:pw@localhost:3306/app_development",
        ),
        ("trilogy://root@127.0.0.1/app", Engine::Mysql, "root:@127.0.0.1:3306/app"),
        ("postgis://user:p%23ssword@host:5433/gis", Engine::Postgres, "user:p#ssword@host:5433/gis"),
        (
            "mysql+pymysql://scott:tiger@db.example.com/foo?charset=utf8mb4",
            Engine::Mysql,
            "scott:tiger@db.example.com:3306/foo",
        ),
        (
            "mariadb+mariadbconnector://u:p@127.0.0.1:3307/company",
            Engine::Mariadb,
            "u:p@127.0.0.1:3307/company",
        ),
        (
            "postgresql+psycopg2://scott:tiger@localhost:5432/mydatabase",
            Engine::Postgres,
            "scott:tiger@localhost:5432/mydatabase",
        ),
        ("PostgreSQL://u@h/d", Engine::Postgres, "u:@h:5432/d"),
        ("maria://u@h", Engine::Mariadb, "u:@h:3306/"),
        ("\"postgres://u:p@h/d\"", Engine::Postgres, "u:p@h:5432/d"),
        // Hosts.
        (
            "postgres://uabc:pdef@ec2-1-2-3-4.compute-1.amazonaws.com:5432/d9",
            Engine::Postgres,
            "uabc:pdef@ec2-1-2-3-4.compute-1.amazonaws.com:5432/d9",
        ),
        (
            "postgresql://postgres.abcdefgh:pw@aws-0-eu-central-1.pooler.supabase.com:6543/postgres?pgbouncer=true&connection_limit=1",
            Engine::Postgres,
            "postgres.abcdefgh:pw@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
        ),
        (
            "postgresql://neondb_owner:npg_x@ep-cool-1-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require&options=endpoint%3Dep-cool-1",
            Engine::Postgres,
            "neondb_owner:npg_x@ep-cool-1-pooler.eu-central-1.aws.neon.tech:5432/neondb",
        ),
        (
            "mysql://abc:pscale_pw_x@aws.connect.psdb.cloud/shop?sslaccept=strict",
            Engine::Mysql,
            "abc:pscale_pw_x@aws.connect.psdb.cloud:3306/shop",
        ),
        (
            r#"mysql://abc:pscale_pw_x@aws.connect.psdb.cloud/shop?ssl={"rejectUnauthorized":true}"#,
            Engine::Mysql,
            "abc:pscale_pw_x@aws.connect.psdb.cloud:3306/shop",
        ),
        // JDBC.
        (
            "jdbc:mysql://db:3308/shop?user=me&password=p%26w&useSSL=false&serverTimezone=UTC&allowPublicKeyRetrieval=true",
            Engine::Mysql,
            "me:p&w@db:3308/shop",
        ),
        ("jdbc:mysql:replication://a/shop", Engine::Mysql, "ann:@a:3306/shop"),
        ("jdbc:mariadb://h/d?user=u", Engine::Mariadb, "u:@h:3306/d"),
        (
            "jdbc:postgresql://localhost/test?user=fred&password=secret&ssl=true",
            Engine::Postgres,
            "fred:secret@localhost:5432/test",
        ),
        ("jdbc:aws-wrapper:postgresql://h/d?user=u", Engine::Postgres, "u:@h:5432/d"),
        ("jdbc:postgresql:shop", Engine::Postgres, "ann:@localhost:5432/shop"),
        // libpq.
        (
            "host=db port=5433 dbname='my db' user=u password='it\\'s'",
            Engine::Postgres,
            "u:it's@db:5433/my db",
        ),
        ("dbname = shop", Engine::Postgres, "ann:@localhost:5432/shop"),
        ("postgresql://", Engine::Postgres, "ann:@localhost:5432/ann"),
        (
            "postgresql:///shop?host=/var/run/postgresql&port=5433",
            Engine::Postgres,
            "ann:@/var/run/postgresql:5433/shop",
        ),
        (
            "postgresql://%2Fvar%2Frun%2Fpostgresql:5433/shop",
            Engine::Postgres,
            "ann:@/var/run/postgresql:5433/shop",
        ),
        (
            "postgresql://u:p@/shop?host=/cloudsql/proj:region:inst",
            Engine::Postgres,
            "u:p@/cloudsql/proj:region:inst:5432/shop",
        ),
        ("postgresql://[2001:db8::1234]:5433/shop", Engine::Postgres, "ann:@2001:db8::1234:5433/shop"),
        ("postgres://u@::1/shop", Engine::Postgres, "u:@::1:5432/shop"),
        ("postgresql://other@h1/otherdb?user=u&dbname=d&host=h2", Engine::Postgres, "u:@h2:5432/d"),
        ("hostaddr=10.0.0.1 user=u dbname=d", Engine::Postgres, "u:@10.0.0.1:5432/d"),
        // Sockets and Go.
        (
            "mysql://root@localhost/shop?unix_socket=/tmp/my.sock",
            Engine::Mysql,
            "root:@/tmp/my.sock:3306/shop",
        ),
        (
            "mysql://root@localhost:3306/shop?socket=%2Ftmp%2Fmy.sock",
            Engine::Mysql,
            "root:@/tmp/my.sock:3306/shop",
        ),
        ("mysql://u@unix(/tmp/my.sock)/shop", Engine::Mysql, "u:@/tmp/my.sock:3306/shop"),
        (
            "mysql://u:p@tcp(localhost)/shop?parseTime=true&multiStatements=true",
            Engine::Mysql,
            "u:p@localhost:3306/shop",
        ),
        ("u:p/w@tcp(db:3307)/shop?tls=skip-verify", Engine::Mysql, "u:p/w@db:3307/shop"),
        ("u:p://@tcp(db:3307)/shop", Engine::Mysql, "u:p://@db:3307/shop"),
        // PHP.
        (
            "mysql:host=db;port=3307;dbname=shop;charset=utf8mb4;user=u;password=a&b=",
            Engine::Mysql,
            "u:a&b=@db:3307/shop",
        ),
        ("pgsql:host=db;dbname=shop;user=u;password=p", Engine::Postgres, "u:p@db:5432/shop"),
    ] {
        let parsed = Surroundings::default().parse(text);
        assert_eq!(spelled(&Surroundings::default().server(text)), want, "{text}");
        assert_eq!(parsed.url.engine, engine, "{text}");
        assert_eq!(parsed.notes, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn passwords_are_taken_as_people_write_them() {
    for (password, want) in [
        ("p/w", "p/w"),
        ("p@w", "p@w"),
        ("p:w", "p:w"),
        ("p#w", "p#w"),
        ("p?w", "p?w"),
        ("/@:#?", "/@:#?"),
        ("12/w", "12/w"),
        ("p?w=x", "p?w=x"),
        ("50%off", "50%off"),
        ("%zz%4", "%zz%4"),
        ("p%40w", "p@w"),
        ("p+w", "p+w"),
        ("a=b&c", "a=b&c"),
    ] {
        for (url, tail) in [
            (format!("postgres://u:{password}@h:1/d"), "@h:1/d"),
            (format!("mysql://u:{password}@h:1/d?charset=utf8"), "@h:1/d"),
            (format!("mysql://u:{password}@h:1/d?user=u@corp"), "@h:1/d"),
        ] {
            let server = Surroundings::default().server(&url);
            let spelled = spelled(&server);
            assert!(spelled.ends_with(&format!(":{want}{tail}")), "{url}: {spelled}");
        }
    }
    let server = Surroundings::default().server("jdbc:mysql://h:1/d?user=me@corp&password=x@y/z?");
    assert_eq!(spelled(&server), "me@corp:x@y/z?@h:1/d");
}

#[test]
fn files_are_found_in_every_form() {
    let there = Surroundings::default().file("/srv/abs.db", "").file("a b.db", "").file("both.db", "");
    let there = there.file("/both.db", "").file("odd?.db", "");
    for (text, want, notes) in [
        ("sqlite:app.db", "app.db", 0),
        ("sqlite:db/development.sqlite3?mode=ro", "db/development.sqlite3", 0),
        ("sqlite:odd?.db", "odd?.db", 0),
        ("sqlite:/srv/x.db", "/srv/x.db", 0),
        ("sqlite://data.db", "data.db", 0),
        ("sqlite:///foo.db", "foo.db", 0),
        ("sqlite:////srv/foo.db", "/srv/foo.db", 0),
        ("sqlite:///srv/abs.db", "/srv/abs.db", 1),
        ("sqlite:///both.db", "both.db", 1),
        ("sqlite:a%20b.db", "a b.db", 0),
        ("sqlite:~/app.db", "~/app.db", 0),
        ("sqlite+pysqlite:///foo.db?timeout=5", "foo.db", 0),
        ("sqlite:///file:path/to/db?mode=ro&uri=true", "path/to/db", 0),
        ("sqlite3:db/test.sqlite3", "db/test.sqlite3", 0),
        ("jdbc:sqlite:sample.db", "sample.db", 0),
        ("jdbc:sqlite:file:///srv/x.db", "/srv/x.db", 0),
        ("jdbc:sqlite:/srv/sample.db?key=x", "/srv/sample.db", 1),
        ("file:./dev.db", "./dev.db", 0),
        ("file:///srv/a%20c.db?mode=ro#frag", "/srv/a c.db", 0),
        ("file://localhost/srv/x.db", "/srv/x.db", 0),
        ("file:/srv/x.db", "/srv/x.db", 0),
    ] {
        let parsed = there.parse(text);
        assert_eq!(file_of(&parsed).to_str(), Some(want), "{text}");
        assert_eq!(parsed.notes.len(), notes, "{text}: {:?}", parsed.notes);
        assert_eq!(parsed.url.to_string(), format!("sqlite:{want}"));
    }
    let home = Surroundings::default().file("/home/ann/app.db", "").parse("sqlite:~/app.db");
    assert_eq!(file_of(&home).to_str(), Some("/home/ann/app.db"));
}

#[test]
fn parameters_are_understood_or_noted() {
    let server = Surroundings::default().server(
        "postgres://h/d?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem&schema=shop",
    );
    assert_eq!(server.tls.mode, TlsMode::VerifyFull);
    assert_eq!(server.tls.root.as_deref(), Some("/ca.pem".as_ref()));
    assert_eq!(server.tls.client, Some(("/c.pem".into(), "/k.pem".into())));
    assert_eq!(server.schemas, ["shop"]);

    let mode = |text| Surroundings::default().server(text).tls.mode;
    assert_eq!(mode("postgres://h/d"), TlsMode::Prefer);
    assert_eq!(mode("postgres://h/d?sslmode=require&sslrootcert=/ca.pem"), TlsMode::VerifyCa);
    assert_eq!(mode("postgres://h/d?sslrootcert=system"), TlsMode::VerifyFull);
    assert_eq!(mode("mysql://h/d?ssl-ca=/ca.pem"), TlsMode::VerifyCa);
    assert_eq!(mode("mysql://h/d?useSSL=true&verifyServerCertificate=true"), TlsMode::VerifyCa);

    let prisma = Surroundings::default().server("mysql://h/d?sslcert=/ca.pem&sslaccept=accept_invalid_certs");
    assert_eq!((prisma.tls.root, prisma.tls.client), (Some("/ca.pem".into()), None));

    let schemas = |text| Surroundings::default().server(text).schemas;
    assert_eq!(schemas("postgres://h/d?search_path=App,%22Big%22"), ["app", "Big"]);
    assert_eq!(schemas("jdbc:postgresql://h/d?currentSchema=app"), ["app"]);
    assert_eq!(schemas("postgres://h/d?options=-c%20search_path%3Da,b"), ["a", "b"]);
    assert_eq!(schemas("host=h options='-c search_path=a'"), ["a"]);

    let parsed = Surroundings::default().parse("postgres://h1,h2:5433/d?turbo=on&connect_timeout=3");
    assert_eq!(
        parsed.notes,
        ["the parameter `turbo` is unknown and left aside", "of several hosts only the first is asked"]
    );
    assert_eq!(parsed.connect_timeout.map(|time| time.as_secs()), Some(3));
    assert_eq!(parsed.url.to_string(), "postgres://h1/d");
    let timeout = Surroundings::default().parse("jdbc:mysql://h/d?connectTimeout=2500").connect_timeout;
    assert_eq!(timeout.map(|time| time.as_secs()), Some(3));
}

#[test]
fn what_is_no_url_is_left_to_the_caller() {
    for text in [
        "app.db",
        "db/schema.sql",
        r"C:\data\app.sqlite",
        "C:/app.db",
        "-",
        "a=b.sql",
        "user@host.sql",
        "x:y",
    ] {
        assert!(!DbUrl::is_url(text), "{text}");
    }
    for text in ["postgress://h", "oracle:thin", "https://h/schema.sql", "jdbc:h2:mem:x", "service=prod"] {
        assert!(DbUrl::is_url(text), "{text}");
    }
    assert_eq!(DbUrl::of_sqlite_file("app.db".as_ref()).to_string(), "sqlite:app.db");
}

#[test]
fn a_shown_url_reads_back_as_the_same_place() {
    for (text, want) in [
        ("mysql://u:p@h:3307/shop", "mysql://h:3307/shop"),
        ("mariadb://u:p@h/shop", "mariadb://h/shop"),
        ("postgres://u@[::1]:5433/a%2Fb%3F", "postgres://[::1]:5433/a%2Fb%3F"),
        ("postgres:///d?host=/var/run/postgresql", "postgres://localhost/d"),
        ("postgres:///d?host=/srv/pg&port=5433", "postgres://:5433/d?host=/srv/pg"),
        ("mysql://localhost/d?socket=/tmp/mysql.sock", "mysql://localhost/d"),
        ("mysql://localhost/d?socket=/srv/my%26.sock", "mysql:///d?socket=/srv/my%26.sock"),
    ] {
        let url = Surroundings::default().parse(text).url;
        assert_eq!(url.to_string(), want, "{text}");
        assert_eq!(format!("{url:?}"), want);
        assert_eq!(Surroundings::default().parse(want).url.to_string(), want);
    }
}

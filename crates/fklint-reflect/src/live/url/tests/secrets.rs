//! Nothing that is shown holds a password: not of what was read, and not of what could not be.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::super::{DbUrl, Place, Server};
use super::Surroundings;

/// Where a password may stand. `{}` takes any password, `{%}` only an encoded one, `{'}` a quoted one.
const PLACES: &[&str] = &[
    "postgres://user:{}@host:5433/shop?sslmode=require",
    "postgresql+asyncpg://user:{}@h1:1,h2:2/shop",
    "postgres://:{}@host/shop",
    "mysql://user:{}@host/shop?charset=utf8",
    "mysql2://user:{}@[::1]:3306/shop",
    "mysql://user:{}@tcp(host:3306)/shop",
    "user:{}@tcp(host:3306)/shop?parseTime=true",
    "user:{}@unix(/tmp/my.sock)/shop",
    "mariadb://user:{}@localhost?socket=/tmp/my.sock",
    "mysql://user:{}@host:notaport/shop",
    "mysql://user:{}@host/shop?ssl-mode=none",
    "postgress://user:{}@host/shop",
    "oracle://scott:{}@host:1521/xe",
    "jdbc:oracle:thin:scott/{}@//host:1521/xe",
    "jdbc:mysql://user:{}@host/shop",
    "root:{}@host/shop",
    "//root:{}@host/shop",
    "postgres://host/shop?user=u&password={%}&sslmode=require",
    "postgres://host/shop?sslmode=none&password={%}",
    "postgres://host/shop?p%61ssword={%}",
    "postgres://host/shop?sslpassword={%}&sslmode=none",
    "jdbc:postgresql://host/shop?user=u&password={%}",
    "jdbc:mysql://host:x/shop?user=u&password={%}",
    "jdbc:sqlserver://host;databaseName=shop;user=sa;password={%};encrypt=true",
    "jdbc:h2:mem:x?password={%}",
    "libsql://host.turso.io?authToken={%}",
    "host=h dbname=d password={'} user=u",
    "host=h password={'} sslmode=none",
    "host=h password={} user",
    "host=h password={}",
    "host=h password = {}",
    "mysql:host=h;dbname=d;password={}",
    "mysql:host=h;password={%};ssl-mode=none",
    "pgsql:host=h;user=u;password={}",
    "Server=h;Database=d;User Id=u;Password={}",
    "postgres://user:{}",
    "mysql://root:{}/shop",
];

fn encoded(password: &str) -> String {
    utf8_percent_encode(password, NON_ALPHANUMERIC).to_string()
}

/// The password written into a place, and whether the place is one where the URL may be well-formed.
fn written(place: &str, password: &str, encode: bool) -> String {
    let quoted = format!("'{}'", password.replace('\\', r"\\").replace('\'', r"\'"));
    let plain = if encode { encoded(password) } else { password.to_owned() };
    place.replace("{}", &plain).replace("{%}", &encoded(password)).replace("{'}", &quoted)
}

/// A password no part of which stands in a place by itself, with the marks that people leave unescaped.
fn passwords() -> impl Strategy<Value = String> {
    "Qx[A-Za-z0-9/@:#?%+!$&=;' é-]{0,12}Zq"
        .prop_filter("`@` and a space at a word of libpq end a value", |text| {
            !text.contains("@host") && !text.contains("  ")
        })
}

/// Every text that a user may get to see.
fn shown(text: &str, password: &str, surroundings: &Surroundings) -> Vec<String> {
    let mut shown = vec![DbUrl::redacted(text)];
    match DbUrl::parse(text, &surroundings.environment()) {
        Ok(parsed) => {
            shown.extend([parsed.url.to_string(), format!("{parsed:?}"), format!("{:?}", parsed.url.place)]);
            shown.extend(parsed.notes);
            if let Place::Server(Server { password: Some(read), .. }) = &parsed.url.place
                && read.expose() == password
            {
                shown.push(parsed.url.scrub(&format!("denied: {text} {password} {}", encoded(password))));
            }
        }
        Err(error) => shown.extend([error.to_string(), format!("{error:?}")]),
    }
    shown
}

fn holds_no_secret(text: &str, password: &str, surroundings: &Surroundings) -> Result<(), TestCaseError> {
    for shown in shown(text, password, surroundings) {
        for secret in [password, &encoded(password), "Qx", "Zq"] {
            prop_assert!(!shown.contains(secret), "{text}\nshows {secret}: {shown}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_password_of_a_url_is_shown(password in passwords(), encode: bool) {
        for place in PLACES {
            // What is not quoted or encoded, a mark of its own form ends: there is no telling what was meant.
            let bare = place.contains("{}") && !encode;
            let ended = match place.split("{}").next() {
                _ if !bare => false,
                Some(before) if before.contains("://user:") && place.ends_with("{}") => password.contains(['@', '/', '?']),
                Some(before) if before.ends_with("root:") && place.ends_with("{}/shop") => password.contains(['@', '/', '?']),
                Some(before) if before.contains(';') => password.contains(';'),
                Some(before) if before.contains('=') => password.starts_with('\''),
                _ => password.contains('?') && password.contains('='),
            };
            if !ended {
                holds_no_secret(&written(place, &password, encode), &password, &Surroundings::default())?;
            }
        }
    }

    #[test]
    fn no_password_of_a_file_or_a_variable_is_shown(password in "Qx[A-Za-z0-9/@#?%+!$&=]{0,12}Zq") {
        let files = Surroundings::default()
            .file("/home/ann/.pgpass", &format!("*:*:*:*:{password}\n"))
            .file("/home/ann/.pg_service.conf", &format!("[one]\npassword={password}\nstrange={password}\n"))
            .file("/home/ann/.my.cnf", &format!("[client]\npassword=\"{password}\"\n"));
        let variables = Surroundings::default().variable("PGPASSWORD", &password).variable("MYSQL_PWD", &password);
        for text in ["postgres://h/d", "service=one", "mysql://h/d", "mysql://h/d?ssl-mode=none"] {
            for surroundings in [&files, &variables] {
                holds_no_secret(text, &password, surroundings)?;
            }
        }
    }

    #[test]
    fn nothing_makes_reading_panic(text in ".{0,60}", tail in "[a-z:/@?=&;'()\\[\\]%{}$é -]{0,30}") {
        let environment = Surroundings::default().environment();
        for scheme in ["", "postgres:", "postgres://", "mysql://", "mysql:", "jdbc:", "sqlite:", "file:", "host="] {
            for rest in [&text, &tail] {
                let url = format!("{scheme}{rest}");
                let _ = (DbUrl::is_url(&url), DbUrl::redacted(&url), DbUrl::expand(&url, &environment));
                let _ = DbUrl::parse(&url, &environment);
            }
        }
    }
}

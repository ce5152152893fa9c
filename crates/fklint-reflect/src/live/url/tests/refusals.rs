//! What is no database, and what is said then.

use super::super::DbUrl;
use super::Surroundings;

#[test]
fn a_refusal_names_the_way_out() {
    for (text, said) in [
        ("oracle://scott:tiger@h/x", "DBMS_METADATA"),
        ("jdbc:oracle:thin:scott/tiger@h:1521:x", "live Oracle databases are not read"),
        ("jdbc:sqlserver://h;user=sa;password=tiger", "SQL Server"),
        ("postgress://u:tiger@h/d", "did you mean `postgres`?"),
        ("mysq://h/d", "did you mean `mysql`?"),
        ("mongodb://u:tiger@h/d", "no foreign keys"),
        ("zzz://h", "`sqlite`, `mysql`, `mariadb` or `postgres`"),
        ("mysql://u:tiger@h:port/d", "`mysql://u:***@h:***`: what stands for host and port is none"),
        ("mysql://root:tiger", "`mysql://root:***`"),
        ("mysql:root@h/d", "two slashes"),
        ("postgres://h/d?sslmode=maximal", "`sslmode` says no known way"),
        ("postgres://h/d?port=70000", "1 to 65535"),
        ("postgres://h/d?sslcert=/c.pem", "needs its key"),
        ("host=h password=tiger lily", "word 3 of the `key=value` string has no `=`"),
        ("host=h password='tiger lily", "is not closed"),
        ("sqlite::memory:", "a database in memory"),
        ("sqlite://", "a database in memory"),
        ("file:x?mode=memory", "a database in memory"),
        ("schema.sql", "this is no URL of a database"),
    ] {
        let error = DbUrl::parse(text, &Surroundings::default().environment()).unwrap_err().0;
        assert!(error.contains(said), "{text}: {error}");
        assert!(!error.contains("tiger") && !error.contains("lily"), "{text}: {error}");
        assert!(!error.ends_with('.'), "{error}");
    }
    let environment = Surroundings::default().variable("PGSSLMODE", "maximal").environment();
    let error = DbUrl::parse("postgres://h", &environment).unwrap_err().0;
    assert!(error.contains("`PGSSLMODE`"), "{error}");
}

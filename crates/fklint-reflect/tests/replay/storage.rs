//! What MySQL and MariaDB drop without a word.

use fklint_catalog::Engine::{Mariadb, Mysql};
use fklint_catalog::Version;

use crate::{adds_up, run, told};

#[test]
fn a_storage_engine_without_foreign_keys_loses_them() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY) ENGINE=InnoDB;
        CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (a)) ENGINE=MyISAM;";
    let lost = "c (a int, fk (a) > p (a) lost to the storage engine) engine MyISAM";
    for engine in [Mysql, Mariadb] {
        assert_eq!(adds_up(engine, &[sql]).lines().nth(1), Some(lost));
    }
    // No conversion brings them back (s4_engines_my 4d).
    let back = "ALTER TABLE c ENGINE=InnoDB;";
    assert_eq!(
        adds_up(Mysql, &[sql, back]).lines().nth(1),
        Some("c (a int, fk (a) > p (a) lost to the storage engine) engine InnoDB")
    );
}

#[test]
fn the_sessions_default_storage_engine_counts() {
    let sql = "SET default_storage_engine = MyISAM; CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (a));
        CREATE TABLE d (a int, FOREIGN KEY (a) REFERENCES p (a)) ENGINE=InnoDB;
        SET default_storage_engine = InnoDB; CREATE TABLE e (a int, FOREIGN KEY (a) REFERENCES p (a));
        ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES q (a);";
    assert_eq!(
        adds_up(Mysql, &[sql]),
        "c (a int, fk (a) > p (a) lost to the storage engine, fk (a) > q (a) lost to the storage engine) engine MyISAM\n\
         d (a int, fk (a) > p (a)) engine InnoDB\ne (a int, fk (a) > p (a)) engine InnoDB"
    );
}

#[test]
fn mysql_forgets_inline_references_below_9() {
    let sql = ["CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES p (a));"];
    let with = |engine, version: Option<Version>| {
        told(&run(engine, version, &sql)).lines().nth(1).map(str::to_owned).expect("two tables")
    };
    let forgotten = "c (a int, fk (a) > p (a) inline)";
    let held = "c (a int, fk (a) > p (a))";
    assert_eq!(with(Mysql, None), forgotten);
    assert_eq!(with(Mysql, Some(Version::new(8, 4, 0))), forgotten);
    assert_eq!(with(Mysql, Some(Version::new(9, 0, 0))), held);
    assert_eq!(with(Mariadb, None), held);
}

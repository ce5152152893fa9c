//! Which table a name means.

use fklint_catalog::Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

use crate::adds_up;

#[test]
fn the_default_schema_is_left_out_of_names() {
    let postgres = "CREATE TABLE public.p (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES public.p);";
    assert_eq!(adds_up(Postgres, &[postgres]), "p (a int, pk (a))\nc (a int, fk (a) > p)");
    let sqlite = "CREATE TABLE main.p (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES p);";
    assert_eq!(adds_up(Sqlite, &[sqlite]), "p (a int, pk (a))\nc (a int, fk (a) > p)");
    let sql_server = "CREATE TABLE [dbo].[p] (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES p);";
    assert_eq!(adds_up(SqlServer, &[sql_server]), "p (a int, pk (a))\nc (a int, fk (a) > p)");
}

#[test]
fn the_search_path_decides_where_tables_are_made_and_found() {
    let sql = "SET search_path TO s, public; CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (a int REFERENCES p);
        CREATE TABLE public.q (a int PRIMARY KEY); ALTER TABLE c ADD b int REFERENCES q;
        RESET search_path; SET search_path TO DEFAULT; CREATE TABLE d (a int REFERENCES s.p);";
    assert_eq!(
        adds_up(Postgres, &[sql]),
        "s.p (a int, pk (a))\ns.c (a int, b int, fk (a) > s.p, fk (b) > q)\nq (a int, pk (a))\nd (a int, fk (a) > s.p)"
    );
}

#[test]
fn each_script_has_a_session_of_its_own() {
    let first = "SET search_path TO s; CREATE TABLE p (a int);";
    assert_eq!(adds_up(Postgres, &[first, "CREATE TABLE p (b int);"]), "s.p (a int)\np (b int)");
}

#[test]
fn a_dump_without_a_search_path_qualifies_everything() {
    let sql = "SELECT pg_catalog.set_config('search_path', '', false);
        CREATE TABLE public.p (a int NOT NULL); CREATE TABLE s.c (a int);
        ALTER TABLE ONLY public.p ADD CONSTRAINT p_pkey PRIMARY KEY (a);
        ALTER TABLE ONLY s.c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES public.p(a);";
    assert_eq!(
        adds_up(Postgres, &[sql]),
        "p (a int not null, p_pkey: pk (a))\ns.c (a int, f: fk (a) > p (a))"
    );
}

#[test]
fn a_table_that_is_being_made_is_found_before_one_of_the_default_schema() {
    let sql = "CREATE TABLE t (a int PRIMARY KEY); SET search_path TO s;
        CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t);";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int, pk (a))\ns.t (a int, b int, pk (a), fk (b) > s.t)");
    // Outside the search path it is not.
    let sql = "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE s.t (a int PRIMARY KEY, b int REFERENCES t);";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int, pk (a))\ns.t (a int, b int, pk (a), fk (b) > t)");
}

#[test]
fn the_first_database_in_use_is_the_one_that_names_leave_out() {
    let sql = "CREATE DATABASE d; USE d; CREATE TABLE p (a int PRIMARY KEY); USE e;
        CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES d.p (a)); CREATE TABLE d.x (a int);";
    assert_eq!(adds_up(Mysql, &[sql]), "p (a int, pk (a))\ne.c (a int, fk (a) > p (a))\nx (a int)");
}

#[test]
fn mysql_looks_for_a_parent_in_the_childs_database() {
    let sql =
        "CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE d.c (a int, FOREIGN KEY (a) REFERENCES p (a));
        ALTER TABLE d.c ADD FOREIGN KEY (a) REFERENCES q (a);";
    for engine in [Mysql, Mariadb] {
        assert_eq!(
            adds_up(engine, &[sql]),
            "p (a int, pk (a))\nd.c (a int, fk (a) > d.p (a), fk (a) > d.q (a))"
        );
    }
}

#[test]
fn a_session_names_its_schema_on_oracle() {
    let sql = "ALTER SESSION SET CURRENT_SCHEMA = hr;\nCREATE TABLE p (a NUMBER PRIMARY KEY);\nCREATE TABLE c (a NUMBER REFERENCES p);";
    assert_eq!(adds_up(Oracle, &[sql]), "hr.p (a number, pk (a))\nhr.c (a number, fk (a) > hr.p)");
}

#[test]
fn names_are_folded_as_the_engine_does() {
    let sql = "CREATE TABLE \"P\" (a int); ALTER TABLE p ADD b int; ALTER TABLE \"P\" ADD c int;";
    assert_eq!(adds_up(Postgres, &[sql]), "P (a int, c int)\np (b int) unseen");
    assert_eq!(
        adds_up(Oracle, &["CREATE TABLE \"P\" (a int); ALTER TABLE p ADD b int;"]),
        "P (a int, b int)"
    );
    assert_eq!(
        adds_up(Sqlite, &["CREATE TABLE \"P\" (a int); ALTER TABLE p ADD b int;"]),
        "P (a int, b int)"
    );
    assert_eq!(
        adds_up(Mysql, &["CREATE TABLE P (a int); ALTER TABLE p ADD b int;"]),
        "P (a int)\np (b int) unseen"
    );
}

#[test]
fn a_table_that_was_never_made_is_a_stub() {
    let sql = "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x); ALTER TABLE c DROP COLUMN b;";
    assert_eq!(adds_up(Postgres, &[sql]), "c (f: fk (a) > p (x)) unseen");
    let made_later =
        "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x); CREATE TABLE c (a int);";
    assert_eq!(adds_up(Postgres, &[made_later]), "c (a int, f: fk (a) > p (x))");
}

#[test]
fn sp_rename_renames_what_is_there() {
    assert_eq!(
        adds_up(
            SqlServer,
            &["CREATE TABLE p (a int CONSTRAINT k PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p (a));
EXEC sp_rename 'dbo.p', 'q'
EXEC sp_rename 'dbo.q.a', 'b', 'COLUMN'
EXEC sp_rename 'k', 'l'
EXEC sp_rename 'dbo.k', 'l', 'OBJECT'"]
        ),
        "q (b int, k: pk (b))\nc (a int, fk (a) > q (b))"
    );
}

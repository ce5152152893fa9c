//! What the schema before a statement completes: copies, indexes, names that engines give.

use fklint_catalog::Engine::{Mysql, Oracle, Postgres, SqlServer, Sqlite};
use fklint_catalog::StatementKind;

use crate::{adds_up, run, told};

#[test]
fn copies_take_columns_and_what_else_they_ask_for() {
    let parent = "CREATE TABLE p (a int PRIMARY KEY, b text NOT NULL, UNIQUE (b));";
    let told = |sql: &str| adds_up(Postgres, &[parent, sql]).lines().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(told("CREATE TABLE c (LIKE p);"), "c (a int not null, b text not null)");
    assert_eq!(
        told("CREATE TABLE c (LIKE p INCLUDING ALL, d int);"),
        "c (a int, b text not null, d int, pk (a), unique (b))"
    );
    assert_eq!(told("CREATE TABLE c (LIKE q);"), "c () columns unknown");
    let mysql = "CREATE TABLE p (a int PRIMARY KEY, KEY k (a)) ENGINE=MyISAM; CREATE TABLE c LIKE p;";
    assert_eq!(
        adds_up(Mysql, &[mysql]),
        "p (a int, pk (a), k: index (a)) engine MyISAM\nc (a int, pk (a), index (a)) engine MyISAM"
    );
}

#[test]
fn heirs_and_partitions_share_what_becomes_of_a_column() {
    let sql = "CREATE TABLE p (a int, b text); CREATE TABLE h (own int) INHERITS (p);
        CREATE TABLE hh () INHERITS (h); CREATE TABLE r (k int, a int) PARTITION BY RANGE (k);
        CREATE TABLE r1 PARTITION OF r DEFAULT;
        ALTER TABLE p ADD c int, RENAME b TO d; ALTER TABLE p ALTER c SET NOT NULL, ALTER c SET DEFAULT 1;
        ALTER TABLE r ADD c int; ALTER TABLE r DROP a;
        ALTER TABLE hh ADD FOREIGN KEY (c) REFERENCES q ON DELETE SET NULL;";
    assert_eq!(
        adds_up(Postgres, &[sql]),
        "p (a int, d text, c int not null default 1)
h (a int, d text, own int, c int not null) inherits p
hh (a int, d text, own int, c int not null, fk (c) > q del set null) inherits h
r (k int, c int) partition by RANGE (k)
r1 (k int, c int) partition of r DEFAULT"
    );
}

#[test]
fn what_pointed_at_a_table_that_was_never_seen_goes_with_it() {
    let child = "CREATE TABLE c (a int REFERENCES unseen, b int REFERENCES other);";
    assert_eq!(adds_up(Postgres, &[child, "DROP TABLE unseen CASCADE;"]), "c (a int, b int, fk (b) > other)");
    assert_eq!(
        adds_up(Postgres, &[child, "DROP TABLE unseen;"]),
        "c (a int, b int, fk (a) > unseen, fk (b) > other)"
    );
}

#[test]
fn a_query_makes_a_table() {
    let keyed = "ALTER TABLE t ADD PRIMARY KEY (a);";
    for engine in [Postgres, SqlServer] {
        assert_eq!(
            adds_up(engine, &["SELECT a, (SELECT 1 FROM v) b INTO t FROM u;", keyed]),
            "t (pk (a)) columns unknown"
        );
    }
    assert_eq!(adds_up(Postgres, &["SELECT * INTO TEMP t FROM u;"]), "");
    assert_eq!(adds_up(SqlServer, &["SELECT * INTO #t FROM u"]), "");
}

#[test]
fn an_heir_has_the_columns_of_its_parents_and_no_keys() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY, b text); CREATE TABLE q (c int);
        CREATE TABLE h (b text, d int) INHERITS (p, q); CREATE TABLE o () INHERITS (unseen);";
    assert_eq!(
        adds_up(Postgres, &[sql]).lines().skip(2).collect::<Vec<_>>(),
        ["h (a int not null, b text, c int, d int) inherits p, q", "o () columns unknown inherits unseen"]
    );
}

#[test]
fn columns_of_a_dropped_primary_key_stay_not_null() {
    let postgres = "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)); ALTER TABLE t DROP CONSTRAINT t_pkey;";
    assert_eq!(adds_up(Postgres, &[postgres]), "t (a int not null, b int not null)");
    let mysql = "CREATE TABLE t (a int PRIMARY KEY, b int); ALTER TABLE t DROP PRIMARY KEY;";
    assert_eq!(adds_up(Mysql, &[mysql]), "t (a int not null, b int)");
    let oracle = "CREATE TABLE t (a int PRIMARY KEY, b int); ALTER TABLE t DROP PRIMARY KEY;";
    assert_eq!(adds_up(Oracle, &[oracle]), "t (a int, b int)");
}

/// Each of them tried on MySQL 9.7.4 and MariaDB 10.11.19.
#[test]
fn an_index_that_is_dropped_and_added_in_one_statement_keeps_its_age_if_nothing_else_happens() {
    let table = "CREATE TABLE t (a int, b int, PRIMARY KEY (a), KEY k (a, b), KEY l (a), KEY (b));";
    let order = |alter: &str| {
        let told = adds_up(Mysql, &[table, &format!("ALTER TABLE t {alter};")]);
        let name = |part: &str| Some(part.split_once(": index")?.0.to_owned());
        told.split(", ").filter_map(name).collect::<Vec<String>>()
    };
    let (stays, moves) = (["k", "l"], ["l", "k"]);
    for alter in [
        "DROP KEY k, ADD KEY k (a, b)",
        "ADD KEY k (a, b), DROP KEY k",
        "DROP KEY k, DROP KEY l, ADD KEY l (a), ADD KEY k (a, b)",
        "DROP KEY k, ADD KEY k (a, b), ALGORITHM = INPLACE, LOCK = NONE",
        "DROP PRIMARY KEY, ADD PRIMARY KEY (a), DROP KEY b, ADD KEY (b)",
    ] {
        assert_eq!(order(alter), stays, "{alter}");
    }
    for alter in [
        "DROP KEY k, ADD KEY k (a, b), ALGORITHM = COPY",
        "DROP KEY k, ADD KEY k (a, b), FORCE",
        "DROP KEY k, ADD KEY k (a, b), COMMENT = 'x'",
        "DROP KEY k, ADD KEY k (a, b) COMMENT 'x'",
        "DROP KEY k, ADD KEY k (a, b) USING BTREE",
        "DROP KEY k, ADD KEY k (a, b), AUTO_INCREMENT = 5",
        "DROP KEY k, ADD KEY k (a, b), ADD COLUMN c int",
        "DROP KEY k, ADD KEY k (a, b), DROP KEY b",
    ] {
        assert_eq!(order(alter), moves, "{alter}");
    }
    assert_eq!(order("DROP KEY k, ADD KEY K (a, b)"), ["l", "K"]);
}

#[test]
fn partitions_have_the_columns_and_keys_of_their_table() {
    let sql = "CREATE TABLE p (a int, d date, PRIMARY KEY (a, d)) PARTITION BY RANGE (d);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE p2 (a int NOT NULL, d date NOT NULL);
        ALTER TABLE p ATTACH PARTITION p2 DEFAULT;
        ALTER TABLE p DETACH PARTITION p1;";
    assert_eq!(
        adds_up(Postgres, &[sql]),
        "p (a int, d date, pk (a, d)) partition by RANGE (d)\np1 (a int, d date, pk (a, d))\np2 (a int not null, d date not null) partition of p DEFAULT"
    );
}

#[test]
fn an_index_is_dropped_without_its_table() {
    let sql = "CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (a); DROP INDEX i;";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int, j: index (a))");
    assert_eq!(adds_up(Sqlite, &[sql]), "t (a int, j: index (a))");
    let renamed = "CREATE TABLE t (a int); CREATE INDEX i ON t (a); ALTER TABLE t RENAME TO u; DROP INDEX i;";
    assert_eq!(adds_up(Postgres, &[renamed]), "u (a int)");
    let index_renamed =
        "CREATE TABLE t (a int); CREATE INDEX i ON t (a); ALTER INDEX i RENAME TO j; DROP INDEX j;";
    assert_eq!(adds_up(Postgres, &[index_renamed]), "t (a int)");
    // One that was never made changes nothing.
    assert_eq!(adds_up(Postgres, &["CREATE TABLE t (a int); DROP INDEX other;"]), "t (a int)");
}

#[test]
fn an_index_is_dropped_by_the_name_that_postgres_gave_it() {
    let sql =
        "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX ON t (a, b) WHERE b > 0; DROP INDEX t_a_b_idx;";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int, b int)");
    // Also one that was made after the first was looked for.
    let again =
        "DROP INDEX IF EXISTS none; CREATE INDEX ON t (a); CREATE INDEX ON t (a); DROP INDEX t_a_idx1;
        ALTER INDEX t_a_idx RENAME TO i;";
    assert_eq!(adds_up(Postgres, &[sql, again]), "t (a int, b int, i: index (a))");
}

#[test]
fn constraints_keep_the_names_that_postgres_made_of_older_names() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY);
        CREATE TABLE c (a int REFERENCES p, b int UNIQUE CHECK (b > 0), d int, PRIMARY KEY (a, b), UNIQUE (b, d));
        ALTER TABLE c RENAME TO e; ALTER TABLE e RENAME COLUMN b TO f;
        ALTER TABLE e DROP CONSTRAINT c_a_fkey, DROP CONSTRAINT c_b_d_key, DROP CONSTRAINT c_b_check;";
    let rest = "p (a int, pk (a))\ne (a int, f int, d int, c_b_key: unique (f), c_pkey: pk (a, f))";
    assert_eq!(adds_up(Postgres, &[sql]), rest);
    let column = "CREATE TABLE c (a int UNIQUE, b int UNIQUE); ALTER TABLE c RENAME a TO x;
        ALTER TABLE c DROP CONSTRAINT c_a_key;";
    assert_eq!(adds_up(Postgres, &[column]), "c (x int, b int, unique (b))");
    // An index keeps its name on MySQL too.
    let mysql =
        "CREATE TABLE c (a int, KEY (a)); ALTER TABLE c RENAME COLUMN a TO x; ALTER TABLE c DROP INDEX a;";
    assert_eq!(adds_up(Mysql, &[mysql]), "c (x int)");
    let changed =
        "CREATE TABLE c (a int, KEY (a)); ALTER TABLE c CHANGE a x int; ALTER TABLE c DROP INDEX a;";
    assert_eq!(adds_up(Mysql, &[changed]), "c (x int)");
}

#[test]
fn a_table_whose_name_only_the_run_tells_is_not_made() {
    let sql = "CREATE TABLE t (a int);
        DO $$ BEGIN EXECUTE format('CREATE TABLE %I (LIKE t)', n); EXECUTE format('ALTER TABLE %I ADD b int', n); END $$;";
    let reflection = run(Postgres, None, &[sql]);
    assert_eq!(told(&reflection), "t (a int)");
    assert_eq!(reflection.history.statements.len(), 3);
}

#[test]
fn a_constraint_takes_over_an_index() {
    let sql = "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (b, a);
        ALTER TABLE t ADD CONSTRAINT p PRIMARY KEY USING INDEX i;";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int, b int, p: pk (b, a))");
    let unnamed =
        "CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD UNIQUE USING INDEX i;";
    assert_eq!(adds_up(Postgres, &[unnamed]), "t (a int, i: unique (a))");
}

#[test]
fn constraints_are_found_by_the_names_that_the_engine_gives() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY, u int UNIQUE);
        CREATE TABLE c (a int REFERENCES p, b int REFERENCES p (u), CHECK (a > 0));
        ALTER TABLE c ALTER CONSTRAINT c_a_fkey DEFERRABLE INITIALLY DEFERRED;
        ALTER TABLE c DROP CONSTRAINT c_b_fkey, DROP CONSTRAINT c_a_check;
        ALTER TABLE p DROP CONSTRAINT p_u_key, DROP CONSTRAINT p_pkey CASCADE;";
    assert_eq!(adds_up(Postgres, &[sql]), "p (a int not null, u int)\nc (a int, b int, fk (a) > p deferred)");
    let mysql = "CREATE TABLE p (a int PRIMARY KEY);
        CREATE TABLE c (a int, b int, FOREIGN KEY (a) REFERENCES p (a), FOREIGN KEY (b) REFERENCES p (a));
        ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;";
    let left = "p (a int, pk (a))\nc (a int, b int, c_ibfk_2: fk (b) > p (a))";
    assert_eq!(adds_up(Mysql, &[mysql]), left);
    let both = "ALTER TABLE c DROP FOREIGN KEY c_ibfk_2, ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p (a);";
    assert_eq!(adds_up(Mysql, &[mysql, both]), "p (a int, pk (a))\nc (a int, b int, f: fk (b) > p (a))");
}

#[test]
fn validation_comes_in_two_steps() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (a int);
        ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES p NOT VALID;";
    assert_eq!(adds_up(Postgres, &[sql]).lines().nth(1), Some("c (a int, fk (a) > p not validated)"));
    let validated = "ALTER TABLE c VALIDATE CONSTRAINT c_a_fkey;";
    assert_eq!(adds_up(Postgres, &[sql, validated]).lines().nth(1), Some("c (a int, fk (a) > p)"));
    let oracle = "CREATE TABLE c (a NUMBER, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x));
        ALTER TABLE c DISABLE CONSTRAINT f;";
    assert_eq!(adds_up(Oracle, &[oracle]), "c (a number, f: fk (a) > p (x) off)");
    let enabled = "ALTER TABLE c MODIFY CONSTRAINT f ENABLE NOVALIDATE;";
    assert_eq!(adds_up(Oracle, &[oracle, enabled]), "c (a number, f: fk (a) > p (x) not validated)");
    let sql_server = "CREATE TABLE c (a int); ALTER TABLE c WITH NOCHECK ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x);";
    assert_eq!(adds_up(SqlServer, &[sql_server]), "c (a int, f: fk (a) > p (x) not validated)");
    let checked = "ALTER TABLE c WITH CHECK CHECK CONSTRAINT f;";
    assert_eq!(adds_up(SqlServer, &[sql_server, checked]), "c (a int, f: fk (a) > p (x))");
}

#[test]
fn foreign_keys_follow_what_is_renamed() {
    let sql = "CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (x int REFERENCES p (a));
        ALTER TABLE p RENAME TO q; ALTER TABLE q RENAME a TO b; ALTER TABLE c RENAME COLUMN x TO y;
        ALTER TABLE q SET SCHEMA s;";
    assert_eq!(
        adds_up(Postgres, &[sql]),
        "s.q (b int, p_pkey: pk (b))\nc (y int, c_x_fkey: fk (y) > s.q (b))"
    );
}

#[test]
fn the_way_back_of_a_migration_is_not_replayed() {
    let sql = "-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n";
    assert_eq!(adds_up(Postgres, &[sql]), "t (a int)");
}

#[test]
fn what_a_routine_would_make_is_told_and_not_made() {
    let sql = "CREATE FUNCTION f() RETURNS void AS $$ BEGIN CREATE TABLE t (a int); END $$ LANGUAGE plpgsql;
        DO $$ BEGIN CREATE TABLE u (a int); END $$;";
    let reflection = run(Postgres, None, &[sql]);
    assert_eq!(told(&reflection), "u (a int)");
    let [routine, block] = reflection.history.statements.as_slice() else { panic!("two statements") };
    assert!(routine.dynamic && routine.kind == StatementKind::Opaque && routine.changes.len() == 1);
    assert!(block.dynamic && block.kind == StatementKind::Definition);
}

#[test]
fn a_change_that_does_not_fit_stays_in_the_history() {
    let reflection = run(Postgres, None, &["CREATE TABLE t (a int); CREATE TABLE t (b int); DROP TABLE u;"]);
    assert_eq!(told(&reflection), "t (a int)");
    assert_eq!(reflection.history.statements.len(), 3);
    assert!(reflection.history.statements.iter().all(|statement| statement.changes.len() == 1));
}

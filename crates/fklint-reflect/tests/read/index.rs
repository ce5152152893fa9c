//! `CREATE INDEX`, `DROP INDEX`, `ALTER INDEX`.

use fklint_catalog::Engine::{Mysql, Oracle, Postgres, SqlServer, Sqlite};

use crate::common::check;

#[test]
fn indexes_of_every_form() {
    check(
        Postgres,
        &[
            ("CREATE INDEX i ON t (a)", "t + i: index (a)"),
            (
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING btree (a DESC NULLS LAST, b)",
                "s.t + i: unique index (a desc, b) using btree",
            ),
            ("CREATE INDEX i ON ONLY t (a) WITH (fillfactor='70') TABLESPACE x", "t + i: index (a)"),
            ("CREATE INDEX ON t (a)", "t + index (a)"),
            (
                "CREATE INDEX i ON t USING gin (a jsonb_path_ops, lower(b), ((a + 1)))",
                "t + i: index (a, =lower(b), =((a + 1))) using gin",
            ),
            (
                "CREATE INDEX i ON t (a) INCLUDE (b, c) WHERE a IS NOT NULL",
                "t + i: index (a) include (b, c) where a IS NOT NULL [a not null]",
            ),
            (
                "CREATE INDEX i ON t (a) WHERE (a > 0 AND b IS NOT NULL)",
                "t + i: index (a) where (a > 0 AND b IS NOT NULL)",
            ),
            (
                "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT",
                "t + i: unique index (a) nulls not distinct",
            ),
            ("CREATE INDEX i ON t (a COLLATE \"C\" text_pattern_ops)", "t + i: index (a collate C)"),
        ],
    );
    check(
        Sqlite,
        &[
            (
                "CREATE UNIQUE INDEX main.i ON t (a COLLATE NOCASE) WHERE a IS NOT NULL AND b IS NOT NULL",
                "t + i: unique index (a collate nocase) where a IS NOT NULL AND b IS NOT NULL [a, b not null]",
            ),
            ("CREATE INDEX 'i' ON \"t\" ('a', [b])", "t + i: index (a, b)"),
        ],
    );
    check(
        Oracle,
        &[
            (
                "CREATE UNIQUE INDEX o.i ON o.t (a ASC, b) TABLESPACE x PCTFREE 10 COMPUTE STATISTICS ONLINE",
                "o.t + i: unique index (a, b)",
            ),
            ("CREATE BITMAP INDEX i ON t (a) LOCAL NOLOGGING", "t + i: index (a)"),
            ("CREATE INDEX i ON t (UPPER(a)) UNUSABLE", "t + i: index (=UPPER(a)) unused"),
        ],
    );
    check(
        Mysql,
        &[
            ("CREATE UNIQUE INDEX i USING BTREE ON t (a(10))", "t + i: unique index (a[10]) using btree"),
            ("CREATE FULLTEXT INDEX i ON t (a) WITH PARSER ngram", "t + i: fulltext (a)"),
            ("CREATE SPATIAL INDEX i ON t (g)", "t + i: spatial (g)"),
            ("CREATE INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE INVISIBLE", "t + i: index (a) unused"),
        ],
    );
    check(
        SqlServer,
        &[(
            "CREATE UNIQUE NONCLUSTERED INDEX [i] ON [dbo].[t] ([a] ASC) INCLUDE ([b]) WHERE ([a] IS NOT NULL) WITH (PAD_INDEX = OFF) ON [PRIMARY]",
            "dbo.t + i: unique index (a) include (b) where ([a] IS NOT NULL) [a not null]",
        )],
    );
}

#[test]
fn indexes_are_dropped_and_renamed_with_or_without_their_table() {
    check(
        Postgres,
        &[
            ("DROP INDEX CONCURRENTLY IF EXISTS i, s.j", "i - key i ? its table; s.j - key j ? its table"),
            ("ALTER INDEX IF EXISTS i RENAME TO j", "i constraint i > j ? its table"),
            ("ALTER INDEX i SET TABLESPACE x", ""),
        ],
    );
    check(
        Mysql,
        &[("DROP INDEX i ON t", "t - key i"), ("DROP INDEX `PRIMARY` ON t ALGORITHM=COPY", "t - pk")],
    );
    check(SqlServer, &[("DROP INDEX i ON dbo.t", "dbo.t - key i")]);
    check(Oracle, &[("DROP INDEX o.i", "o.i - key i ? its table"), ("ALTER INDEX i REBUILD ONLINE", "")]);
    check(Sqlite, &[("DROP INDEX IF EXISTS main.i", "main.i - key i ? its table")]);
}

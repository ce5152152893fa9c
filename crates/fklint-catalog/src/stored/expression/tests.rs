//! Conditions as they were written, and as servers printed them.

use super::*;

fn form(engine: Engine, text: &str) -> String {
    normal(text, engine, &|column| column == "b")
}

fn same(engine: Engine, pairs: &[(&str, &str)]) {
    for (written, printed) in pairs {
        let once = form(engine, written);
        assert_eq!(once, form(engine, printed), "{engine}: {written}");
        assert_eq!(form(engine, &once), once, "twice: {written}");
    }
}

#[test]
fn postgres_prints() {
    same(
        Engine::Postgres,
        &[
            ("a > 0 AND a<>5", "((a > 0) AND (a <> 5))"),
            (
                "b IN ('x','Y') OR c BETWEEN 1 AND 2 AND NOT (a = c)",
                "(((b)::text = ANY ((ARRAY['x'::character varying, 'Y'::character varying])::text[])) OR (((c >= 1) AND (c <= 2)) AND (NOT (a = c))))",
            ),
            (
                "char_length(b) > 1 and b like 'a%' and c is not null and b != 'q'",
                "((char_length((b)::text) > 1) AND ((b)::text ~~ 'a%'::text) AND (c IS NOT NULL) AND ((b)::text <> 'q'::text))",
            ),
            ("a+c > 2*(a-1)", "((a + c) > (2 * (a - 1)))"),
            ("t in ('p','q')", "(t = ANY (ARRAY['p'::text, 'q'::text]))"),
            ("c not in (7,8)", "(c <> ALL (ARRAY[7, 8]))"),
            ("t not like 'z%'", "(t !~~ 'z%'::text)"),
            (
                "t ~ '^a' and lower(t)=t and (a is null) = (c is null)",
                "((t ~ '^a'::text) AND (lower(t) = t) AND ((a IS NULL) = (c IS NULL)))",
            ),
            ("t ilike 'x%' and t not ilike 'y'", "((t ~~* 'x%'::text) AND (t !~~* 'y'::text))"),
            (
                "case when a > 1 then c else 3 end > 1",
                "(\nCASE\n    WHEN (a > 1) THEN c\n    ELSE 3\nEND > 1)",
            ),
            ("not a in (4)", "(NOT (a = 4))"),
            ("coalesce(a, 0) >= 0", "(COALESCE(a, 0) >= 0)"),
            ("m in ('a','B')", "(m = ANY (ARRAY['a'::mood, 'B'::mood]))"),
            ("a is distinct from c", "(a IS DISTINCT FROM c)"),
            ("c not between 3 and 4", "((c < 3) OR (c > 4))"),
            ("length(trim(t)) > 0", "(length(TRIM(BOTH FROM t)) > 0)"),
            ("(a > 0) or (c > 0) or (a < -5)", "((a > 0) OR (c > 0) OR (a < '-5'::integer))"),
            ("substring(t from 1 for 2) = 'ab'", "(SUBSTRING(t FROM 1 FOR 2) = 'ab'::text)"),
            ("extract(year from ts) > 2000", "(EXTRACT(year FROM ts) > (2000)::numeric)"),
            ("cast(t as int) > 3", "((t)::integer > 3)"),
            ("b = ''", "((b)::text = ''::text)"),
            ("(a > 0 and c > 0) and a > 1", "((a > 0) AND (c > 0) AND (a > 1))"),
            ("t in ('p')", "(t = 'p'::text)"),
            ("-a < 0", "((- a) < 0)"),
            ("now() at time zone 'utc'", "(CURRENT_TIMESTAMP AT TIME ZONE 'utc'::text)"),
            ("array[]::text[]", "ARRAY[]::text[]"),
            ("E'a\\nb'", "'a\nb'::text"),
            ("interval '1 day'", "'1 day'::interval"),
            ("b is not true", "(b IS NOT TRUE)"),
            ("\"a\" > 0", "(a > 0)"),
            ("lower(t) || 'x'", "(lower(t) || 'x'::text)"),
        ],
    );
}

#[test]
fn mysql_and_mariadb_print() {
    let pairs = [
        ("a > 0 AND a<>5", "((`a` > 0) and (`a` <> 5))"),
        (
            "b IN ('x','Y') OR c BETWEEN 1 AND 2 AND NOT (a = c)",
            "((`b` in (_utf8mb3'x',_utf8mb3'Y')) or ((`c` between 1 and 2) and (`a` <> `c`)))",
        ),
        (
            "b IN ('x','Y') OR c BETWEEN 1 AND 2 AND NOT (a = c)",
            "`b` in ('x','Y') or `c` between 1 and 2 and `a` <> `c`",
        ),
        (
            "b regexp '^a' and lower(b)=b and (a is null) = (c is null)",
            "(regexp_like(`b`,_utf8mb3'^a') and (lower(`b`) = `b`) and ((`a` is null) = (`c` is null)))",
        ),
        (
            "b regexp '^a' and lower(b)=b and (a is null) = (c is null)",
            "`b` regexp '^a' and lcase(`b`) = `b` and `a` is null = (`c` is null)",
        ),
        ("case when a > 1 then c else 3 end > 1", "((case when (`a` > 1) then `c` else 3 end) > 1)"),
        ("not a in (4)", "(`a` <> 4)"),
        ("coalesce(c,0) % 3", "coalesce(`c`,0) MOD 3"),
        ("now()", "current_timestamp()"),
        ("CURRENT_TIMESTAMP(3)", "current_timestamp(3)"),
        ("concat(\"it's\",'b')", "concat(_utf8mb4\\'it\\'\\'s\\',_utf8mb4'b')".replace('\\', "").as_str()),
    ]
    .map(|(written, printed): (&str, &str)| (written.to_owned(), printed.to_owned()));
    for (written, printed) in &pairs {
        same(Engine::Mysql, &[(written, printed)]);
        same(Engine::Mariadb, &[(written, printed)]);
    }
}

#[test]
fn different_conditions_stay_different() {
    let all = [
        "a > 0",
        "a >= 0",
        "a > 1",
        "a > '0'",
        "not a",
        "a",
        "a = 'x'",
        "a = 'X'",
        "a = 'x '",
        "a = x",
        "a = \"X\"",
        "a like 'x'",
        "a ilike 'x'",
        "a ~ 'x'",
        "a in (1, 2)",
        "a in (2, 1)",
        "a not in (1, 2)",
        "a between 1 and 2",
        "a between 2 and 1",
        "a is null",
        "a is not null",
        "a > 0 and c > 0",
        "a > 0 or c > 0",
        "a > 0 and (b = 1 or c > 0)",
        "(a > 0 and b = 1) or c > 0",
        "not (a > 0 and c > 0)",
        "a - (c - 1) > 0",
        "a - c - 1 > 0",
        "-a - 1 > 0",
        "-(a - 1) > 0",
        "t::integer > 0",
        "t::text > 0",
        "(a, c) = (1, 2)",
        "a is true",
        "a = true",
        "f(a)",
        "f(a, c)",
        "f()",
        "b::integer = 1",
        "exists (select 1)",
        "a similar to 'x'",
        "a = any (c)",
        "a <> all (c)",
        "a * 2 + 1",
        "a * (2 + 1)",
        "a[1]",
        "a[2]",
    ];
    for (index, one) in all.iter().enumerate() {
        for other in &all[..index] {
            assert_ne!(form(Engine::Postgres, one), form(Engine::Postgres, other), "{one} / {other}");
        }
    }
}

#[test]
fn what_cannot_be_read_keeps_its_words() {
    assert_eq!(form(Engine::Postgres, "A  SELECT ( x )"), "a select(x)");
    assert_eq!(form(Engine::Postgres, "a = 'open"), "a = 'open");
    assert_eq!(clause("RANGE (YEAR(`D`))", Engine::Mysql), "range(year(d))");
    let deep = format!("{}a{}", "(".repeat(5000), ")".repeat(5000));
    assert!(form(Engine::Sqlite, &deep).contains('a'));
    let long = format!("a{}", " + 1".repeat(5000));
    assert!(form(Engine::Sqlite, &long).ends_with("+ 1"));
}

//! Tests of the lexer.

use super::*;

/// The tokens of a text, each as a letter for its kind and its text: `Wid`, `Q"a"`, `S'x'`, `N1`, `(`.
fn tokens(text: &str, engine: Engine) -> Vec<String> {
    let mut out = Vec::new();
    lex(text.as_bytes(), Span::new(0, text.len() as u32), engine, &mut out);
    out.iter()
        .map(|token| {
            let slice = &text[token.span.range()];
            match token.kind {
                TokenKind::Word => format!("W{slice}"),
                TokenKind::Quoted => format!("Q{slice}"),
                TokenKind::String => format!("S{slice}"),
                TokenKind::Number => format!("N{slice}"),
                TokenKind::Punct(byte) => char::from(byte).to_string(),
            }
        })
        .collect()
}

fn check(engine: Engine, text: &str, expected: &[&str]) {
    assert_eq!(tokens(text, engine), expected, "{text} on {}", engine.title());
}

#[test]
fn spans_are_places_in_the_whole_text() {
    let mut out = Vec::new();
    lex(b"SELECT 1; DROP t", Span::new(10, 16), Engine::Sqlite, &mut out);
    let spans: Vec<Span> = out.iter().map(|token| token.span).collect();
    assert_eq!(spans, [Span::new(10, 14), Span::new(15, 16)]);
}

#[test]
fn names_are_quoted_as_the_dialect_does() {
    check(Engine::Postgres, r#""a""b" c"#, &[r#"Q"a""b""#, "Wc"]);
    check(Engine::Postgres, "int[] x[1]", &["Wint", "[", "]", "Wx", "[", "N1", "]"]);
    check(Engine::Mysql, "`a``b`.c", &["Q`a``b`", ".", "Wc"]);
    check(Engine::Mysql, r#"COMMENT "a\"b""#, &["WCOMMENT", r#"S"a\"b""#]);
    check(Engine::Sqlite, r#"[a b] `c` "d" 'e'"#, &["Q[a b]", "Q`c`", r#"Q"d""#, "S'e'"]);
    check(Engine::SqlServer, "[dbo].[a]]b]", &["Q[dbo]", ".", "Q[a]]b]"]);
}

#[test]
fn strings_end_by_the_rules_of_their_dialect() {
    check(Engine::Mysql, r"'a\'b' N'c' x'ff' _utf8'd'", &[r"S'a\'b'", "SN'c'", "Sx'ff'", "W_utf8", "S'd'"]);
    check(Engine::Postgres, r"'a\' E'b\'c' U&'d' b'01'", &[r"S'a\'", r"SE'b\'c'", "SU&'d'", "Sb'01'"]);
    check(Engine::Postgres, "$$a;$$ $t$ $$ $t$ a$b$ $1", &["S$$a;$$", "S$t$ $$ $t$", "Wa$b$", "W$1"]);
    check(
        Engine::Oracle,
        "q'[it's]' nq'{a}' Q'!b'c!' 'd''e'",
        &["Sq'[it's]'", "Snq'{a}'", "SQ'!b'c!'", "S'd''e'"],
    );
    check(Engine::Oracle, "q'<a>>'", &["Sq'<a>>'"]);
    check(Engine::Sqlite, r"'\' x'00'", &[r"S'\'", "Sx'00'"]);
}

#[test]
fn what_is_not_closed_is_one_token_up_to_the_end() {
    check(Engine::Postgres, "a 'b c", &["Wa", "S'b c"]);
    check(Engine::Sqlite, "a [b c", &["Wa", "Q[b c"]);
    check(Engine::Mysql, "a /* b", &["Wa"]);
}

#[test]
fn contents_of_mysql_hints_are_code() {
    check(
        Engine::Mysql,
        "/*!40000 ALTER TABLE `t` DISABLE KEYS */",
        &["WALTER", "WTABLE", "Q`t`", "WDISABLE", "WKEYS"],
    );
    check(Engine::Mariadb, "a /*M!100201 b */ c /* d */", &["Wa", "Wb", "Wc"]);
    check(Engine::Mariadb, r"/*M!999999\- enable the sandbox mode */ a", &["Wa"]);
    check(Engine::Mysql, "/*!50001 a /* b */ c */ d * / e", &["Wa", "Wc", "Wd", "*", "/", "We"]);
    check(Engine::Postgres, "/*!40000 a */ b", &["Wb"]);
}

#[test]
fn comments_are_no_tokens_and_nest_only_where_the_engine_nests_them() {
    check(Engine::Postgres, "a /* /* b */ c */ d -- e\nf", &["Wa", "Wd", "Wf"]);
    check(Engine::Sqlite, "a /* /* b */ c", &["Wa", "Wc"]);
    check(Engine::Mysql, "a # b\nc --d\n--(e)\nf", &["Wa", "Wc", "-", "-", "Wd", "Wf"]);
    check(Engine::Mysql, "5--3 -- x", &["N5", "-", "-", "N3"]);
    check(Engine::Postgres, "a--b\nc", &["Wa", "Wc"]);
    check(Engine::Mysql, "/*prefix*/t /*_*/.u", &["Wt", ".", "Wu"]);
}

#[test]
fn numbers_and_names_that_start_with_digits_are_told_apart() {
    check(
        Engine::Mysql,
        "1st_name 12 1.5 .5 1e-3 0x1F 1e5",
        &["W1st_name", "N12", "N1.5", "N.5", "N1e-3", "N0x1F", "N1e5"],
    );
    check(Engine::Mysql, "db.1t", &["Wdb", ".", "W1t"]);
    check(
        Engine::Oracle,
        "64K 1..10 NUMBER(10,2)",
        &["N64K", "N1", ".", ".", "N10", "WNUMBER", "(", "N10", ",", "N2", ")"],
    );
    check(Engine::Postgres, "numeric(10,2) t.a", &["Wnumeric", "(", "N10", ",", "N2", ")", "Wt", ".", "Wa"]);
}

#[test]
fn placeholders_are_names() {
    check(Engine::SqlServer, "@cdm.t @@version", &["W@cdm", ".", "Wt", "W@@version"]);
    check(Engine::Postgres, "ALTER TABLE @cdm.t", &["WALTER", "WTABLE", "W@cdm", ".", "Wt"]);
    check(Engine::Mysql, "@v := @@global.x", &["W@v", ":", "=", "W@@global.x"]);
    check(Engine::Mysql, "`root`@`localhost` a@b", &["Q`root`", "@", "Q`localhost`", "Wa", "@", "Wb"]);
    let namespace = r#"{{ index .Options "Namespace" }}"#;
    check(Engine::Postgres, &format!("{namespace}.t"), &[&format!("W{namespace}"), ".", "Wt"]);
    check(Engine::Postgres, &format!("\"{namespace}\".t"), &[&format!("Q\"{namespace}\""), ".", "Wt"]);
    check(Engine::Postgres, &format!("\"a{namespace}b\" c"), &[&format!("Q\"a{namespace}b\""), "Wc"]);
    check(
        Engine::Postgres,
        "${schema}t p_${x}_q {prefix}users",
        &["W${schema}t", "Wp_${x}_q", "W{prefix}users"],
    );
    check(Engine::SqlServer, "$(Db).t", &["W$(Db)", ".", "Wt"]);
    check(Engine::Sqlite, "INTO %songs_fts (a)", &["WINTO", "W%songs_fts", "(", "Wa", ")"]);
    check(Engine::Oracle, "&owner..c &&x.y &z", &["W&owner.", ".", "Wc", "W&&x.y", "W&z"]);
    check(Engine::Oracle, "= :name, :NEW.id", &["=", "W:name", ",", "W:NEW", ".", "Wid"]);
    check(Engine::Postgres, ":'v' :\"s\".t", &["W:'v'", "W:\"s\"", ".", "Wt"]);
}

#[test]
fn operators_are_no_placeholders() {
    check(Engine::Postgres, "a::text 'x'::b", &["Wa", ":", ":", "Wtext", "S'x'", ":", ":", "Wb"]);
    check(
        Engine::Postgres,
        "a @> b <@c a[1:n]",
        &["Wa", "@", ">", "Wb", "<", "@", "Wc", "Wa", "[", "N1", ":", "Wn", "]"],
    );
    check(Engine::Oracle, "t.c%TYPE u@link", &["Wt", ".", "Wc", "%", "WTYPE", "Wu", "@", "Wlink"]);
    check(Engine::Mysql, "l:BEGIN 5%3", &["Wl", ":", "WBEGIN", "N5", "%", "N3"]);
    check(Engine::Postgres, "a & b && c", &["Wa", "&", "Wb", "&", "&", "Wc"]);
}

#[test]
fn bytes_beyond_ascii_belong_to_words_and_odd_blanks_do_not() {
    check(Engine::Mysql, "straße\u{a0}x\u{feff}y", &["Wstraße", "Wx", "Wy"]);
    let mut out = Vec::new();
    lex(b"caf\xe9 \xe9t\xe9", Span::new(0, 8), Engine::Mysql, &mut out);
    let found: Vec<_> = out.iter().map(|token| (token.kind, token.span)).collect();
    assert_eq!(found, [(TokenKind::Word, Span::new(0, 4)), (TokenKind::Word, Span::new(5, 8))]);
}

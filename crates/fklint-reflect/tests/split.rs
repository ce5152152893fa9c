//! Any bytes, and texts made of the bits that matter to the splitter, are cut without loss and without panic.

use fklint_catalog::Engine;
use fklint_reflect::ddl::classify::classify;
use fklint_reflect::ddl::lex::lex;
use fklint_reflect::ddl::sniff::sniff;
use fklint_reflect::ddl::split::{Piece, PieceKind, split};
use fklint_source::Span;
use proptest::prelude::*;

/// Bits of texts that open, close or cut something.
const BITS: &[&str] = &[
    "'",
    "\"",
    "`",
    "[",
    "]",
    "$$",
    "$a$",
    "/*",
    "*/",
    "/*!50000 ",
    "--",
    "-- +goose Down\n",
    "#",
    ";",
    "//",
    "\n/\n",
    "\nGO\n",
    "\n",
    " ",
    "\\",
    "\\;",
    "\\.\n",
    "DELIMITER //\n",
    "DELIMITER ;\n",
    "CREATE PROCEDURE p() ",
    "CREATE TRIGGER g ",
    "CREATE FUNCTION f ",
    "CREATE TABLE t (a int)",
    "COPY t FROM stdin;\n",
    "BEGIN ",
    "ATOMIC ",
    "END",
    " CASE ",
    " IF ",
    " LOOP ",
    "DECLARE ",
    "USE db\n",
    "REM it's\n",
    ".read x\n",
    "{{ \"x\" }}",
    "${x}",
    "@x",
    "q'[",
    "]'",
    "E'\\'",
    "INSERT INTO t VALUES (1, 'a')",
    "\u{a0}",
    "\u{feff}",
    "é",
    "1e",
    ".5",
    "SET x ",
    "-\n",
    "--> statement-breakpoint\n",
    "--changeset a:1\n",
    "--rollback x\n",
    "CREATE RULE r (",
    "x",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let bits = prop::collection::vec(prop::sample::select(BITS), 0..40);
    prop_oneof![bits.prop_map(|bits| bits.concat().into_bytes()), prop::collection::vec(any::<u8>(), 0..200)]
}

/// Whether `text[from..to]` holds nothing but blanks, comments and terminators.
fn is_gap(text: &[u8], mut at: usize, to: usize, engine: Engine, delimiter: &[u8]) -> bool {
    let nests = matches!(engine, Engine::Postgres | Engine::SqlServer);
    while at < to {
        let rest = &text[at..];
        at += match rest {
            [0..=b' ' | 0x7f | b';', ..] => 1,
            [0xc2, 0xa0, ..] => 2,
            [0xef, 0xbb, 0xbf, ..] => 3,
            _ if rest.starts_with(delimiter) => delimiter.len(),
            [b'-', b'-', ..] => rest.iter().take_while(|&&byte| byte != b'\n').count(),
            [b'#', ..] if engine.is_mysql_like() => rest.iter().take_while(|&&byte| byte != b'\n').count(),
            [b'/', b'*', ..] => {
                let (mut depth, mut end) = (1, 2);
                while depth > 0 {
                    match rest.get(end..end + 2) {
                        None => return false,
                        Some(b"*/") => (depth, end) = (depth - 1, end + 2),
                        Some(b"/*") if nests => (depth, end) = (depth + 1, end + 2),
                        Some(_) => end += 1,
                    }
                }
                end
            }
            [b'*', b'/', ..] if engine.is_mysql_like() => 2,
            [b'\\', b';', ..] if engine == Engine::Postgres => 2,
            [b'/', ..] if engine == Engine::Oracle => 1,
            _ => return false,
        };
    }
    at == to
}

fn check(text: &[u8], engine: Engine) {
    let mut at = 0;
    let mut delimiter: Vec<u8> = b";".to_vec();
    let mut tokens = Vec::new();
    let end = Piece { kind: PieceKind::Sql, span: Span::new(text.len() as u32, text.len() as u32) };
    for piece in split(text, engine).chain([end]) {
        let range = piece.span.range();
        assert!(range.start >= at, "{piece:?} overlaps what ends at {at}");
        assert!(!range.is_empty() || range.start == text.len(), "{piece:?} is empty");
        assert!(
            is_gap(text, at, range.start, engine, &delimiter),
            "{:?} before {piece:?} belongs to no piece on {}",
            String::from_utf8_lossy(&text[at..range.start]),
            engine.title(),
        );
        let slice = &text[range.clone()];
        if engine.is_mysql_like() && piece.kind == PieceKind::ClientCommand {
            let line = String::from_utf8_lossy(slice).to_ascii_uppercase();
            if line.starts_with("DELIMITER") {
                let word = slice[9..].trim_ascii();
                delimiter = word.split(u8::is_ascii_whitespace).next().unwrap_or(b";").to_vec();
            }
        }
        let _ = classify(slice, engine);
        tokens.clear();
        lex(text, piece.span, engine, &mut tokens);
        let mut last = range.start;
        for token in &tokens {
            let token = token.span.range();
            assert!(
                token.start >= last && token.end > token.start && token.end <= range.end,
                "{token:?} in {range:?}"
            );
            last = token.end;
        }
        at = range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn pieces_tile_any_text(text in text()) {
        for engine in Engine::ALL {
            check(&text, engine);
        }
    }

    #[test]
    fn sniffing_takes_any_text(text in text(), path in "[a-z/.]{0,12}") {
        let first = sniff(&text, &path);
        prop_assert_eq!(first, sniff(&text, &path));
    }
}

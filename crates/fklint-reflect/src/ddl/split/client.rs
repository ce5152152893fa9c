//! Lines that a client reads for itself: psql, SQL*Plus, the mysql, sqlite3 and sqlcmd shells.

use fklint_catalog::Engine;
use memchr::memmem;

use crate::ddl::lex::skip::{self, at_line_start, line_end, trimmed};

/// Words that start a SQL*Plus line, by their shortest and their full form.
const SQL_PLUS: &[(&str, &str)] = &[
    ("REM", "REMARK"),
    ("PRO", "PROMPT"),
    ("SET", "SET"),
    ("SPO", "SPOOL"),
    ("DEF", "DEFINE"),
    ("UNDEF", "UNDEFINE"),
    ("WHENEVER", "WHENEVER"),
    ("COL", "COLUMN"),
    ("ACC", "ACCEPT"),
    ("PAU", "PAUSE"),
    ("EXIT", "EXIT"),
    ("QUIT", "QUIT"),
    ("CONN", "CONNECT"),
    ("DISC", "DISCONNECT"),
    ("SHO", "SHOW"),
    ("STA", "START"),
    ("EXEC", "EXECUTE"),
    ("HO", "HOST"),
    ("CL", "CLEAR"),
    ("TTI", "TTITLE"),
    ("BTI", "BTITLE"),
    ("BRE", "BREAK"),
    ("COMP", "COMPUTE"),
    ("VAR", "VARIABLE"),
    ("PRINT", "PRINT"),
    ("DESC", "DESCRIBE"),
    ("TIMI", "TIMING"),
    ("STORE", "STORE"),
    ("ARCHIVE", "ARCHIVE"),
    ("REPF", "REPFOOTER"),
    ("REPH", "REPHEADER"),
];

/// The end of the client's line that starts at `at`, where a statement could start.
pub(super) fn command_end(text: &[u8], at: usize, engine: Engine) -> Option<usize> {
    let end = match engine {
        Engine::Postgres => (text[at] == b'\\').then(|| line_end(text, at))?,
        Engine::Mysql | Engine::Mariadb => mysql_end(text, at)?,
        Engine::Sqlite => {
            let dot = text[at] == b'.' && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            (dot && at_line_start(text, at)).then(|| line_end(text, at))?
        }
        Engine::Oracle => sql_plus_end(text, at)?,
        Engine::SqlServer => {
            // sqlcmd: `:setvar`, `:r file`, `!! command`
            let colon = text[at] == b':' && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            let sqlcmd = (colon || text[at..].starts_with(b"!!")) && at_line_start(text, at);
            (sqlcmd || is_go(text, at)).then(|| line_end(text, at))?
        }
    };
    Some(trimmed(text, at, end))
}

/// Whether the line of `at` is `GO`, a number behind it allowed.
pub(super) fn is_go(text: &[u8], at: usize) -> bool {
    let Some((go, _)) = text[at..].split_at_checked(2) else { return false };
    let alone = text.get(at + 2).is_none_or(|&next| !skip::is_word(next, Engine::SqlServer));
    if !go.eq_ignore_ascii_case(b"GO") || !alone || !at_line_start(text, at) {
        return false;
    }
    let rest = &text[at + 2..line_end(text, at)];
    let rest = memmem::find(rest, b"--").map_or(rest, |comment| &rest[..comment]).trim_ascii();
    rest == b";" || rest.iter().all(u8::is_ascii_digit)
}

/// Whether `/` at `at` stands alone on its line, which tells SQL*Plus to run what stands before it.
pub(super) fn is_lone_slash(text: &[u8], at: usize) -> bool {
    at_line_start(text, at) && text[at + 1..line_end(text, at)].trim_ascii().is_empty()
}

/// The delimiter that the `DELIMITER` line at `at` sets, and the end of the line.
pub(super) fn delimiter(text: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = text.get(at + 9..)?;
    if !text[at..at + 9].eq_ignore_ascii_case(b"DELIMITER") || !matches!(rest.first(), Some(b' ' | b'\t')) {
        return None;
    }
    let end = line_end(text, at);
    let line = text[at + 9..end].trim_ascii();
    let length = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    (length > 0).then_some((&line[..length], end))
}

/// Whether the psql command `\copy … from stdin` at `at` is followed by data.
pub(super) fn copies_from_stdin(command: &[u8]) -> bool {
    let Some(rest) = command.strip_prefix(b"\\copy") else { return false };
    let lower = rest.to_ascii_lowercase();
    memmem::find(&lower, b" from stdin").is_some() || memmem::find(&lower, b" from pstdin").is_some()
}

fn mysql_end(text: &[u8], at: usize) -> Option<usize> {
    let source = text[at] == b'\\' && text.get(at + 1).is_some_and(|&b| b == b'.' || b.is_ascii_alphabetic());
    if source && at_line_start(text, at) {
        return Some(line_end(text, at));
    }
    let end = skip::word_end(text, at, Engine::Mysql);
    // `source file` is the client's; no statement starts so.
    let is_source = text[at..end].eq_ignore_ascii_case(b"source") && text.get(end) == Some(&b' ');
    (is_source && at_line_start(text, at)).then(|| line_end(text, at))
}

fn sql_plus_end(text: &[u8], at: usize) -> Option<usize> {
    if !at_line_start(text, at) {
        return None;
    }
    if matches!(text[at], b'@' | b'!' | b'$') {
        return Some(line_end(text, at));
    }
    let word_end = skip::word_end(text, at, Engine::Oracle);
    let word = text[at..word_end].to_ascii_uppercase();
    let (_, full) = SQL_PLUS
        .iter()
        .find(|(short, full)| word.len() >= short.len() && full.as_bytes().starts_with(&word))?;
    let mut end = line_end(text, at);
    match *full {
        "SET" => {
            let rest = text[word_end..end].trim_ascii_start();
            let length = rest.iter().take_while(|&&b| skip::is_word(b, Engine::Oracle)).count();
            let is_sql = ["TRANSACTION", "ROLE", "CONSTRAINT", "CONSTRAINTS"];
            if is_sql.iter().any(|sql| rest[..length].eq_ignore_ascii_case(sql.as_bytes())) {
                return None;
            }
        }
        // Rulers of hyphens in these are no continuation.
        "REMARK" | "PROMPT" => return Some(end),
        _ => {}
    }
    while end < text.len() && text[..end].trim_ascii_end().ends_with(b" -") {
        end = line_end(text, end + 1);
    }
    Some(end)
}

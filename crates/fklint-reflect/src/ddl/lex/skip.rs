//! Where lexical things end: blanks, words, quotes, comments. Shared by the splitter and the lexer.

use fklint_catalog::Engine;
use memchr::{memchr, memchr_iter, memchr2, memmem};

/// The version at which a MySQL hint is meant for no server: MariaDB's `/*M!999999\- … */` sandbox line.
const NEVER: u32 = 999_999;

/// No `{{ … }}` is longer: without a bound, lines of a megabyte would be searched for each `{{` in them.
const LONGEST_TEMPLATE: usize = 1024;

/// Number of bytes of the blank at `at`, 0 where none stands.
///
/// Control characters, NBSP and a BOM anywhere are blanks: real files have all of them.
#[inline]
pub(in crate::ddl) fn blank(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(0..=b' ' | 0x7f) => 1,
        Some(0xc2) if text.get(at + 1) == Some(&0xa0) => 2,
        Some(0xef) if text[at..].starts_with(b"\xef\xbb\xbf") => 3,
        _ => 0,
    }
}

/// The first position from `at` that holds no blank.
#[inline]
pub(in crate::ddl) fn blanks(text: &[u8], mut at: usize) -> usize {
    loop {
        match text.get(at) {
            Some(0..=b' ') => at += 1,
            // Nearly everything begins with a byte that no other blank begins with.
            None | Some(b'!'..=b'~') => return at,
            Some(_) => match blank(text, at) {
                0 => return at,
                length => at += length,
            },
        }
    }
}

/// The end of `text[start..end]` without trailing ASCII blanks.
pub(in crate::ddl) fn trimmed(text: &[u8], start: usize, end: usize) -> usize {
    text[start..end].iter().rposition(|&byte| byte > b' ').map_or(start, |last| start + last + 1)
}

/// Whether a byte belongs to bare names. Bytes of UTF-8 and of latin-1 do.
#[inline]
pub(in crate::ddl) const fn is_word(byte: u8, engine: Engine) -> bool {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | 0x80.. => true,
        b'#' => matches!(engine, Engine::Oracle | Engine::SqlServer),
        _ => false,
    }
}

/// The end of the run of word bytes that starts at `at`.
#[inline]
pub(in crate::ddl) fn word_end(text: &[u8], mut at: usize, engine: Engine) -> usize {
    loop {
        at += run(text, at, |byte| IS_PLAIN[usize::from(byte)]);
        match text.get(at) {
            Some(&byte @ (b'#' | 0x80..)) if is_word(byte, engine) && blank(text, at) == 0 => at += 1,
            _ => return at,
        }
    }
}

/// The end of the word that starts at `at`, where its first and its next byte tell that it is nothing but a word: no
/// number, no prefix of a string, no part of a name with a placeholder in it.
#[inline]
pub(in crate::ddl) fn plain_word_end(text: &[u8], at: usize) -> Option<usize> {
    if !matches!(text.get(at)?, b'a'..=b'z' | b'A'..=b'Z' | b'_') {
        return None;
    }
    let end = at + run(text, at, |byte| IS_PLAIN[usize::from(byte)]);
    matches!(text.get(end), Some(b' ' | b',' | b')' | b';' | b'.' | b'\n' | b':' | b'=')).then_some(end)
}

/// How many bytes from `at` on are all of a kind. The only loops that see every byte are made of this: it checks no
/// bound but the end.
#[inline]
pub(in crate::ddl) fn run(text: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().position(|&byte| !is(byte)).unwrap_or(rest.len())
}

/// How many bytes from `at` on are none of these, in whole chunks that are looked at at once.
#[inline]
pub(in crate::ddl) fn run_without(text: &[u8], at: usize, these: &[u8; 10]) -> usize {
    const CHUNK: usize = 32;
    let (chunks, _) = text.get(at..).unwrap_or_default().as_chunks::<CHUNK>();
    let is_one = |byte: u8| these.iter().fold(false, |found, &one| found | (byte == one));
    let holds_one = |chunk: &[u8; CHUNK]| chunk.iter().fold(false, |found, &byte| found | is_one(byte));
    CHUNK * chunks.iter().position(holds_one).unwrap_or(chunks.len())
}

/// The bytes that belong to bare names on every engine, wherever they stand.
static IS_PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'$');
        byte += 1;
    }
    plain
};

/// Whether only blanks stand between the start of the line and `at`.
pub(in crate::ddl) fn at_line_start(text: &[u8], at: usize) -> bool {
    let mut before = &text[..at];
    loop {
        before = match before {
            [] | [.., b'\n'] => return true,
            [rest @ .., 0..=b' ' | 0x7f] | [rest @ .., 0xc2, 0xa0] | [rest @ .., 0xef, 0xbb, 0xbf] => rest,
            _ => return false,
        };
    }
}

/// The position of the line feed that ends the line of `at`, or the end of the text.
pub(in crate::ddl) fn line_end(text: &[u8], at: usize) -> usize {
    memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found)
}

/// The end of the comment from `at` to the end of its line. PostgreSQL ends it at a carriage return too.
pub(in crate::ddl) fn line_comment_end(text: &[u8], at: usize, engine: Engine) -> usize {
    if engine == Engine::Postgres {
        memchr2(b'\n', b'\r', &text[at..]).map_or(text.len(), |found| at + found)
    } else {
        line_end(text, at)
    }
}

/// The end of a quoted thing without escapes; `at` is behind the opening quote. A doubled quote is content.
#[inline]
pub(in crate::ddl) fn quoted_end(text: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        let close = at + memchr(quote, text.get(at..)?)?;
        if text.get(close + 1) != Some(&quote) {
            return Some(close + 1);
        }
        at = close + 2;
    }
}

/// As [`quoted_end`], with backslash escapes.
#[inline]
pub(in crate::ddl) fn escaped_end(text: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        let found = at + memchr2(quote, b'\\', text.get(at..)?)?;
        if text[found] == b'\\' || text.get(found + 1) == Some(&quote) {
            at = found + 2;
        } else {
            return Some(found + 1);
        }
    }
}

/// The end of a quoted name, in which a template may have quotes of its own: `"{{ index .Options "Ns" }}"`.
pub(in crate::ddl) fn name_end(text: &[u8], at: usize, quote: u8) -> Option<usize> {
    let mut from = at;
    loop {
        let close = quoted_end(text, from, quote)?;
        match open_template(&text[from..close]).and_then(|open| template_end(text, from + open)) {
            Some(end) if end >= close => from = end,
            _ => return Some(close),
        }
    }
}

/// The last `{{` of a slice that no `}}` follows in it.
fn open_template(slice: &[u8]) -> Option<usize> {
    let open = memmem::rfind(slice, b"{{")?;
    memmem::find(&slice[open..], b"}}").is_none().then_some(open)
}

/// The end of the `{{ … }}` that starts at `at`, if it ends on its line.
pub(in crate::ddl) fn template_end(text: &[u8], at: usize) -> Option<usize> {
    let inner = text.get(at..)?.strip_prefix(b"{{")?;
    let line = &inner[..inner.len().min(LONGEST_TEMPLATE)];
    let close = memmem::find(&line[..line_end(line, 0)], b"}}")?;
    Some(at + 2 + close + 2)
}

/// The end of the string whose quote `'` stands at `at`. Its prefix, which may give it other rules, stands
/// before the quote, not before `floor`.
#[inline]
pub(in crate::ddl) fn string_end(text: &[u8], at: usize, floor: usize, engine: Engine) -> Option<usize> {
    let prefix = |letters: &[u8]| {
        let before = &text[floor..at];
        before.len() >= letters.len()
            && before[before.len() - letters.len()..].eq_ignore_ascii_case(letters)
            && before.len().checked_sub(letters.len() + 1).is_none_or(|i| !is_word(before[i], engine))
    };
    match engine {
        Engine::Mysql | Engine::Mariadb => escaped_end(text, at + 1, b'\''),
        Engine::Postgres if prefix(b"e") => escaped_end(text, at + 1, b'\''),
        Engine::Oracle if prefix(b"q") || prefix(b"nq") => {
            let open = *text.get(at + 1)?;
            let close = match open {
                b'[' => b']',
                b'(' => b')',
                b'{' => b'}',
                b'<' => b'>',
                other => other,
            };
            let from = at + 2;
            memchr_iter(close, text.get(from..)?)
                .find(|&found| text.get(from + found + 1) == Some(&b'\''))
                .map(|found| from + found + 2)
        }
        _ => quoted_end(text, at + 1, b'\''),
    }
}

/// Whether comments of the engine hold comments.
pub(in crate::ddl) const fn comments_nest(engine: Engine) -> bool {
    matches!(engine, Engine::Postgres | Engine::SqlServer)
}

/// The end of the comment whose `/*` stands at `at`.
pub(in crate::ddl) fn comment_end(text: &[u8], at: usize, engine: Engine) -> Option<usize> {
    let mut from = at + 2;
    let mut depth = 1u32;
    let nests = comments_nest(engine);
    loop {
        let found = from + memchr(b'/', text.get(from..)?)?;
        if found > from && text[found - 1] == b'*' {
            depth -= 1;
            if depth == 0 {
                return Some(found + 1);
            }
            from = found + 1;
        } else if nests && text.get(found + 1) == Some(&b'*') {
            depth += 1;
            from = found + 2;
        } else {
            from = found + 1;
        }
    }
}

/// Whether `--` at `at` starts a comment.
///
/// A MySQL server wants a blank behind it, for `5--3`; files that people load have `--x` lines all the same.
pub(in crate::ddl) fn is_dash_comment(text: &[u8], at: usize, engine: Engine) -> bool {
    text.get(at + 1) == Some(&b'-')
        && (!engine.is_mysql_like()
            || text.get(at + 2).is_none_or(|&next| next <= b' ')
            || at_line_start(text, at))
}

/// The end of the opener of a MySQL hint (`/*!40101 `, `/*M!100100 `) at `at`; `None` where the text is a
/// plain comment, or a hint that no server reads.
pub(in crate::ddl) fn hint_opener(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let bang = if rest.starts_with(b"/*!") {
        3
    } else if rest.starts_with(b"/*M!") {
        4
    } else {
        return None;
    };
    let digits = rest[bang..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let version = rest[bang..bang + digits].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    (version < NEVER).then_some(at + bang + digits)
}

/// The length of the opening `$tag$` at `at`.
pub(in crate::ddl) fn dollar_tag(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let length = rest.iter().take_while(|&&b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80).count();
    (rest.get(length) == Some(&b'$') && !rest[0].is_ascii_digit()).then_some(length + 2)
}

/// How many dollar quotes without an end are followed through the whole text.
const FOLLOWED: u32 = 100;

/// How far any further one is followed: a text of `$a$ $b$ …` would be searched for each of them.
const REACH: usize = 1 << 14;

/// The end of the dollar-quoted string that starts at `at` with a tag of that length. `open` counts those that
/// have none.
pub(in crate::ddl) fn dollar_end(text: &[u8], at: usize, tag: usize, open: &mut u32) -> Option<usize> {
    let inner = at + tag;
    let rest = &text[inner..];
    let within = if *open < FOLLOWED { rest } else { &rest[..rest.len().min(REACH)] };
    let end = memmem::find(within, &text[at..inner]).map(|found| inner + found + tag);
    *open += u32::from(end.is_none());
    end
}

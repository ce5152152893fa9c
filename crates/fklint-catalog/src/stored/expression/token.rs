//! The words of an expression.

use crate::Engine;

/// A word of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word, in lower case: a keyword, a function or a name.
    Word(String),
    /// A name that stood between quotes, in the form in which equal names are equal.
    Name(String),
    /// A number.
    Number(String),
    /// A string in single quotes, escapes and introducers undone.
    Text(String),
    /// An operator, a parenthesis, a comma, a bracket, a dot.
    Mark(&'static str),
}

/// Longer ones first: the first that fits is taken.
const MARKS: &[&str] = &[
    "!~~*", "<=>", "->>", "#>>", "!~~", "!~*", "~~*", "::", "<>", "!=", "<=", ">=", "==", "||", "&&", "->",
    "#>", "@>", "<@", "?|", "?&", "~~", "~*", "!~", "<<", ">>", "(", ")", "[", "]", ",", ".", "=", "<", ">",
    "+", "-", "*", "/", "%", "^", "~", "!", "&", "|", "#", "?", "@", ":", "{", "}", ";",
];

/// The words of `text`; `None` where a quote never ends, or something stands there that no engine has.
pub(super) fn tokens(text: &str, engine: Engine) -> Option<Vec<Token>> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Some(out) };
        let (token, length) = match first {
            '\'' => {
                quoted(rest, '\'', engine.is_mysql_like()).map(|(text, end)| (literal(&text, engine), end))?
            }
            '"' if engine.is_mysql_like() => {
                quoted(rest, '"', true).map(|(text, end)| (literal(&text, engine), end))?
            }
            '"' | '`' => quoted(rest, first, false).map(|(text, end)| (name(&text, engine), end))?,
            '[' if matches!(engine, Engine::SqlServer | Engine::Sqlite) => {
                let end = rest.find(']')?;
                (name(&rest[1..end], engine), end + 1)
            }
            '0'..='9' => number(rest),
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest),
            c if is_word(c) => word(rest, engine)?,
            _ => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
                (Token::Mark(mark), mark.len())
            }
        };
        out.push(token);
        rest = &rest[length..];
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// A word, or a string with a prefix: `E'a\n'`, `N'a'`, `_utf8mb4'a'`; `b'1'` and `x'1F'` are not text.
fn word(rest: &str, engine: Engine) -> Option<(Token, usize)> {
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let word = rest[..end].to_lowercase();
    // MySQL prints a blank between an introducer and its string at times.
    let gap = rest[end..].len() - rest[end..].trim_start().len();
    if engine.is_mysql_like() && word.starts_with('_') && rest[end + gap..].starts_with('\'') {
        let (text, length) = quoted(&rest[end + gap..], '\'', true)?;
        return Some((literal(&text, engine), end + gap + length));
    }
    if !rest[end..].starts_with('\'') {
        return Some((Token::Word(word), end));
    }
    let escapes = word == "e" || engine.is_mysql_like();
    let (text, length) = match word.as_str() {
        "e" | "n" | "b" | "x" => quoted(&rest[end..], '\'', escapes)?,
        _ => return Some((Token::Word(word), end)),
    };
    let token = match word.as_str() {
        // MySQL and MariaDB keep bits as a number (9.7.4, 10.11.19).
        "b" if engine.is_mysql_like() => Token::Number(format!("b'{}'", text.trim_start_matches('0'))),
        "b" | "x" => Token::Number(format!("{word}'{}'", text.to_lowercase())),
        _ => literal(&text, engine),
    };
    Some((token, end + length))
}

fn number(rest: &str) -> (Token, usize) {
    let digits = |text: &str| text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let mut end = digits(rest);
    if rest[end..].starts_with(['e', 'E']) {
        let sign = usize::from(rest[end + 1..].starts_with(['+', '-']));
        let exponent = digits(&rest[end + 1 + sign..]);
        end += if exponent > 0 { 1 + sign + exponent } else { 0 };
    } else if rest[..end] == *"0" && rest[end..].starts_with('x') {
        end += 1 + rest[end + 1..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len() - end - 1);
    }
    (Token::Number(plain_number(&rest[..end].to_lowercase())), end)
}

/// Without zeros that say nothing: `1.50` is `1.5`, `1.00` is `1`, `.5` is `0.5`.
pub(super) fn plain_number(text: &str) -> String {
    let Some((whole, fraction)) = text.split_once('.').filter(|_| !text.contains('e')) else {
        return text.to_owned();
    };
    let whole = if whole.is_empty() { "0" } else { whole };
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

/// A string as it is compared and written: quotes doubled, nothing escaped but what would escape.
fn literal(text: &str, engine: Engine) -> Token {
    let text = text.replace('\'', "''");
    Token::Text(format!("'{}'", if engine.is_mysql_like() { text.replace('\\', "\\\\") } else { text }))
}

fn name(text: &str, engine: Engine) -> Token {
    let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '_';
    Token::Name(match engine {
        Engine::Postgres | Engine::Oracle if text.chars().all(plain) => text.to_owned(),
        Engine::Postgres | Engine::Oracle => format!("\"{text}\""),
        _ => text.to_lowercase(),
    })
}

/// What stands between the quotes at the start of `rest`, and where they end.
fn quoted(rest: &str, quote: char, escapes: bool) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && escapes {
            match chars.next()?.1 {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                '0' => out.push('\0'),
                'b' => out.push('\u{8}'),
                'Z' => out.push('\u{1a}'),
                // In a pattern the backslash is a part of the text.
                c @ ('%' | '_') => out.extend(['\\', c]),
                c => out.push(c),
            }
        } else if c != quote {
            out.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            out.push(quote);
        } else {
            return Some((out, at + c.len_utf8()));
        }
    }
    None
}

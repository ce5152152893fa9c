//! From the bytes of a statement to tokens.

mod placeholder;
pub(in crate::ddl) mod skip;
pub(in crate::ddl) mod words;

use fklint_catalog::Engine;
use fklint_source::Span;

use super::token::{Token, TokenKind};
use placeholder::placeholder_end;

/// Appends the tokens of `text[span]` to `out`. Their spans are places in `text`.
///
/// Comments and blanks make no tokens. On MySQL and MariaDB the contents of `/*!NNNNN … */` and `/*M! … */`
/// are code. What is not closed by the end of the span is a token up to there. Any bytes are taken.
pub fn lex(text: &[u8], span: Span, engine: Engine, out: &mut Vec<Token>) {
    let end = (span.end as usize).min(text.len());
    let start = (span.start as usize).min(end);
    let mut lexer =
        Lexer { text: &text[..end], floor: start, at: start, engine, hint: false, open_dollars: 0 };
    while let Some(token) = lexer.token() {
        out.push(token);
    }
}

struct Lexer<'a> {
    /// The file up to the end of the statement.
    text: &'a [u8],
    /// Where the statement starts.
    floor: usize,
    at: usize,
    engine: Engine,
    /// Inside a MySQL hint, whose `*/` is still to come.
    hint: bool,
    /// Dollar quotes without an end so far.
    open_dollars: u32,
}

impl Lexer<'_> {
    #[inline]
    fn token(&mut self) -> Option<Token> {
        let start = self.skip_gap()?;
        let plain_end = skip::plain_word_end(self.text, start);
        let (kind, end) = match plain_end {
            Some(end) => (TokenKind::Word, end),
            None => self.kind_and_end(start),
        };
        self.at = end;
        let initial = if kind == TokenKind::Word { self.text[start].to_ascii_uppercase() } else { 0 };
        let span = Span::new(start as u32, end as u32);
        Some(Token { kind, plain: plain_end.is_some(), initial, span })
    }

    /// Passes blanks, comments and the frames of hints; the place of what follows.
    #[inline]
    fn skip_gap(&mut self) -> Option<usize> {
        self.at = skip::blanks(self.text, self.at);
        match self.text.get(self.at)? {
            b'-' | b'#' | b'/' | b'*' => self.skip_comments(),
            _ => Some(self.at),
        }
    }

    /// The same from a byte that may start a comment or be of the frame of a hint.
    fn skip_comments(&mut self) -> Option<usize> {
        let mysql = self.engine.is_mysql_like();
        loop {
            self.at = skip::blanks(self.text, self.at);
            let at = self.at;
            let next = self.text.get(at + 1).copied();
            match (*self.text.get(at)?, next) {
                (b'-', Some(b'-')) if skip::is_dash_comment(self.text, at, self.engine) => {
                    self.at = skip::line_comment_end(self.text, at, self.engine);
                }
                (b'#', _) if mysql => self.at = skip::line_end(self.text, at),
                (b'/', Some(b'*')) => {
                    let hint = if mysql { skip::hint_opener(self.text, at) } else { None };
                    self.hint |= hint.is_some();
                    self.at = hint
                        .or_else(|| skip::comment_end(self.text, at, self.engine))
                        .unwrap_or(self.text.len());
                }
                (b'*', Some(b'/')) if self.hint => {
                    self.hint = false;
                    self.at += 2;
                }
                _ => return Some(at),
            }
        }
    }

    fn kind_and_end(&mut self, at: usize) -> (TokenKind, usize) {
        let (text, engine) = (self.text, self.engine);
        let to_end = |end: Option<usize>| end.unwrap_or(text.len());
        match text[at] {
            byte @ (b'(' | b')' | b',') => (TokenKind::Punct(byte), at + 1),
            b'\'' => (TokenKind::String, to_end(skip::string_end(text, at, self.floor, engine))),
            b'"' if engine.is_mysql_like() => {
                (TokenKind::String, to_end(skip::escaped_end(text, at + 1, b'"')))
            }
            b'"' => (TokenKind::Quoted, to_end(skip::name_end(text, at + 1, b'"'))),
            b'`' if engine.is_mysql_like() || engine == Engine::Sqlite => {
                (TokenKind::Quoted, to_end(skip::name_end(text, at + 1, b'`')))
            }
            b'[' if matches!(engine, Engine::Sqlite | Engine::SqlServer) => {
                (TokenKind::Quoted, to_end(skip::quoted_end(text, at + 1, b']')))
            }
            b'0'..=b'9' => self.number(at),
            b'.' if text.get(at + 1).is_some_and(u8::is_ascii_digit) && !self.follows_name(at) => {
                (TokenKind::Number, number_end(text, at))
            }
            b'.' => (TokenKind::Punct(b'.'), at + 1),
            b'$' if engine == Engine::Postgres && skip::dollar_tag(text, at).is_some() => {
                let tag = skip::dollar_tag(text, at).unwrap_or(1);
                match skip::dollar_end(text, at, tag, &mut self.open_dollars) {
                    Some(end) => (TokenKind::String, end),
                    None => (TokenKind::Word, self.word_end(at)),
                }
            }
            byte if skip::is_word(byte, engine) => match self.prefixed_string(at) {
                Some(token) => token,
                None => (TokenKind::Word, self.word_end(at)),
            },
            byte => match placeholder_end(text, at, self.floor, engine) {
                Some(_) => (TokenKind::Word, self.word_end(at)),
                None => (TokenKind::Punct(byte), at + 1),
            },
        }
    }

    /// The end of a name of word bytes and of placeholders glued to it and to each other.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            let from = at;
            at = skip::word_end(self.text, at, self.engine);
            // `$` is a word byte, and the sign of `${x}` and of sqlcmd's `$(x)`.
            if at > from && self.text[at - 1] == b'$' && matches!(self.text.get(at), Some(b'{' | b'(')) {
                at -= 1;
            }
            let glues = match self.text.get(at) {
                Some(b'{' | b'$') => true,
                Some(b'&') => self.engine == Engine::Oracle,
                Some(_) => at == start,
                None => false,
            };
            let placeholder =
                if glues { placeholder_end(self.text, at, self.floor, self.engine) } else { None };
            match placeholder {
                Some(end) => at = end,
                None => return at.max(start + 1),
            }
        }
    }

    /// `E'…'`, `N'…'`, `x'…'`, `b'…'`, `q'[…]'`, `nq'[…]'`, `U&'…'`, `U&"…"`
    fn prefixed_string(&self, at: usize) -> Option<(TokenKind, usize)> {
        let text = self.text;
        let is_quote = |at: usize| matches!(text.get(at), Some(b'\'' | b'"'));
        // No prefix is longer than two bytes.
        if !is_quote(at + 1) && !is_quote(at + 2) {
            return None;
        }
        let letters: &[&[u8]] = match self.engine {
            Engine::Mysql | Engine::Mariadb => &[b"n", b"x", b"b"],
            Engine::Postgres => &[b"e", b"n", b"x", b"b", b"u&"],
            Engine::Oracle => &[b"n", b"q", b"nq"],
            Engine::Sqlite => &[b"x"],
            Engine::SqlServer => &[b"n"],
        };
        for prefix in letters {
            let quote = at + prefix.len();
            if text.get(at..quote).is_some_and(|have| have.eq_ignore_ascii_case(prefix)) {
                match text.get(quote) {
                    Some(b'\'') => {
                        let end = skip::string_end(text, quote, self.floor, self.engine);
                        return Some((TokenKind::String, end.unwrap_or(text.len())));
                    }
                    Some(b'"') if prefix.len() == 2 && self.engine == Engine::Postgres => {
                        let end = skip::quoted_end(text, quote + 1, b'"');
                        return Some((TokenKind::Quoted, end.unwrap_or(text.len())));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    fn number(&self, at: usize) -> (TokenKind, usize) {
        let end = number_end(self.text, at);
        let word = self.word_end(at);
        if word <= end {
            (TokenKind::Number, end)
        } else if self.engine.is_mysql_like() && !is_radix(&self.text[at..word]) {
            // `1st_name` is a name on MySQL.
            (TokenKind::Word, word)
        } else {
            // `0x1F`, `1_000`, `64K`
            (TokenKind::Number, word)
        }
    }

    /// Whether the byte before `at` ends a name, so that a full stop there qualifies.
    fn follows_name(&self, at: usize) -> bool {
        at > self.floor
            && (skip::is_word(self.text[at - 1], self.engine)
                || matches!(self.text[at - 1], b'"' | b'`' | b']' | b'}' | b'.'))
    }
}

/// `0x1F` and `0b01` in full.
fn is_radix(word: &[u8]) -> bool {
    match word {
        [b'0', b'x', digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        [b'0', b'b', digits @ ..] => digits.iter().all(|digit| matches!(digit, b'0' | b'1')),
        _ => false,
    }
}

/// The end of `12`, `1.5`, `.5`, `1e-3`.
fn number_end(text: &[u8], mut at: usize) -> usize {
    let digits = |mut at: usize| {
        while text.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    at = digits(at);
    // PL/SQL: `1..10` is a range.
    if text.get(at) == Some(&b'.') && text.get(at + 1) != Some(&b'.') {
        at = digits(at + 1);
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent > at + 1 + sign {
            at = exponent;
        }
    }
    at
}

#[cfg(test)]
mod tests;

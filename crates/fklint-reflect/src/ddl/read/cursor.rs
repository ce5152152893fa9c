//! A position among the tokens of one statement.

use std::borrow::Cow;

use fklint_catalog::{Engine, Ident, NameKind, Quoting, TableName};
use fklint_source::Span;

use crate::ddl::lex::words::WordSet;
use crate::ddl::token::{Token, TokenKind};

/// Walks over tokens. Past the last one every question is answered with no.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a [u8],
    pub(super) engine: Engine,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    /// The text from the first token to the last, told to be UTF-8 once and not name by name; empty where it is none.
    valid: &'a str,
    /// Where that starts.
    valid_start: u32,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a [u8], engine: Engine, tokens: &'a [Token]) -> Self {
        let all = match tokens {
            [first, .., last] => first.span.to(last.span),
            [only] => only.span,
            [] => Span::default(),
        };
        let valid = std::str::from_utf8(&text[all.range()]).unwrap_or_default();
        Self { text, engine, tokens, at: 0, valid, valid_start: all.start }
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub(super) const fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn bump(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn bytes(&self, span: Span) -> &'a [u8] {
        &self.text[span.range()]
    }

    /// The text of a token; bytes that are no UTF-8 are replaced.
    pub(super) fn text_of(&self, token: Token) -> Cow<'a, str> {
        self.text_in(token.span)
    }

    fn text_in(&self, span: Span) -> Cow<'a, str> {
        let (start, end) =
            (span.start.wrapping_sub(self.valid_start), span.end.wrapping_sub(self.valid_start));
        match self.valid.get(start as usize..end as usize) {
            Some(text) => Cow::Borrowed(text),
            None => String::from_utf8_lossy(self.bytes(span)),
        }
    }

    /// The text of a token, if it is an unquoted word.
    pub(super) fn word_at(&self, ahead: usize) -> Option<&'a [u8]> {
        match self.peek_at(ahead) {
            Some(Token { kind: TokenKind::Word, span, .. }) => Some(self.bytes(span)),
            _ => None,
        }
    }

    /// Whether the token `ahead` is this word, whatever its case.
    #[inline]
    pub(super) fn is_at(&self, ahead: usize, word: &str) -> bool {
        self.peek_at(ahead).is_some_and(|token| self.is_word(token, word))
    }

    /// Whether a token is a word that is given in upper case: nearly always its first letter tells that it is not.
    #[inline]
    fn is_word(&self, token: Token, word: &str) -> bool {
        Some(&token.initial) == word.as_bytes().first()
            && self.bytes(token.span).eq_ignore_ascii_case(word.as_bytes())
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.is_at(0, word)
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        self.peek().is_some_and(|token| words.iter().any(|word| self.is_word(token, word)))
    }

    pub(super) fn is_of(&self, words: &WordSet) -> bool {
        self.word_at(0).is_some_and(|found| words.has(found))
    }

    /// Whether the next tokens are these words.
    #[inline]
    pub(super) fn is_seq(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.is_at(ahead, word))
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.at += usize::from(found);
        found
    }

    /// PostgreSQL's `ONLY` before a table's name; elsewhere it may be the name.
    pub(super) fn eat_only(&mut self) {
        if self.engine == Engine::Postgres {
            self.eat("ONLY");
        }
    }

    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        let found = self.is_any(words);
        self.at += usize::from(found);
        found
    }

    pub(super) fn eat_seq(&mut self, words: &[&str]) -> bool {
        let found = self.is_seq(words);
        if found {
            self.at += words.len();
        }
        found
    }

    pub(super) fn is_punct_at(&self, ahead: usize, byte: u8) -> bool {
        self.peek_at(ahead).is_some_and(|token| token.kind == TokenKind::Punct(byte))
    }

    pub(super) fn is_punct(&self, byte: u8) -> bool {
        self.is_punct_at(0, byte)
    }

    pub(super) fn eat_punct(&mut self, byte: u8) -> bool {
        let found = self.is_punct(byte);
        self.at += usize::from(found);
        found
    }

    /// Where the next token starts; at the end, where the last one ends.
    pub(super) fn here(&self) -> u32 {
        self.peek().map_or_else(|| self.before(), |token| token.span.start)
    }

    /// Where the token before this position ends.
    pub(super) fn before(&self) -> u32 {
        match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(token) => token.span.end,
            None => self.tokens.first().map_or(0, |token| token.span.start),
        }
    }

    /// From `start` to the end of the token before this position.
    pub(super) fn since(&self, start: u32) -> Span {
        Span::new(start, self.before().max(start))
    }

    /// Steps over a balanced group if one starts here; true if it did. A group that never ends takes the rest.
    pub(super) fn skip_group(&mut self) -> bool {
        let starts = self.is_punct(b'(');
        if starts {
            self.skip_balanced();
        }
        starts
    }

    /// Steps behind the group that starts here; whether it ends.
    fn skip_balanced(&mut self) -> bool {
        let mut depth = 0_usize;
        while let Some(token) = self.bump() {
            match token.kind {
                TokenKind::Punct(b'(') => depth += 1,
                TokenKind::Punct(b')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Steps to the next `,` or `)` at this depth, or to the end.
    pub(super) fn skip_element(&mut self) {
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Punct(b',' | b')') => return,
                TokenKind::Punct(b'(') => {
                    self.skip_group();
                }
                _ => self.at += 1,
            }
        }
    }

    /// The tokens of the balanced group that starts here, without its parentheses; steps over it.
    pub(super) fn group(&mut self) -> Option<Cursor<'a>> {
        let start = self.at + 1;
        if !self.is_punct(b'(') {
            return None;
        }
        let end = if self.skip_balanced() { self.at - 1 } else { self.at };
        Some(self.part(start.min(end), end))
    }

    /// A cursor that starts at one token and ends before another.
    pub(super) fn part(&self, start: usize, end: usize) -> Self {
        Self { tokens: &self.tokens[..end], at: start, ..*self }
    }

    /// The number of elements that commas part here, to the end.
    pub(super) fn elements(&self) -> usize {
        let mut depth = 0_usize;
        let mut count = 1;
        for token in &self.tokens[self.at..] {
            match token.kind {
                TokenKind::Punct(b'(') => depth += 1,
                TokenKind::Punct(b')') => depth = depth.saturating_sub(1),
                TokenKind::Punct(b',') if depth == 0 => count += 1,
                _ => {}
            }
        }
        count
    }

    /// Whether the group that was just taken by [`Cursor::group`] was closed.
    pub(super) const fn has_closed(&self, group: &Self) -> bool {
        group.tokens.len() < self.at
    }

    /// Whether a `)` stands before this position.
    pub(super) fn closed_before(&self) -> bool {
        self.at > 0 && self.tokens[self.at - 1].kind == TokenKind::Punct(b')')
    }

    /// Whether a name may stand here. String literals are names in SQLite, and in MySQL's ANSI mode.
    pub(super) fn at_name(&self) -> bool {
        self.peek().is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Quoted | TokenKind::String)
        })
    }

    pub(super) fn name(&mut self, kind: NameKind) -> Option<Ident> {
        if !self.at_name() {
            return None;
        }
        self.bump().map(|token| self.ident(token, kind))
    }

    /// A token as a name, its quotes undone.
    pub(super) fn ident(&self, token: Token, kind: NameKind) -> Ident {
        let raw = self.text_of(token);
        if token.kind == TokenKind::Word {
            // A template's placeholder is no name to fold: it is the same with quotes around it.
            let placeholder = !token.plain
                && (matches!(raw.as_bytes(), [b'{' | b'$' | b'&' | b'%' | b':', ..]) || raw.contains("{{"));
            let quoting = if placeholder { Quoting::Quoted } else { Quoting::Bare };
            return Ident::new(self.engine, kind, &raw, quoting);
        }
        let name = unquote(&raw);
        Ident::new(self.engine, kind, &name, Quoting::Quoted)
    }

    /// `table`, `schema.table`, `database.schema.table` (the database is dropped), and the name's place.
    pub(super) fn table_name(&mut self) -> Option<(TableName, Span)> {
        let start = self.here();
        let mut last = self.peek().filter(|_| self.at_name())?;
        self.at += 1;
        let mut schema = None;
        while self.is_punct(b'.') {
            self.at += 1;
            // SQL Server `database..table`: the default schema.
            let skips = self.eat_punct(b'.');
            let Some(next) = self.peek().filter(|_| self.at_name()) else { break };
            self.at += 1;
            schema = (!skips).then_some(last);
            last = next;
        }
        let schema = schema.map(|token| self.ident(token, NameKind::Schema));
        Some((TableName { schema, name: self.ident(last, NameKind::Table) }, self.since(start)))
    }

    /// `(a, b, c)`: the names and the place with parentheses. Sort orders and prefix lengths are stepped over.
    pub(super) fn column_list(&mut self) -> Option<(Vec<Ident>, Span)> {
        let start = self.here();
        let mut group = self.group()?;
        let mut columns = Vec::with_capacity(1);
        loop {
            if group.is("PERIOD") && group.peek_at(1).is_some_and(|next| next.kind != TokenKind::Punct(b','))
            {
                group.at += 1;
            }
            match group.name(NameKind::Column) {
                Some(name) => columns.push(name),
                None => break,
            }
            group.skip_element();
            if !group.eat_punct(b',') {
                break;
            }
        }
        Some((columns, self.since(start)))
    }

    /// The source text of a span with blanks and comments between tokens made single blanks.
    pub(super) fn plain_text(&self, from: usize, to: usize) -> Cow<'a, str> {
        let tokens = &self.tokens[from..to];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Cow::Borrowed("") };
        let is_plain = tokens.windows(2).all(|pair| {
            let gap = &self.text[pair[0].span.end as usize..pair[1].span.start as usize];
            matches!(gap, [] | [b' '])
        });
        if is_plain {
            return self.text_in(Span::new(first.span.start, last.span.end));
        }
        let mut out = String::new();
        let mut last = None;
        for &token in tokens {
            if last.is_some_and(|end| end < token.span.start) {
                out.push(' ');
            }
            out.push_str(&self.text_of(token));
            last = Some(token.span.end);
        }
        Cow::Owned(out)
    }
}

/// Takes the quotes off a quoted name or a string, and undoubles those inside.
pub(super) fn unquote(raw: &str) -> String {
    let mut chars = raw.chars();
    let Some(open) = chars.next() else { return String::new() };
    let close = if open == '[' { ']' } else { open };
    if !matches!(open, '"' | '`' | '\'' | '[') {
        return raw.to_owned();
    }
    let inner = chars.as_str();
    let inner = inner.strip_suffix(close).unwrap_or(inner);
    if inner.contains(close) {
        inner.replace(&format!("{close}{close}"), &close.to_string())
    } else {
        inner.to_owned()
    }
}

/// The value of a MySQL string literal: quotes off, the doubled and the escaped undone.
pub(super) fn literal(raw: &str) -> String {
    let Some(quote) = raw.chars().next().filter(|quote| matches!(quote, '\'' | '"')) else {
        return raw.to_owned();
    };
    let inner = &raw[1..];
    let mut chars = inner.strip_suffix(quote).unwrap_or(inner).chars();
    let mut out = String::with_capacity(inner.len());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('0') => out.push('\0'),
                Some('b') => out.push('\u{8}'),
                Some('Z') => out.push('\u{1a}'),
                Some(escaped) => out.push(escaped),
                None => {}
            },
            c if c == quote => {
                chars.next();
                out.push(quote);
            }
            c => out.push(c),
        }
    }
    out
}

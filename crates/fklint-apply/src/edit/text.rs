//! A statement as tokens: gaps, lists, and what surrounds a place.

use fklint_catalog::Engine;
use fklint_reflect::ddl::lex::lex;
use fklint_reflect::ddl::token::{Token, TokenKind};
use fklint_source::Span;

/// A statement within its file.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    file: &'a [u8],
    engine: Engine,
    statement: Span,
}

/// A comma list: the places of its elements between its parentheses, or of the actions of a statement.
pub(super) struct List {
    /// Where its elements begin.
    start: u32,
    /// Where the last one ends: at the closing parenthesis, or at the end of the statement.
    pub(super) end: u32,
    /// Its tokens.
    tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    pub(super) const fn new(file: &'a [u8], engine: Engine, statement: Span) -> Self {
        Self { file, engine, statement }
    }

    pub(super) fn tokens(&self, span: Span) -> Vec<Token> {
        let mut tokens = Vec::new();
        lex(self.file, span, self.engine, &mut tokens);
        tokens
    }

    pub(super) fn bytes(&self, span: Span) -> &'a [u8] {
        &self.file[span.range()]
    }

    pub(super) fn is_word(&self, token: Token, word: &str) -> bool {
        token.kind == TokenKind::Word && self.bytes(token.span).eq_ignore_ascii_case(word.as_bytes())
    }

    /// The line end of this file.
    pub(super) fn newline(&self) -> &'static str {
        let first = self.file.iter().position(|&byte| byte == b'\n');
        if first.is_some_and(|at| at > 0 && self.file[at - 1] == b'\r') { "\r\n" } else { "\n" }
    }

    /// The blanks at the start of the line on which `at` stands.
    pub(super) fn indent(&self, at: u32) -> &'a [u8] {
        let start = self.file[..at as usize].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = &self.file[start..];
        let end = line.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(line.len());
        &line[..end]
    }

    /// Whether only blanks stand before `at` on its line.
    pub(super) fn starts_line(&self, at: u32) -> bool {
        let before = &self.file[..at as usize];
        let line = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        before[line..].iter().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Whether a range holds nothing but blanks.
    pub(super) fn is_blank(&self, span: Span) -> bool {
        self.bytes(span).iter().all(u8::is_ascii_whitespace)
    }

    /// The first list in parentheses behind `from`: the elements of a table behind its name.
    pub(super) fn list(&self, from: u32) -> Option<List> {
        let tokens = self.tokens(Span::new(from, self.statement.end));
        let open = tokens.iter().position(|token| token.kind == TokenKind::Punct(b'('))?;
        let close = open + closing(&tokens[open..])?;
        Some(List {
            start: tokens[open].span.end,
            end: tokens[close].span.start,
            tokens: tokens[open + 1..close].to_vec(),
        })
    }

    /// The actions of the statement behind `from`: of `ALTER TABLE`, those behind the table's name.
    pub(super) fn actions(&self, from: u32) -> List {
        let tokens = self.tokens(Span::new(from, self.statement.end));
        List { start: from, end: self.statement.end, tokens }
    }

    /// What to delete so that `span` and the blanks around it are gone, one side of them. A comment before it stays, and so does the end
    /// of its line.
    pub(super) fn without(&self, span: Span) -> Span {
        let rest = &self.bytes(Span::new(span.end, self.statement.end.max(span.end)));
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let goes_on = rest.get(blanks).is_some_and(u8::is_ascii_alphabetic);
        if goes_on && self.starts_line(span.start) {
            // What follows on the line comes to stand at its start.
            return Span::new(span.start, span.end + blanks as u32);
        }
        let tokens = self.tokens(Span::new(self.statement.start, span.start));
        let before = tokens.last().map_or(self.statement.start, |token| token.span.end);
        if self.is_blank(Span::new(before, span.start)) {
            return Span::new(before, span.end);
        }
        let blanks = self.file[..span.start as usize].iter().rev();
        let blanks = blanks.take_while(|byte| matches!(byte, b' ' | b'\t')).count() as u32;
        let rest = &self.file[span.end as usize..];
        let whole = self.starts_line(span.start);
        let newline = if rest.starts_with(b"\r\n") { 2 } else { u32::from(rest.starts_with(b"\n")) };
        Span::new(span.start - blanks, span.end + if whole { newline } else { 0 })
    }

    /// What to delete so that the element that is `span` is gone from its list, with one of the commas around it.
    pub(super) fn without_element(&self, list: &List, span: Span) -> Vec<Span> {
        let (before, after) = list.around(span);
        let is_whole = list.first_of(before).is_none_or(|token| token.span.start == span.start)
            && list.last_of(after).is_none_or(|token| token.span.end == span.end);
        if !is_whole {
            // Elements without a comma between them, as SQLite takes them.
            return vec![self.without(span)];
        }
        match (before, after) {
            (Some(comma), _) if self.is_blank(Span::new(comma.end, span.start)) => {
                vec![Span::new(comma.start, span.end)]
            }
            (Some(comma), _) => vec![comma, self.without(span)],
            (None, Some(comma)) => {
                let next = list.first_of(Some(comma)).map_or(comma.end, |token| token.span.start);
                let gap = Span::new(comma.end, next);
                vec![Span::new(span.start, if self.is_blank(gap) { next } else { comma.end })]
            }
            (None, None) => vec![self.without(span)],
        }
    }

    /// What to delete so that the statement is gone, with its terminator and, where it has them for itself, its lines.
    pub(super) fn without_statement(&self) -> Span {
        let Span { start, end } = self.statement;
        let end = self.terminator().unwrap_or(end);
        let rest = &self.file[end as usize..];
        let line = rest.iter().position(|&byte| byte == b'\n');
        let tail = line.map_or(rest, |at| &rest[..at]);
        if !self.starts_line(start) {
            return Span::new(start, end);
        }
        if tail.iter().all(u8::is_ascii_whitespace) {
            let indent = self.indent(start).len() as u32;
            return Span::new(start - indent, end + line.map_or(rest.len(), |at| at + 1) as u32);
        }
        // The comment behind it comes to stand where it stood.
        let blanks = tail.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        Span::new(start, end + blanks as u32)
    }

    /// Where the `;` of the statement ends, if one follows it.
    pub(super) fn terminator(&self) -> Option<u32> {
        let end = self.statement.end as usize;
        let rest = &self.file[end..];
        let at = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        (rest[at] == b';').then_some((end + at + 1) as u32)
    }

    /// Where a new statement goes behind this one, and its text there: on a line of its own. `None` behind a terminator
    /// that is no `;`.
    pub(super) fn behind(&self, statement: &str) -> Option<(u32, String)> {
        let newline = self.newline();
        let Some(end) = self.terminator() else {
            let rest = Span::new(self.statement.end, self.file.len() as u32);
            return self
                .tokens(rest)
                .is_empty()
                .then(|| (self.statement.end, format!(";{newline}{statement}")));
        };
        let rest = &self.file[end as usize..];
        let line = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        let tail = Span::new(end, end + line as u32);
        let is_free = self.tokens(tail).is_empty() && !opens_comment(self.bytes(tail));
        let at = if is_free { tail.end - u32::from(self.bytes(tail).ends_with(b"\r")) } else { end };
        Some((at, format!("{newline}{statement};")))
    }
}

impl List {
    /// The commas before and behind a place, at the depth of the list.
    fn around(&self, span: Span) -> (Option<Span>, Option<Span>) {
        let (mut before, mut depth) = (None, 0_usize);
        for token in &self.tokens {
            match token.kind {
                TokenKind::Punct(b'(') => depth += 1,
                TokenKind::Punct(b')') => depth = depth.saturating_sub(1),
                TokenKind::Punct(b',') if depth == 0 => {
                    if token.span.start >= span.end {
                        return (before, Some(token.span));
                    }
                    if token.span.end <= span.start {
                        before = Some(token.span);
                    }
                }
                _ => {}
            }
        }
        (before, None)
    }

    /// The whole element that holds a place.
    pub(super) fn element(&self, span: Span) -> Span {
        let (before, after) = self.around(span);
        let start = self.first_of(before).map_or(self.start, |token| token.span.start);
        let end = self.last_of(after).map_or(self.end, |token| token.span.end);
        Span::new(start.min(span.start), end.max(span.end))
    }

    /// Whether a place is all that the list holds.
    pub(super) fn is_only(&self, span: Span) -> bool {
        self.around(span) == (None, None)
    }

    /// The last token of the list.
    pub(super) fn last(&self) -> Option<Token> {
        self.tokens.last().copied()
    }

    /// The first token behind a comma, or of all.
    fn first_of(&self, comma: Option<Span>) -> Option<Token> {
        let from = comma.map_or(self.start, |comma| comma.end);
        self.tokens.iter().find(|token| token.span.start >= from).copied()
    }

    /// The last token before a comma, or of all.
    fn last_of(&self, comma: Option<Span>) -> Option<Token> {
        let to = comma.map_or(self.end, |comma| comma.start);
        self.tokens.iter().rfind(|token| token.span.end <= to).copied()
    }
}

/// The index of the token that closes the group that the first one opens.
fn closing(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| {
        match token.kind {
            TokenKind::Punct(b'(') => depth += 1,
            TokenKind::Punct(b')') => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// Whether a block comment starts here, which may go on on the next line.
fn opens_comment(line: &[u8]) -> bool {
    line.windows(2).any(|pair| pair == b"/*")
}

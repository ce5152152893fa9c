//! Tokens of statements, asked by their place.

use fklint_catalog::Engine;
use fklint_reflect::ddl::lex::lex;
use fklint_reflect::ddl::token::{Token, TokenKind};
use fklint_source::Span;

pub(super) fn tokens(engine: Engine, sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // No text that runs is longer than 4 GiB; what lies behind would be of no token.
    lex(sql.as_bytes(), Span::new(0, u32::try_from(sql.len()).unwrap_or(u32::MAX)), engine, &mut tokens);
    tokens
}

/// Tokens in a row. A place behind the last one holds nothing.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) engine: Engine,
    /// Their text, and what stands around it.
    pub(super) sql: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// The statements, without what separates them.
    pub(super) fn statements(self) -> impl Iterator<Item = Self> {
        let parts = self.tokens.split(|token| token.kind == TokenKind::Punct(b';'));
        parts.filter(|tokens| !tokens.is_empty()).map(move |tokens| Self { tokens, ..self })
    }

    pub(super) fn text(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.sql.get(token.span.range())).unwrap_or_default()
    }

    /// Whether the bare word stands there, in any case.
    pub(super) fn is(self, at: usize, word: &str) -> bool {
        self.is_word(at) && self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    pub(super) fn is_word(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(super) fn is_string(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::String)
    }

    pub(super) fn is_number(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    pub(super) fn is_punct(self, at: usize, byte: u8) -> bool {
        self.kind(at) == Some(TokenKind::Punct(byte))
    }

    /// What may be a name, without its quotes and in lower case. MySQL takes `"a"` for a string or, by its `sql_mode`, for
    /// a name.
    pub(super) fn name(self, at: usize) -> Option<String> {
        match self.kind(at)? {
            TokenKind::Word => Some(self.text(at).to_ascii_lowercase()),
            TokenKind::Quoted | TokenKind::String => {
                let text = self.text(at);
                let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
                Some(inside.to_ascii_lowercase())
            }
            TokenKind::Number | TokenKind::Punct(_) => None,
        }
    }

    /// The first words, for a message.
    pub(super) fn head(self) -> String {
        let words: Vec<&str> = (0..2).take_while(|at| self.is_word(*at)).map(|at| self.text(at)).collect();
        let rest = if self.tokens.len() > words.len() { " …" } else { "" };
        format!("{}{rest}", words.join(" "))
    }

    fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }
}

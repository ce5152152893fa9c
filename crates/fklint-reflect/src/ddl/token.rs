//! Tokens of one statement.

use fklint_source::Span;

/// A token. Comments and blanks are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// It is a word of letters, digits, `_` and `$` alone: no placeholder is in it.
    pub plain: bool,
    /// The first byte of a word, a letter in upper case; 0 of anything else.
    pub initial: u8,
    /// Where it is in the file, quotes included.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword or a bare name; also a template placeholder that stands for one (`{{ … }}`, `${x}`, `@x`, `&x.`, `:x`, `%x`).
    Word,
    /// A quoted name: `"a"`, `` `a` ``, `[a]` where the dialect has them.
    Quoted,
    /// A string literal of any kind, its prefix included (`'a'`, `E'a'`, `N'a'`, `$$a$$`, `q'[a]'`; `"a"` on MySQL).
    String,
    /// A number.
    Number,
    /// One byte of punctuation.
    Punct(u8),
}

//! The first words of a statement, without a token buffer.

use fklint_catalog::Engine;

use super::skip;

/// An item of the head of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ddl) enum Head<'a> {
    /// A bare word.
    Word(&'a [u8]),
    /// A quoted name or a string.
    Quoted,
    /// A byte of punctuation.
    Punct(u8),
}

impl Head<'_> {
    /// Whether it is this keyword, given in upper case.
    pub(in crate::ddl) fn is(self, keyword: &str) -> bool {
        matches!(self, Head::Word(word) if word.eq_ignore_ascii_case(keyword.as_bytes()))
    }

    /// Whether it is one of these keywords.
    pub(in crate::ddl) fn is_any(self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(keyword))
    }
}

/// A list of up to 64 keywords, which a word is only compared with where their first letters are alike.
pub(in crate::ddl) struct WordSet {
    words: &'static [&'static str],
    /// The keywords, a bit each, by the low bits of their first letter, which are alike in both cases.
    by_letter: [u64; 32],
}

impl WordSet {
    /// Of keywords in upper case.
    pub(in crate::ddl) const fn new(words: &'static [&'static str]) -> Self {
        let mut by_letter = [0; 32];
        let mut at = 0;
        while at < words.len() {
            by_letter[(words[at].as_bytes()[0] & 31) as usize] |= 1 << at;
            at += 1;
        }
        Self { words, by_letter }
    }

    /// Whether a word is among them, whatever its case.
    #[inline]
    pub(in crate::ddl) fn has(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else { return false };
        let mut alike = self.by_letter[usize::from(first & 31)];
        while alike != 0 {
            if word.eq_ignore_ascii_case(self.words[alike.trailing_zeros() as usize].as_bytes()) {
                return true;
            }
            alike &= alike - 1;
        }
        false
    }
}

/// The words, quotes and punctuation of a text in order. Comments, blanks and the frames of MySQL hints are
/// passed over. Ends at an unterminated quote or comment.
#[derive(Clone, Debug)]
pub(in crate::ddl) struct Words<'a> {
    text: &'a [u8],
    at: usize,
    engine: Engine,
}

impl<'a> Words<'a> {
    pub(in crate::ddl) const fn new(text: &'a [u8], at: usize, engine: Engine) -> Self {
        Self { text, at, engine }
    }

    /// The text that the words are of.
    pub(in crate::ddl) const fn text(&self) -> &'a [u8] {
        self.text
    }

    /// Behind the last item.
    pub(in crate::ddl) const fn position(&self) -> usize {
        self.at
    }

    /// The next item, which stays.
    pub(in crate::ddl) fn peek(&self) -> Option<Head<'a>> {
        self.clone().next()
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Head<'a>;

    fn next(&mut self) -> Option<Head<'a>> {
        let text = self.text;
        loop {
            self.at = skip::blanks(text, self.at);
            let at = self.at;
            let byte = *text.get(at)?;
            match byte {
                b'-' if skip::is_dash_comment(text, at, self.engine) => {
                    self.at = skip::line_comment_end(text, at, self.engine);
                }
                b'#' if self.engine.is_mysql_like() => self.at = skip::line_end(text, at),
                b'/' if text.get(at + 1) == Some(&b'*') => {
                    let hint = if self.engine.is_mysql_like() { skip::hint_opener(text, at) } else { None };
                    self.at = hint.or_else(|| skip::comment_end(text, at, self.engine))?;
                }
                b'*' if self.engine.is_mysql_like() && text.get(at + 1) == Some(&b'/') => self.at += 2,
                b'\'' => {
                    self.at = skip::string_end(text, at, 0, self.engine)?;
                    return Some(Head::Quoted);
                }
                b'"' if self.engine.is_mysql_like() => {
                    self.at = skip::escaped_end(text, at + 1, byte)?;
                    return Some(Head::Quoted);
                }
                b'"' | b'`' => {
                    self.at = skip::name_end(text, at + 1, byte)?;
                    return Some(Head::Quoted);
                }
                b'[' if matches!(self.engine, Engine::Sqlite | Engine::SqlServer) => {
                    self.at = skip::quoted_end(text, at + 1, b']')?;
                    return Some(Head::Quoted);
                }
                _ if skip::is_word(byte, self.engine) => {
                    self.at = skip::word_end(text, at, self.engine);
                    return Some(Head::Word(&text[at..self.at]));
                }
                _ => {
                    self.at += 1;
                    return Some(Head::Punct(byte));
                }
            }
        }
    }
}

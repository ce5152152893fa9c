//! Finds the bytes of a statement that can bear on where it ends.

use fklint_catalog::Engine;
use memchr::memmem;

use super::{Marker, client, marker};
use crate::ddl::lex::skip;

/// Something that can bear on where a statement ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// The end of the text.
    End,
    /// `;`
    Semicolon,
    /// The delimiter that a `DELIMITER` line set.
    Delimiter,
    /// A `/` alone on its line, on Oracle.
    Slash,
    /// A `GO` line.
    Go,
    /// A backslash outside of quotes, on PostgreSQL.
    Backslash,
    /// A comment that a migration tool reads.
    Marker(Marker),
    /// A bare word, up to the given place. Only where words are asked for.
    Word(usize),
    /// Another byte. Only where words are asked for.
    Punct(u8),
    /// Something is not closed: this.
    Open(&'static str),
}

/// What the byte loop does with a byte.
const PASS: u8 = 0;
const LOOK: u8 = 1;

/// A walk over the bytes of one statement after the other.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a [u8],
    pub(super) engine: Engine,
    /// The event's first byte.
    pub(super) at: usize,
    /// A `DELIMITER` other than `;`.
    pub(super) delimiter: Option<&'a [u8]>,
    pub(super) liquibase: bool,
    /// Inside a MySQL hint, whose `*/` is still to come.
    pub(super) hint: bool,
    /// Dollar quotes without an end so far.
    open_dollars: u32,
    /// The start of the statement, and of the part of it that no comment has cut off yet.
    floor: usize,
    segment: usize,
    /// The end of the statement's code so far.
    code_end: usize,
    table: [u8; 256],
    /// The bytes to look at; those that an engine has fewer of are `;` again.
    special: [u8; 10],
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u8], engine: Engine) -> Self {
        let mut scanner = Self {
            text,
            engine,
            at: 0,
            delimiter: None,
            liquibase: marker::is_liquibase(text),
            hint: false,
            open_dollars: 0,
            floor: 0,
            segment: 0,
            code_end: 0,
            table: [PASS; 256],
            special: [b';'; 10],
        };
        scanner.set_delimiter(None);
        scanner
    }

    /// Sets the delimiter; `None` is `;`.
    pub(super) fn set_delimiter(&mut self, delimiter: Option<&'a [u8]>) {
        self.delimiter = delimiter;
        let special: &[u8] = match self.engine {
            Engine::Mysql | Engine::Mariadb => b"';\"`-/#*{",
            Engine::Postgres => b"';\"-/$\\{",
            Engine::Sqlite => b"';\"`[-/{",
            Engine::Oracle => b"';\"-/{",
            Engine::SqlServer => b"';\"[-/{gG",
        };
        self.table = [PASS; 256];
        self.special = [b';'; 10];
        let all = special.iter().chain(delimiter.and_then(|text| text.first()));
        for (&byte, slot) in all.zip(&mut self.special) {
            self.table[byte as usize] = LOOK;
            *slot = byte;
        }
    }

    /// Starts a statement at the current place.
    pub(super) fn start(&mut self) {
        self.floor = self.at;
        self.segment = self.at;
        self.code_end = self.at;
    }

    /// The end of the statement's code, comments and blanks behind it left out, if it ended at the current place.
    pub(super) fn code_end(&self) -> usize {
        let end = skip::trimmed(self.text, self.segment, self.at.max(self.segment));
        if end > self.segment { end } else { self.code_end }
    }

    /// Moves to the next event. The caller moves over it before the next call.
    pub(super) fn event(&mut self, words: bool) -> Event {
        let text = self.text;
        loop {
            let at = if words {
                skip::blanks(text, self.at)
            } else {
                let near = self.at + skip::run_without(text, self.at, &self.special);
                near + skip::run(text, near, |byte| self.table[usize::from(byte)] == PASS)
            };
            self.at = at;
            let Some(&byte) = text.get(at) else { return Event::End };
            if self.delimiter.is_some_and(|delimiter| text[at..].starts_with(delimiter)) {
                return Event::Delimiter;
            }
            match byte {
                b';' => return Event::Semicolon,
                b'\'' => match skip::string_end(text, at, self.floor, self.engine) {
                    Some(end) => self.at = end,
                    None => return Event::Open("unterminated string"),
                },
                b'"' if self.engine.is_mysql_like() => match skip::escaped_end(text, at + 1, b'"') {
                    Some(end) => self.at = end,
                    None => return Event::Open("unterminated string"),
                },
                b'"' => match skip::name_end(text, at + 1, b'"') {
                    Some(end) => self.at = end,
                    None => return Event::Open("unterminated quoted name"),
                },
                b'`' if self.engine.is_mysql_like() || self.engine == Engine::Sqlite => {
                    match skip::name_end(text, at + 1, b'`') {
                        Some(end) => self.at = end,
                        None => return Event::Open("unterminated quoted name"),
                    }
                }
                b'[' if matches!(self.engine, Engine::Sqlite | Engine::SqlServer) => {
                    match skip::quoted_end(text, at + 1, b']') {
                        Some(end) => self.at = end,
                        None => return Event::Open("unterminated quoted name"),
                    }
                }
                b'-' if skip::is_dash_comment(text, at, self.engine) => {
                    if let Some(marker) = self.line_comment() {
                        return Event::Marker(marker);
                    }
                }
                b'#' if self.engine.is_mysql_like() => {
                    if let Some(marker) = self.line_comment() {
                        return Event::Marker(marker);
                    }
                }
                b'/' if text.get(at + 1) == Some(&b'*') => {
                    if !self.block_comment() {
                        return Event::Open("unterminated comment");
                    }
                }
                b'*' if self.hint && text.get(at + 1) == Some(&b'/') => {
                    self.hint = false;
                    self.at += 2;
                }
                b'/' if self.engine == Engine::Oracle && client::is_lone_slash(text, at) => {
                    return Event::Slash;
                }
                b'\\' if self.engine == Engine::Postgres => return Event::Backslash,
                b'$' if self.engine == Engine::Postgres => match self.dollar_quote() {
                    Some(true) => {}
                    Some(false) => return Event::Open("unterminated dollar quote"),
                    None if words => return Event::Word(skip::word_end(text, at, self.engine)),
                    None => self.at += 1,
                },
                b'{' if let Some(end) = skip::template_end(text, at) => self.at = end,
                b'g' | b'G' if self.engine == Engine::SqlServer && client::is_go(text, at) => {
                    return Event::Go;
                }
                _ if words && skip::is_word(byte, self.engine) => return Event::Word(self.word_end(at)),
                _ if words => return Event::Punct(byte),
                _ => self.at += 1,
            }
        }
    }

    /// Passes the comment at the current place, which ends with its line, unless it is a marker.
    fn line_comment(&mut self) -> Option<Marker> {
        let end = skip::line_comment_end(self.text, self.at, self.engine);
        let marker = self.marker(end);
        if marker.is_none() {
            self.pass_comment(end);
        }
        marker
    }

    /// The marker that the comment from here to `end` is.
    pub(super) fn marker(&mut self, end: usize) -> Option<Marker> {
        let line_start = skip::at_line_start(self.text, self.at);
        let found = marker::parse(&self.text[self.at..end], line_start, self.liquibase);
        self.liquibase |= found == Some(Marker::Changeset);
        found
    }

    /// Passes the comment, or the opener of the hint, at the current place; `false` if it has no end.
    fn block_comment(&mut self) -> bool {
        let mysql = self.engine.is_mysql_like();
        if mysql && let Some(end) = skip::hint_opener(self.text, self.at) {
            self.hint = true;
            self.at = end;
            return true;
        }
        match skip::comment_end(self.text, self.at, self.engine) {
            Some(end) => {
                self.pass_comment(end);
                true
            }
            None => false,
        }
    }

    fn pass_comment(&mut self, end: usize) {
        self.code_end = self.code_end();
        self.segment = end;
        self.at = end;
    }

    /// Passes the dollar-quoted string at the current place. `None`: there is none; `Some(false)`: it has no end.
    fn dollar_quote(&mut self) -> Option<bool> {
        let at = self.at;
        // `a$b$` is a name.
        if at > self.floor && skip::is_word(self.text[at - 1], self.engine) {
            return None;
        }
        let tag = skip::dollar_tag(self.text, at)?;
        match skip::dollar_end(self.text, at, tag, &mut self.open_dollars) {
            Some(end) => {
                self.at = end;
                Some(true)
            }
            // `$schema$.t` of a template is no quote.
            None if tag > 2 => None,
            None => Some(false),
        }
    }

    /// The end of the word at `at`; a delimiter such as `$$` is not part of it.
    fn word_end(&self, at: usize) -> usize {
        let end = skip::word_end(self.text, at, self.engine);
        match self.delimiter {
            Some(delimiter) => {
                let reach = (end + delimiter.len()).min(self.text.len());
                memmem::find(&self.text[at..reach], delimiter)
                    .map_or(end, |found| end.min(at + found))
                    .max(at + 1)
            }
            None => end,
        }
    }
}

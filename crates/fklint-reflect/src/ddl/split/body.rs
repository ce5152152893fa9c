//! The ends of statements that hold statements: routines, triggers, blocks.

use memchr::memmem;

use super::scan::Event;
use super::shape::{Shape, shape};
use super::{Split, client};
use crate::ddl::lex::skip;
use crate::ddl::lex::words::{Head, Words};

/// Words of SQL that no body of a trigger or of PL/SQL can hold as a statement: a new statement starts there.
const DEFINES: &[&str] = &["CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "TRUNCATE", "PRAGMA"];

/// Words that start a statement behind a PL/SQL block, in texts that do without `/`.
const STARTS: &[&str] = &[
    "CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "COMMENT", "GRANT",
    "REVOKE", "COMMIT", "ROLLBACK", "SET", "DECLARE", "TRUNCATE", "ANALYZE", "RENAME", "CALL",
];

/// A keyword of interest, or what else a token of a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// `BEGIN`
    Begin,
    /// `END`
    End,
    /// `CASE`
    Case,
    /// `IF`, `LOOP`, `WHILE`, `REPEAT`, `FOR`
    Opener,
    /// A word behind which a statement starts: `THEN`, `ELSE`, `DO` …
    Then,
    /// Another word.
    Other,
    /// The statement's `;`
    Semicolon,
    /// A label's `:`
    Colon,
    /// `)`
    Close,
    /// `.`
    Dot,
    /// Other punctuation, and the start of the text.
    Punct,
}

/// Words behind which, before any `BEGIN`, the body of a MySQL routine starts.
const BODY_BEHIND: &[&str] = &["ROW", "SQL", "DATA", "DETERMINISTIC", "DEFINER", "INVOKER", "DO", "COMMENT"];

pub(super) fn word(text: &[u8]) -> Word {
    let is = |keyword: &str| text.eq_ignore_ascii_case(keyword.as_bytes());
    match text.len() {
        2 if is("IF") => Word::Opener,
        2 if is("DO") => Word::Then,
        3 if is("END") => Word::End,
        3 if is("FOR") => Word::Opener,
        4 if is("CASE") => Word::Case,
        4 if is("LOOP") => Word::Opener,
        4 if is("THEN") || is("ELSE") => Word::Then,
        5 if is("BEGIN") => Word::Begin,
        5 if is("WHILE") => Word::Opener,
        6 if is("REPEAT") => Word::Opener,
        _ => Word::Other,
    }
}

pub(super) fn punct(byte: u8) -> Word {
    match byte {
        b'.' => Word::Dot,
        b')' => Word::Close,
        b':' => Word::Colon,
        _ => Word::Punct,
    }
}

impl Split<'_> {
    /// `CREATE RULE … DO (…; …)`
    pub(super) fn rule(&mut self) -> Event {
        let mut depth = 0u32;
        loop {
            match self.scan.event(true) {
                Event::Word(end) => self.scan.at = end,
                Event::Punct(byte) => {
                    match byte {
                        b'(' => depth += 1,
                        b')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    self.scan.at += 1;
                }
                Event::Semicolon if depth > 0 => self.scan.at += 1,
                event => return event,
            }
        }
    }

    /// `USE db`, ended by its line if by nothing else.
    pub(super) fn use_line(&mut self) -> Event {
        let text = self.scan.text;
        let mut words = Words::new(text, self.scan.at, self.scan.engine);
        words.by_ref().take(2).for_each(drop);
        let end = words.position();
        let line_end = skip::line_end(text, self.scan.at);
        if end > line_end || skip::trimmed(text, end, line_end) > end {
            return self.plain();
        }
        self.scan.at = end;
        Event::End
    }

    /// A PostgreSQL routine: psql counts `BEGIN`, `CASE` and `END` once it is in `BEGIN ATOMIC`.
    pub(super) fn atomic(&mut self) -> Event {
        let mut depth = 0u32;
        let mut last = Word::Punct;
        loop {
            match self.scan.event(true) {
                Event::Word(end) => {
                    let bytes = &self.scan.text[self.scan.at..end];
                    let found = if last == Word::Dot { Word::Other } else { word(bytes) };
                    match found {
                        Word::End => depth = depth.saturating_sub(1),
                        Word::Case if depth > 0 => depth += 1,
                        Word::Other if last == Word::Begin && bytes.eq_ignore_ascii_case(b"ATOMIC") => {
                            depth += 1;
                        }
                        _ => {}
                    }
                    last = found;
                    self.scan.at = end;
                }
                Event::Punct(byte) => {
                    last = punct(byte);
                    self.scan.at += 1;
                }
                Event::Semicolon if depth > 0 => {
                    last = Word::Semicolon;
                    self.scan.at += 1;
                }
                event => return event,
            }
        }
    }

    /// A SQLite trigger: the shell's own rule is that it ends at `; END ;`.
    pub(super) fn lite_trigger(&mut self) -> Event {
        let mut last = (Word::Punct, Word::Punct);
        loop {
            match self.scan.event(true) {
                Event::Word(end) => {
                    let bytes = &self.scan.text[self.scan.at..end];
                    if last.1 == Word::Semicolon && is_any(bytes, DEFINES) {
                        return Event::Word(end);
                    }
                    last = (last.1, word(bytes));
                    self.scan.at = end;
                }
                Event::Punct(byte) => {
                    last = (last.1, punct(byte));
                    self.scan.at += 1;
                }
                Event::Semicolon if last != (Word::Semicolon, Word::End) => {
                    last = (last.1, Word::Semicolon);
                    self.scan.at += 1;
                }
                event => return event,
            }
        }
    }

    /// A MySQL routine: up to the delimiter if one is set and comes, else by its nesting.
    pub(super) fn stored(&mut self) -> Event {
        let mut nesting = Nesting::default();
        let mut last = Word::Punct;
        let mut last_bytes: &[u8] = b"";
        loop {
            match self.scan.event(true) {
                Event::Word(end) => {
                    let at = self.scan.at;
                    let bytes = &self.scan.text[at..end];
                    if is_any(bytes, &["DELIMITER"])
                        && skip::at_line_start(self.scan.text, at)
                        && client::delimiter(self.scan.text, at).is_some()
                    {
                        return Event::Word(end);
                    }
                    // Routines hold no routines: the end of the one before was missed.
                    if last == Word::Semicolon
                        && is_any(bytes, &["CREATE"])
                        && shape(self.scan.text, at, self.scan.engine).0 == Shape::Stored
                    {
                        return Event::Word(end);
                    }
                    let found = match last {
                        Word::Dot => Word::Other,
                        _ => word(bytes),
                    };
                    nesting.word(found, last, last_bytes);
                    // `END IF` is one token.
                    let closes = last == Word::End && matches!(found, Word::Opener | Word::Case);
                    last = if closes { Word::Other } else { found };
                    last_bytes = bytes;
                    self.scan.at = end;
                }
                Event::Punct(byte) => {
                    last = punct(byte);
                    self.scan.at += 1;
                }
                Event::Semicolon => {
                    if nesting.depth == 0 && !self.delimiter_follows() {
                        return Event::Semicolon;
                    }
                    last = Word::Semicolon;
                    self.scan.at += 1;
                }
                event => return event,
            }
        }
    }

    /// Whether a custom delimiter is set and comes again.
    fn delimiter_follows(&mut self) -> bool {
        let Some(delimiter) = self.scan.delimiter else { return false };
        self.no_delimiter =
            self.no_delimiter || memmem::find(&self.scan.text[self.scan.at..], delimiter).is_none();
        !self.no_delimiter
    }

    /// PL/SQL: up to a lone `/`, or to the `END` that closes it if something else than PL/SQL follows.
    pub(super) fn pl_sql(&mut self, ends: u32) -> Event {
        let mut depth = ends;
        let mut begun = ends > 0;
        let mut last = Word::Punct;
        loop {
            match self.scan.event(true) {
                Event::Word(end) => {
                    let bytes = &self.scan.text[self.scan.at..end];
                    if last == Word::Semicolon && is_any(bytes, DEFINES) {
                        return Event::Word(end);
                    }
                    let found = if last == Word::Dot { Word::Other } else { word(bytes) };
                    match found {
                        Word::End => depth = depth.saturating_sub(1),
                        _ if last == Word::End => {}
                        Word::Begin => {
                            depth += 1;
                            begun = true;
                        }
                        Word::Case => depth += 1,
                        Word::Opener if depth > 0 && is_any(bytes, &["IF", "LOOP"]) => depth += 1,
                        Word::Other if depth == 0 && !begun && is_any(bytes, &["COMPOUND"]) => {
                            depth += 1;
                            begun = true;
                        }
                        _ => {}
                    }
                    last = found;
                    self.scan.at = end;
                }
                Event::Punct(byte) => {
                    last = punct(byte);
                    self.scan.at += 1;
                }
                Event::Semicolon => {
                    self.scan.at += 1;
                    if depth == 0 && begun && self.block_ends_here() {
                        return Event::End;
                    }
                    last = Word::Semicolon;
                }
                event => return event,
            }
        }
    }

    /// Whether what follows is no PL/SQL.
    fn block_ends_here(&self) -> bool {
        let (text, engine) = (self.scan.text, self.scan.engine);
        let mut words = Words::new(text, self.scan.at, engine);
        let Some(next) = words.next() else { return true };
        let length = if let Head::Word(word) = next { word.len() } else { 1 };
        let at = words.position().saturating_sub(length);
        next.is_any(STARTS) || text[at] == b'/' || client::command_end(text, at, engine).is_some()
    }
}

pub(super) fn is_any(word: &[u8], keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| word.eq_ignore_ascii_case(keyword.as_bytes()))
}

/// The open blocks of a MySQL body.
#[derive(Default)]
struct Nesting {
    depth: u32,
    /// Bit `n` is set if the `n`th open block is a CASE expression, in which `THEN IF(` calls a function.
    expressions: u64,
}

impl Nesting {
    fn word(&mut self, found: Word, last: Word, last_bytes: &[u8]) {
        if last == Word::End && found != Word::End {
            // `END IF`, `END CASE`, `END label`
            return;
        }
        match found {
            Word::Begin => self.open(false),
            Word::Case => self.open(!self.starts_statement(last, last_bytes)),
            Word::Opener if self.starts_statement(last, last_bytes) => self.open(false),
            Word::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn open(&mut self, expression: bool) {
        let bit = 1u64.checked_shl(self.depth).unwrap_or(0);
        self.expressions = if expression { self.expressions | bit } else { self.expressions & !bit };
        self.depth += 1;
    }

    fn starts_statement(&self, last: Word, last_bytes: &[u8]) -> bool {
        if self.depth == 0 {
            return match last {
                Word::Close | Word::Colon => true,
                Word::Then | Word::Other => is_any(last_bytes, BODY_BEHIND),
                _ => false,
            };
        }
        let inner = self.expressions.checked_shr(self.depth - 1).unwrap_or(0) & 1;
        match last {
            Word::Semicolon | Word::Begin | Word::Colon => true,
            Word::Then => inner == 0,
            // LOOP and REPEAT
            Word::Opener => is_any(last_bytes, &["LOOP", "REPEAT"]),
            _ => false,
        }
    }
}

//! The ends of T-SQL statements, which need no `;`.

use super::Split;
use super::body::{Word, is_any, punct, word};
use super::scan::Event;
use super::shape::created;
use crate::ddl::lex::skip;
use crate::ddl::lex::words::{Head, Words};

/// What a definition that starts a line is about.
const OBJECTS: &[&str] = &[
    "TABLE",
    "INDEX",
    "VIEW",
    "SCHEMA",
    "DATABASE",
    "TYPE",
    "SEQUENCE",
    "SYNONYM",
    "PROC",
    "PROCEDURE",
    "FUNCTION",
    "TRIGGER",
    "USER",
    "LOGIN",
    "ROLE",
];

/// Other words that start a statement, and never a line inside the definition of a table or an index or inside a call.
const STARTS: &[&str] = &[
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "TRUNCATE",
    "SELECT",
    "DECLARE",
    "EXEC",
    "EXECUTE",
    "PRINT",
    "GRANT",
    "DENY",
    "REVOKE",
    "USE",
    "IF",
    "WHILE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "RAISERROR",
    "THROW",
    "RETURN",
    "SET",
];

/// What may follow the statement that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follow {
    /// The statement that `IF …` or `ELSE` holds, on the same line or not; it is part of this one.
    Held,
    /// A definition on a line of its own.
    Definition,
    /// The same, or any other statement: this one defines a table or an index, or calls a procedure.
    Any,
    /// Nothing: `CREATE SCHEMA s CREATE TABLE …`.
    Nothing,
}

impl Split<'_> {
    /// A T-SQL routine: the rest of its batch.
    pub(super) fn batch(&mut self) -> Event {
        loop {
            match self.scan.event(false) {
                Event::Semicolon => self.scan.at += 1,
                event => return event,
            }
        }
    }

    /// A T-SQL statement; whether it holds `BEGIN … END`, and its end.
    pub(super) fn tsql(&mut self) -> (bool, Event) {
        let start = self.scan.at;
        let mut follow = self.follow(start);
        let mut parens = 0u32;
        let mut depth = 0u32;
        let mut blocks = 0u32;
        let mut last = Word::Punct;
        loop {
            match self.scan.event(true) {
                Event::Word(end) => {
                    let at = self.scan.at;
                    let bytes = &self.scan.text[at..end];
                    if depth == 0 && parens == 0 && at > start && last != Word::Dot {
                        if is_any(bytes, &["ELSE"]) {
                            follow = Follow::Held;
                        } else if self.starts_statement(at, follow) {
                            if follow != Follow::Held {
                                return (blocks > 0, Event::End);
                            }
                            follow = self.follow(at);
                        }
                    }
                    let found = if last == Word::Dot { Word::Other } else { word(bytes) };
                    match found {
                        Word::Begin | Word::Case => {
                            depth += 1;
                            blocks += u32::from(found == Word::Begin);
                        }
                        Word::End => depth = depth.saturating_sub(1),
                        Word::Other
                            if last == Word::Begin
                                && is_any(bytes, &["TRAN", "TRANSACTION", "DISTRIBUTED"]) =>
                        {
                            depth = depth.saturating_sub(1);
                            blocks = blocks.saturating_sub(1);
                        }
                        _ => {}
                    }
                    last = found;
                    self.scan.at = end;
                }
                Event::Punct(byte) => {
                    match byte {
                        b'(' => parens += 1,
                        b')' => parens = parens.saturating_sub(1),
                        _ => {}
                    }
                    last = punct(byte);
                    self.scan.at += 1;
                }
                Event::Semicolon if depth > 0 => {
                    last = Word::Semicolon;
                    self.scan.at += 1;
                }
                event => return (blocks > 0, event),
            }
        }
    }

    /// What may follow the statement at `at` without a `;`.
    fn follow(&self, at: usize) -> Follow {
        let mut words = Words::new(self.scan.text, at, self.scan.engine);
        let Some(first) = words.next() else { return Follow::Definition };
        if first.is_any(&["IF", "WHILE"]) {
            return Follow::Held;
        }
        if first.is_any(&["EXEC", "EXECUTE"]) {
            return Follow::Any;
        }
        if !first.is_any(&["CREATE", "ALTER", "DROP"]) {
            return Follow::Definition;
        }
        match created(&mut words) {
            Some(what) if what.is_any(&["TABLE", "INDEX"]) => Follow::Any,
            Some(what) if what.is("SCHEMA") => Follow::Nothing,
            _ => Follow::Definition,
        }
    }

    /// Whether the word at `at` starts a statement, and a line unless it is held: one behind `ON` or `AS` goes on with its statement, and
    /// so does `SET` of an action (`SET NULL`) or of an option (`SET (…)`).
    fn starts_statement(&self, at: usize, follow: Follow) -> bool {
        let text = self.scan.text;
        let held = follow == Follow::Held;
        if follow == Follow::Nothing || !held && !skip::at_line_start(text, at) {
            return false;
        }
        let mut words = Words::new(text, at, self.scan.engine);
        let Some(first) = words.next() else { return false };
        if first.is_any(&["CREATE", "ALTER", "DROP"]) {
            return created(&mut words).is_some_and(|what| what.is_any(OBJECTS));
        }
        if !held && follow != Follow::Any || !first.is_any(STARTS) {
            return false;
        }
        let goes_on = first.is("SET")
            && words
                .next()
                .is_some_and(|next| next == Head::Punct(b'(') || next.is_any(&["NULL", "DEFAULT"]));
        !goes_on && !behind_on_or_as(&text[..at])
    }
}

/// Whether a text ends with the word `ON` or `AS`.
fn behind_on_or_as(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    let word = text.iter().rposition(|byte| !byte.is_ascii_alphanumeric()).map_or(text, |at| &text[at + 1..]);
    is_any(word, &["ON", "AS"])
}

//! Cuts a text into statements, client commands, copied data and migration markers.

mod body;
mod client;
mod gap;
mod marker;
mod scan;
pub(in crate::ddl) mod shape;
mod tsql;

use fklint_catalog::Engine;
use fklint_source::Span;
use memchr::memmem;

pub use marker::Marker;
use scan::{Event, Scanner};
use shape::Shape;

use super::lex::skip;
use super::lex::words::{Head, Words};

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it is: without blanks and comments around it and without its terminator.
    pub span: Span,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// One statement.
    Sql,
    /// One statement with a body: a routine, a trigger, an anonymous block. A PL/SQL block keeps its last `;`.
    Block,
    /// A line that the client reads: psql's `\x`, a SQL*Plus word, `DELIMITER`, `.read`, `GO`.
    ClientCommand,
    /// The rows of a `COPY … FROM stdin`, with the `\.` that ends them.
    CopyData,
    /// A comment line that a migration tool reads.
    Marker(Marker),
    /// Something that is not closed, from its opener to the end of the text.
    Problem(&'static str),
}

/// The pieces of a text in order. Allocates nothing, never fails, takes any bytes.
///
/// Each byte that is no blank, no comment and no terminator is in exactly one piece.
pub struct Split<'a> {
    scan: Scanner<'a>,
    /// A piece found together with the one before it.
    next: Option<Piece>,
    /// Rows follow from here, or nothing if there are none.
    copy: bool,
    /// No further custom delimiter follows: a routine ends at `;` after all.
    no_delimiter: bool,
    /// No further `\.` follows: the rows of every `COPY` from here on were left out.
    no_copy_end: bool,
}

/// Cuts `text` as a client of `engine` would. Texts beyond 4 GiB are cut off there.
#[must_use]
pub fn split(text: &[u8], engine: Engine) -> Split<'_> {
    let text = &text[..text.len().min(u32::MAX as usize)];
    Split {
        scan: Scanner::new(text, engine),
        next: None,
        copy: false,
        no_delimiter: false,
        no_copy_end: false,
    }
}

impl Iterator for Split<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(piece) = self.next.take() {
            return Some(piece);
        }
        if std::mem::take(&mut self.copy)
            && let Some(piece) = self.copy_data()
        {
            return Some(piece);
        }
        if let Some(piece) = self.gap() {
            return Some(piece);
        }
        if self.scan.at >= self.scan.text.len() {
            return None;
        }
        self.command().or_else(|| Some(self.statement()))
    }
}

impl Split<'_> {
    /// The client's line at the current place, if there is one.
    fn command(&mut self) -> Option<Piece> {
        let (text, at, engine) = (self.scan.text, self.scan.at, self.scan.engine);
        if engine.is_mysql_like()
            && skip::at_line_start(text, at)
            && let Some((delimiter, end)) = client::delimiter(text, at)
        {
            self.scan.set_delimiter((delimiter != b";").then_some(delimiter));
            self.no_delimiter = false;
            self.scan.at = end;
            return Some(piece(PieceKind::ClientCommand, at, skip::trimmed(text, at, end)));
        }
        let end = client::command_end(text, at, engine)?;
        self.copy = engine == Engine::Postgres && client::copies_from_stdin(&text[at..end]);
        self.scan.at = end;
        Some(piece(PieceKind::ClientCommand, at, end))
    }

    fn statement(&mut self) -> Piece {
        let start = self.scan.at;
        let (shape, kind) = shape::shape(self.scan.text, start, self.scan.engine);
        self.scan.start();
        let (kind, event) = match shape {
            Shape::Plain | Shape::Copy => (kind, self.plain()),
            Shape::Rule => (kind, self.rule()),
            Shape::UseLine => (kind, self.use_line()),
            Shape::Atomic => (kind, self.atomic()),
            Shape::Stored => (kind, self.stored()),
            Shape::LiteTrigger => (kind, self.lite_trigger()),
            Shape::PlSql(ends) => (kind, self.pl_sql(ends)),
            Shape::Batch => (kind, self.batch()),
            Shape::Tsql => {
                let (block, event) = self.tsql();
                (if block { PieceKind::Block } else { kind }, event)
            }
        };
        let end = self.scan.code_end();
        self.copy = shape == Shape::Copy && self.reads_stdin(start, end);
        match event {
            Event::Semicolon | Event::Slash => self.scan.at += 1,
            Event::Delimiter => self.scan.at += self.scan.delimiter.map_or(0, <[u8]>::len),
            Event::Open(what) => {
                let problem = piece(PieceKind::Problem(what), self.scan.at, self.scan.text.len());
                self.scan.at = self.scan.text.len();
                if end <= start {
                    return problem;
                }
                self.next = Some(problem);
            }
            // These are the next piece's business.
            Event::End
            | Event::Go
            | Event::Backslash
            | Event::Marker(_)
            | Event::Word(_)
            | Event::Punct(_) => {}
        }
        piece(kind, start, end)
    }

    /// Scans to the first terminator.
    fn plain(&mut self) -> Event {
        self.scan.event(false)
    }

    /// Whether the statement at `start..end` is a `COPY … FROM stdin`.
    fn reads_stdin(&self, start: usize, end: usize) -> bool {
        let mut words = Words::new(&self.scan.text[..end], start, Engine::Postgres);
        let mut depth = 0u32;
        while let Some(item) = words.next() {
            match item {
                Head::Punct(b'(') => depth += 1,
                Head::Punct(b')') => depth = depth.saturating_sub(1),
                _ if depth == 0 && item.is("FROM") => {
                    return words.next().is_some_and(|next| next.is("STDIN"));
                }
                _ => {}
            }
        }
        false
    }

    /// The rows behind the current line, up to a line `\.`.
    fn copy_data(&mut self) -> Option<Piece> {
        let text = self.scan.text;
        let start = (skip::line_end(text, self.scan.at) + 1).min(text.len());
        let rows = &text[start..];
        let ends_line = |at: usize| matches!(rows.get(at), None | Some(b'\n' | b'\r'));
        let end = if rows.starts_with(b"\\.") && ends_line(2) {
            start + 2
        } else {
            let last = if self.no_copy_end {
                None
            } else {
                memmem::find_iter(rows, b"\n\\.").find(|found| ends_line(found + 3))
            };
            self.no_copy_end = last.is_none();
            match last {
                Some(found) => start + found + 3,
                // The rows were left out of the file, or the file ends with them.
                None if is_sql(rows) => return None,
                None => text.len(),
            }
        };
        self.scan.at = end;
        let first = start + rows.iter().position(|&byte| byte > b' ')?;
        (first < end).then(|| piece(PieceKind::CopyData, first.min(end), skip::trimmed(text, start, end)))
    }
}

/// Whether a text that should be rows starts like SQL.
fn is_sql(rows: &[u8]) -> bool {
    let rest = rows.trim_ascii_start();
    if rest.is_empty() || rest.starts_with(b"--") || rest.starts_with(b"/*") {
        return true;
    }
    let Some(head @ Head::Word(word)) = Words::new(rest, 0, Engine::Postgres).next() else { return false };
    let heads = [
        "CREATE", "ALTER", "INSERT", "SELECT", "SET", "COPY", "COMMIT", "COMMENT", "DROP", "GRANT", "REVOKE",
    ];
    head.is_any(&heads) && matches!(rest.get(word.len()), Some(b' ' | b';'))
}

fn piece(kind: PieceKind, start: usize, end: usize) -> Piece {
    Piece { kind, span: Span::new(start as u32, end as u32) }
}

#[cfg(test)]
mod tests;

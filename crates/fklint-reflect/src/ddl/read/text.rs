//! A whole text: split, classified, and its statements read, in parallel where there are many.

use std::sync::mpsc::{self, Receiver, TryRecvError};

use fklint_catalog::{Engine, Part, StatementKind};
use fklint_source::Span;
use rayon::Yield;

use super::cursor::Cursor;
use super::{directive, dynamic, statement};
use crate::ddl::classify::{Class, classify};
use crate::ddl::lex::lex;
use crate::ddl::split::{Marker, PieceKind, split};
use crate::ddl::token::Token;
use crate::ddl::{Directive, Mark, Read, ReadStatement, Tally};

/// Statements read by one task.
const CHUNK: usize = 64;

/// Of a longer statement that moves rows only the head is read: its tables stand there.
const ROWS_HEAD: u32 = 4096;

/// A statement to read.
#[derive(Clone, Copy)]
struct Work {
    span: Span,
    down: bool,
}

/// What a part of the statements say.
struct Chunk {
    /// Those that bear on something.
    statements: Vec<ReadStatement>,
    /// Of all of them.
    tally: Tally,
}

/// Whether statements keep their marks, or only those do that cannot be read again: see [`marks_at`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    Kept,
    LeftOut,
}

impl Marks {
    /// Whether a part is marked. Words that were stepped over are counted in any case.
    pub(super) fn takes(self, part: Part) -> bool {
        self == Self::Kept || part == Part::Opaque
    }
}

/// What a text says beside its statements.
pub(crate) struct Rest {
    pub(crate) directives: Vec<Directive>,
    pub(crate) tally: Tally,
}

/// Reads a text in a dialect. Never fails: what cannot be read becomes a statement that says so.
#[must_use]
pub fn read(text: &[u8], engine: Engine) -> Read {
    let take = |planned, statements: &mut dyn Iterator<Item = ReadStatement>| {
        let mut all = Vec::with_capacity(planned);
        all.extend(statements);
        all
    };
    let (statements, Rest { directives, tally }) = read_with(text, engine, Marks::Kept, take);
    Read { engine, statements, directives, tally }
}

/// Reads a text and hands its statements in order to `take`, those in front while those behind are still read. It is
/// told how many the text has before the first one, data left out: some of them say nothing, and few say more than one.
pub(crate) fn read_with<T: Send>(
    text: &[u8],
    engine: Engine,
    marks: Marks,
    take: impl FnOnce(usize, &mut dyn Iterator<Item = ReadStatement>) -> T + Send,
) -> (T, Rest) {
    rayon::scope_fifo(|scope| {
        let mut chunks = Vec::new();
        let mut work = Vec::new();
        let plan = plan(text, engine, |next| {
            if work.len() == CHUNK {
                let work = std::mem::replace(&mut work, Vec::with_capacity(CHUNK));
                let (sender, chunk) = mpsc::sync_channel(1);
                // The receiver is there until all is read.
                scope.spawn_fifo(move |_| drop(sender.send(read_chunk(text, engine, marks, &work))));
                chunks.push(chunk);
            }
            work.push(next);
        });
        let planned = chunks.len() * CHUNK + work.len();
        let mut tally = plan.tally;
        let mut last = read_chunk(text, engine, marks, &work);
        plan.problem.into_iter().for_each(|problem| last.end_with(problem, text, engine));
        let chunks = chunks.iter().filter_map(wait_for).chain([last]);
        let mut statements = chunks.flat_map(|chunk| {
            tally += chunk.tally;
            chunk.statements
        });
        let taken = take(planned, &mut statements);
        drop(statements);
        tally.opaque += (planned as u64).saturating_sub(tally.read + tally.unread);
        tally.opaque = tally.opaque.min(tally.statements.saturating_sub(tally.read + tally.unread));
        (taken, Rest { directives: directive::directives(text), tally })
    })
}

/// Reads other chunks until this one is there; `None` where its reader has panicked, which the scope tells.
fn wait_for(chunk: &Receiver<Chunk>) -> Option<Chunk> {
    loop {
        match chunk.try_recv() {
            Err(TryRecvError::Empty) if rayon::yield_now() == Some(Yield::Executed) => {}
            Err(TryRecvError::Empty) => return chunk.recv().ok(),
            read => return read.ok(),
        }
    }
}

/// Whether no terminator stands between a statement and what is not closed behind it.
fn is_one_statement(text: &[u8], engine: Engine, statement: Span, open: Span) -> bool {
    let mut between = Vec::new();
    lex(text, Span::new(statement.end, open.start.max(statement.end)), engine, &mut between);
    between.is_empty()
}

/// What one pass over a text tells.
#[derive(Default)]
struct Plan {
    tally: Tally,
    /// What is not closed. It reaches to the end of the text: nothing is behind it.
    problem: Option<ReadStatement>,
}

/// One pass over the text: what to read, and what can be dropped at once.
fn plan(text: &[u8], engine: Engine, mut work: impl FnMut(Work)) -> Plan {
    let mut plan = Plan { tally: Tally { bytes: text.len() as u64, ..Tally::default() }, problem: None };
    let mut down = false;
    let mut rows_head: &[u8] = &[];
    for piece in split(text, engine) {
        match piece.kind {
            PieceKind::Sql | PieceKind::Block => {
                plan.tally.statements += 1;
                let bytes = &text[piece.span.range()];
                let head = insert_head(bytes);
                // A dump has one INSERT a row: the first of a table stands for all.
                let repeated = !head.is_empty() && head == rows_head;
                rows_head = head;
                if repeated {
                    plan.tally.opaque += 1;
                } else {
                    work(Work { span: piece.span, down });
                }
            }
            PieceKind::Marker(marker) => match marker {
                Marker::Up | Marker::Changeset => down = false,
                Marker::Down => down = true,
                Marker::StatementBegin | Marker::StatementEnd | Marker::Rollback | Marker::Breakpoint => {}
            },
            PieceKind::Problem(why) => {
                plan.problem = Some(ReadStatement {
                    span: piece.span,
                    kind: StatementKind::Unreadable(why.to_owned()),
                    changes: Vec::new(),
                    pending: Box::default(),
                    marks: Box::default(),
                    dynamic: false,
                    fault: None,
                    down,
                });
            }
            PieceKind::ClientCommand | PieceKind::CopyData => {}
        }
    }
    plan
}

/// `INSERT INTO t (a, b) VALUES` up to its first value; empty when it is none.
fn insert_head(statement: &[u8]) -> &[u8] {
    if !statement.get(..6).is_some_and(|word| word.eq_ignore_ascii_case(b"INSERT")) {
        return &[];
    }
    let head = &statement[..statement.len().min(512)];
    let values = memchr::memmem::find(head, b"VALUES").or_else(|| memchr::memmem::find(head, b"values"));
    values.map_or(&[], |at| &head[..at])
}

fn read_chunk(text: &[u8], engine: Engine, marks: Marks, chunk: &[Work]) -> Chunk {
    let mut tokens: Vec<Token> = Vec::new();
    let mut out = Vec::with_capacity(chunk.len());
    let mut tally = Tally::default();
    for &work in chunk {
        let first = out.len();
        read_statement(text, engine, marks, work, &mut tokens, &mut out);
        for statement in &mut out[first..] {
            tally.stepped_over += stepped_over(statement);
            if marks == Marks::LeftOut && statement.can_be_read_again() {
                statement.marks = Box::default();
            }
        }
    }
    out.retain(|statement| !(statement.kind == StatementKind::Opaque && statement.changes.is_empty()));
    out.iter().for_each(|statement| count(statement, &mut tally));
    Chunk { statements: out, tally }
}

/// Reads one piece of the text, and appends what it says: one statement, or those inside a routine.
fn read_statement(
    text: &[u8],
    engine: Engine,
    marks: Marks,
    work: Work,
    tokens: &mut Vec<Token>,
    out: &mut Vec<ReadStatement>,
) {
    let class = classify(&text[work.span.range()], engine);
    if class == Class::Other {
        return;
    }
    let mut span = work.span;
    if class == Class::Rows && span.len() > ROWS_HEAD {
        span.end = span.start + ROWS_HEAD;
    }
    tokens.clear();
    lex(text, span, engine, tokens);
    let first = out.len();
    if class == Class::Routine {
        dynamic::dynamic(text, tokens, engine, out);
    } else {
        let cursor = Cursor::new(text, engine, tokens);
        let read = |marks| statement::statement(&mut { cursor }, work.span, class, marks);
        let statement = read(marks);
        // Only what was read tells whether its marks can be left out: nearly all can.
        let needs_marks = !statement.changes.is_empty() && !statement.can_be_read_again();
        out.push(if needs_marks && marks == Marks::LeftOut { read(Marks::Kept) } else { statement });
    }
    out[first..].iter_mut().for_each(|statement| statement.down = work.down);
}

/// The marks of a statement that were left out when it was read.
pub(crate) fn marks_at(text: &[u8], engine: Engine, span: Span) -> Box<[Mark]> {
    let mut read = Vec::new();
    read_statement(text, engine, Marks::Kept, Work { span, down: false }, &mut Vec::new(), &mut read);
    read.pop().map_or_else(Box::default, |statement| statement.marks)
}

impl Chunk {
    /// Adds what is not closed at the end of the text. A statement that is cut off by it cannot be whole: one finding
    /// for both.
    fn end_with(&mut self, problem: ReadStatement, text: &[u8], engine: Engine) {
        if let Some(cut) = self.statements.last()
            && matches!(cut.kind, StatementKind::Unreadable(_))
            && is_one_statement(text, engine, cut.span, problem.span)
        {
            self.tally.stepped_over -= stepped_over(cut);
            self.tally.unread -= 1;
            self.statements.pop();
        } else {
            self.tally.statements += 1;
        }
        count(&problem, &mut self.tally);
        self.statements.push(problem);
    }
}

/// The places in a statement where words were stepped over.
fn stepped_over(statement: &ReadStatement) -> u64 {
    statement.marks.iter().filter(|mark| mark.part == Part::Opaque).count() as u64
}

fn count(statement: &ReadStatement, tally: &mut Tally) {
    match statement.kind {
        StatementKind::Unreadable(_) => tally.unread += 1,
        StatementKind::Definition | StatementKind::Transaction(_) if !statement.dynamic => tally.read += 1,
        _ => {}
    }
}

//! A whole text: split, classified, and its statements read, in parallel where there are many.

use std::sync::mpsc;

use fklint_catalog::{Engine, Part, StatementKind};
use fklint_source::Span;

use super::cursor::Cursor;
use super::{directive, dynamic, statement};
use crate::ddl::classify::{Class, classify};
use crate::ddl::lex::lex;
use crate::ddl::split::{Marker, PieceKind, split};
use crate::ddl::token::Token;
use crate::ddl::{Read, ReadStatement, Tally};

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
    stepped_over: u64,
}

/// Reads a text in a dialect. Never fails: what cannot be read becomes a statement that says so.
#[must_use]
pub fn read(text: &[u8], engine: Engine) -> Read {
    let mut tally = Tally { bytes: text.len() as u64, ..Tally::default() };
    let mut planned = 0;
    let mut problems = Vec::new();
    let mut directives = Vec::new();
    let (sender, chunks) = mpsc::channel();
    // Statements are read while those behind them are still looked for.
    rayon::scope(|scope| {
        let mut chunk = Vec::new();
        let mut count = 0_usize;
        plan(text, engine, &mut tally, &mut problems, |work| {
            planned += 1;
            chunk.push(work);
            if chunk.len() == CHUNK {
                let chunk = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK));
                let (nth, sender) = (count, sender.clone());
                count += 1;
                // The receiver is there until all is read.
                scope.spawn(move |_| drop(sender.send((nth, read_chunk(text, engine, &chunk)))));
            }
        });
        drop(sender.send((count, read_chunk(text, engine, &chunk))));
        directives = directive::directives(text);
    });
    drop(sender);
    let mut chunks: Vec<(usize, Chunk)> = chunks.into_iter().collect();
    chunks.sort_unstable_by_key(|(nth, _)| *nth);
    tally.stepped_over = chunks.iter().map(|(_, chunk)| chunk.stepped_over).sum();
    let mut statements = concat(chunks.into_iter().map(|(_, chunk)| chunk.statements).collect());
    for problem in problems {
        let at = statements.partition_point(|statement| statement.span.start <= problem.span.start);
        // A statement that is cut off by what is not closed cannot be whole: one finding for both.
        if let Some(cut) = at.checked_sub(1).map(|before| &statements[before])
            && matches!(cut.kind, StatementKind::Unreadable(_))
            && is_one_statement(text, engine, cut.span, problem.span)
        {
            tally.stepped_over -= stepped_over(cut);
            statements[at - 1] = problem;
            tally.statements -= 1;
        } else {
            statements.insert(at, problem);
        }
    }
    count(&statements, planned, &mut tally);
    Read { engine, statements, directives, tally }
}

/// Whether no terminator stands between a statement and what is not closed behind it.
fn is_one_statement(text: &[u8], engine: Engine, statement: Span, open: Span) -> bool {
    let mut between = Vec::new();
    lex(text, Span::new(statement.end, open.start.max(statement.end)), engine, &mut between);
    between.is_empty()
}

/// Moves, where `[T]::concat` would clone.
fn concat<T>(mut parts: Vec<Vec<T>>) -> Vec<T> {
    if parts.len() == 1 {
        return parts.swap_remove(0);
    }
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|part| all.extend(part));
    all
}

/// One pass over the text: what to read, and what can be dropped at once.
fn plan(
    text: &[u8],
    engine: Engine,
    tally: &mut Tally,
    problems: &mut Vec<ReadStatement>,
    mut work: impl FnMut(Work),
) {
    let mut down = false;
    let mut rows_head: &[u8] = &[];
    for piece in split(text, engine) {
        match piece.kind {
            PieceKind::Sql | PieceKind::Block => {
                tally.statements += 1;
                let bytes = &text[piece.span.range()];
                let head = insert_head(bytes);
                // A dump has one INSERT a row: the first of a table stands for all.
                let repeated = !head.is_empty() && head == rows_head;
                rows_head = head;
                if repeated {
                    tally.opaque += 1;
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
                tally.statements += 1;
                problems.push(ReadStatement {
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

fn read_chunk(text: &[u8], engine: Engine, chunk: &[Work]) -> Chunk {
    let mut tokens: Vec<Token> = Vec::new();
    let mut out = Vec::with_capacity(chunk.len());
    for work in chunk {
        let class = classify(&text[work.span.range()], engine);
        if class == Class::Other {
            continue;
        }
        let mut span = work.span;
        if class == Class::Rows && span.len() > ROWS_HEAD {
            span.end = span.start + ROWS_HEAD;
        }
        tokens.clear();
        lex(text, span, engine, &mut tokens);
        let first = out.len();
        if class == Class::Routine {
            dynamic::dynamic(text, &tokens, engine, &mut out);
        } else {
            let mut cursor = Cursor::new(text, engine, &tokens);
            out.push(statement::statement(&mut cursor, work.span, class));
        }
        out[first..].iter_mut().for_each(|statement| statement.down = work.down);
    }
    let stepped_over = out.iter().map(stepped_over).sum();
    out.retain(|statement| !(statement.kind == StatementKind::Opaque && statement.changes.is_empty()));
    Chunk { statements: out, stepped_over }
}

/// The places in a statement where words were stepped over.
fn stepped_over(statement: &ReadStatement) -> u64 {
    statement.marks.iter().filter(|mark| mark.part == Part::Opaque).count() as u64
}

fn count(statements: &[ReadStatement], planned: u64, tally: &mut Tally) {
    let unread = statements.iter().filter(|s| matches!(s.kind, StatementKind::Unreadable(_))).count() as u64;
    let read = statements
        .iter()
        .filter(|s| !s.dynamic && matches!(s.kind, StatementKind::Definition | StatementKind::Transaction(_)))
        .count() as u64;
    tally.read = read;
    tally.unread = unread;
    tally.opaque += planned.saturating_sub(read + unread.min(planned));
    tally.opaque = tally.opaque.min(tally.statements - (read + unread).min(tally.statements));
}

//! The clause reader: from the tokens of a statement to its changes, each part with its place.
//!
//! Recursive descent over one statement. What an engine accepts and foreign keys do not need is stepped over;
//! what speaks of tables and cannot be understood is [`Unreadable`], never lost.

mod alter;
mod alter_column;
mod alter_constraint;
mod alter_table;
mod column;
mod create_table;
mod cursor;
mod directive;
mod dynamic;
mod elements;
mod expression;
mod foreign_key;
mod index;
mod key;
mod partition;
mod rows;
mod setting;
mod statement;
mod text;

pub(crate) use expression::{expression, predicate};
pub use text::read;
pub(crate) use text::{Marks, Rest, marks_at, read_with};

use fklint_source::Span;

use cursor::Cursor;

/// Why a statement about tables could not be read, and where.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) why: String,
    pub(super) at: Span,
}

fn unreadable<T>(cursor: &Cursor<'_>, why: impl Into<String>) -> Result<T, Unreadable> {
    let at = cursor.peek().map_or_else(|| cursor.since(cursor.before()), |token| token.span);
    Err(Unreadable { why: why.into(), at })
}

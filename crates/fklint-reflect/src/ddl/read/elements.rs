//! The elements of a table while they are read, and their places.

use fklint_catalog::{Check, Column, ForeignKey, Key, Part};
use fklint_source::Span;

use super::text::Marks;
use crate::ddl::MarkedObject;

/// Columns and constraints in the order of the text. `CREATE TABLE` makes a table of them, `ALTER TABLE … ADD`
/// one change of each.
pub(super) struct Elements {
    pub(super) columns: Vec<Column>,
    pub(super) keys: Vec<Key>,
    pub(super) foreign_keys: Vec<ForeignKey>,
    pub(super) checks: Vec<Check>,
    pub(super) marks: Vec<(MarkedObject, Part, Span)>,
    /// What the last column said of NULL, if it did: Oracle's MODIFY leaves alone what it does not say.
    pub(super) not_null: Option<bool>,
    wanted: Marks,
    /// Whether nothing was marked since words were stepped over.
    steps_over: bool,
}

impl Elements {
    pub(super) const fn new(wanted: Marks) -> Self {
        Self {
            columns: Vec::new(),
            keys: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            marks: Vec::new(),
            not_null: None,
            wanted,
            steps_over: false,
        }
    }

    /// Makes room for a list of so many elements, most of them columns.
    pub(super) fn reserve(&mut self, elements: usize) {
        self.columns.reserve_exact(elements);
        if self.wanted == Marks::Kept {
            self.marks.reserve(4 * elements + 4);
        }
    }

    pub(super) fn mark(&mut self, object: MarkedObject, part: Part, span: Span) {
        self.steps_over = part == Part::Opaque;
        if self.wanted.takes(part) {
            self.marks.push((object, part, span));
        }
    }

    /// Marks a token that was stepped over; it joins the one before it.
    pub(super) fn opaque(&mut self, object: MarkedObject, span: Span) {
        match self.marks.last_mut() {
            Some((last, Part::Opaque, before)) if self.steps_over && *last == object => before.end = span.end,
            _ => self.mark(object, Part::Opaque, span),
        }
    }

    /// Whether its elements have more places than can be told apart.
    pub(super) fn are_too_many(&self) -> bool {
        let Self { columns, keys, foreign_keys, checks, .. } = self;
        let most = columns.len().max(keys.len()).max(foreign_keys.len()).max(checks.len());
        most > usize::from(u16::MAX)
    }

    pub(super) fn next_column(&self) -> MarkedObject {
        MarkedObject::Column(index(self.columns.len()))
    }

    pub(super) fn next_key(&self) -> MarkedObject {
        MarkedObject::Key(index(self.keys.len()))
    }

    pub(super) fn next_foreign_key(&self) -> MarkedObject {
        MarkedObject::ForeignKey(index(self.foreign_keys.len()))
    }

    pub(super) fn next_check(&self) -> MarkedObject {
        MarkedObject::Check(index(self.checks.len()))
    }
}

/// No engine allows 65,536 columns or constraints in a table. A statement that has more is not read.
pub(super) fn index(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The same elements in a vector without spare room. Allocators leave a block as it is when it shrinks by less than
/// half; most of what a large schema costs would be such room.
pub(super) fn exact<T>(mut elements: Vec<T>) -> Vec<T> {
    if elements.capacity() == elements.len() {
        return elements;
    }
    let mut exact = Vec::with_capacity(elements.len());
    exact.append(&mut elements);
    exact
}

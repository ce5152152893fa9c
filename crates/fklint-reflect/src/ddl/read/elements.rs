//! The elements of a table while they are read, and their places.

use fklint_catalog::semantics::{Clause, may_be_refused};
use fklint_catalog::{Check, Column, Engine, ForeignKey, Key, Part};
use fklint_source::Span;

use super::text::Marks;
use crate::ddl::{MarkedObject, Pending};

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
    /// What stands behind REFERENCES of the foreign key that is being read.
    pub(super) clauses: Vec<(Clause, Span)>,
    /// The same of those of which some version of the engine refuses it, in the order of the foreign keys.
    pub(super) refused: Vec<Pending>,
    wanted: Marks,
    /// Whether nothing was marked since words were stepped over.
    steps_over: bool,
    /// The last foreign key comes with IF NOT EXISTS.
    pub(super) unless_named: bool,
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
            clauses: Vec::new(),
            refused: Vec::new(),
            unless_named: false,
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

    /// Marks a clause of the foreign key that is being read.
    pub(super) fn clause(&mut self, object: MarkedObject, part: Part, clause: Clause, span: Span) {
        self.mark(object, part, span);
        self.clauses.push((clause, span));
    }

    /// Another attribute of the column whose REFERENCES was read; it joins the one before it.
    pub(super) fn attribute(&mut self, span: Span) {
        match self.clauses.last_mut() {
            Some((Clause::Attribute, before)) => before.end = span.end,
            _ => self.clauses.push((Clause::Attribute, span)),
        }
    }

    /// Marks a token that was stepped over; it joins the one before it.
    pub(super) fn opaque(&mut self, object: MarkedObject, span: Span) {
        match self.marks.last_mut() {
            Some((last, Part::Opaque, before)) if self.steps_over && *last == object => before.end = span.end,
            _ => self.mark(object, Part::Opaque, span),
        }
    }

    /// Judges what was collected of a foreign key, given by its place.
    pub(super) fn judge_clauses(&mut self, engine: Engine, foreign_key: u16, is_inline: bool) {
        let clauses: Box<[Clause]> = match self.clauses.as_slice() {
            [] => return,
            list => list.iter().map(|(clause, _)| *clause).collect(),
        };
        if !may_be_refused(engine, &clauses, is_inline) {
            return;
        }
        let object = MarkedObject::ForeignKey(foreign_key);
        for (nth, &(_, span)) in (0..=u8::MAX).zip(&self.clauses) {
            self.marks.push((object, Part::Clause(nth), span));
        }
        self.refused.push(Pending::Clauses { foreign_key, is_inline, clauses });
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

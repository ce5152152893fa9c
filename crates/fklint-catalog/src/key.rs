//! Primary keys, unique constraints and indexes: one type, since engines make the one from the other.

use std::ops::{Deref, DerefMut};

use smol_str::SmolStr;

use crate::rare::Attributes;
use crate::{Deferrable, Expression, Ident, Rare, Shared};

/// A primary key, a unique constraint or an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `None` where the engine chooses.
    pub name: Option<Ident>,
    /// What it is.
    pub kind: KeyKind,
    /// What it is over, in order.
    pub parts: Shared<KeyPart>,
    /// The condition of a partial index.
    pub predicate: Option<Box<Predicate>>,
    /// Declared as a constraint (`UNIQUE (a)`), not as an index (`CREATE UNIQUE INDEX`).
    pub constraint: bool,
    /// When the constraint is checked.
    pub deferrable: Deferrable,
    /// `NULLS NOT DISTINCT` (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// Columns carried along (`INCLUDE`), no part of the key.
    pub include: Vec<Ident>,
    /// The index method in lower case, where one was named (`btree`, `hash`, `gin`).
    pub method: Option<SmolStr>,
    /// False for an index that the engine does not use (`INVALID`, `INVISIBLE`, `UNUSABLE`).
    pub valid: bool,
}

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// The primary key.
    Primary,
    /// Unique.
    Unique,
    /// An index that is not unique.
    Plain,
    /// MySQL `FULLTEXT`.
    FullText,
    /// MySQL `SPATIAL`.
    Spatial,
    /// PostgreSQL `EXCLUDE`.
    Exclusion,
}

/// One part of a key. Its [`PartOptions`] are read and set as if they were its own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPart {
    /// The column, or `None` for an expression.
    pub column: Option<Ident>,
    /// What most parts, which are columns, do not have.
    pub options: Rare<PartOptions>,
}

/// What a part of a key is beside a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartOptions {
    /// The text of an expression part.
    pub expression: Option<SmolStr>,
    /// Characters or bytes of a MySQL prefix part.
    pub prefix: Option<u32>,
    /// `DESC`.
    pub descending: bool,
    /// `COLLATE`, in lower case; on PostgreSQL as it is stored.
    pub collation: Option<SmolStr>,
}

/// The condition of a partial index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The condition as text and as the columns it uses.
    pub expression: Expression,
    /// The columns `a, b` where the condition is exactly `a IS NOT NULL AND b IS NOT NULL`.
    pub not_null: Option<Vec<Ident>>,
}

impl Key {
    /// A key of that kind over whole columns, with no name and no extras.
    #[must_use]
    pub fn over(kind: KeyKind, columns: impl IntoIterator<Item = Ident>) -> Self {
        Self {
            name: None,
            kind,
            parts: columns.into_iter().map(KeyPart::column).collect(),
            predicate: None,
            constraint: matches!(kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Exclusion),
            deferrable: Deferrable::No,
            nulls_not_distinct: false,
            include: Vec::new(),
            method: None,
            valid: true,
        }
    }

    /// The columns among its parts, in order (expressions left out).
    pub fn columns(&self) -> impl Iterator<Item = &Ident> {
        self.parts.iter().filter_map(|part| part.column.as_ref())
    }

    /// Whether it is over exactly these whole columns in this order.
    #[must_use]
    pub fn is_over(&self, columns: &[Ident]) -> bool {
        self.parts.len() == columns.len()
            && self.parts.iter().zip(columns).all(|(part, column)| part.is_whole(column))
    }

    /// Whether it makes every row unique by these columns, in any order: unique, whole, and not partial.
    #[must_use]
    pub fn is_unique_over(&self, columns: &[Ident]) -> bool {
        matches!(self.kind, KeyKind::Primary | KeyKind::Unique)
            && self.valid
            && self.predicate.is_none()
            && self.parts.len() == columns.len()
            && columns.iter().all(|column| self.parts.iter().any(|part| part.is_whole(column)))
    }
}

impl KeyPart {
    /// A whole column, ascending.
    #[must_use]
    pub const fn column(column: Ident) -> Self {
        Self { column: Some(column), options: Rare::none() }
    }

    /// An expression.
    #[must_use]
    pub fn expression(text: SmolStr) -> Self {
        let options = PartOptions { expression: Some(text), ..PartOptions::default() };
        Self { column: None, options: options.into() }
    }

    /// Whether this part is the whole of `column`, not a prefix.
    #[must_use]
    pub fn is_whole(&self, column: &Ident) -> bool {
        self.column.as_ref() == Some(column) && self.prefix.is_none()
    }
}

impl Deref for KeyPart {
    type Target = PartOptions;

    fn deref(&self) -> &PartOptions {
        &self.options
    }
}

impl DerefMut for KeyPart {
    fn deref_mut(&mut self) -> &mut PartOptions {
        &mut self.options
    }
}

impl Attributes for PartOptions {
    const NONE: &'static Self = &Self { expression: None, prefix: None, descending: false, collation: None };
}

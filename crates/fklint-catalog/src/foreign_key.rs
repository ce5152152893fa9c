//! Foreign keys, with every attribute that any engine has.

use crate::{Ident, TableName};

/// A foreign key of a child table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// `None` where the engine chooses.
    pub name: Option<Ident>,
    /// The referencing columns, in order.
    pub columns: Vec<Ident>,
    /// The referenced table. It may not exist.
    pub parent: TableName,
    /// The referenced columns.
    pub target: Target,
    /// `ON DELETE`.
    pub on_delete: Action,
    /// `ON UPDATE`.
    pub on_update: Action,
    /// The columns of `ON DELETE SET NULL (a, b)` (PostgreSQL 15); empty for all.
    pub set_columns: Box<[Ident]>,
    /// `MATCH`.
    pub match_kind: MatchKind,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Whether the engine checks it at all.
    pub force: Force,
    /// PostgreSQL 18 temporal key (`FOREIGN KEY (id, PERIOD valid)`).
    pub period: bool,
}

/// The referenced columns of a foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Named columns, as many as there are referencing ones.
    Columns(Vec<Ident>),
    /// `REFERENCES parent` without columns.
    ParentPrimaryKey,
}

/// What happens to the child's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Action {
    /// Refused if rows are left without a parent when the check runs; the default of SQL.
    #[default]
    NoAction,
    /// Refused at once.
    Restrict,
    /// The change is made to the child too.
    Cascade,
    /// The referencing columns become NULL.
    SetNull,
    /// The referencing columns become their defaults.
    SetDefault,
}

impl Action {
    /// As SQL writes it.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }

    /// As JSON writes it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoAction => "no action",
            Self::Restrict => "restrict",
            Self::Cascade => "cascade",
            Self::SetNull => "set null",
            Self::SetDefault => "set default",
        }
    }

    /// Whether the parent's row is refused its change: `NO ACTION` or `RESTRICT`.
    #[must_use]
    pub const fn refuses(self) -> bool {
        matches!(self, Self::NoAction | Self::Restrict)
    }
}

/// How NULLs in a composite foreign key count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatchKind {
    /// One NULL switches the check off.
    #[default]
    Simple,
    /// All or none are NULL.
    Full,
    /// Written in some schemas, honoured by no engine.
    Partial,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Deferrable {
    /// At once, always.
    #[default]
    No,
    /// At once unless a transaction asks (`DEFERRABLE [INITIALLY IMMEDIATE]`).
    InitiallyImmediate,
    /// At COMMIT (`DEFERRABLE INITIALLY DEFERRED`).
    InitiallyDeferred,
}

/// Whether the engine checks a foreign key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Force {
    /// Every row is checked.
    #[default]
    Enforced,
    /// New rows are checked, old ones were not (`NOT VALID`, `ENABLE NOVALIDATE`).
    NotValidated,
    /// No row is checked.
    Ignored(IgnoredBecause),
}

/// Why a declared foreign key does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IgnoredBecause {
    /// The table's storage engine drops the clause without a word.
    StorageEngine,
    /// The engine parses column-level `REFERENCES` and forgets it.
    InlineReferences,
    /// It was declared so: `NOT ENFORCED`, `DISABLE`, `WITH NOCHECK`.
    Declared,
}

impl ForeignKey {
    /// A plain foreign key to named columns: no name, default actions, enforced.
    #[must_use]
    pub fn new(columns: Vec<Ident>, parent: TableName, target: Target) -> Self {
        Self {
            name: None,
            columns,
            parent,
            target,
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            set_columns: Box::default(),
            match_kind: MatchKind::Simple,
            deferrable: Deferrable::No,
            force: Force::Enforced,
            period: false,
        }
    }

    /// The columns that a delete of the parent's row sets, where its action sets any.
    #[must_use]
    pub fn set_by_delete(&self) -> &[Ident] {
        if self.set_columns.is_empty() { &self.columns } else { &self.set_columns }
    }

    /// Whether the engine checks new rows against it.
    #[must_use]
    pub const fn is_checked(&self) -> bool {
        !matches!(self.force, Force::Ignored(_))
    }

    /// Whether the engine took the clause and kept nothing of it: there is nothing to be dropped.
    #[must_use]
    pub const fn is_forgotten(&self) -> bool {
        matches!(self.force, Force::Ignored(IgnoredBecause::StorageEngine | IgnoredBecause::InlineReferences))
    }
}

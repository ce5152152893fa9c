//! Reading DDL: sniff, split, classify, lex, read.

pub mod classify;
pub mod lex;
mod read;
pub mod sniff;
pub mod split;
pub mod token;

use fklint_catalog::{Change, Engine, Ident, Part, StatementKind, TableName};
use fklint_source::Span;

pub use read::read;
pub(crate) use read::{Marks, Rest, expression, marks_at, predicate, read_with};

/// What one text says, before any other text is known.
#[derive(Clone, Debug)]
pub struct Read {
    /// The dialect it was read in.
    pub engine: Engine,
    /// The statements that matter, in order.
    pub statements: Vec<ReadStatement>,
    /// Comments that speak to fklint, in order.
    pub directives: Vec<Directive>,
    /// How much was read.
    pub tally: Tally,
}

/// One statement, with the places of its parts.
#[derive(Clone, Debug)]
pub struct ReadStatement {
    /// The statement, without the terminator.
    pub span: Span,
    /// What it is.
    pub kind: StatementKind,
    /// What it changes. Names are as written: [`crate::replay`] resolves them.
    pub changes: Vec<Change>,
    /// What only the schema before this statement can tell, with the index of the change it completes.
    pub pending: Box<[(u16, Pending)]>,
    /// Where each part of each change stands, in the order of the text.
    pub marks: Box<[Mark]>,
    /// It stands inside a `DO` block, a routine or a string.
    pub dynamic: bool,
    /// Where reading stopped, within a statement that could not be read.
    pub fault: Option<Span>,
    /// It belongs to the way back of a migration: read, never replayed.
    pub down: bool,
}

impl ReadStatement {
    /// Whether it makes a table that takes columns of others, between which its own come to stand.
    pub(crate) fn copies_columns(&self) -> bool {
        let inherits = |change: &Change| matches!(change, Change::CreateTable { table, .. } if !table.inherits.is_empty());
        self.pending.iter().any(|(_, matter)| *matter != Pending::UnlessNamed)
            || self.changes.iter().any(inherits)
    }

    /// Whether reading its text once more gives its marks. A large schema has a dozen for each table, and a run asks for
    /// those of its findings.
    pub(crate) fn can_be_read_again(&self) -> bool {
        self.kind == StatementKind::Definition && !self.dynamic && !self.copies_columns()
    }
}

/// What a change leaves open until the schema before it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// The created table copies this one: `LIKE parent`, `PARTITION OF parent`.
    ColumnsOf {
        /// The copied table.
        table: TableName,
        /// Its keys too (`INCLUDING INDEXES`, MySQL's `LIKE`, partitions).
        keys: bool,
        /// How many of the table's own columns stand behind the copied ones.
        behind: u16,
    },
    /// The added key is over the columns of this index (`PRIMARY KEY USING INDEX i`).
    PartsOf(Ident),
    /// The change is of the foreign key with this name; its path in the change is empty.
    ForeignKeyNamed(Ident),
    /// The change names an index but not its table: `DROP INDEX i`, `ALTER INDEX i RENAME TO j`. The table's
    /// name in the change is the index's.
    OwnerOfIndex,
    /// The change does nothing where its name is taken: `ADD FOREIGN KEY IF NOT EXISTS f`.
    UnlessNamed,
}

/// The place of a part of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The change, by its index in the statement.
    pub change: u16,
    /// The object in that change.
    pub object: MarkedObject,
    /// The part of it.
    pub part: Part,
    /// Where.
    pub span: Span,
}

/// An object of a change. Of a change that adds a single object, that object has index 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedObject {
    /// The table, or the change itself.
    Table,
    /// A column, by its index in the created table.
    Column(u16),
    /// A key, by its index in the created table.
    Key(u16),
    /// A foreign key, by its index in the created table.
    ForeignKey(u16),
    /// A CHECK, by its index in the created table.
    Check(u16),
}

/// A comment that speaks to fklint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it asks.
    pub kind: DirectiveKind,
    /// From `fklint:` to the end of the comment's line.
    pub span: Span,
}

/// What a directive asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `allow(rule, …) reason`: on the clause's line or the lines right above.
    Allow {
        /// The rules' names.
        rules: Vec<String>,
        /// Why.
        reason: String,
    },
    /// `allow-file(rule, …) reason`
    AllowFile {
        /// The rules' names.
        rules: Vec<String>,
        /// Why.
        reason: String,
    },
    /// `post-update`: the foreign key is written in a second step.
    PostUpdate,
    /// Anything else: what is wrong with it.
    Unknown(String),
}

/// How much of a text was read, in statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Bytes of text.
    pub bytes: u64,
    /// All statements, data included.
    pub statements: u64,
    /// Those that were read as definitions, settings or transaction control.
    pub read: u64,
    /// Those recognised as something that does not bear on foreign keys.
    pub opaque: u64,
    /// Those about tables that could not be read.
    pub unread: u64,
    /// Places inside statements that were read, where words were stepped over without being understood.
    pub stepped_over: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.statements += other.statements;
        self.read += other.read;
        self.opaque += other.opaque;
        self.unread += other.unread;
        self.stepped_over += other.stepped_over;
    }
}

//! What was read, statement by statement: a catalog is what its changes add up to.

use crate::semantics::Clause;
use crate::{Change, ForeignKey, TableName};

/// All statements of one logical schema, in the order in which they run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The scripts, in order.
    pub scripts: Vec<Script>,
    /// The statements that matter, in order. Mere data is left out.
    pub statements: Vec<Statement>,
    /// What is written behind REFERENCES where some version of the engine refuses it, in the order of the text. The foreign
    /// keys are read all the same: what is meant is plain.
    pub clauses: Vec<WrittenClauses>,
    /// The changes that do nothing where their name is taken, by statement and by place in it: MariaDB's `ADD FOREIGN KEY IF
    /// NOT EXISTS`.
    pub unless_named: Vec<(u32, u16)>,
}

/// The clauses of a foreign key, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenClauses {
    /// The statement, by its index.
    pub statement: u32,
    /// Its change.
    pub change: u16,
    /// The foreign key among those that the change makes.
    pub foreign_key: u16,
    /// Whether it is a column's REFERENCES.
    pub is_inline: bool,
    /// They, in the order of the text.
    pub clauses: Box<[Clause]>,
}

/// One file of statements, run as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The name of its file.
    pub name: String,
    /// Whether it is one of a directory of migrations, not a schema in itself.
    pub migration: bool,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its script, by index.
    pub script: u32,
    /// What it is.
    pub kind: StatementKind,
    /// What it changes, names resolved.
    pub changes: Vec<Change>,
    /// It stands inside a `DO` block, a routine or a string: it may run, and its text cannot be edited.
    pub dynamic: bool,
}

impl History {
    /// The statements of a script, with their indices: they stand together.
    pub fn statements_of(&self, script: u32) -> impl DoubleEndedIterator<Item = (u32, &Statement)> {
        let first = |script: u32| self.statements.partition_point(|statement| statement.script < script);
        let range = first(script)..first(script.saturating_add(1));
        (range.start as u32..range.end as u32).zip(&self.statements[range])
    }

    /// The table and the foreign key that the clauses are of, as their statement makes them.
    #[must_use]
    pub fn clauses_of(&self, written: &WrittenClauses) -> Option<(&TableName, &ForeignKey)> {
        let statement = self.statements.get(written.statement as usize)?;
        match statement.changes.get(usize::from(written.change))? {
            Change::CreateTable { table, .. } => {
                Some((&table.name, table.foreign_keys.get(usize::from(written.foreign_key))?))
            }
            Change::AddForeignKey { table, foreign_key } => Some((table, foreign_key)),
            _ => None,
        }
    }
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// It changes the schema, or what later statements depend on.
    Definition,
    /// It begins or ends a transaction.
    Transaction(Transaction),
    /// It copies or deletes rows.
    Rows {
        /// The tables read.
        reads: Box<[TableName]>,
        /// The tables written.
        writes: Box<[TableName]>,
    },
    /// It speaks of tables and could not be read: why.
    Unreadable(String),
    /// It was recognised as something that does not bear on foreign keys.
    Opaque,
}

/// A step of transaction control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`.
    Commit,
    /// `ROLLBACK`.
    Rollback,
}

//! Remedies: what to do about a finding.

use fklint_catalog::{Change, ForeignKeyPath, Ident, TableName};

/// The way out of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Changes that fklint can write down and carry out.
    Plan(Plan),
    /// What a person has to decide or do, in one sentence without a full stop.
    Advice(String),
}

/// Probes to ask first, then changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it does, as an imperative without a full stop: ``make `fk_favorite` deferrable``.
    pub title: String,
    /// How much thought it needs.
    pub safety: Safety,
    /// In order.
    pub steps: Vec<Step>,
}

/// How much thought a plan needs before it runs, least safe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// It may lose data or meaning: never without a person.
    Manual,
    /// It changes what the schema accepts, or rows may refuse it.
    Risky,
    /// It says what was meant; no row and no program can tell but by the harm that is gone.
    Safe,
}

impl Safety {
    /// The word of the command line and of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Risky => "risky",
            Self::Safe => "safe",
        }
    }
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A question to the rows that must find none.
    Expect(Probe),
    /// A change of the schema.
    Change(Change),
    /// An edit of a script that means the same schema and fails on its way to it.
    Script(ScriptEdit),
}

/// An edit of a script. Statements are meant by their indices in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptEdit {
    /// The clause of a foreign key becomes a statement of its own, behind what its script says of both tables.
    MoveForeignKey {
        /// The child.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKeyPath,
    },
    /// A statement comes to stand elsewhere.
    MoveStatement {
        /// Which.
        statement: u32,
        /// Where.
        to: ScriptPlace,
    },
    /// The tables of a DROP TABLE change their places.
    OrderDrops {
        /// Which.
        statement: u32,
        /// All its tables, in the order to come.
        tables: Vec<TableName>,
    },
    /// The clauses behind REFERENCES change their places, each as it is written. They are meant by their indices, as
    /// [`Part::Clause`](fklint_catalog::Part::Clause) means them.
    OrderClauses {
        /// The child.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKeyPath,
        /// Those that stay, in the order to come.
        order: Vec<u8>,
        /// Those that go.
        gone: Vec<u8>,
    },
    /// A statement is put in.
    Insert {
        /// Its text, without a terminator.
        sql: String,
        /// What is otherwise with it in the end, in order.
        changes: Vec<Change>,
        /// Where.
        at: ScriptPlace,
    },
}

/// A place between the statements of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptPlace {
    /// Right before a statement.
    Before(u32),
    /// Right behind a statement.
    Behind(u32),
    /// At the end of the script, by its index in the history.
    End(u32),
}

/// A question to the rows: a plan goes on when it finds none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Rows of `table` whose `columns` are all set and have no match in `parent`.
    Orphans {
        /// The child.
        table: TableName,
        /// Its referencing columns.
        columns: Vec<Ident>,
        /// The parent.
        parent: TableName,
        /// Its referenced columns, pair by pair.
        parent_columns: Vec<Ident>,
    },
    /// Groups of rows of `table` that agree in `columns`.
    Duplicates {
        /// The table.
        table: TableName,
        /// The columns, NULLs left out.
        columns: Vec<Ident>,
    },
    /// Rows of `table` with a NULL in `column`.
    NullsIn {
        /// The table.
        table: TableName,
        /// The column.
        column: Ident,
    },
    /// Rows of `table` in which some but not all of `columns` are NULL.
    PartialNulls {
        /// The table.
        table: TableName,
        /// The columns.
        columns: Vec<Ident>,
    },
}

impl Step {
    /// The change, if it is one.
    #[must_use]
    pub const fn change(&self) -> Option<&Change> {
        match self {
            Self::Change(change) => Some(change),
            Self::Expect(_) | Self::Script(_) => None,
        }
    }

    /// The table that it changes or asks; `None` for a setting, and for an edit of a script.
    #[must_use]
    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::Change(change) => change.table(),
            Self::Expect(probe) => Some(probe.table()),
            Self::Script(_) => None,
        }
    }
}

impl Probe {
    /// The table whose rows are asked; of orphans, the child.
    #[must_use]
    pub const fn table(&self) -> &TableName {
        match self {
            Self::Orphans { table, .. }
            | Self::Duplicates { table, .. }
            | Self::NullsIn { table, .. }
            | Self::PartialNulls { table, .. } => table,
        }
    }
}

impl Plan {
    /// A plan of changes alone.
    #[must_use]
    pub fn of(title: impl Into<String>, safety: Safety, changes: impl IntoIterator<Item = Change>) -> Self {
        Self { title: title.into(), safety, steps: changes.into_iter().map(Step::Change).collect() }
    }

    /// A plan of edits of a script, which are safe: the schema stays what it was meant to be.
    #[must_use]
    pub fn of_script(title: impl Into<String>, edits: impl IntoIterator<Item = ScriptEdit>) -> Self {
        let steps = edits.into_iter().map(Step::Script).collect();
        Self { title: title.into(), safety: Safety::Safe, steps }
    }

    /// With a question to ask before everything else.
    #[must_use]
    pub fn expecting(mut self, probe: Probe) -> Self {
        self.steps.insert(0, Step::Expect(probe));
        self
    }

    /// Its changes, in order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.steps.iter().filter_map(Step::change)
    }

    /// Its edits of a script, in order.
    pub fn script_edits(&self) -> impl Iterator<Item = &ScriptEdit> {
        self.steps.iter().filter_map(|step| match step {
            Step::Script(edit) => Some(edit),
            Step::Expect(_) | Step::Change(_) => None,
        })
    }
}

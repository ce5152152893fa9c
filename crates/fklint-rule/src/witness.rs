//! Witnesses: operations that show a harm on a real engine, and that succeed after the remedy.
//!
//! A rule says which rows there are and what is done to them, in terms of its evidence; whoever runs the witness makes
//! the tables, chooses the values, and fills the columns that the rule does not care about.

use std::ops::Range;

use fklint_catalog::{Change, ForeignKey, Ident, Setting, Statement, Table, TableName};

use crate::{Cx, Remedy};

/// What to try, on the schema as it is and after the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The rows that the trials speak of; none of them is there at first.
    pub rows: Vec<Row>,
    /// Whether the trials begin with an empty database, and make the schema themselves ([`Act::Statements`],
    /// [`Act::Define`]); else all tables that the trials name are there.
    pub starts_empty: bool,
    /// Tried on the schema as it is.
    pub harm: Vec<Trial>,
    /// Tried on a second database after the plan of the remedy was carried out; where the remedy is advice, what follows
    /// it, or empty.
    pub cure: Vec<Trial>,
}

/// A row of a [`Witness`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub usize);

/// A row: its table, and the values that matter. Other columns are filled as their definitions demand: a foreign key
/// that may be empty is, a mandatory one gets a parent of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its table.
    pub table: TableName,
    /// The values that matter.
    pub values: Vec<(Ident, Value)>,
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// NULL.
    Null,
    /// Left out of the INSERT: the default, or what the engine generates.
    Default,
    /// What that row has in that column, whether it is there already or not.
    Of(RowId, Ident),
    /// A value of the column's type that no row has.
    Unmatched,
    /// This expression of SQL: a column's default, where it matters to what it points.
    Literal(Box<str>),
}

/// One operation and what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The operation.
    pub act: Act,
    /// What should happen.
    pub expected: Expected,
    /// Whether the finding stands or falls with it; else it only prepares, and its failure shows that the harm cannot be
    /// shown here.
    pub is_claim: bool,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Makes the tables that the trials name, from the catalog.
    Define,
    /// Runs these statements of the history as they were written.
    Statements(Range<u32>),
    /// Runs SQL that the finding tells to write.
    Sql(Box<str>),
    /// Inserts a row.
    Insert(RowId),
    /// Inserts rows by one statement: `WITH step_1 AS (INSERT …) INSERT …`.
    InsertTogether(Vec<RowId>),
    /// Updates columns of a row.
    Update(RowId, Vec<(Ident, Value)>),
    /// Deletes a row.
    Delete(RowId),
    /// Counts the rows of a table that have these values.
    Count(TableName, Vec<(Ident, Value)>),
    /// Looks for rows of a table by these columns, and sees how the engine finds them.
    LookUp(TableName, Vec<Ident>),
    /// Begins a transaction.
    Begin,
    /// Puts all checks of the transaction off that can be: `SET CONSTRAINTS ALL DEFERRED`, `PRAGMA defer_foreign_keys`.
    Defer,
    /// Commits the transaction.
    Commit,
    /// Rolls the transaction back.
    Rollback,
    /// Changes the schema.
    Change(Box<Change>),
}

/// What is expected of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The engine does it.
    Accepted,
    /// The engine says no, for this reason.
    Refused(Refusal),
    /// A count gives so many rows.
    Rows(u64),
    /// A look-up uses an index (`true`), or reads the whole table.
    Indexed(bool),
}

/// Why an engine says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// A row would point at no parent, or lose its parent.
    ForeignKey,
    /// The parent's columns are no key for a foreign key: SQLite says so when rows are written (`foreign key mismatch`).
    Mismatch,
    /// The foreign key cannot be made: its columns, types, actions or parent do not allow it. Of an action on a generated
    /// column SQLite says so when the parent changes.
    Definition,
    /// The table, or a table that it needs, does not exist.
    MissingTable,
    /// A column does not exist.
    MissingColumn,
    /// Something else depends on what would be dropped.
    Depended,
    /// A column may not be NULL.
    NotNull,
    /// Two rows would be alike in a key.
    Unique,
    /// A CHECK says no.
    Check,
    /// A cascade is too deep.
    Depth,
    /// The engine does not know such a statement or clause.
    Syntax,
    /// The name is too long, or taken.
    Name,
    /// None of these.
    Other,
}

impl Refusal {
    /// Whether no witness could mean it: something that a rule does not speak of stands in the way.
    #[must_use]
    pub const fn is_off_topic(self) -> bool {
        matches!(self, Self::Check | Self::Other | Self::Unique | Self::NotNull)
    }

    /// In a few words: `a foreign key`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ForeignKey => "a foreign key",
            Self::Mismatch => "a foreign key without a parent key",
            Self::Definition => "the definition of a foreign key",
            Self::MissingTable => "a missing table",
            Self::MissingColumn => "a missing column",
            Self::Depended => "something that depends on it",
            Self::NotNull => "NOT NULL",
            Self::Unique => "a unique key",
            Self::Check => "a CHECK",
            Self::Depth => "the depth of a cascade",
            Self::Syntax => "its syntax",
            Self::Name => "a name",
            Self::Other => "something else",
        }
    }
}

impl Witness {
    /// Without rows and trials.
    #[must_use]
    pub const fn new() -> Self {
        Self { rows: Vec::new(), starts_empty: false, harm: Vec::new(), cure: Vec::new() }
    }

    /// Beginning with an empty database.
    #[must_use]
    pub fn from_nothing() -> Self {
        Self { starts_empty: true, ..Self::new() }
    }

    /// Adds a row with the values that matter.
    pub fn row(&mut self, table: &TableName, values: impl IntoIterator<Item = (Ident, Value)>) -> RowId {
        self.rows.push(Row { table: table.clone(), values: values.into_iter().collect() });
        RowId(self.rows.len() - 1)
    }

    /// Lets a row point at another one, or at itself. A column that other foreign keys of it share keeps the value that
    /// it has: the parent gets the same.
    pub fn point(&mut self, cx: Cx<'_>, key: &ForeignKey, child: RowId, parent: RowId) {
        let referenced = cx.catalog.parent_columns(key).unwrap_or_default();
        for (column, other) in key.columns.iter().zip(referenced.iter()) {
            match self.given(child, column) {
                None => self.rows[child.0].values.push((column.clone(), Value::Of(parent, other.clone()))),
                Some(Value::Null) => {}
                // Another foreign key leads to the same place by it.
                Some(Value::Of(row, name)) if *row == parent && name == other => {}
                Some(_) if self.given(parent, other).is_none() => {
                    self.rows[parent.0].values.push((other.clone(), Value::Of(child, column.clone())));
                }
                Some(_) => {}
            }
        }
    }

    /// Gives columns of a row a value, those that have none yet.
    pub fn set<'n>(&mut self, row: RowId, columns: impl IntoIterator<Item = &'n Ident>, value: &Value) {
        for column in columns {
            if self.given(row, column).is_none() {
                self.rows[row.0].values.push((column.clone(), value.clone()));
            }
        }
    }

    fn given(&self, row: RowId, column: &Ident) -> Option<&Value> {
        self.rows[row.0].values.iter().find(|(name, _)| name == column).map(|(_, value)| value)
    }

    /// With these trials on the schema as it is.
    #[must_use]
    pub fn harm(mut self, trials: impl IntoIterator<Item = Trial>) -> Self {
        self.harm.extend(trials);
        self
    }

    /// With these trials after the remedy.
    #[must_use]
    pub fn cure(mut self, trials: impl IntoIterator<Item = Trial>) -> Self {
        self.cure.extend(trials);
        self
    }
}

impl Default for Witness {
    fn default() -> Self {
        Self::new()
    }
}

/// The statements of the same script that run before this one, or of the migrations before it, each by itself. Those
/// that may not run are left out, and those that `refused` names.
#[must_use]
pub fn before(cx: Cx<'_>, statement: u32, refused: impl Fn(u32) -> bool) -> Vec<Trial> {
    let statements = &cx.history.statements;
    let Some(script) = statements.get(statement as usize).map(|it| it.script) else { return Vec::new() };
    let is_migration = |script: u32| cx.history.scripts.get(script as usize).is_some_and(|it| it.migration);
    let runs = |it: &Statement| it.script == script || is_migration(script) && is_migration(it.script);
    let indexed = (0..statement).zip(statements);
    indexed
        .filter(|(index, it)| runs(it) && !it.dynamic && !refused(*index))
        .map(|(index, _)| Act::Statements(index..index + 1).first())
        .collect()
}

/// The statements of a range as they were written: each script finds a connection that checks foreign keys. Those that
/// may not run are left out.
#[must_use]
pub fn scripts(cx: Cx<'_>, range: Range<u32>) -> Vec<Trial> {
    let statements = &cx.history.statements;
    let script = |index: u32| statements.get(index as usize).map(|it| it.script);
    let mut trials = Vec::new();
    for index in range.filter(|index| statements.get(*index as usize).is_some_and(|it| !it.dynamic)) {
        if index > 0 && script(index - 1) != script(index) {
            trials.push(Act::checks(true).first());
        }
        trials.push(Act::Statements(index..index + 1).first());
    }
    trials
}

/// A row that has no parent, by a foreign key that the engine checks with the statement, where checks are on at all;
/// `None` where no foreign key was read with both its tables.
pub fn orphan(cx: Cx<'_>, witness: &mut Witness) -> Option<RowId> {
    let is_whole = |key: &ForeignKey| cx.catalog.parent(key).is_some_and(Table::is_whole);
    let (table, _, key) = cx.catalog.foreign_keys().find(|(table, _, key)| {
        key.is_checked() && table.is_whole() && is_whole(key) && !cx.semantics.initially_deferred(key)
    })?;
    Some(witness.row(&table.name, all(key, &Value::Unmatched)))
}

/// A row needs no parent, until a plan makes the foreign key that the engine forgot.
#[must_use]
pub fn unchecked(child: &TableName, key: &ForeignKey, remedy: &Remedy) -> Witness {
    let mut witness = Witness::new();
    let row = witness.row(child, all(key, &Value::Unmatched));
    let witness = witness.harm([Act::Insert(row).accepted()]);
    match remedy {
        Remedy::Plan(_) => witness.cure([Act::Insert(row).refused(Refusal::ForeignKey)]),
        Remedy::Advice(_) => witness,
    }
}

/// The statement that declares a foreign key as it is in the catalog, by its index.
#[must_use]
pub fn declaration(cx: Cx<'_>, table: &TableName, key: &ForeignKey) -> Option<u32> {
    let declares = |change: &Change| match change {
        Change::CreateTable { table: created, .. } => created.foreign_keys.contains(key),
        Change::AddForeignKey { foreign_key, .. } => foreign_key == key,
        _ => false,
    };
    let runs = |index: u32| cx.history.statements.get(index as usize).is_some_and(|it| !it.dynamic);
    let mut changes = cx.changes_of(table);
    changes.find(|(index, change)| runs(*index) && declares(change)).map(|(index, _)| index)
}

/// The values by which a row of the child points at a row of the parent.
#[must_use]
pub fn link(cx: Cx<'_>, key: &ForeignKey, parent: RowId) -> Vec<(Ident, Value)> {
    let parents = cx.catalog.parent_columns(key).unwrap_or_default();
    let pairs = key.columns.iter().zip(parents.iter());
    pairs.map(|(column, referenced)| (column.clone(), Value::Of(parent, referenced.clone()))).collect()
}

/// The same value for all columns of a foreign key.
#[must_use]
pub fn all(key: &ForeignKey, value: &Value) -> Vec<(Ident, Value)> {
    key.columns.iter().map(|column| (column.clone(), value.clone())).collect()
}

impl Act {
    /// Turns checks of foreign keys on or off.
    #[must_use]
    pub fn checks(on: bool) -> Self {
        Self::Change(Box::new(Change::Set(Setting::ForeignKeyChecks(Some(on)))))
    }

    /// It prepares what follows.
    #[must_use]
    pub const fn first(self) -> Trial {
        Trial { act: self, expected: Expected::Accepted, is_claim: false }
    }

    /// It is a claim that the engine does it.
    #[must_use]
    pub const fn accepted(self) -> Trial {
        Trial { act: self, expected: Expected::Accepted, is_claim: true }
    }

    /// It is a claim that the engine refuses it, for this reason.
    #[must_use]
    pub const fn refused(self, why: Refusal) -> Trial {
        Trial { act: self, expected: Expected::Refused(why), is_claim: true }
    }

    /// It is a claim that a count gives so many rows.
    #[must_use]
    pub const fn rows(self, count: u64) -> Trial {
        Trial { act: self, expected: Expected::Rows(count), is_claim: true }
    }

    /// It is a claim that a look-up uses an index, or does not.
    #[must_use]
    pub const fn indexed(self, indexed: bool) -> Trial {
        Trial { act: self, expected: Expected::Indexed(indexed), is_claim: true }
    }
}

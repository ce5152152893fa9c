//! The values that facts take, where yes and no do not say enough.

/// What column-level `REFERENCES` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InlineReferences {
    /// It is a foreign key.
    Honoured,
    /// It is parsed and forgotten without a warning.
    Ignored,
}

/// What `REFERENCES parent` without columns refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImplicitTarget {
    /// The parent's primary key.
    PrimaryKey,
    /// The parent's columns of the same names.
    SameNames,
    /// Nothing: a table-level foreign key without them is refused.
    Refused,
}

/// Which foreign keys are checked late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deferral {
    /// None: DEFERRABLE is a syntax error.
    Never,
    /// Every DEFERRABLE one: from the start, or when the transaction asks.
    Any,
    /// Only those that say DEFERRABLE INITIALLY DEFERRED; other spellings are accepted and change nothing.
    FullFormOnly,
}

/// What happens when CREATE TABLE names a parent that does not exist yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ForwardReference {
    /// The statement is refused.
    Refused,
    /// The statement is refused unless `foreign_key_checks` is off.
    RefusedWithChecks,
    /// The table is made; its rows wait for the parent.
    Accepted,
}

/// What SET DEFAULT does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetDefault {
    /// The child's columns take their defaults, which must have a parent.
    Works,
    /// It is accepted, and then the parent's change is refused.
    ActsAsRestrict,
    /// It is a syntax error.
    Refused,
}

/// What `ON UPDATE CASCADE` or `SET NULL` does on a foreign key from a table to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SelfUpdate {
    /// Children follow.
    Works,
    /// It is accepted, and then the parent's change is refused.
    ActsAsRestrict,
    /// The clause itself is refused.
    Refused,
}

/// What takes part in a foreign key of columns that are computed from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GeneratedColumns {
    /// Stored ones, with actions that write nothing into them.
    Stored,
    /// All, with actions that write nothing into them.
    All,
    /// All; an action that would write into them is accepted, and then the parent's change fails.
    BreakParent,
}

/// Which actions may write a column of which a stored generated column is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoredBase {
    /// Any: the generated column is computed again.
    AnyAction,
    /// ON DELETE CASCADE, which takes the whole row.
    DeleteCascade,
    /// None that does anything at all.
    NoAction,
}

/// What `ON DELETE CASCADE` all around a cycle does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeleteCycle {
    /// Every row that depends on the deleted one goes.
    Complete,
    /// The cascade stops where it comes back to a table, and leaves orphans.
    LeavesOrphans,
    /// The last clause of the cycle is refused.
    Refused,
}

/// In which order one DELETE or UPDATE follows the foreign keys that point at its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CascadeOrder {
    /// By the names of the constraints, each to its end before the next.
    ByName,
    /// By their age, each to its end before the next.
    ByCreation,
    /// Level by level, within a level by age; also NO ACTION is checked at its level.
    ByLevel,
    /// The youngest first, each to its end before the next; NO ACTION is checked when all is done.
    LatestFirst,
    /// Two ways to one table are refused when the second is made.
    Refused,
    /// Not known.
    Unknown,
}

/// What SET NULL over a NOT NULL column does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetNullOnNotNull {
    /// The clause is refused.
    RefusedAtOnce,
    /// It is accepted, and then the parent's change fails.
    FailsLater,
}

/// What the referenced columns need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParentKey {
    /// A unique key over exactly these columns, in any order.
    UniqueInAnyOrder,
    /// A unique key over exactly these columns, in this order.
    UniqueInThisOrder,
    /// Any index that starts with these columns in this order; the primary key is a hidden end of each.
    LeadingIndex,
}

/// What happens where the referenced columns lack the key they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParentKeyMissing {
    /// The foreign key is refused.
    Refused,
    /// It is accepted; then writing children, and changing or deleting parents, fails.
    Mismatch,
}

/// What MATCH FULL does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchFull {
    /// All columns are NULL or none is.
    Honoured,
    /// It is parsed, and NULLs count as under MATCH SIMPLE.
    Ignored,
    /// It is a syntax error.
    Refused,
}

/// How rows of a cycle without any nullable or deferrable edge can still be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CycleEscape {
    /// Not at all.
    Impossible,
    /// All in one statement, with data-modifying `WITH` queries.
    OneStatement,
    /// In a transaction with `PRAGMA defer_foreign_keys = ON`.
    DeferPragma,
}

/// Foreign keys of temporary tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TemporaryTables {
    /// A table refers to one that lives as long at least: temporary ones to temporary ones alone, no table to a
    /// shorter-lived one; else the foreign key is refused.
    OfOneLife,
    /// Parents are looked for beside their child: that of a temporary table among the temporary ones, and rows are refused
    /// where it is not there.
    OfOneSchema,
    /// They are refused.
    Refused,
    /// They are accepted and do nothing.
    Ignored,
}

/// Among which objects the names of foreign keys must differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameScope {
    /// All constraints of their table.
    Table,
    /// The foreign keys of their database.
    ForeignKeys,
    /// The foreign keys of their database, and the checks of their table.
    ForeignKeysAndChecks,
    /// All constraints of their schema.
    Constraints,
    /// None: names may repeat.
    None,
}

/// What happens to a name that is longer than the engine's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LongNames {
    /// Its end is cut off.
    Cut,
    /// The statement is refused.
    Refused,
    /// There is no limit.
    Kept,
}

/// The name that the engine gives a foreign key without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GeneratedName {
    /// `child_column_fkey`.
    TableColumnsFkey,
    /// `child_ibfk_1`.
    TableIbfkNumber,
    /// One that differs from server to server (`SYS_C0011223`).
    Unpredictable,
    /// None.
    Nothing,
}

/// Which action holds where two foreign keys over the same columns name different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DuplicateWinner {
    /// That of the one whose constraint name sorts first.
    FirstByName,
    /// That of the one declared or created first.
    FirstCreated,
    /// Both run; a refusal only stands if it still does in the end.
    Both,
    /// Not known.
    Unknown,
}

/// What DROP TABLE of a referenced table does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DropParent {
    /// It is refused.
    Refused,
    /// It is refused unless `foreign_key_checks` is off.
    RefusedWithChecks,
    /// It deletes the rows first, with every action, and is refused where children are left.
    DeletesRows,
}

/// What an auto-increment column within a composite primary key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompositeIncrement {
    /// It counts.
    Counts,
    /// It is refused unless it is the first column of some key.
    MustLeadAKey,
    /// It cannot be said, and a plain integer there gets no value, not even NOT NULL.
    NotGenerated,
}

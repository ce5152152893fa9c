//! What each engine and version does with what is written: the facts that rules ask for.

mod clause;
mod fact;
mod facts;
mod generated;
mod generated_name;
mod parent_key;
mod self_row;
mod storage;
mod type_pair;
mod words;

pub use clause::{Again, Behind, Clause, ClauseFact, ClauseFault, clause_facts, may_be_refused};
pub use fact::{Fact, Scope};
pub use facts::{Semantics, facts};
pub use generated::ActionClause;
pub use parent_key::ParentKeyState;
pub use self_row::SelfInsert;
pub use storage::{StorageFact, storage_facts};
pub use type_pair::TypePair;
pub use words::{
    CascadeOrder, CompositeIncrement, CycleEscape, Deferral, DeleteCycle, DropParent, DuplicateWinner,
    ForwardReference, GeneratedColumns, GeneratedName, ImplicitTarget, InlineReferences, LongNames,
    MatchFull, NameScope, ParentKey, ParentKeyMissing, SelfUpdate, SetDefault, SetNullOnNotNull, StoredBase,
    TemporaryTables,
};

use crate::{Action, Catalog, Deferrable, ForeignKey, Ident, StorageEngine, Table, Version};

/// The first MySQL that checks foreign keys in its SQL layer, and the one before it.
const SQL_LAYER: Version = Version::new(9, 6, 0);
const BEFORE_SQL_LAYER: Version = Version::new(9, 5, 0);

impl Semantics {
    /// What the catalog's engine does, at its version and under its settings.
    #[must_use]
    pub fn for_catalog(catalog: &Catalog) -> Self {
        let mut semantics = Self::of(catalog.engine, catalog.effective_version());
        // `restrict_fk_on_non_standard_key = OFF`: warning 6124 instead of error 6125 (s6_composite_my 6c).
        if catalog.settings.restrict_fk_on_non_standard_key == Some(false)
            && semantics.parent_key == ParentKey::UniqueInThisOrder
        {
            semantics.parent_key = ParentKey::LeadingIndex;
        }
        // `innodb_native_foreign_keys = ON`: InnoDB cascades itself again, as before 9.6.
        if catalog.settings.native_foreign_keys == Some(true) && semantics.version >= SQL_LAYER {
            let native = Self::of(catalog.engine, BEFORE_SQL_LAYER);
            semantics.shared_primary_key_cascades = native.shared_primary_key_cascades;
            semantics.delete_cycle = native.delete_cycle;
            semantics.cascade_order = native.cascade_order;
            semantics.self_row_waits_for_index = native.self_row_waits_for_index;
            semantics.composite_self_insert_checked = native.composite_self_insert_checked;
            semantics.null_in_wide_index_checked = native.null_in_wide_index_checked;
            semantics.twofold_self_set_null = native.twofold_self_set_null;
            semantics.duplicate_winner = native.duplicate_winner;
        }
        semantics
    }

    /// The next version of the engine in which a fact changes, and what it then says: for messages.
    #[must_use]
    pub fn next_change(&self, subject: &str) -> Option<(Version, &'static Fact)> {
        let of_subject = facts().iter().filter(|fact| fact.subject == subject);
        let changes = of_subject.flat_map(|fact| {
            let scopes = fact.scopes.iter().filter(|scope| scope.engine == self.engine);
            scopes.filter_map(move |scope| Some((scope.since?, fact)))
        });
        changes.filter(|(since, _)| *since > self.version).min_by_key(|(since, _)| *since)
    }

    /// The fact about a subject that holds, and from which version on: for messages.
    #[must_use]
    pub fn fact(&self, subject: &str) -> Option<(Option<Version>, &'static Fact)> {
        let of_subject = facts().iter().filter(|fact| fact.subject == subject);
        let mut holding = of_subject.flat_map(|fact| {
            let scopes = fact.scopes.iter().filter(|scope| scope.holds(self.engine, self.version));
            scopes.map(move |scope| (scope.since, fact))
        });
        holding.next()
    }

    /// The version from which column-level `REFERENCES` is honoured, where it is not yet.
    #[must_use]
    pub fn inline_references_honoured_since(&self) -> Option<Version> {
        let ignored = self.inline_references == InlineReferences::Ignored;
        self.next_change("inline_references").filter(|_| ignored).map(|(version, _)| version)
    }

    /// Whether any foreign key can be checked late.
    #[must_use]
    pub const fn defers_at_all(&self) -> bool {
        !matches!(self.deferral, Deferral::Never)
    }

    /// Whether the child's rows are checked late, at least when a transaction asks.
    #[must_use]
    pub const fn defers(&self, key: &ForeignKey) -> bool {
        match self.deferral {
            Deferral::Never => false,
            Deferral::Any => !matches!(key.deferrable, Deferrable::No),
            Deferral::FullFormOnly => matches!(key.deferrable, Deferrable::InitiallyDeferred),
        }
    }

    /// Whether the child's rows are checked late without asking.
    #[must_use]
    pub const fn initially_deferred(&self, key: &ForeignKey) -> bool {
        self.defers(key) && matches!(key.deferrable, Deferrable::InitiallyDeferred)
    }

    /// Whether a change of the parent is also checked late: not where the action for it is RESTRICT.
    #[must_use]
    pub fn defers_parent(&self, key: &ForeignKey, action: Action) -> bool {
        self.defers(key) && !(self.restrict_is_immediate && action == Action::Restrict)
    }

    /// Whether a foreign key says DEFERRABLE and is nevertheless never checked late.
    #[must_use]
    pub const fn ignores_deferrable(&self, key: &ForeignKey) -> bool {
        !matches!(key.deferrable, Deferrable::No) && !self.defers(key)
    }

    /// Whether a table of that storage engine keeps foreign keys; `None` is the server's default, InnoDB. A name that
    /// is not known keeps them: a false alarm would be worse than silence.
    #[must_use]
    pub fn keeps_foreign_keys(&self, storage_engine: Option<&StorageEngine>) -> bool {
        !self.storage_engines || storage_engine.and_then(storage::fact).is_none_or(|fact| fact.keeps)
    }

    /// Whether a table of that storage engine takes foreign keys on rows of its own and drops them without a word.
    #[must_use]
    pub fn drops_foreign_keys(&self, storage_engine: Option<&StorageEngine>) -> bool {
        self.storage_engines && storage_engine.and_then(storage::fact).is_some_and(|fact| fact.drops)
    }

    /// Whether a foreign key can reference a table of that storage engine: the same ones.
    #[must_use]
    pub fn can_be_referenced(&self, storage_engine: Option<&StorageEngine>) -> bool {
        self.keeps_foreign_keys(storage_engine)
    }

    /// Whether a column is another name of the rowid, whose values the engine makes where none is given: a lone
    /// `INTEGER PRIMARY KEY`; `INTEGER … DESC` and `INT` are not (s5b_sqlite 5m).
    #[must_use]
    pub fn is_rowid_alias(&self, table: &Table, column: &Ident) -> bool {
        let Some([part]) = table.primary_key().map(|primary| primary.parts.as_slice()) else { return false };
        self.null_in_primary_key
            && !table.without_rowid
            && !part.descending
            && part.column.as_ref() == Some(column)
            && table.column(column).is_some_and(|column| column.data_type.0 == "integer")
    }

    /// Whether rows of this table can hold NULL in this column though it is in the primary key.
    #[must_use]
    pub fn primary_key_allows_null(&self, table: &Table, column: &Ident) -> bool {
        let Some(primary) = table.primary_key() else { return false };
        let is_part = primary.columns().any(|part| part == column);
        let Some(definition) = table.column(column) else { return false };
        // A lone INTEGER PRIMARY KEY is the rowid; `INTEGER … DESC` and `INT` are not (s5b_sqlite 5m).
        let is_rowid = definition.data_type.0 == "integer"
            && matches!(primary.parts.as_slice(), [part] if !part.descending);
        self.null_in_primary_key
            && is_part
            && !is_rowid
            && !(definition.not_null || table.without_rowid || table.strict)
    }
}

#[cfg(test)]
mod tests;

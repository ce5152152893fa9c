//! The table of facts: what each engine does, with the experiment that proved it. Everything else asks this table.

use Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

use super::fact::{Fact, all, before, pick, since, table};
use super::words::{
    CascadeOrder, CompositeIncrement, CycleEscape, Deferral, DeleteCycle, DropParent, DuplicateWinner,
    ForwardReference, GeneratedColumns, GeneratedName, ImplicitTarget, InlineReferences, LongNames,
    MatchFull, NameScope, ParentKey, ParentKeyMissing, SelfUpdate, SetDefault, SetNullOnNotNull, StoredBase,
    TemporaryTables,
};
use crate::{Engine, Version};

table! {
    /// What column-level `REFERENCES` does.
    inline_references: InlineReferences {
        [before(Mysql, 9, 0)] InlineReferences::Ignored, "parsed and forgotten without a warning, even where the parent does not exist", "s4_engines_my 4c";
        [since(Mysql, 9, 0)] InlineReferences::Honoured, "a real foreign key: seen on 9.7, the boundary is documented", "s4_engines_my 4c, documented";
        [all(Mariadb)] InlineReferences::Honoured, "a real foreign key", "s4_engines_my 4c";
        [all(Postgres), all(Sqlite)] InlineReferences::Honoured, "a real foreign key", "s6_composite_pg 6c, s1_self_sqlite 1a";
        [all(Oracle), all(SqlServer)] InlineReferences::Honoured, "a real foreign key", "documented";
    }
    /// What `REFERENCES parent` without columns refers to.
    implicit_target: ImplicitTarget {
        [before(Mysql, 9, 0)] ImplicitTarget::Refused, "1239: key reference and table reference don't match", "s4_engines_my 4c";
        [since(Mysql, 9, 0)] ImplicitTarget::PrimaryKey, "the parent's primary key", "s4_engines_my 4c, documented";
        [all(Mariadb)] ImplicitTarget::SameNames, "the parent's columns of the same names, or else 1005", "s4_engines_my 4c";
        [all(Postgres), all(Sqlite)] ImplicitTarget::PrimaryKey, "the parent's primary key", "s6_composite_pg 6c, s5_sqlite 5b";
        [all(Oracle), all(SqlServer)] ImplicitTarget::PrimaryKey, "the parent's primary key", "documented";
    }
    /// Which foreign keys are checked late.
    deferral: Deferral {
        [all(Mysql), all(Mariadb)] Deferral::Never, "1064 at DEFERRABLE", "s1_self_my 1d";
        [all(Postgres)] Deferral::Any, "DEFERRABLE ones, when the transaction asks", "s2_mutual_pg 2c";
        [all(Sqlite)] Deferral::FullFormOnly, "only DEFERRABLE INITIALLY DEFERRED; other spellings are immediate", "s1_self_sqlite 1e";
        [all(Oracle)] Deferral::Any, "DEFERRABLE ones, when the transaction asks", "documented";
        [all(SqlServer)] Deferral::Never, "no such clause", "documented";
    }
    /// Whether RESTRICT is checked at once even where the key is deferred.
    restrict_is_immediate: bool {
        [all(Postgres), all(Sqlite)] true, "a RESTRICT is refused within the transaction", "s1_self_pg 1d, s1_self_sqlite 1g";
        [all(Mysql), all(Mariadb)] true, "nothing is ever deferred", "s1_self_my 1d";
        [all(Oracle), all(SqlServer)] true, "there is no RESTRICT", "documented";
    }
    /// What happens when CREATE TABLE names a parent that does not exist yet.
    forward_reference: ForwardReference {
        [all(Mysql), all(Mariadb)] ForwardReference::RefusedWithChecks, "1824 or 1005; works with foreign_key_checks off, and is enforced afterwards", "s2_mutual_my 2a, s2_mutual_my 2b";
        [all(Postgres)] ForwardReference::Refused, "42P01: relation does not exist", "s2_mutual_pg 2a";
        [all(Sqlite)] ForwardReference::Accepted, "accepted; rows wait for the parent", "s2_mutual_sqlite 2a";
        [all(Oracle), all(SqlServer)] ForwardReference::Refused, "the table does not exist", "documented";
    }
    /// Whether one CREATE SCHEMA statement may create a parent after its child.
    create_schema_sorts_tables: bool {
        [all(Postgres)] false, "42P01: forward references of foreign keys are not handled, on 15 and 18", "facts";
        [all(Oracle), all(SqlServer)] true, "its elements come in any order", "documented";
        [all(Mysql), all(Mariadb), all(Sqlite)] false, "it has no elements", "facts";
    }
    /// How rows of a cycle without any nullable or deferrable edge can still be written.
    cycle_escape: CycleEscape {
        [all(Mysql), all(Mariadb)] CycleEscape::Impossible, "no order, no trigger and no single statement works", "s2_matrix, s10_extra_my 10a";
        [all(Postgres)] CycleEscape::OneStatement, "data-modifying WITH inserts and deletes both", "s2_mutual_pg 2b, s2_mutual_pg 2d";
        [all(Sqlite)] CycleEscape::DeferPragma, "PRAGMA defer_foreign_keys in a transaction", "s2_mutual_sqlite 2b, s1_self_sqlite 1d";
        [all(Oracle), all(SqlServer)] CycleEscape::Impossible, "checks run at the end of each statement", "documented";
    }
    /// Whether a row that points to itself can be inserted, its key being given.
    self_row_insertable: bool {
        [all(Mysql), all(Mariadb)] true, "with an explicit key", "s1_self_my 1a";
        [all(Postgres), all(Sqlite)] true, "with an explicit key", "s1_self_pg 1a, s1_self_sqlite 1a";
        [all(Oracle), all(SqlServer)] true, "checks run at the end of the statement", "documented";
    }
    /// Whether a row that points to itself is refused where the index of its foreign key comes before the referenced key.
    self_row_waits_for_index: bool {
        [before(Mysql, 9, 6), all(Mariadb)] true, "1452: InnoDB writes a row index by index, and checks with the foreign key's own", "facts";
        [since(Mysql, 9, 6)] false, "the SQL layer, which 9.6 brought, compares the row with itself: seen on 9.7", "facts";
        [all(Postgres), all(Sqlite)] false, "checks run at the end of the statement", "facts";
        [all(Oracle), all(SqlServer)] false, "checks run at the end of the statement", "documented";
    }
    /// Whether an INSERT is checked against a composite foreign key to its own table where the first pair of columns is equal.
    composite_self_insert_checked: bool {
        [before(Mysql, 9, 6), all(Mariadb)] true, "1452", "facts";
        [since(Mysql, 9, 6)] false, "any parent is accepted on 9.7, whose SQL layer then takes the row for its own parent; UPDATE is checked", "facts";
        [all(Postgres), all(Sqlite)] true, "23503, 787", "facts";
        [all(Oracle), all(SqlServer)] true, "checked as any other", "documented";
    }
    /// Whether a row is checked whose foreign key is served by an index with further columns, one of which is NULL.
    null_in_wide_index_checked: bool {
        [before(Mysql, 9, 6), all(Mariadb)] true, "1452", "facts";
        [since(Mysql, 9, 6)] false, "the SQL layer looks at the whole index on 9.7, and one NULL in it switches the check off", "facts";
        [all(Postgres), all(Sqlite)] true, "23503, 787", "facts";
        [all(Oracle), all(SqlServer)] true, "checks have no need of an index of the child", "documented";
    }
    /// Whether a row that points to itself can be deleted though ON DELETE refuses.
    self_row_deletable: bool {
        [all(Mysql), all(Mariadb)] false, "1451; only with ON DELETE CASCADE or SET NULL, or after an UPDATE to NULL", "s1_self_my 1a, s1_self_my 1b, s1_self_my 1e, s1_self_my 1f";
        [all(Postgres), all(Sqlite)] true, "deleted, under RESTRICT too", "s1_self_pg 1d, s1_self_sqlite 1f";
        [all(Oracle), all(SqlServer)] true, "checks run at the end of the statement", "documented";
    }
    /// Whether one statement may break a foreign key between its rows, as long as all is well at its end.
    checks_at_statement_end: bool {
        [all(Mysql), all(Mariadb)] false, "row by row: two rows that point at each other are refused", "s1_self_my 1a, s1_self_my 1c";
        [all(Postgres), all(Sqlite)] true, "two rows that point at each other are accepted", "s1_self_pg 1a, s1_self_sqlite 1a";
        [all(Oracle), all(SqlServer)] true, "checks run at the end of the statement", "documented";
    }
    /// Whether ON UPDATE exists at all.
    on_update: bool {
        [all(Mysql), all(Mariadb)] true, "children follow", "s3_cascade_my 3h";
        [all(Postgres), all(Sqlite)] true, "children follow", "s3_cascade_pg 3h, s3_cascade_sqlite 3h";
        [all(Oracle)] false, "no such clause", "documented";
        [all(SqlServer)] true, "children follow", "documented";
    }
    /// Whether a server says if new sessions check foreign keys; without one each connection has to say so itself.
    server_decides_checks: bool {
        [all(Sqlite)] false, "each connection has its own pragma; its default depends on how the library was built", "s5_sqlite 5a";
        [all(Mysql), all(Mariadb), all(Postgres)] true, "a global setting, on by default", "facts";
        [all(Oracle), all(SqlServer)] true, "there is no such switch of a session", "documented";
    }
    /// Whether foreign key checks can be turned on and off within a transaction.
    checks_change_in_transaction: bool {
        [all(Sqlite)] false, "the pragma does nothing there, without an error", "s5_sqlite 5a, s5_sqlite 5f3";
        [all(Mysql), all(Mariadb), all(Postgres)] true, "SET foreign_key_checks and session_replication_role hold from the next statement on", "facts";
        [all(Oracle), all(SqlServer)] true, "there is no such switch of a session", "documented";
    }
    /// What SET DEFAULT does.
    set_default: SetDefault {
        [all(Mysql), all(Mariadb)] SetDefault::ActsAsRestrict, "accepted without a warning, then 1451", "s3_cascade_my 3e";
        [all(Postgres), all(Sqlite)] SetDefault::Works, "fails only where the default has no parent", "s3_cascade_pg 3e, s3_cascade_sqlite 3e";
        [all(Oracle)] SetDefault::Refused, "no such clause", "documented";
        [all(SqlServer)] SetDefault::Works, "every column needs a default or must be nullable", "documented";
    }
    /// What `ON UPDATE CASCADE` or `SET NULL` does on a foreign key from a table to itself.
    self_update: SelfUpdate {
        [all(Mysql), all(Mariadb)] SelfUpdate::ActsAsRestrict, "accepted, then every change of a referenced key fails 1451", "s3_cascade_my 3a, s3_cascade_my 3a2";
        [all(Postgres), all(Sqlite)] SelfUpdate::Works, "children follow", "s3_cascade_pg 3a, s3_cascade_sqlite 3a";
        [all(Oracle)] SelfUpdate::Refused, "no ON UPDATE", "documented";
        [all(SqlServer)] SelfUpdate::Refused, "1785: may cause cycles or multiple cascade paths", "documented";
    }
    /// Whether an update cascades through a column that two foreign keys share.
    shared_column_cascades: bool {
        [all(Mysql), all(Mariadb)] false, "1452 on the other foreign key; 1451 in a tenant tree", "s3_cascade_my 3b2, s3_cascade_my 3b3, s3b_my 3n";
        [all(Postgres), all(Sqlite)] true, "works, also not deferred", "s3_cascade_pg 3b2, s3_cascade_pg 3b3, s3_cascade_sqlite 3b2, s3_cascade_sqlite 3b3";
        [all(Oracle)] false, "no ON UPDATE", "documented";
        [all(SqlServer)] false, "1785: multiple cascade paths", "documented";
    }
    /// Whether a column used in a CHECK may be written by an action (ON DELETE CASCADE aside).
    checked_column_takes_actions: bool {
        [all(Mysql), all(Mariadb)] false, "3823, 1901: cannot be used in a check constraint", "s3b_my 3o";
        [all(Postgres), all(Sqlite)] true, "accepted; a value that violates it fails at run time", "s3_cascade_pg 3f2, s3_cascade_sqlite 3f";
        [all(Oracle), all(SqlServer)] true, "accepted", "documented";
    }
    /// Which actions may write the base column of a stored generated column.
    stored_base: StoredBase {
        [all(Mysql)] StoredBase::NoAction, "1215, of ON DELETE CASCADE too; SET DEFAULT, which does nothing there, is taken", "s3b_my 3o, facts";
        [all(Mariadb)] StoredBase::DeleteCascade, "1901, of SET DEFAULT too", "s3b_my 3o, facts";
        [all(Postgres), all(Sqlite)] StoredBase::AnyAction, "recomputed", "facts";
        [all(Oracle), all(SqlServer)] StoredBase::AnyAction, "recomputed", "documented";
    }
    /// What takes part in a foreign key of columns that are computed from others.
    generated_columns: GeneratedColumns {
        [all(Mysql)] GeneratedColumns::Stored, "3733 for virtual ones, on both sides; 3104 for an action that writes", "s3_cascade_my 3g, facts";
        [all(Mariadb)] GeneratedColumns::All, "1905 for an action that writes", "s3_cascade_my 3g, facts";
        [all(Postgres)] GeneratedColumns::Stored, "0A000 for virtual ones, which 18 brought; 42601 for an action that writes", "s3_cascade_pg 3g, facts";
        [all(Sqlite)] GeneratedColumns::BreakParent, "accepted; then `cannot UPDATE generated column`", "s3_cascade_sqlite 3g";
        [all(Oracle)] GeneratedColumns::All, "ORA-54036 for an action that writes", "documented";
        [all(SqlServer)] GeneratedColumns::Stored, "1764 where it is not PERSISTED; 1765 and 1766 for an action that writes", "documented";
    }
    /// Whether an update cascades onto a `GENERATED ALWAYS AS IDENTITY` column.
    identity_always_cascades: bool {
        [all(Mysql), all(Mariadb)] true, "AUTO_INCREMENT columns take given values", "s6_composite_my 6g";
        [all(Postgres)] false, "accepted; then 428C9: can only be updated to DEFAULT", "s6_composite_pg 6f";
        [all(Sqlite)] true, "there is none", "facts";
        [all(Oracle), all(SqlServer)] false, "identity columns cannot be updated", "documented";
    }
    /// Whether ON UPDATE CASCADE is accepted where the parent's key is nullable and the child's column is not.
    nullable_parent_cascades: bool {
        [all(Mysql)] true, "accepted; a key that becomes NULL then fails", "s3b_my 3s";
        [all(Mariadb)] false, "1005 (errno 150) without a reason", "s3b_my 3s";
        [all(Postgres), all(Sqlite)] true, "accepted; a key that becomes NULL then fails", "s11_gaps_pg 11a, s11_gaps_sqlite 11a";
        [all(Oracle)] false, "no ON UPDATE", "documented";
        [all(SqlServer)] true, "accepted", "documented";
    }
    /// Whether updates cascade around two tables whose primary keys reference each other.
    shared_primary_key_cascades: bool {
        [before(Mysql, 9, 6)] true, "works on 8.0 and 8.4", "s3_cascade_my 3a4";
        [since(Mysql, 9, 6)] false, "1062 on 9.7 with foreign keys in the SQL layer, which 9.6 brought", "s3_cascade_my 3a4, documented";
        [all(Mariadb)] true, "works", "s3_cascade_my 3a4";
        [all(Postgres), all(Sqlite)] true, "works", "s3_cascade_pg 3a4, s3_cascade_sqlite 3a4";
        [all(Oracle)] false, "no ON UPDATE", "documented";
        [all(SqlServer)] false, "1785: may cause cycles", "documented";
    }
    /// What `ON DELETE CASCADE` all around a cycle does.
    delete_cycle: DeleteCycle {
        [before(Mysql, 9, 6)] DeleteCycle::Complete, "all rows go", "s2_mutual_my 2f, s3_cascade_my 3j, s3_cascade_my 3k";
        [since(Mysql, 9, 6)] DeleteCycle::LeavesOrphans, "the cascade stops where it returns: orphans on 9.7, whose SQL-layer foreign keys 9.6 brought", "s2_mutual_my 2f, s3_cascade_my 3j, s3_cascade_my 3k, documented";
        [all(Mariadb)] DeleteCycle::Complete, "all rows go", "s2_mutual_my 2f, s3_cascade_my 3j, s3_cascade_my 3k";
        [all(Postgres), all(Sqlite)] DeleteCycle::Complete, "all rows go", "s2_mutual_pg 2g, s3_cascade_sqlite 3m";
        [all(Oracle)] DeleteCycle::Complete, "all rows go", "documented";
        [all(SqlServer)] DeleteCycle::Refused, "1785: may cause cycles", "documented";
    }
    /// In which order one DELETE or UPDATE follows the foreign keys that point at its rows.
    cascade_order: CascadeOrder {
        [before(Mysql, 9, 6), all(Mariadb)] CascadeOrder::ByName, "1451 where the name of the key that refuses comes first, byte by byte; seen on MariaDB and on 9.7 with native foreign keys, which are those before 9.6", "facts";
        [since(Mysql, 9, 6)] CascadeOrder::ByCreation, "1451 where the key that refuses is older: on 9.7, whose SQL-layer foreign keys 9.6 brought", "facts, documented";
        [all(Postgres)] CascadeOrder::ByLevel, "23503 where the way to the key that refuses is shorter, or as long and older; NO ACTION too", "facts";
        [all(Sqlite)] CascadeOrder::LatestFirst, "RESTRICT refuses where it is younger, NO ACTION never", "facts";
        [all(Oracle)] CascadeOrder::Unknown, "not known", "documented";
        [all(SqlServer)] CascadeOrder::Refused, "1785: may cause cycles or multiple cascade paths", "documented";
    }
    /// Whether one DELETE can follow two foreign keys from a table to itself of which at least one says SET NULL.
    twofold_self_set_null: bool {
        [before(Mysql, 9, 6), all(Mariadb)] true, "works", "s3_my97, s3_cascade_my 3l";
        [since(Mysql, 9, 6)] false, "6575 with five rows on 9.7, whose SQL-layer foreign keys 9.6 brought", "s3_my97, s3_cascade_my 3l, documented";
        [all(Postgres), all(Sqlite)] true, "works", "facts";
        [all(Oracle)] true, "works", "documented";
        [all(SqlServer)] false, "1785: may cause cycles", "documented";
    }
    /// The number of tables above which a cascade chain is refused.
    cascade_depth: Option<u32> {
        [all(Mysql), all(Mariadb)] Some(15), "3008, 152, 1296 at the sixteenth table", "s3_depth";
        [all(Postgres), all(Sqlite)] None, "260 tables work", "s3_depth";
        [all(Oracle), all(SqlServer)] None, "none is named", "documented";
    }
    /// The number of rows above which a delete cascading within one table is refused.
    self_cascade_depth: Option<u32> {
        [all(Mysql), all(Mariadb)] Some(15), "the sixteenth row is refused", "s3_depth, s1_self_my 1e";
        [all(Postgres)] None, "5,000 rows work", "s3_depth";
        [all(Sqlite)] Some(1_000), "too many levels of trigger recursion at 1,001", "s3_depth";
        [all(Oracle)] None, "none is named", "documented";
        [all(SqlServer)] Some(0), "1785: may cause cycles", "documented";
    }
    /// Whether the child's triggers fire when an action writes its rows.
    cascade_fires_triggers: bool {
        [all(Mysql), all(Mariadb)] false, "nor is ON UPDATE CURRENT_TIMESTAMP touched", "s3_cascade_my 3f, s3_cascade_my 3f2";
        [all(Postgres), all(Sqlite)] true, "they fire, and can spoil the action", "s3_cascade_pg 3f, s3_cascade_sqlite 3f";
        [all(Oracle), all(SqlServer)] true, "they fire", "documented";
    }
    /// What SET NULL over a NOT NULL column does.
    set_null_on_not_null: SetNullOnNotNull {
        [all(Mysql), all(Mariadb)] SetNullOnNotNull::RefusedAtOnce, "1830, 1005", "s3_cascade_my 3d, s6_composite_my 6e";
        [all(Postgres), all(Sqlite)] SetNullOnNotNull::FailsLater, "23502, 1299 at the parent's DELETE", "s3_cascade_pg 3d, s3_cascade_sqlite 3d";
        [all(Oracle)] SetNullOnNotNull::FailsLater, "ORA-01407 at the parent's DELETE", "documented";
        [all(SqlServer)] SetNullOnNotNull::RefusedAtOnce, "1761", "documented";
    }
    /// Whether `ON DELETE SET NULL (columns)` can name the columns to clear.
    set_null_columns: bool {
        [since(Postgres, 15, 0)] true, "clears the named columns alone", "s6_composite_pg 6a2";
        [before(Postgres, 15, 0)] false, "came with 15", "documented";
        [all(Mysql), all(Mariadb), all(Sqlite)] false, "no such clause", "facts";
        [all(Oracle), all(SqlServer)] false, "no such clause", "documented";
    }
    /// What the referenced columns need.
    parent_key: ParentKey {
        [before(Mysql, 8, 4)] ParentKey::LeadingIndex, "any index that starts with them: seen on 8.0", "s6_composite_my 6a, s6_composite_my 6c";
        [since(Mysql, 8, 4)] ParentKey::UniqueInThisOrder, "6125 otherwise, also for another order", "s6_composite_my 6a, s6_composite_my 6a2";
        [all(Mariadb)] ParentKey::LeadingIndex, "any index that starts with them", "s6_composite_my 6a, s6_composite_my 6c";
        [all(Postgres), all(Sqlite)] ParentKey::UniqueInAnyOrder, "a permuted key will do", "s6_composite_pg 6a, s6_composite_pg 6c, s6_composite_sqlite 6d";
        [all(Oracle), all(SqlServer)] ParentKey::UniqueInAnyOrder, "a primary key or unique constraint", "documented";
    }
    /// What happens where the referenced columns lack the key they need.
    parent_key_missing: ParentKeyMissing {
        [all(Mysql), all(Mariadb)] ParentKeyMissing::Refused, "1822, 6125, 1005", "s6_composite_my 6a, s6_composite_my 6c";
        [all(Postgres)] ParentKeyMissing::Refused, "42830", "s6_composite_pg 6a";
        [all(Sqlite)] ParentKeyMissing::Mismatch, "accepted; then `foreign key mismatch`, on the parent's writes too", "s5_sqlite 5b";
        [all(Oracle), all(SqlServer)] ParentKeyMissing::Refused, "no matching key", "documented";
    }
    /// Whether a unique index counts as the parent's key, not only a constraint.
    unique_index_is_parent_key: bool {
        [all(Mysql), all(Mariadb)] true, "an index is a constraint", "s6_composite_my 6a";
        [all(Postgres), all(Sqlite)] true, "it counts", "s6_composite_pg 6c, s5_sqlite 5b";
        [all(Oracle)] false, "ORA-02270: no matching unique or primary key", "documented";
        [all(SqlServer)] true, "it counts", "documented";
    }
    /// Whether a unique index with another collation than the column's counts as the parent's key.
    other_collation_is_parent_key: bool {
        [all(Sqlite)] false, "foreign key mismatch", "s5_sqlite 5b";
        [all(Mysql), all(Mariadb), all(Postgres)] true, "not looked at, or not possible", "facts";
        [all(Oracle), all(SqlServer)] true, "not looked at, or not possible", "documented";
    }
    /// Whether a unique constraint that is itself deferrable counts as the parent's key.
    deferrable_key_is_parent_key: bool {
        [all(Postgres)] false, "55000: cannot use a deferrable unique constraint", "s2_mutual_pg 2e";
        [all(Mysql), all(Mariadb), all(Sqlite)] true, "there is none", "facts";
        [all(SqlServer)] true, "there is none", "documented";
        [all(Oracle)] true, "it counts", "documented";
    }
    /// Whether the engine makes an index over the referencing columns by itself.
    makes_child_index: bool {
        [all(Mysql), all(Mariadb)] true, "named as the constraint, unless an index starts with the columns", "s7_index_my 7a";
        [all(Postgres), all(Sqlite)] false, "none", "s10_extra_pg 10f, s7_index_sqlite";
        [all(Oracle), all(SqlServer)] false, "none", "documented";
    }
    /// Whether a descending index serves a foreign key.
    descending_index_serves: bool {
        [all(Mysql)] false, "a second index is made", "s7_index_my 7c";
        [all(Mariadb)] true, "it is used", "s7_index_my 7c";
        [all(Postgres), all(Sqlite)] true, "read in both directions", "facts";
        [all(Oracle), all(SqlServer)] true, "read in both directions", "documented";
    }
    /// Whether rows are compared under the collation of the parent's column, so that no index of another collation serves.
    parent_collation_decides: bool {
        [all(Mysql), all(Mariadb)] false, "both sides must have the same collation, or the key is refused", "s6_composite_my 6d";
        [all(Sqlite)] true, "a BINARY child finds its NOCASE parent; `.lint fkey-indexes` wants the index so", "s5_sqlite 5b2";
        [all(Postgres)] false, "equality is the same under all usual collations", "facts";
        [all(Oracle), all(SqlServer)] false, "equality is the same under all usual collations", "documented";
    }
    /// Whether the columns of a foreign key must have the same character set and collation.
    collations_must_match: bool {
        [all(Mysql), all(Mariadb)] true, "3780, 1005, also with checks off; ENUM columns may differ", "s6_composite_my 6d";
        [all(Postgres), all(Sqlite)] false, "every usual collation will do", "facts";
        [all(Oracle)] false, "not looked at", "documented";
        [all(SqlServer)] true, "1757: not of the same collation", "documented";
    }
    /// What MATCH FULL does.
    match_full: MatchFull {
        [all(Mysql), all(Mariadb)] MatchFull::Ignored, "parsed, not enforced; actions stay", "s6_composite_my 6b, s4_engines_my 4c";
        [all(Postgres)] MatchFull::Honoured, "mixing of null and nonnull key values is refused", "s6_composite_pg 6b";
        [all(Sqlite)] MatchFull::Ignored, "parsed, not enforced; so is MATCH BANANA", "s6_composite_sqlite 6b";
        [all(Oracle), all(SqlServer)] MatchFull::Refused, "no such clause", "documented";
    }
    /// Whether MATCH PARTIAL is refused; elsewhere it is parsed, and NULLs count as under MATCH SIMPLE.
    refuses_match_partial: bool {
        [all(Postgres)] true, "0A000: not yet implemented", "s6_composite_pg 6b";
        [all(Mysql), all(Mariadb), all(Sqlite)] false, "parsed, not enforced", "s6_composite_my 6b, s6_composite_sqlite 6b";
        [all(Oracle), all(SqlServer)] true, "no such clause", "documented";
    }
    /// Whether a table has one of several storage engines, some of which drop foreign keys.
    storage_engines: bool {
        [all(Mysql), all(Mariadb)] true, "MyISAM, Aria and MEMORY drop them without a warning", "s4_engines_my 4a, s4_engines_my 4a2";
        [all(Postgres), all(Sqlite)] false, "there are none", "facts";
        [all(Oracle), all(SqlServer)] false, "there are none", "documented";
    }
    /// Whether partitioned tables take part in foreign keys.
    partitioned_tables: bool {
        [all(Mysql), all(Mariadb)] false, "1506 for the child, 1506 or 1005 for the parent", "s3b_my 3p";
        [all(Postgres)] true, "on both sides", "s6_composite_pg 6g";
        [all(Sqlite)] true, "there are none", "facts";
        [all(Oracle), all(SqlServer)] true, "on both sides", "documented";
    }
    /// Whether a unique key of a partitioned table must hold all columns that its partitions are told by.
    unique_key_holds_partition_columns: bool {
        [all(Mysql), all(Mariadb), all(Postgres)] true, "1503, 0A000; PostgreSQL takes none where an expression tells them", "facts";
        [all(Sqlite)] false, "there are no partitions", "facts";
        [all(Oracle)] false, "a global index holds any columns", "documented";
        [all(SqlServer)] true, "1908, where the index is partitioned as the table is, the default", "documented";
    }
    /// Foreign keys of temporary tables.
    temporary_tables: TemporaryTables {
        [all(Mysql), all(Mariadb)] TemporaryTables::Refused, "1215, 1005", "s3b_my 3q";
        [all(Postgres)] TemporaryTables::OfOneLife, "42P16 otherwise, also for a logged table that refers to an UNLOGGED one", "s6_composite_pg 6c, facts";
        [all(Sqlite)] TemporaryTables::OfOneSchema, "`no such table: temp.p` at each write", "s5b_sqlite 5o, facts";
        [all(Oracle)] TemporaryTables::Refused, "ORA-14455", "documented";
        [all(SqlServer)] TemporaryTables::Ignored, "not enforced, with a message", "documented";
    }
    /// Whether ALTER TABLE can add a foreign key; without it the table has to be rebuilt.
    adds_foreign_keys: bool {
        [all(Mysql), all(Mariadb)] true, "ADD CONSTRAINT", "s8_live_my 8a";
        [all(Postgres)] true, "ADD CONSTRAINT", "s8_live_pg 8b";
        [all(Sqlite)] false, "a syntax error up to 3.54; only with a new column", "s5b_sqlite 5g, s5_sqlite 5d";
        [all(Oracle), all(SqlServer)] true, "ADD CONSTRAINT", "documented";
    }
    /// Whether ALTER TABLE can drop a named foreign key.
    drops_foreign_keys: bool {
        [all(Mysql), all(Mariadb)] true, "DROP FOREIGN KEY", "s8_live_my 8a";
        [all(Postgres)] true, "DROP CONSTRAINT", "s8_live_pg 8b";
        [before(Sqlite, 3, 54)] false, "constraint may not be dropped", "s5b_sqlite 5g";
        [since(Sqlite, 3, 54)] true, "DROP CONSTRAINT of a named one", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] true, "DROP CONSTRAINT", "documented";
    }
    /// Whether ALTER TABLE can set and drop NOT NULL.
    alters_nullability: bool {
        [all(Mysql), all(Mariadb)] true, "MODIFY, with the whole definition", "s10_extra_my 10f";
        [all(Postgres)] true, "ALTER COLUMN", "s10_extra_pg 10b";
        [before(Sqlite, 3, 53)] false, "a syntax error", "s5b_sqlite 5g";
        [since(Sqlite, 3, 53)] true, "ALTER COLUMN", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] true, "MODIFY, ALTER COLUMN", "documented";
    }
    /// Whether a column can stop being generated while a foreign key is on it or points to it.
    generator_goes_under_foreign_keys: bool {
        [all(Mysql)] false, "1832, 1833: the foreign keys have to go first and come back after", "facts";
        [all(Mariadb), all(Postgres)] true, "MODIFY; DROP IDENTITY, DROP DEFAULT", "facts";
        [all(Sqlite)] true, "the table is rebuilt anyhow", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] true, "MODIFY, ALTER COLUMN", "documented";
    }
    /// Whether a referencing column can change its type while its foreign key stays.
    type_changes_under_foreign_keys: bool {
        [all(Mysql), all(Mariadb)] false, "1832: used in a foreign key constraint, also where the new type fits better", "facts";
        [all(Postgres)] true, "ALTER COLUMN … TYPE", "facts";
        [all(Sqlite)] true, "the table is rebuilt anyhow", "facts";
        [all(Oracle), all(SqlServer)] false, "the foreign key has to go first and come back after", "documented";
    }
    /// Whether a foreign key can be made deferrable in place.
    alters_deferrability: bool {
        [all(Postgres)] true, "ALTER CONSTRAINT", "s8_live_pg 8a";
        [all(Mysql), all(Mariadb)] false, "nothing is deferrable", "s1_self_my 1d";
        [all(Sqlite)] false, "no such statement", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] false, "it has to be made again", "documented";
    }
    /// Whether a foreign key can be added without reading the rows, and checked in a second statement.
    validates_in_two_steps: bool {
        [all(Postgres)] true, "NOT VALID, then VALIDATE CONSTRAINT under a weaker lock", "s8_live_pg 8a, s8_live_pg 8c";
        [all(Mysql), all(Mariadb)] false, "foreign_key_checks off skips the check for good", "s8_live_my 8c";
        [all(Sqlite)] false, "no such statement", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] true, "ENABLE NOVALIDATE, WITH NOCHECK", "documented";
    }
    /// Whether that also works for a partitioned child.
    validates_partitioned_in_two_steps: bool {
        [before(Postgres, 18, 0)] false, "42809 on 15", "s8_live_pg 8f";
        [since(Postgres, 18, 0)] true, "works on 18, which brought it", "s8_live_pg 8f, documented";
        [all(Mysql), all(Mariadb)] false, "no foreign keys there", "s3b_my 3p";
        [all(Sqlite)] false, "no such statement", "s5b_sqlite 5g";
        [all(Oracle), all(SqlServer)] true, "as for any table", "documented";
    }
    /// Whether one ALTER TABLE takes several changes of constraints.
    alters_several: bool {
        [all(Mysql), all(Mariadb)] true, "all or nothing", "s8c_my 8h2, s10_extra_my 10e";
        [all(Postgres)] true, "all or nothing", "s8_live_pg 8b";
        [all(Sqlite)] false, "one action at a time", "facts";
        [all(Oracle), all(SqlServer)] false, "ADD and DROP do not mix", "documented";
    }
    /// Whether one ALTER TABLE can drop a foreign key and add another under its name.
    reuses_name_in_alter: bool {
        [all(Mysql), all(Mariadb)] false, "1826, 1005 (errno 121)", "s8_live_my 8a, s8_live_my 8a2, s8c_my 8h3";
        [all(Postgres)] true, "works", "s8_live_pg 8b";
        [all(Sqlite)] false, "ADD and DROP do not mix", "facts";
        [all(Oracle), all(SqlServer)] false, "ADD and DROP do not mix", "documented";
    }
    /// Whether a failed migration can be rolled back as a whole.
    transactional_ddl: bool {
        [all(Mysql), all(Mariadb)] false, "DDL commits", "s8_live_my 8e";
        [all(Postgres), all(Sqlite)] true, "rolled back", "s8_live_pg 8e, s5_rebuild";
        [all(Oracle)] false, "DDL commits", "documented";
        [all(SqlServer)] true, "rolled back", "documented";
    }
    /// What DROP TABLE of a referenced table does.
    drop_parent: DropParent {
        [all(Mysql), all(Mariadb)] DropParent::RefusedWithChecks, "3730, 1451; works with foreign_key_checks off", "s2_mutual_my 2a, facts";
        [all(Postgres)] DropParent::Refused, "2BP01 without CASCADE", "s2_mutual_pg 2a";
        [all(Sqlite)] DropParent::DeletesRows, "787 where children are left, after every action", "s2_mutual_sqlite 2a, s5_sqlite 5f3";
        [all(Oracle), all(SqlServer)] DropParent::Refused, "refused", "documented";
    }
    /// Whether one DROP TABLE can drop parent and child together, in any order.
    drops_together: bool {
        [all(Mysql)] true, "works", "s2_mutual_my 2a";
        [all(Mariadb)] false, "1451", "s2_mutual_my 2a";
        [all(Postgres)] true, "works", "s2_mutual_pg 2a";
        [all(Sqlite)] false, "one table at a time", "facts";
        [all(Oracle)] false, "one table at a time", "documented";
        [all(SqlServer)] false, "the child must come first", "documented";
    }
    /// Whether DROP TABLE … CASCADE drops the foreign keys that point at the table.
    drop_cascade: bool {
        [all(Postgres)] true, "drops them", "facts";
        [all(Oracle)] true, "CASCADE CONSTRAINTS", "documented";
        [all(Mysql), all(Mariadb)] false, "parsed and ignored", "facts";
        [all(Sqlite)] false, "a syntax error", "facts";
        [all(SqlServer)] false, "a syntax error", "documented";
    }
    /// Among which objects the names of foreign keys must differ.
    name_scope: NameScope {
        [all(Mysql)] NameScope::ForeignKeys, "1826, in any case of letters", "s4_engines_my 4f";
        [all(Mariadb)] NameScope::ForeignKeysAndChecks, "1005 (errno 121), in any case of letters; 1826 for a check", "s4_engines_my 4f";
        [all(Postgres)] NameScope::Table, "42710; two tables may use one name", "s9_introspect_pg 9b";
        [all(Sqlite)] NameScope::None, "names are not looked at", "facts";
        [all(Oracle), all(SqlServer)] NameScope::Constraints, "with all constraints of the schema", "documented";
    }
    /// What happens to a name of a foreign key that is longer than the engine's limit.
    long_names: LongNames {
        [all(Mysql), all(Mariadb)] LongNames::Refused, "1059 from the 65th character on, also where the engine itself makes the name", "s9_introspect_my 9g";
        [all(Postgres)] LongNames::Cut, "a notice; two that are equal in their first 63 bytes are refused with 42710", "facts";
        [all(Sqlite)] LongNames::Kept, "there is no limit", "facts";
        [all(Oracle), all(SqlServer)] LongNames::Refused, "ORA-00972, 103", "documented";
    }
    /// The name that the engine gives a foreign key without one.
    generated_name: GeneratedName {
        [all(Mysql), all(Mariadb)] GeneratedName::TableIbfkNumber, "follows the table's renames", "s9_introspect_my 9g";
        [all(Postgres)] GeneratedName::TableColumnsFkey, "`t3_x_fkey`", "s6_composite_pg 6d";
        [all(Sqlite)] GeneratedName::Nothing, "none", "s5b_sqlite 5p";
        [all(Oracle), all(SqlServer)] GeneratedName::Unpredictable, "`SYS_C…`, `FK__child__…`", "documented";
    }
    /// Which action holds where two foreign keys over the same columns name different ones.
    duplicate_winner: DuplicateWinner {
        [before(Mysql, 9, 6), all(Mariadb)] DuplicateWinner::FirstByName, "a plain one first by name refuses", "s3c_dup_my 3i2, s3c_dup_my 3i3";
        [since(Mysql, 9, 6)] DuplicateWinner::FirstCreated, "by declaration on 9.7, whose SQL-layer foreign keys 9.6 brought", "s3c_dup_my 3i2, s3c_dup_my 3i3, documented";
        [all(Postgres)] DuplicateWinner::FirstCreated, "by creation", "s3c_dup_pg 3i2, s3c_dup_pg 3i3";
        [all(Sqlite)] DuplicateWinner::Both, "only the end result counts", "s3c_dup_sqlite 3i2, s3c_dup_sqlite 3i3";
        [all(Oracle), all(SqlServer)] DuplicateWinner::Unknown, "not known", "documented";
    }
    /// Whether a primary key may hold NULL (INTEGER PRIMARY KEY, STRICT and WITHOUT ROWID aside).
    null_in_primary_key: bool {
        [all(Sqlite)] true, "composite and non-INTEGER keys of rowid tables hold NULL", "s5b_sqlite 5m";
        [all(Mysql), all(Mariadb), all(Postgres)] false, "a primary key is NOT NULL", "facts";
        [all(Oracle), all(SqlServer)] false, "a primary key is NOT NULL", "documented";
    }
    /// What an auto-increment column within a composite primary key does.
    composite_increment: CompositeIncrement {
        [all(Mysql), all(Mariadb)] CompositeIncrement::MustLeadAKey, "1075 on InnoDB", "s6_composite_my 6f";
        [all(Postgres)] CompositeIncrement::Counts, "identity and serial count anywhere", "s6_composite_pg 6f";
        [all(Sqlite)] CompositeIncrement::NotGenerated, "no rowid alias: the value is NULL", "s5b_sqlite 5m";
        [all(Oracle), all(SqlServer)] CompositeIncrement::Counts, "identity counts anywhere", "documented";
    }
}

//! The rules: one folder each, listed here twice and nowhere else.
//!
//! `cargo xtask new-rule NAME` makes a folder and adds both lines; `cargo xtask tidy` keeps the lists whole and sorted.

mod fk_collation_mismatch;
mod fk_column_auto_increment;
mod fk_created_too_early;
mod fk_cycle_unbreakable;
mod fk_cycle_undeclared;
mod fk_duplicate;
mod fk_index_missing;
mod fk_inline_ignored;
mod fk_lost_to_storage_engine;
mod fk_name_too_long;
mod fk_parent_missing;
mod fk_parent_not_unique;
mod fk_partial_null;
mod fk_set_null_not_null;
mod fk_type_mismatch;
mod fk_update_action_missing;
mod orphan_rows;
mod self_reference_not_null;
mod self_reference_update_ignored;
mod sql_unreadable;
mod suppression_unused;

use fklint_rule::AnyRule;

/// Every rule, sorted by name.
pub const ALL: &[&dyn AnyRule] = &[
    &fk_collation_mismatch::FkCollationMismatch,
    &fk_column_auto_increment::FkColumnAutoIncrement,
    &fk_created_too_early::FkCreatedTooEarly,
    &fk_cycle_unbreakable::FkCycleUnbreakable,
    &fk_cycle_undeclared::FkCycleUndeclared,
    &fk_duplicate::FkDuplicate,
    &fk_index_missing::FkIndexMissing,
    &fk_inline_ignored::FkInlineIgnored,
    &fk_lost_to_storage_engine::FkLostToStorageEngine,
    &fk_name_too_long::FkNameTooLong,
    &fk_parent_missing::FkParentMissing,
    &fk_parent_not_unique::FkParentNotUnique,
    &fk_partial_null::FkPartialNull,
    &fk_set_null_not_null::FkSetNullNotNull,
    &fk_type_mismatch::FkTypeMismatch,
    &fk_update_action_missing::FkUpdateActionMissing,
    &orphan_rows::OrphanRows,
    &self_reference_not_null::SelfReferenceNotNull,
    &self_reference_update_ignored::SelfReferenceUpdateIgnored,
    &sql_unreadable::SqlUnreadable,
    &suppression_unused::SuppressionUnused,
];

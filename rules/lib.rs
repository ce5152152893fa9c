//! The rules: one folder each, listed here twice and nowhere else.
//!
//! `cargo xtask new-rule NAME` makes a folder and adds both lines; `cargo xtask tidy` keeps the lists whole and sorted.

mod cascade_too_deep;
mod fk_column_auto_increment;
mod fk_composite_truncated;
mod fk_created_too_early;
mod fk_cycle_unbreakable;
mod fk_cycle_undeclared;
mod fk_index_missing;
mod fk_inline_ignored;
mod fk_lost_to_storage_engine;
mod fk_match_ignored;
mod fk_not_deferrable_for_key_change;
mod fk_parent_missing;
mod fk_parent_not_unique;
mod fk_partial_null;
mod fk_set_null_not_null;
mod fk_shared_column;
mod fk_update_action_missing;
mod fk_update_action_unsupported;
mod fk_update_chain_broken;
mod fk_update_paths_collide;
mod key_auto_increment_composite;
mod orphan_rows;
mod self_reference_not_null;
mod self_reference_update_ignored;
mod sql_unreadable;
mod suppression_unused;

use fklint_rule::AnyRule;

/// Every rule, sorted by name.
pub const ALL: &[&dyn AnyRule] = &[
    &cascade_too_deep::CascadeTooDeep,
    &fk_column_auto_increment::FkColumnAutoIncrement,
    &fk_composite_truncated::FkCompositeTruncated,
    &fk_created_too_early::FkCreatedTooEarly,
    &fk_cycle_unbreakable::FkCycleUnbreakable,
    &fk_cycle_undeclared::FkCycleUndeclared,
    &fk_index_missing::FkIndexMissing,
    &fk_inline_ignored::FkInlineIgnored,
    &fk_lost_to_storage_engine::FkLostToStorageEngine,
    &fk_match_ignored::FkMatchIgnored,
    &fk_not_deferrable_for_key_change::FkNotDeferrableForKeyChange,
    &fk_parent_missing::FkParentMissing,
    &fk_parent_not_unique::FkParentNotUnique,
    &fk_partial_null::FkPartialNull,
    &fk_set_null_not_null::FkSetNullNotNull,
    &fk_shared_column::FkSharedColumn,
    &fk_update_action_missing::FkUpdateActionMissing,
    &fk_update_action_unsupported::FkUpdateActionUnsupported,
    &fk_update_chain_broken::FkUpdateChainBroken,
    &fk_update_paths_collide::FkUpdatePathsCollide,
    &key_auto_increment_composite::KeyAutoIncrementComposite,
    &orphan_rows::OrphanRows,
    &self_reference_not_null::SelfReferenceNotNull,
    &self_reference_update_ignored::SelfReferenceUpdateIgnored,
    &sql_unreadable::SqlUnreadable,
    &suppression_unused::SuppressionUnused,
];

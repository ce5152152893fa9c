//! The rules: one folder each, listed here twice and nowhere else.
//!
//! `cargo xtask new-rule NAME` makes a folder and adds both lines; `cargo xtask tidy` keeps the lists whole and sorted.

mod association_without_cascade;
mod cascade_paths_mixed;
mod cascade_too_deep;
mod drop_order;
mod fk_alter_refused;
mod fk_check_skipped_by_index;
mod fk_checked_column;
mod fk_clause_refused;
mod fk_collation_mismatch;
mod fk_column_auto_increment;
mod fk_column_missing;
mod fk_columns_unpaired;
mod fk_composite_truncated;
mod fk_created_too_early;
mod fk_cycle_never_deleted;
mod fk_cycle_unbreakable;
mod fk_cycle_undeclared;
mod fk_deferrable_ineffective;
mod fk_delete_cycle;
mod fk_duplicate;
mod fk_generated_column;
mod fk_index_missing;
mod fk_inline_ignored;
mod fk_lost_to_storage_engine;
mod fk_match_ignored;
mod fk_name_taken;
mod fk_name_too_long;
mod fk_not_deferrable_for_key_change;
mod fk_not_validated;
mod fk_parent_key_reordered;
mod fk_parent_missing;
mod fk_parent_not_unique;
mod fk_parent_storage_engine;
mod fk_partial_null;
mod fk_partitioned_table;
mod fk_set_default_ineffective;
mod fk_set_null_not_null;
mod fk_shared_column;
mod fk_temporary_table;
mod fk_type_mismatch;
mod fk_unnamed;
mod fk_update_action_missing;
mod fk_update_action_unsupported;
mod fk_update_chain_broken;
mod fk_update_paths_collide;
mod foreign_key_checks_off;
mod key_auto_increment_composite;
mod orphan_rows;
mod pragma_inside_transaction;
mod rebuild_deletes_children;
mod rebuild_rewrites_children;
mod reference_undeclared;
mod self_reference_insert_unchecked;
mod self_reference_not_null;
mod self_reference_undeclared;
mod self_reference_update_ignored;
mod sql_unreadable;
mod sqlite_foreign_keys_off;
mod storage_engine_without_fks;
mod strategy_unused;
mod suppression_unused;

use fklint_rule::AnyRule;

/// Every rule, sorted by name.
pub const ALL: &[&dyn AnyRule] = &[
    &association_without_cascade::AssociationWithoutCascade,
    &cascade_paths_mixed::CascadePathsMixed,
    &cascade_too_deep::CascadeTooDeep,
    &drop_order::DropOrder,
    &fk_alter_refused::FkAlterRefused,
    &fk_check_skipped_by_index::FkCheckSkippedByIndex,
    &fk_checked_column::FkCheckedColumn,
    &fk_clause_refused::FkClauseRefused,
    &fk_collation_mismatch::FkCollationMismatch,
    &fk_column_auto_increment::FkColumnAutoIncrement,
    &fk_column_missing::FkColumnMissing,
    &fk_columns_unpaired::FkColumnsUnpaired,
    &fk_composite_truncated::FkCompositeTruncated,
    &fk_created_too_early::FkCreatedTooEarly,
    &fk_cycle_never_deleted::FkCycleNeverDeleted,
    &fk_cycle_unbreakable::FkCycleUnbreakable,
    &fk_cycle_undeclared::FkCycleUndeclared,
    &fk_deferrable_ineffective::FkDeferrableIneffective,
    &fk_delete_cycle::FkDeleteCycle,
    &fk_duplicate::FkDuplicate,
    &fk_generated_column::FkGeneratedColumn,
    &fk_index_missing::FkIndexMissing,
    &fk_inline_ignored::FkInlineIgnored,
    &fk_lost_to_storage_engine::FkLostToStorageEngine,
    &fk_match_ignored::FkMatchIgnored,
    &fk_name_taken::FkNameTaken,
    &fk_name_too_long::FkNameTooLong,
    &fk_not_deferrable_for_key_change::FkNotDeferrableForKeyChange,
    &fk_not_validated::FkNotValidated,
    &fk_parent_key_reordered::FkParentKeyReordered,
    &fk_parent_missing::FkParentMissing,
    &fk_parent_not_unique::FkParentNotUnique,
    &fk_parent_storage_engine::FkParentStorageEngine,
    &fk_partial_null::FkPartialNull,
    &fk_partitioned_table::FkPartitionedTable,
    &fk_set_default_ineffective::FkSetDefaultIneffective,
    &fk_set_null_not_null::FkSetNullNotNull,
    &fk_shared_column::FkSharedColumn,
    &fk_temporary_table::FkTemporaryTable,
    &fk_type_mismatch::FkTypeMismatch,
    &fk_unnamed::FkUnnamed,
    &fk_update_action_missing::FkUpdateActionMissing,
    &fk_update_action_unsupported::FkUpdateActionUnsupported,
    &fk_update_chain_broken::FkUpdateChainBroken,
    &fk_update_paths_collide::FkUpdatePathsCollide,
    &foreign_key_checks_off::ForeignKeyChecksOff,
    &key_auto_increment_composite::KeyAutoIncrementComposite,
    &orphan_rows::OrphanRows,
    &pragma_inside_transaction::PragmaInsideTransaction,
    &rebuild_deletes_children::RebuildDeletesChildren,
    &rebuild_rewrites_children::RebuildRewritesChildren,
    &reference_undeclared::ReferenceUndeclared,
    &self_reference_insert_unchecked::SelfReferenceInsertUnchecked,
    &self_reference_not_null::SelfReferenceNotNull,
    &self_reference_undeclared::SelfReferenceUndeclared,
    &self_reference_update_ignored::SelfReferenceUpdateIgnored,
    &sql_unreadable::SqlUnreadable,
    &sqlite_foreign_keys_off::SqliteForeignKeysOff,
    &storage_engine_without_fks::StorageEngineWithoutFks,
    &strategy_unused::StrategyUnused,
    &suppression_unused::SuppressionUnused,
];

//! The way out of `fk-parent-storage-engine`: the parent becomes an InnoDB table.

use fklint_catalog::{Change, StorageEngine};
use fklint_rule::{Cx, Plan, Remedy, Safety, restore, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let table = evidence.parent.name.clone();
    if let Err(advice) = restore::converts(cx, evidence.parent) {
        return Remedy::Advice(advice);
    }
    let title = format!("convert {} to InnoDB", words::name(&table));
    let engine = Some(StorageEngine("InnoDB".into()));
    Remedy::Plan(Plan::of(title, Safety::Risky, [Change::SetStorageEngine { table, engine }]))
}

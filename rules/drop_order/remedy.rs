//! The remedy: the child goes first, or its foreign key does.
//!
//! It is no plan: the schema that the script means stays the same, only the order of its text changes.

use fklint_catalog::TableName;
use fklint_rule::{FxHashSet, Remedy, words};

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence) -> Remedy {
    let parent = words::name(&evidence.parent);
    let mut seen = FxHashSet::default();
    let children: Vec<&TableName> =
        evidence.keys.iter().map(|(child, _)| child).filter(|child| seen.insert(*child)).collect();
    Remedy::Advice(if evidence.dropped_later {
        format!("drop {} before {parent}", words::tables(&children))
    } else {
        let keys = if evidence.keys.len() == 1 { "its foreign key" } else { "their foreign keys" };
        format!("{} stays: drop {keys} before {parent}", words::tables(&children))
    })
}

//! Shows `fk-index-missing`: the rows of a parent are found by reading the whole table.

use fklint_rule::witness::Act;
use fklint_rule::{Cx, Witness};

use super::Evidence;

/// An index that holds the columns somewhere is read whole, where nothing else is left to an engine: that looks like a
/// look-up to those who do not count pages.
pub(super) fn witness(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let key = &evidence.table.foreign_keys[evidence.index];
    let held = |column| evidence.table.keys.iter().any(|key| key.columns().any(|part| part == column));
    if key.columns.iter().any(held) {
        return None;
    }
    let look_up = Act::LookUp(evidence.table.name.clone(), key.columns.clone());
    Some(Witness::new().harm([look_up.clone().indexed(false)]).cure([look_up.indexed(true)]))
}

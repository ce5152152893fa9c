//! Shows `fk-lost-to-storage-engine`: a row without a parent, taken until the foreign key is there.

use fklint_rule::{Cx, Witness, witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    witness::unchecked(&evidence.child.name, evidence.key(), &super::remedy::remedy(cx, evidence))
}

//! Shows `fk-name-taken`: the second one of the name is refused.

use fklint_rule::witness::{self, Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::{Evidence, Place};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let witness = Witness::from_nothing();
    Some(match evidence.place {
        Place::Catalog(_) => {
            witness.harm([Act::Define.refused(Refusal::Name)]).cure([Act::Define.accepted()])
        }
        Place::Statement(statement) => {
            let adds = Act::Statements(statement..statement + 1).refused(Refusal::Name);
            witness.harm(witness::before(cx, statement, |_| false)).harm([adds])
        }
    })
}

//! Shows `fk-created-too-early`: the script as far as the statement, which is refused, and done in the other order.

use fklint_catalog::ObjectPath;
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Witness};

use super::{Evidence, script};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { statement, created, at, in_create, .. } = evidence;
    let mut refused = Vec::new();
    script::walk(cx, &mut refused);
    let is_refused = |index| refused.iter().any(|other| other.statement == index);
    let earlier = before(cx, *statement, is_refused);
    let run = || Act::Statements(*statement..*statement + 1);
    let witness = Witness::from_nothing().harm(earlier.clone()).harm([run().refused(Refusal::MissingTable)]);
    if !in_create {
        let until = before(cx, created + 1, |index| index == *statement || is_refused(index));
        return Some(witness.cure(until).cure([run().accepted()]));
    }
    // Tables first, foreign keys after: as the same schema is written for an empty database. A key that the script drops
    // again is not in it.
    let is_there = !matches!(at, ObjectPath::Statement(_));
    Some(if is_there { witness.cure([Act::Define.accepted()]) } else { witness })
}

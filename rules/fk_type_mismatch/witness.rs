//! Shows `fk-type-mismatch`: the foreign key is refused, or a short value and a padded one do not find each other.

use fklint_catalog::Action;
use fklint_catalog::semantics::TypePair;
use fklint_rule::witness::{Act, Refusal, Value, Witness};
use fklint_rule::{Cx, Remedy};

use super::{Evidence, remedy};

/// What is otherwise converted shows with some values and not with others, which a witness does not choose.
pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let cures = matches!(remedy::remedy(cx, evidence), Remedy::Plan(_));
    let witness = match evidence.pair {
        TypePair::Refused => {
            let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
            witness.cure([Act::Define.accepted()])
        }
        TypePair::Padded => padded(cx, evidence),
        _ => return None,
    };
    Some(if cures { witness } else { Witness { cure: Vec::new(), ..witness } })
}

/// A VARCHAR does not find its parent; a CHAR does, and is not found when the parent goes.
fn padded(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let Evidence { child, parent, column, referenced, .. } = evidence;
    let short = Value::Literal("'a'".into());
    let mut witness = Witness::new();
    let first = witness.row(&parent.name, [(referenced.name.clone(), short.clone())]);
    let second = witness.row(&child.name, [(column.name.clone(), short.clone())]);
    witness.point(cx, evidence.key(), second, first);
    let insert = [Act::Insert(first).first()];
    if column.data_type.base() != "char" {
        let harm = [Act::Insert(second).refused(Refusal::ForeignKey)];
        return witness.harm(insert.clone()).harm(harm).cure(insert).cure([Act::Insert(second).accepted()]);
    }
    let rows = insert.into_iter().chain([Act::Insert(second).first()]);
    let orphans = || Act::Count(child.name.clone(), vec![(column.name.clone(), short.clone())]);
    let delete = || Act::Delete(first);
    let acts = matches!(evidence.key().on_delete, Action::Cascade | Action::SetNull);
    let cured = if acts {
        vec![delete().accepted(), orphans().rows(0)]
    } else {
        vec![delete().refused(Refusal::ForeignKey)]
    };
    witness.harm(rows.clone()).harm([delete().accepted(), orphans().rows(1)]).cure(rows).cure(cured)
}

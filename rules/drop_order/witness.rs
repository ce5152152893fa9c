//! Shows `drop-order`: the script as far as the DROP TABLE, which is refused, and done once nothing points there.

use fklint_catalog::Change;
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Witness};

use super::{Evidence, script};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let Evidence { statement, keys, dropped_later, drops, .. } = evidence;
    let mut refused = Vec::new();
    script::walk(cx, &mut refused);
    let earlier = before(cx, *statement, |index| refused.iter().any(|other| other.statement == index));
    let drop = || Act::Statements(*statement..*statement + 1);
    let drops_child = |index: &u32| {
        let changes = &cx.history.statements[*index as usize].changes;
        let is_child = |change: &Change| matches!(change, Change::DropTable { name, .. } if keys.iter().any(|(child, _)| child == name));
        changes.iter().any(is_child)
    };
    let end = u32::try_from(cx.history.statements.len()).unwrap_or(u32::MAX);
    let first: Vec<Act> = if *dropped_later {
        (statement + 1..end).filter(drops_child).map(|index| Act::Statements(index..index + 1)).collect()
    } else {
        drops.iter().map(|sql| Act::Sql(sql.as_str().into())).collect()
    };
    let witness = Witness::from_nothing().harm(earlier.clone()).harm([drop().refused(Refusal::Depended)]);
    Some(witness.cure(earlier).cure(first.into_iter().map(Act::accepted)).cure([drop().accepted()]))
}

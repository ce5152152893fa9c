//! Shows `drop-order`: the script as far as the DROP TABLE, which is refused, and done once nothing points there.

use fklint_catalog::{Change, TableName, write};
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Witness};

use super::{Evidence, script};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let Evidence { statement, parent, keys, dropped_later, later_drops, drops } = evidence;
    let mut refused = Vec::new();
    script::walk(cx, &mut refused);
    let earlier = before(cx, *statement, |index| refused.iter().any(|other| other.statement == index));
    let drop = || Act::Statements(*statement..*statement + 1);
    let witness = Witness::from_nothing().harm(earlier.clone()).harm([drop().refused(Refusal::Depended)]);
    let one = |name: &TableName| {
        let change = Change::DropTable { name: name.clone(), cascade: false };
        Act::Sql(write::write(&change, cx.catalog).concat().into()).accepted()
    };
    // Where one statement drops them all, its tables go in the other order, one by one.
    if later_drops.contains(statement) {
        let mut children: Vec<&TableName> = keys.iter().map(|(child, _)| child).collect();
        children.dedup();
        return Some(witness.cure(earlier).cure(children.into_iter().map(one)).cure([one(parent)]));
    }
    let first: Vec<Act> = if *dropped_later {
        later_drops.iter().map(|&index| Act::Statements(index..index + 1)).collect()
    } else {
        drops.iter().map(|(sql, _)| Act::Sql(sql.as_str().into())).collect()
    };
    Some(witness.cure(earlier).cure(first.into_iter().map(Act::accepted)).cure([drop().accepted()]))
}

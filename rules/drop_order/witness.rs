//! Shows `drop-order`: the script as far as the DROP TABLE, which is refused, and done once nothing points there.

use fklint_catalog::{Change, Statement, TableName, write};
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Witness};

use super::{Evidence, script};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let Evidence { statement, parent, keys, dropped_later, drops, .. } = evidence;
    let mut refused = Vec::new();
    script::walk(cx, &mut refused);
    let earlier = before(cx, *statement, |index| refused.iter().any(|other| other.statement == index));
    let drop = || Act::Statements(*statement..*statement + 1);
    let mut children: Vec<&TableName> = keys.iter().map(|(child, _)| child).collect();
    children.dedup();
    let is_child =
        |change: &Change| matches!(change, Change::DropTable { name, .. } if children.contains(&name));
    let here = cx.history.statements.get(*statement as usize)?;
    let drops_child = |other: &Statement| other.script == here.script && other.changes.iter().any(is_child);
    let witness = Witness::from_nothing().harm(earlier.clone()).harm([drop().refused(Refusal::Depended)]);
    let one = |name: &TableName| {
        let change = Change::DropTable { name: name.clone(), cascade: false };
        Act::Sql(write::write(&change, cx.catalog).concat().into()).accepted()
    };
    // Where one statement drops them all, its tables go in the other order, one by one.
    if drops_child(here) {
        return Some(witness.cure(earlier).cure(children.into_iter().map(one)).cure([one(parent)]));
    }
    let first: Vec<Act> = if *dropped_later {
        let later = (0..)
            .zip(&cx.history.statements)
            .filter(|(index, other)| index > statement && drops_child(other));
        later.map(|(index, _)| Act::Statements(index..index + 1)).collect()
    } else {
        drops.iter().map(|(sql, _)| Act::Sql(sql.as_str().into())).collect()
    };
    Some(witness.cure(earlier).cure(first.into_iter().map(Act::accepted)).cure([drop().accepted()]))
}

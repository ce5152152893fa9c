//! Shows `drop-order`: the script as far as the DROP TABLE, which is refused, and done once nothing points there.

use fklint_catalog::{Change, Statement, TableName, write};
use fklint_rule::witness::{Act, Refusal, before};
use fklint_rule::{Cx, Witness};

use super::{Evidence, script};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let Evidence { statement, keys, dropped_later, drops, order, .. } = evidence;
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
    if let Some(order) = order.as_ref().filter(|_| drops_child(here)) {
        let names: Vec<String> =
            order.iter().map(|table| write::table_name(cx.catalog.engine, table)).collect();
        let drop = Act::Sql(format!("DROP TABLE {}", names.join(", ")).into());
        return Some(witness.cure(earlier).cure([drop.accepted()]));
    }
    let first: Vec<Act> = if *dropped_later && !drops_child(here) {
        let later = (0..)
            .zip(&cx.history.statements)
            .filter(|(index, other)| index > statement && drops_child(other));
        later.map(|(index, _)| Act::Statements(index..index + 1)).collect()
    } else {
        drops.iter().map(|(sql, _)| Act::Sql(sql.as_str().into())).collect()
    };
    Some(witness.cure(earlier).cure(first.into_iter().map(Act::accepted)).cure([drop().accepted()]))
}

//! Shows `fk-cycle-undeclared`: rows that are linked at once are refused; the order that it tells, or a late check, works.

use fklint_catalog::graph::{EdgeId, OrderStep};
use fklint_rule::ring::{Ring, in_transaction};
use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Witness};

use super::{Evidence, remedy};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { cycle, first, round, .. } = evidence;
    let tables = || cycle.tables.iter().copied();
    let order = cx.graph.cycle_order(cycle);
    let without: Vec<EdgeId> = order.insert.iter().flat_map(left_out).copied().collect();
    let mut witness = Witness::new();
    let rows = Ring::new(cx, &mut witness, tables(), &cycle.edges, &without);
    // The order that the finding tells. It tells of no order of deletes where RESTRICT is never checked late.
    witness = witness.harm(rows.steps(&order.insert)?).harm(rows.steps(&order.delete).unwrap_or_default());
    // Linked at once but for what is declared to be written second, no row of the round can come first. A round that
    // holds such a link is open.
    let declared = |id: &EdgeId| cx.is_declared_second(*id);
    let waiting: Vec<EdgeId> = cycle.edges.iter().copied().filter(declared).collect();
    let linked = Ring::new(cx, &mut witness, tables(), &cycle.edges, &waiting);
    let is_plain = round.contains(first) && !round.iter().any(declared);
    if is_plain {
        let inserts = round.iter().filter_map(|&id| Some(Act::Insert(linked.child(id)?)));
        witness = witness.harm(inserts.map(|insert| insert.refused(Refusal::ForeignKey)).collect::<Vec<_>>());
    }
    if !remedy::is_plan(cx) {
        return Some(witness);
    }
    let inserts = order.insert.iter().filter_map(|step| match step {
        OrderStep::Insert { table, .. } => Some(Act::Insert(linked.row(*table)?).accepted()),
        _ => None,
    });
    let cure = in_transaction(inserts, false);
    Some(witness.cure(cure))
}

fn left_out(step: &OrderStep) -> &[EdgeId] {
    match step {
        OrderStep::Insert { without, .. } => without,
        _ => &[],
    }
}

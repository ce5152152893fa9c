//! Shows `fk-delete-cycle`: one DELETE takes rows of all tables along, around the cycle and back, or leaves orphans there.

use fklint_catalog::graph::Edge;
use fklint_catalog::semantics::{CycleEscape, DeleteCycle};
use fklint_rule::ring::in_transaction;
use fklint_rule::witness::{self, Act, Refusal, RowId, Value};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    if cx.semantics.delete_cycle == DeleteCycle::Refused {
        return Some(Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]));
    }
    let round = &evidence.round;
    let edge = |at: usize| cx.graph.edge(round[at % round.len()]);
    // Where the chain begins: its first row points at nothing, or at a later row of the chain.
    let opens = |open: fn(&Edge) -> bool| (0..round.len()).find(|&at| open(edge(at)));
    let empty = opens(|edge| edge.nullable);
    let late = opens(|edge| edge.deferrable);
    let start = empty.or(late).unwrap_or(0);
    let mut witness = Witness::new();
    let mut chain: Vec<RowId> = Vec::new();
    for step in 0..=round.len() {
        let (child, key) = edge(start + round.len() - step % round.len()).key(cx.catalog)?;
        let row = witness.row(&child.name, []);
        match chain.last() {
            Some(&parent) => witness.point(cx, key, row, parent),
            None if empty.is_some() => witness.set(row, edge(start).link_columns(child), &Value::Null),
            None => {}
        }
        chain.push(row);
    }
    let &first = chain.first()?;
    let &before_last = chain.get(chain.len().checked_sub(2)?)?;
    let (child, key) = edge(start).key(cx.catalog)?;
    if empty.is_none() {
        witness.point(cx, key, first, before_last);
    }
    let together = late.is_none() && cx.semantics.cycle_escape == CycleEscape::OneStatement;
    let inserts = if empty.is_none() && together {
        vec![Act::InsertTogether(chain.clone()).first()]
    } else {
        let inserts = chain.iter().map(|&row| Act::Insert(row).first());
        let asks = !edge(start).initially_deferred;
        if empty.is_some() { inserts.collect() } else { in_transaction(inserts, asks) }
    };
    // The last one is of the first one's table: the cascade has come back.
    let orphans = u64::from(cx.semantics.delete_cycle == DeleteCycle::LeavesOrphans);
    let (_, ahead) = edge(start + 1).key(cx.catalog)?;
    let gone = witness::link(cx, ahead, *chain.get(chain.len().checked_sub(3)?)?);
    Some(witness.harm(inserts).harm([
        Act::Delete(first).accepted(),
        Act::Count(key.parent.clone(), gone).rows(0),
        Act::Count(child.name.clone(), witness::link(cx, key, before_last)).rows(orphans),
    ]))
}

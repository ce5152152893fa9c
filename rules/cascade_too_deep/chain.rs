//! The chains of foreign keys that pass more tables than allowed.

use fklint_catalog::graph::EdgeId;
use fklint_rule::Cx;

/// For each foreign key with which a chain passes one table more than `limit`, the longest chain to it. Foreign keys of
/// cycles are left out: how long such a chain is depends on rows.
///
/// `cascades` tells the foreign keys that count, `follows` whether the second goes on where the first ends.
pub(super) fn too_deep(
    cx: Cx<'_>,
    limit: u32,
    cascades: impl Fn(EdgeId) -> bool,
    follows: impl Fn(EdgeId, EdgeId) -> bool,
) -> Vec<Vec<EdgeId>> {
    let counts = |id: EdgeId| {
        let edge = cx.graph.edge(id);
        let cycle = |table| cx.graph.cycle_of(table).map(std::ptr::from_ref);
        let circular =
            edge.is_self() || cycle(edge.child).is_some() && cycle(edge.child) == cycle(edge.parent);
        !circular && cascades(id)
    };
    let edges = cx.graph.edges().len() as EdgeId;
    // The foreign keys to which a chain of that many leads, and from which one.
    let mut levels: Vec<Vec<(EdgeId, Option<EdgeId>)>> =
        vec![(0..edges).filter(|&id| counts(id)).map(|id| (id, None)).collect()];
    // One level more than allowed tells what goes on from what ends there.
    while levels.len() <= limit as usize {
        let Some(last) = levels.last() else { break };
        let reached: Vec<EdgeId> = last.iter().map(|&(id, _)| id).collect();
        let next = reached.iter().filter_map(|&id| {
            let mut above = cx.graph.edges_of(cx.graph.edge(id).parent).map(|(up, _)| up);
            Some((id, Some(above.find(|up| reached.binary_search(up).is_ok() && follows(*up, id))?)))
        });
        let next = next.collect();
        levels.push(next);
    }
    let beyond: Vec<EdgeId> = levels.pop().into_iter().flatten().map(|(id, _)| id).collect();
    let ends = levels.last().into_iter().flatten().map(|&(id, _)| id);
    let first_beyond = ends.filter(|id| beyond.binary_search(id).is_err());
    first_beyond.map(|end| back(&levels, end)).collect()
}

/// The chain that leads to `end`, in order.
fn back(levels: &[Vec<(EdgeId, Option<EdgeId>)>], end: EdgeId) -> Vec<EdgeId> {
    let mut chain = vec![end];
    for level in levels.iter().rev() {
        let last = chain.last().and_then(|last| level.binary_search_by_key(last, |&(id, _)| id).ok());
        chain.extend(last.and_then(|at| level[at].1));
    }
    chain.reverse();
    chain
}

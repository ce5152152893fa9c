//! The cheapest break: which arcs of a component to remove so that no cycle is left.
//!
//! This is the minimum feedback arc set, which is hard. Components of up to [`EXACT_TABLES`] tables and
//! [`EXACT_EDGES`] edges, plain rings of any size, and up to [`IMPROVED_TABLES`] tables that one edge opens are solved
//! exactly. Above, tables are ordered greedily
//! (many children and few parents first, after Eades, Lin and Smyth), each is moved to its best place until nothing
//! improves, and no arc is left in the result without need.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::price::Price;

/// The largest number of tables in a component that is solved exactly.
pub(super) const EXACT_TABLES: usize = 10;
/// The largest number of edges in a component that is solved exactly.
pub(super) const EXACT_EDGES: usize = 128;
/// Above this many tables, no single edge is looked for, and the order is not improved table by table.
const IMPROVED_TABLES: usize = 2_000;
/// How many arcs may be looked at to find arcs that were removed without need.
const PRUNING_BUDGET: usize = 4_000_000;

/// All edges from one table to another: they are removed together or not at all.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    /// The child, numbered within the component.
    pub(super) child: usize,
    /// The parent.
    pub(super) parent: usize,
    /// The price of all its edges.
    pub(super) price: Price,
    /// The edges, numbered within the component in source order.
    pub(super) edges: Vec<u32>,
}

/// The arcs to remove, by index, ascending.
pub(super) fn cheapest_break(tables: usize, edges: usize, arcs: &[Arc]) -> Vec<usize> {
    if arcs.len() == tables {
        return ring(arcs);
    }
    if tables <= IMPROVED_TABLES
        && let Some(arc) = single(tables, arcs)
    {
        return vec![arc];
    }
    if tables <= EXACT_TABLES && edges <= EXACT_EDGES { exact(tables, arcs) } else { heuristic(tables, arcs) }
}

/// A strongly connected component with as many arcs as tables is one ring: any arc opens it.
fn ring(arcs: &[Arc]) -> Vec<usize> {
    (0..arcs.len()).min_by_key(|&arc| (arcs[arc].price, arcs[arc].edges.first())).into_iter().collect()
}

/// The cheapest single edge that opens everything, which most real cycles have. It is the best break unless some
/// edges are free: then several of them may be cheaper.
fn single(tables: usize, arcs: &[Arc]) -> Option<usize> {
    if arcs.iter().any(|arc| arc.price.has_free_edges()) {
        return None;
    }
    let outgoing = outgoing(tables, arcs);
    // Such an edge is on every round, so it is on this one.
    let mut came_by = vec![None; tables];
    let mut table = 0;
    while came_by[table].is_none() {
        let arc = *outgoing[table].first()?;
        came_by[table] = Some(arc);
        table = arcs[arc].parent;
    }
    let start = table;
    let mut round = Vec::new();
    loop {
        let arc = came_by[table]?;
        round.push(arc);
        table = arcs[arc].parent;
        if table == start {
            break;
        }
    }
    round.retain(|&arc| arcs[arc].price.is_payable() && arcs[arc].edges.len() == 1);
    round.sort_by_key(|&arc| (arcs[arc].price, arcs[arc].edges.first().copied()));
    round.into_iter().find(|&arc| is_opened_by(arc, arcs, &outgoing))
}

fn is_opened_by(removed: usize, arcs: &[Arc], outgoing: &[Vec<usize>]) -> bool {
    let mut waits = vec![0_usize; outgoing.len()];
    let kept = |&&arc: &&usize| arc != removed;
    outgoing.iter().flatten().filter(kept).for_each(|&arc| waits[arcs[arc].parent] += 1);
    let mut ready: Vec<usize> = (0..waits.len()).filter(|&table| waits[table] == 0).collect();
    let mut done = 0;
    while let Some(table) = ready.pop() {
        done += 1;
        for &arc in outgoing[table].iter().filter(kept) {
            waits[arcs[arc].parent] -= 1;
            if waits[arcs[arc].parent] == 0 {
                ready.push(arcs[arc].parent);
            }
        }
    }
    done == waits.len()
}

/// Edges as a set that compares greater when it comes first in source order: edge 0 is the highest bit.
fn mask(arc: &Arc) -> u128 {
    arc.edges.iter().fold(0, |mask, &edge| mask | 1 << (127 - edge))
}

/// The best order of every subset of tables, parents first, from the best orders of smaller ones.
fn exact(tables: usize, arcs: &[Arc]) -> Vec<usize> {
    let masks: Vec<u128> = arcs.iter().map(mask).collect();
    let outgoing = outgoing(tables, arcs);
    let full = (1_usize << tables) - 1;
    let mut best: Vec<Option<(Price, Reverse<u128>, usize)>> = vec![None; full + 1];
    best[0] = Some((Price::default(), Reverse(0), 0));
    for placed in 0..full {
        let Some((price, Reverse(removed), _)) = best[placed] else { continue };
        for table in (0..tables).filter(|table| placed & 1 << table == 0) {
            let (mut price, mut removed) = (price, removed);
            for &arc in outgoing[table].iter().filter(|&&arc| placed & 1 << arcs[arc].parent == 0) {
                price += arcs[arc].price;
                removed |= masks[arc];
            }
            let slot = &mut best[placed | 1 << table];
            let candidate = (price, Reverse(removed));
            if slot.is_none_or(|(price, removed, _)| candidate < (price, removed)) {
                *slot = Some((candidate.0, candidate.1, table));
            }
        }
    }
    let removed = best[full].map_or(0, |(_, Reverse(removed), _)| removed);
    (0..arcs.len()).filter(|&arc| masks[arc] & removed != 0).collect()
}

fn outgoing(tables: usize, arcs: &[Arc]) -> Vec<Vec<usize>> {
    let mut outgoing = vec![Vec::new(); tables];
    for (index, arc) in arcs.iter().enumerate() {
        outgoing[arc.child].push(index);
    }
    outgoing
}

fn incoming(tables: usize, arcs: &[Arc]) -> Vec<Vec<usize>> {
    let mut incoming = vec![Vec::new(); tables];
    for (index, arc) in arcs.iter().enumerate() {
        incoming[arc.parent].push(index);
    }
    incoming
}

fn heuristic(tables: usize, arcs: &[Arc]) -> Vec<usize> {
    let (outgoing, incoming) = (outgoing(tables, arcs), incoming(tables, arcs));
    let mut order = keep_unbreakable(&greedy(arcs, &outgoing, &incoming), arcs, &outgoing, &incoming);
    if tables <= IMPROVED_TABLES {
        improve(&mut order, arcs, &outgoing, &incoming);
    }
    let place = places(&order);
    let mut kept: Vec<bool> = arcs.iter().map(|arc| place[arc.parent] < place[arc.child]).collect();
    put_back(&mut kept, arcs, &outgoing);
    (0..arcs.len()).filter(|&arc| !kept[arc]).collect()
}

fn places(order: &[usize]) -> Vec<usize> {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &table)| place[table] = at);
    place
}

/// Parents first: tables without open parents to the front, without open children to the back, and where there is
/// neither, the table with the most children for its parents to the front.
fn greedy(arcs: &[Arc], outgoing: &[Vec<usize>], incoming: &[Vec<usize>]) -> Vec<usize> {
    let tables = outgoing.len();
    let mut parents: Vec<usize> = outgoing.iter().map(Vec::len).collect();
    let mut children: Vec<usize> = incoming.iter().map(Vec::len).collect();
    let total = |list: &[usize]| list.iter().map(|&arc| arcs[arc].price.weight()).sum::<i64>();
    let mut score: Vec<i64> =
        (0..tables).map(|table| total(&incoming[table]) - total(&outgoing[table])).collect();
    let mut heap: BinaryHeap<(i64, Reverse<usize>)> =
        (0..tables).map(|table| (score[table], Reverse(table))).collect();
    let mut ready: Vec<usize> = Vec::new();
    let mut placed = vec![false; tables];
    let (mut front, mut back) = (Vec::with_capacity(tables), Vec::new());
    loop {
        let next = ready.pop().or_else(|| {
            std::iter::from_fn(|| heap.pop())
                .find(|&(value, Reverse(table))| !placed[table] && score[table] == value)
                .map(|(_, Reverse(table))| table)
        });
        let Some(table) = next else { break };
        if placed[table] {
            continue;
        }
        placed[table] = true;
        if children[table] == 0 && parents[table] > 0 {
            back.push(table);
        } else {
            front.push(table);
        }
        for &arc in &outgoing[table] {
            let parent = arcs[arc].parent;
            children[parent] -= 1;
            score[parent] -= arcs[arc].price.weight();
            touch(parent, children[parent] == 0, &placed, &score, &mut ready, &mut heap);
        }
        for &arc in &incoming[table] {
            let child = arcs[arc].child;
            parents[child] -= 1;
            score[child] += arcs[arc].price.weight();
            touch(child, parents[child] == 0, &placed, &score, &mut ready, &mut heap);
        }
    }
    front.extend(back.into_iter().rev());
    front
}

fn touch(
    table: usize,
    is_ready: bool,
    placed: &[bool],
    score: &[i64],
    ready: &mut Vec<usize>,
    heap: &mut BinaryHeap<(i64, Reverse<usize>)>,
) {
    if placed[table] {
        return;
    }
    if is_ready {
        ready.push(table);
    } else {
        heap.push((score[table], Reverse(table)));
    }
}

/// The nearest order in which every arc that cannot be broken is kept, if there is one at all.
fn keep_unbreakable(
    order: &[usize],
    arcs: &[Arc],
    outgoing: &[Vec<usize>],
    incoming: &[Vec<usize>],
) -> Vec<usize> {
    let place = places(order);
    let rigid = |arc: &&usize| !arcs[**arc].price.is_payable();
    let mut waits: Vec<usize> = outgoing.iter().map(|list| list.iter().filter(rigid).count()).collect();
    let mut ready: BinaryHeap<Reverse<usize>> =
        order.iter().filter(|&&table| waits[table] == 0).map(|&table| Reverse(place[table])).collect();
    let mut placed = vec![false; order.len()];
    let mut result = Vec::with_capacity(order.len());
    let mut stuck = order.iter().copied();
    while result.len() < order.len() {
        let next = ready.pop().map(|Reverse(at)| order[at]).or_else(|| stuck.find(|&table| !placed[table]));
        let Some(table) = next else { break };
        if placed[table] {
            continue;
        }
        placed[table] = true;
        result.push(table);
        for &arc in incoming[table].iter().filter(rigid) {
            let child = arcs[arc].child;
            waits[child] -= 1;
            if waits[child] == 0 && !placed[child] {
                ready.push(Reverse(place[child]));
            }
        }
    }
    result
}

/// Moves each table to its best place, until no move makes the removed arcs cheaper.
fn improve(order: &mut Vec<usize>, arcs: &[Arc], outgoing: &[Vec<usize>], incoming: &[Vec<usize>]) {
    const PASSES: usize = 8;
    for _ in 0..PASSES {
        let mut moved = false;
        for table in 0..outgoing.len() {
            let place = places(order);
            let here = place[table];
            let mut neighbours: Vec<(usize, Price, bool)> = outgoing[table]
                .iter()
                .map(|&arc| (place[arcs[arc].parent], arcs[arc].price, true))
                .chain(incoming[table].iter().map(|&arc| (place[arcs[arc].child], arcs[arc].price, false)))
                .collect();
            neighbours.sort_unstable_by_key(|&(at, _, is_parent)| (at, !is_parent));
            let mut price = Price::default();
            neighbours.iter().filter(|neighbour| neighbour.2).for_each(|neighbour| price += neighbour.1);
            let (mut now, mut best, mut target) = (price, price, 0);
            for (index, &(at, step, is_parent)) in neighbours.iter().enumerate() {
                if is_parent {
                    price -= step;
                } else {
                    price += step;
                }
                if at < here {
                    now = price;
                }
                let is_gap = neighbours.get(index + 1).is_none_or(|next| next.0 != at);
                if is_gap && price < best {
                    (best, target) = (price, at + 1);
                }
            }
            if best < now {
                order.remove(here);
                order.insert(if target > here { target - 1 } else { target }, table);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// Puts back, dearest first, every removed arc that closes no cycle.
fn put_back(kept: &mut [bool], arcs: &[Arc], outgoing: &[Vec<usize>]) {
    let mut removed: Vec<usize> = (0..arcs.len()).filter(|&arc| !kept[arc]).collect();
    removed.sort_by_key(|&arc| Reverse((arcs[arc].price, arc)));
    let mut budget = PRUNING_BUDGET;
    let mut seen = vec![usize::MAX; outgoing.len()];
    for (round, arc) in removed.into_iter().enumerate() {
        let mut stack = vec![arcs[arc].parent];
        let mut closes = false;
        while let Some(table) = stack.pop() {
            if table == arcs[arc].child {
                closes = true;
                break;
            }
            if std::mem::replace(&mut seen[table], round) == round {
                continue;
            }
            let Some(left) = budget.checked_sub(outgoing[table].len()) else { return };
            budget = left;
            stack.extend(outgoing[table].iter().filter(|&&next| kept[next]).map(|&next| arcs[next].parent));
        }
        kept[arc] = !closes;
    }
}

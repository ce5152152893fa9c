//! Cycles: strongly connected components of two and more tables, and how to open them.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::cheapest::{Arc, cheapest_break};
use super::components::components;
use super::price::Price;
use super::{EdgeId, Graph, TableIndex};

/// Tables that all reach each other.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// The tables, in source order: two or more.
    pub tables: Vec<TableIndex>,
    /// The edges between them, in source order; self-edges are not among them.
    pub edges: Vec<EdgeId>,
    /// The cheapest break: the fewest breakable edges that leave no cycle when they are left out or checked late,
    /// initially deferred ones before all others, then links before ownership, then single columns, then source
    /// order. `None` where no breakable edges can open the cycle. Exact for up to 10 tables with up to 128 edges,
    /// for plain rings, and where one edge opens up to 2,000 tables; near to it above.
    pub break_set: Option<Vec<EdgeId>>,
    /// The fewest edges that have to become breakable, so that the cycle can be opened; empty where it can be.
    pub relax: Vec<EdgeId>,
}

impl Cycle {
    /// Whether no breakable edges can open it.
    #[must_use]
    pub const fn is_unbreakable(&self) -> bool {
        self.break_set.is_none()
    }
}

impl Graph {
    pub(super) fn find_cycles(&mut self) {
        let found = components(self.len(), |table, at| {
            self.edges[super::range(&self.first_edge, table)].get(at).map(|edge| edge.parent)
        });
        let mut size = vec![0_u32; found.count];
        found.of.iter().for_each(|&component| size[component as usize] += 1);
        let mut cycle_of_component = vec![super::NO_CYCLE; found.count];
        let mut members: Vec<Vec<TableIndex>> = Vec::new();
        for (&component, table) in found.of.iter().zip(0..) {
            if size[component as usize] < 2 {
                continue;
            }
            let cycle = &mut cycle_of_component[component as usize];
            if *cycle == super::NO_CYCLE {
                *cycle = members.len() as u32;
                members.push(Vec::new());
            }
            members[*cycle as usize].push(table);
            self.cycle_of[table as usize] = *cycle;
        }
        let mut local = vec![0_u32; self.len()];
        self.cycles = members.into_iter().map(|tables| self.solve(tables, &mut local)).collect();
    }

    /// `local` is scratch space with an entry for every table.
    fn solve(&self, tables: Vec<TableIndex>, local: &mut [u32]) -> Cycle {
        let cycle = tables.first().map_or(super::NO_CYCLE, |&table| self.cycle_of[table as usize]);
        tables.iter().zip(0..).for_each(|(&table, at)| local[table as usize] = at);
        let edges: Vec<EdgeId> = tables
            .iter()
            .flat_map(|&table| self.edges_of(table))
            .filter(|(_, edge)| !edge.is_self() && self.cycle_of[edge.parent as usize] == cycle)
            .map(|(id, _)| id)
            .collect();
        let number = |table: TableIndex| local[table as usize] as usize;
        let removed = self.cheapest(&tables, &edges, number, |_| false);
        let relax: Vec<EdgeId> =
            removed.iter().copied().filter(|&id| !self.edge(id).is_breakable()).collect();
        let break_set = relax.is_empty().then_some(removed);
        Cycle { tables, edges, break_set, relax }
    }

    /// The cheapest of these edges between these tables that leave no cycle, sorted; a fixed one is never cheap. `number`
    /// says which of the tables one is, or stands for.
    pub(super) fn cheapest(
        &self,
        tables: &[TableIndex],
        edges: &[EdgeId],
        number: impl Fn(TableIndex) -> usize,
        is_fixed: impl Fn(EdgeId) -> bool,
    ) -> Vec<EdgeId> {
        if tables.len() < 2 {
            return Vec::new();
        }
        let price = |id: EdgeId| {
            let price = self.edge(id).price;
            if is_fixed(id) { price.never() } else { price }
        };
        let mut sorted: Vec<(usize, usize, u32)> = edges
            .iter()
            .zip(0..)
            .map(|(&id, at)| (number(self.edge(id).child), number(self.edge(id).parent), at))
            .collect();
        sorted.sort_unstable();
        let arcs: Vec<Arc> = sorted
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .map(|parallel| {
                let mut sum = Price::default();
                let numbers: Vec<u32> = parallel.iter().map(|&(_, _, at)| at).collect();
                numbers.iter().for_each(|&at| sum += price(edges[at as usize]));
                Arc { child: parallel[0].0, parent: parallel[0].1, price: sum, edges: numbers }
            })
            .collect();
        let mut removed: Vec<EdgeId> = cheapest_break(tables.len(), edges.len(), &arcs)
            .into_iter()
            .flat_map(|arc| arcs[arc].edges.iter().map(|&at| edges[at as usize]))
            .collect();
        removed.sort_unstable();
        removed
    }

    /// Whether a cycle is open once these edges are left out or checked late: a declared strategy need not be the
    /// cheapest one.
    #[must_use]
    pub fn opens(&self, cycle: &Cycle, broken: impl Fn(EdgeId) -> bool) -> bool {
        let place: FxHashMap<TableIndex, usize> = cycle.tables.iter().copied().zip(0..).collect();
        let mut children = vec![Vec::new(); cycle.tables.len()];
        let mut waits = vec![0_usize; cycle.tables.len()];
        for &id in cycle.edges.iter().filter(|&&id| !broken(id)) {
            let edge = self.edge(id);
            children[place[&edge.parent]].push(place[&edge.child]);
            waits[place[&edge.child]] += 1;
        }
        let mut ready: Vec<usize> = (0..waits.len()).filter(|&table| waits[table] == 0).collect();
        let mut done = 0;
        while let Some(table) = ready.pop() {
            done += 1;
            for &child in &children[table] {
                waits[child] -= 1;
                if waits[child] == 0 {
                    ready.push(child);
                }
            }
        }
        done == waits.len()
    }

    /// One round to tell of, as edges in order, each starting where the one before it ended: a shortest one through
    /// an edge of the break set, or, where the cycle cannot be opened, a shortest one through an edge to relax that
    /// has no breakable edge.
    #[must_use]
    pub fn shortest_cycle(&self, cycle: &Cycle) -> Vec<EdgeId> {
        /// More starts than this are not tried: any round will do for a message.
        const STARTS: usize = 64;
        let (starts, allowed): (&[EdgeId], fn(&super::Edge) -> bool) = match &cycle.break_set {
            Some(edges) => (edges, |_| true),
            None => (&cycle.relax, |edge| !edge.is_breakable()),
        };
        let rounds = starts.iter().take(STARTS).filter_map(|&start| self.round(cycle, start, allowed));
        rounds.min_by_key(Vec::len).unwrap_or_default()
    }

    /// One round for each group of tables that reach each other over allowed edges alone: a shortest one through the
    /// first of these edges. Empty where allowed edges make no round.
    #[must_use]
    pub fn rounds(&self, cycle: &Cycle, allowed: fn(&super::Edge) -> bool) -> Vec<Vec<EdgeId>> {
        let place: FxHashMap<TableIndex, usize> = cycle.tables.iter().copied().zip(0..).collect();
        let mut heads = vec![Vec::new(); cycle.tables.len()];
        let edges: Vec<EdgeId> = cycle.edges.iter().copied().filter(|&id| allowed(self.edge(id))).collect();
        for edge in edges.iter().map(|&id| self.edge(id)) {
            heads[place[&edge.child]].push(place[&edge.parent] as u32);
        }
        let found = components(heads.len(), |table, at| heads[table as usize].get(at).copied());
        let mut told = vec![false; found.count];
        let first_inside = |&id: &EdgeId| {
            let group = |table: TableIndex| found.of[place[&table]] as usize;
            let (child, parent) = (group(self.edge(id).child), group(self.edge(id).parent));
            child == parent && !std::mem::replace(&mut told[child], true)
        };
        let firsts: Vec<EdgeId> = edges.into_iter().filter(first_inside).collect();
        firsts.into_iter().filter_map(|start| self.round(cycle, start, allowed)).collect()
    }

    /// The shortest round through `start`, over allowed edges of the cycle alone.
    fn round(&self, cycle: &Cycle, start: EdgeId, allowed: fn(&super::Edge) -> bool) -> Option<Vec<EdgeId>> {
        let number = self.cycle_of[*cycle.tables.first()? as usize];
        let (goal, first) = (self.edge(start).child, self.edge(start).parent);
        let mut came_by: FxHashMap<TableIndex, EdgeId> = FxHashMap::default();
        came_by.insert(first, start);
        let mut queue = VecDeque::from([first]);
        while let Some(table) = queue.pop_front() {
            if table == goal {
                break;
            }
            for (id, edge) in self.edges_of(table).filter(|(_, edge)| allowed(edge)) {
                if self.cycle_of[edge.parent as usize] == number && !came_by.contains_key(&edge.parent) {
                    came_by.insert(edge.parent, id);
                    queue.push_back(edge.parent);
                }
            }
        }
        let mut path = Vec::new();
        let mut table = goal;
        loop {
            let edge = *came_by.get(&table)?;
            path.push(edge);
            if edge == start {
                break;
            }
            table = self.edge(edge).child;
        }
        path.reverse();
        Some(path)
    }
}

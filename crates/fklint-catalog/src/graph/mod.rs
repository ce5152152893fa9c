//! The reference graph: tables, the foreign keys that are checked between them, and the cycles these make.

mod cheapest;
mod components;
mod cycle;
mod edge;
mod order;
mod price;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::{Catalog, Semantics, TableKind};

pub use cycle::Cycle;
pub use edge::Edge;
pub use order::{Order, OrderStep};

/// The position of a table in [`Catalog::tables`].
pub type TableIndex = u32;

/// The position of an edge in [`Graph::edges`].
pub type EdgeId = u32;

/// Tables and the foreign keys that the engine checks between them. A foreign key to a table that was not read, or
/// to a view, is no edge.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Sorted by child, then by place in the child.
    edges: Vec<Edge>,
    /// Where each table's edges begin; one more entry than tables.
    first_edge: Vec<u32>,
    /// Edge ids by parent, in the order of edges.
    by_parent: Vec<EdgeId>,
    /// Where each parent's ids begin in `by_parent`; one more entry than tables.
    first_by_parent: Vec<u32>,
    /// Whether rows are written to the table itself: it is no view, and no mere partition.
    written: Vec<bool>,
    self_edges: Vec<EdgeId>,
    cycles: Vec<Cycle>,
    /// The index of the table's cycle, or `NO_CYCLE`.
    cycle_of: Vec<u32>,
}

const NO_CYCLE: u32 = u32::MAX;

impl Graph {
    /// Reads the graph of a catalog, with its cycles and their cheapest breaks. Its time grows with the schema,
    /// not with the number of cycles.
    #[must_use]
    pub fn new(catalog: &Catalog, semantics: &Semantics) -> Self {
        let parts = catalog.len().div_ceil(PART);
        let parts: Vec<Vec<Edge>> =
            (0..parts).into_par_iter().map(|part| edges_of_part(catalog, semantics, part)).collect();
        let edges = parts.concat();
        let first_edge = first_edges(catalog.len(), &edges);
        let (first_by_parent, by_parent) = by_parent(catalog.len(), &edges);
        let self_edges = (0..edges.len() as u32).filter(|&edge| edges[edge as usize].is_self()).collect();
        let mut graph = Self {
            edges,
            first_edge,
            by_parent,
            first_by_parent,
            written: Vec::new(),
            self_edges,
            cycles: Vec::new(),
            cycle_of: vec![NO_CYCLE; catalog.len()],
        };
        graph.written = catalog
            .tables()
            .enumerate()
            .map(|(index, table)| match table.kind {
                TableKind::View => false,
                TableKind::Partition { .. } => graph.is_connected(index as u32),
                TableKind::Base | TableKind::Temporary | TableKind::Foreign => true,
            })
            .collect();
        graph.find_cycles();
        graph
    }

    /// All edges, self-edges included: in the order of tables, then of foreign keys in them.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// One edge.
    ///
    /// # Panics
    /// When the id is not of this graph.
    #[must_use]
    pub fn edge(&self, edge: EdgeId) -> &Edge {
        &self.edges[edge as usize]
    }

    /// The edge of a foreign key, given by its table and its place there; `None` where it is no edge.
    #[must_use]
    pub fn edge_of(&self, child: TableIndex, foreign_key: usize) -> Option<EdgeId> {
        self.edges_of(child).find(|(_, edge)| edge.foreign_key as usize == foreign_key).map(|(id, _)| id)
    }

    /// The edges from a child, in source order.
    pub fn edges_of(&self, child: TableIndex) -> impl ExactSizeIterator<Item = (EdgeId, &Edge)> {
        range(&self.first_edge, child).map(|id| (id as EdgeId, &self.edges[id]))
    }

    /// The edges to a parent, in source order.
    pub fn referenced_by(&self, parent: TableIndex) -> impl ExactSizeIterator<Item = (EdgeId, &Edge)> {
        self.by_parent[range(&self.first_by_parent, parent)].iter().map(|&id| (id, self.edge(id)))
    }

    /// The edges from and to a table, in source order.
    #[must_use]
    pub fn edges_at(&self, table: TableIndex) -> Vec<(EdgeId, &Edge)> {
        let to = self.referenced_by(table).filter(|(_, edge)| !edge.is_self());
        let mut edges: Vec<_> = self.edges_of(table).chain(to).collect();
        edges.sort_unstable_by_key(|(id, _)| *id);
        edges
    }

    /// Edges from a table to itself.
    #[must_use]
    pub fn self_edges(&self) -> &[EdgeId] {
        &self.self_edges
    }

    /// The cycles of two and more tables: strongly connected components, by their first table in source order.
    /// Cycles that share a table are one.
    #[must_use]
    pub fn cycles(&self) -> &[Cycle] {
        &self.cycles
    }

    /// The cycle that a table is in.
    #[must_use]
    pub fn cycle_of(&self, table: TableIndex) -> Option<&Cycle> {
        self.cycles.get(*self.cycle_of.get(table as usize)? as usize)
    }

    /// The number of tables, connected or not.
    fn len(&self) -> usize {
        self.cycle_of.len()
    }

    fn is_connected(&self, table: TableIndex) -> bool {
        self.edges_of(table).len() + self.referenced_by(table).len() > 0
    }
}

/// How many tables one task looks at.
const PART: usize = 1024;

fn edges_of_part(catalog: &Catalog, semantics: &Semantics, part: usize) -> Vec<Edge> {
    let mut edges = Vec::new();
    for child in part * PART..((part + 1) * PART).min(catalog.len()) {
        let Some(table) = catalog.table_at(child) else { continue };
        for (index, key) in table.foreign_keys.iter().enumerate().filter(|(_, key)| key.is_checked()) {
            let Some(parent) = catalog.index_of(&key.parent) else { continue };
            let Some(referenced) = catalog.table_at(parent).filter(|table| table.kind != TableKind::View)
            else {
                continue;
            };
            let (child, parent) = ((child as u32, table), (parent as u32, referenced));
            edges.push(Edge::new(semantics, child, index as u32, parent));
        }
    }
    edges
}

/// Where the edges of each child begin, and where they end.
fn first_edges(tables: usize, edges: &[Edge]) -> Vec<u32> {
    let mut first = Vec::with_capacity(tables + 1);
    for (edge, id) in edges.iter().zip(0..) {
        first.resize(edge.child as usize + 1, id);
    }
    first.resize(tables + 1, edges.len() as u32);
    first
}

/// Edge ids sorted by parent (a counting sort, so that edges of one parent keep their order), and where each begins.
fn by_parent(tables: usize, edges: &[Edge]) -> (Vec<u32>, Vec<EdgeId>) {
    let mut first = vec![0_u32; tables + 1];
    for edge in edges {
        first[edge.parent as usize + 1] += 1;
    }
    for table in 0..tables {
        first[table + 1] += first[table];
    }
    let mut next = first.clone();
    let mut ids = vec![0; edges.len()];
    for (edge, id) in edges.iter().zip(0..) {
        let slot = &mut next[edge.parent as usize];
        ids[*slot as usize] = id;
        *slot += 1;
    }
    (first, ids)
}

fn range(first: &[u32], table: TableIndex) -> std::ops::Range<usize> {
    let table = table as usize;
    first[table] as usize..first[table + 1] as usize
}

//! The order in which rows can be written and deleted, with the second steps that cycles need.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use rustc_hash::FxHashMap;

use crate::Action;

use super::{Cycle, EdgeId, Graph, TableIndex};

/// How to fill tables and how to empty them. Within a table that points to itself, parents' rows come first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Parents first.
    pub insert: Vec<OrderStep>,
    /// Children first.
    pub delete: Vec<OrderStep>,
}

/// One step of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderStep {
    /// INSERT the table's rows.
    Insert {
        /// The table.
        table: TableIndex,
        /// Edges whose link columns stay NULL until an [`OrderStep::Update`].
        without: Vec<EdgeId>,
        /// Edges whose parents' rows come later; the engine asks for them at COMMIT.
        deferred: Vec<EdgeId>,
    },
    /// UPDATE the table's rows: set the link columns of the edge.
    Update {
        /// The table.
        table: TableIndex,
        /// The edge.
        edge: EdgeId,
    },
    /// UPDATE the table's rows: set the link columns of the edge to NULL.
    Unlink {
        /// The table.
        table: TableIndex,
        /// The edge.
        edge: EdgeId,
    },
    /// DELETE the table's rows.
    Delete {
        /// The table.
        table: TableIndex,
        /// Edges whose children's rows go later; the engine asks for them at COMMIT.
        deferred: Vec<EdgeId>,
    },
    /// No order of single statements fills or empties these tables.
    Stuck {
        /// The tables of the cycle, in source order.
        tables: Vec<TableIndex>,
    },
}

/// How one edge of a break set is dealt with when rows are deleted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Release {
    /// `ON DELETE SET NULL`: the engine does it.
    ByEngine,
    /// Checked at COMMIT.
    Deferred,
    /// An UPDATE to NULL before.
    Unlink,
    /// Not at all: NOT NULL, and RESTRICT is never deferred.
    Refused,
}

impl Graph {
    /// The order of all tables, except views and partitions that take part in no foreign key of their own.
    /// Among equals, source order. The edges that `second` names are written second where that helps to open their
    /// cycle; else the cheapest ones.
    #[must_use]
    pub fn insert_order(&self, second: impl Fn(EdgeId) -> bool) -> Order {
        let mut order = Order::default();
        let mut delete_groups = Vec::new();
        for group in self.groups() {
            let part = match group {
                Group::Cycle(cycle) => self.cycle_order(&self.cycles[cycle as usize], &second),
                Group::Table(table) if self.written[table as usize] => Order {
                    insert: vec![OrderStep::Insert { table, without: Vec::new(), deferred: Vec::new() }],
                    delete: vec![OrderStep::Delete { table, deferred: Vec::new() }],
                },
                Group::Table(_) => continue,
            };
            order.insert.extend(part.insert);
            delete_groups.push(part.delete);
        }
        order.delete = delete_groups.into_iter().rev().flatten().collect();
        order
    }

    /// The order of the tables of one cycle, whose other parents exist already: see [`Graph::insert_order`].
    #[must_use]
    pub fn cycle_order(&self, cycle: &Cycle, second: impl Fn(EdgeId) -> bool) -> Order {
        let Some(break_set) = &cycle.break_set else {
            let stuck = || vec![OrderStep::Stuck { tables: cycle.tables.clone() }];
            return Order { insert: stuck(), delete: stuck() };
        };
        let declared = cycle.edges.iter().copied().filter(|&id| self.edge(id).is_breakable() && second(id));
        let declared: Vec<EdgeId> = declared.collect();
        let break_set = &self.led_by(cycle, &declared, break_set);
        let tables = self.opened(cycle, break_set);
        let place: FxHashMap<TableIndex, usize> = tables.iter().copied().zip(0..).collect();
        // A break set that is only near the cheapest may hold edges that this order keeps anyway.
        let is_late = |id: &EdgeId| place.get(&self.edge(*id).child) < place.get(&self.edge(*id).parent);
        let late: Vec<EdgeId> = break_set.iter().copied().filter(is_late).collect();
        Order { insert: self.fill(&tables, &late), delete: self.empty(cycle, &tables, &late) }
    }

    /// The declared edges, and of the cheapest ones those without which they do not open the cycle.
    fn led_by(&self, cycle: &Cycle, declared: &[EdgeId], cheapest: &[EdgeId]) -> Vec<EdgeId> {
        if declared.is_empty() {
            return cheapest.to_vec();
        }
        let mut set = [declared, cheapest].concat();
        set.sort_unstable();
        set.dedup();
        for id in cheapest.iter().filter(|id| !declared.contains(id)) {
            let without: Vec<EdgeId> = set.iter().copied().filter(|other| other != id).collect();
            if self.opened(cycle, &without).len() == cycle.tables.len() {
                set = without;
            }
        }
        set
    }

    /// `late`: the edges whose parent comes after the child.
    fn fill(&self, tables: &[TableIndex], late: &[EdgeId]) -> Vec<OrderStep> {
        let is_deferred = |id: EdgeId| self.edge(id).initially_deferred || !self.edge(id).nullable;
        let mut steps = Vec::with_capacity(tables.len() + late.len());
        let mut later = Vec::new();
        for &table in tables {
            let (deferred, without): (Vec<_>, Vec<_>) =
                self.late_at(table, late).partition(|&id| is_deferred(id));
            later.extend(without.iter().map(|&edge| OrderStep::Update { table, edge }));
            steps.push(OrderStep::Insert { table, without, deferred });
        }
        steps.append(&mut later);
        steps
    }

    fn empty(&self, cycle: &Cycle, tables: &[TableIndex], late: &[EdgeId]) -> Vec<OrderStep> {
        let release = |id: EdgeId| self.release(id);
        if late.iter().any(|&id| release(id) == Release::Refused) {
            return vec![OrderStep::Stuck { tables: cycle.tables.clone() }];
        }
        let children_first = || tables.iter().rev().copied();
        let mut steps: Vec<OrderStep> = children_first()
            .flat_map(|table| self.late_at(table, late).map(move |edge| (table, edge)))
            .filter(|&(_, edge)| release(edge) == Release::Unlink)
            .map(|(table, edge)| OrderStep::Unlink { table, edge })
            .collect();
        steps.extend(children_first().map(|table| {
            let references = self.referenced_by(table).map(|(id, _)| id);
            let deferred = references
                .filter(|id| late.binary_search(id).is_ok() && release(*id) == Release::Deferred)
                .collect();
            OrderStep::Delete { table, deferred }
        }));
        steps
    }

    fn release(&self, id: EdgeId) -> Release {
        let edge = self.edge(id);
        if edge.nullable && edge.on_delete == Action::SetNull {
            Release::ByEngine
        } else if edge.defers_deletes() && (edge.initially_deferred || !edge.nullable) {
            Release::Deferred
        } else if edge.nullable {
            Release::Unlink
        } else {
            Release::Refused
        }
    }

    fn late_at<'g>(&'g self, child: TableIndex, late: &'g [EdgeId]) -> impl Iterator<Item = EdgeId> + 'g {
        self.edges_of(child).map(|(id, _)| id).filter(|id| late.binary_search(id).is_ok())
    }

    /// The tables of a cycle, parents first, once its break set is left out.
    fn opened(&self, cycle: &Cycle, break_set: &[EdgeId]) -> Vec<TableIndex> {
        let counts = |id: &EdgeId| break_set.binary_search(id).is_err();
        let kept: Vec<EdgeId> = cycle.edges.iter().copied().filter(counts).collect();
        let mut waits: BTreeMap<TableIndex, usize> = cycle.tables.iter().map(|&table| (table, 0)).collect();
        for &id in &kept {
            *waits.entry(self.edge(id).child).or_default() += 1;
        }
        let mut ready: BinaryHeap<Reverse<TableIndex>> =
            waits.iter().filter(|(_, wait)| **wait == 0).map(|(&table, _)| Reverse(table)).collect();
        let mut tables = Vec::with_capacity(cycle.tables.len());
        while let Some(Reverse(table)) = ready.pop() {
            tables.push(table);
            for (_, edge) in self.referenced_by(table).filter(|(id, _)| kept.binary_search(id).is_ok()) {
                let Some(wait) = waits.get_mut(&edge.child) else { continue };
                *wait -= 1;
                if *wait == 0 {
                    ready.push(Reverse(edge.child));
                }
            }
        }
        tables
    }

    /// Tables and whole cycles, parents first, by their first table among equals.
    fn groups(&self) -> Vec<Group> {
        let group_of = |table: TableIndex| match self.cycle_of[table as usize] {
            super::NO_CYCLE => table,
            cycle => self.cycles[cycle as usize].tables[0],
        };
        let tables = 0..self.len() as u32;
        let mut waits = vec![0_u32; self.len()];
        let between = |edge: &super::Edge| group_of(edge.child) != group_of(edge.parent);
        for edge in self.edges.iter().filter(|edge| between(edge)) {
            waits[group_of(edge.child) as usize] += 1;
        }
        let mut ready: BinaryHeap<Reverse<TableIndex>> = tables
            .filter(|&table| group_of(table) == table && waits[table as usize] == 0)
            .map(Reverse)
            .collect();
        let mut groups = Vec::new();
        while let Some(Reverse(first)) = ready.pop() {
            let one = [first];
            let (group, members) = match self.cycle_of(first) {
                Some(cycle) => (Group::Cycle(self.cycle_of[first as usize]), cycle.tables.as_slice()),
                None => (Group::Table(first), one.as_slice()),
            };
            groups.push(group);
            let children = members.iter().flat_map(|&table| self.referenced_by(table));
            for (_, edge) in children.filter(|(_, edge)| between(edge)) {
                let child = group_of(edge.child);
                waits[child as usize] -= 1;
                if waits[child as usize] == 0 {
                    ready.push(Reverse(child));
                }
            }
        }
        groups
    }
}

/// What is ordered as one.
#[derive(Clone, Copy)]
enum Group {
    /// A table outside cycles.
    Table(TableIndex),
    /// A cycle, by its index.
    Cycle(u32),
}

//! The order in which rows can be written and deleted, with the second steps that cycles need.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use rustc_hash::FxHashMap;

use crate::Action;

use super::components::components;
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
    /// No order of single statements fills or empties these tables. It stands where they do among the others.
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

    /// The order of the tables of one cycle, whose other parents exist already: see [`Graph::insert_order`]. Tables that
    /// only edges hold together which cannot be broken are stuck, and stand in the order as one.
    #[must_use]
    pub fn cycle_order(&self, cycle: &Cycle, second: impl Fn(EdgeId) -> bool) -> Order {
        let is_refused = |id| self.release(id) == Release::Refused;
        let mut opening = self.opening(cycle, &second, |id| !self.edge(id).is_breakable());
        let insert = self.fill(&opening);
        if opening.late.iter().copied().any(is_refused) {
            opening = self.opening(cycle, &second, is_refused);
        }
        Order { insert, delete: self.empty(&opening) }
    }

    /// How to open a cycle without these edges: at the declared ones where that helps, else at the cheapest.
    fn opening(
        &self,
        cycle: &Cycle,
        second: impl Fn(EdgeId) -> bool,
        is_fixed: impl Fn(EdgeId) -> bool,
    ) -> Opening {
        let knots = self.knots(cycle, &is_fixed);
        let between = |id: &EdgeId| knots.of(self.edge(*id).child) != knots.of(self.edge(*id).parent);
        let edges: Vec<EdgeId> = cycle.edges.iter().copied().filter(between).collect();
        let cheapest = match &cycle.break_set {
            Some(edges) if !edges.iter().copied().any(&is_fixed) => edges.clone(),
            _ => self.cheapest(&knots.tables, &edges, |table| knots.number(table), &is_fixed),
        };
        let declared: Vec<EdgeId> = edges.iter().copied().filter(|&id| !is_fixed(id) && second(id)).collect();
        let break_set =
            led_by(&declared, &cheapest, |set| self.opened(&knots, &edges, set).len() == knots.tables.len());
        let firsts = self.opened(&knots, &edges, &break_set);
        let place: FxHashMap<TableIndex, usize> = firsts.iter().copied().zip(0..).collect();
        let place = |table: TableIndex| place.get(&knots.of(table));
        // A break set that is only near the cheapest may hold edges that this order keeps anyway.
        let is_late = |id: &EdgeId| place(self.edge(*id).child) < place(self.edge(*id).parent);
        let late = break_set.iter().copied().filter(is_late).collect();
        let mut members: FxHashMap<TableIndex, Vec<TableIndex>> = FxHashMap::default();
        for &table in &cycle.tables {
            members.entry(knots.of(table)).or_default().push(table);
        }
        Opening { groups: firsts.iter().filter_map(|first| members.remove(first)).collect(), late }
    }

    /// The tables of a cycle that reach each other over fixed edges alone.
    fn knots(&self, cycle: &Cycle, is_fixed: impl Fn(EdgeId) -> bool) -> Knots {
        let place: FxHashMap<TableIndex, usize> = cycle.tables.iter().copied().zip(0..).collect();
        let mut heads = vec![Vec::new(); cycle.tables.len()];
        for edge in cycle.edges.iter().filter(|&&id| is_fixed(id)).map(|&id| self.edge(id)) {
            heads[place[&edge.child]].push(place[&edge.parent] as u32);
        }
        let found = components(heads.len(), |table, at| heads[table as usize].get(at).copied());
        let mut firsts: Vec<Option<TableIndex>> = vec![None; found.count];
        let mut knots = Knots { first: FxHashMap::default(), tables: Vec::new() };
        for (&table, &component) in cycle.tables.iter().zip(&found.of) {
            let first = *firsts[component as usize].get_or_insert(table);
            if first == table {
                knots.tables.push(table);
            }
            knots.first.insert(table, first);
        }
        knots
    }

    fn fill(&self, opening: &Opening) -> Vec<OrderStep> {
        let is_deferred = |id: EdgeId| self.edge(id).initially_deferred || !self.edge(id).nullable;
        let mut steps = Vec::with_capacity(opening.groups.len() + opening.late.len());
        let mut later = Vec::new();
        for group in &opening.groups {
            let mut last = Vec::new();
            for &table in group {
                let (deferred, without): (Vec<_>, Vec<_>) =
                    self.late_at(table, &opening.late).partition(|&id| is_deferred(id));
                later.extend(without.iter().map(|&edge| OrderStep::Update { table, edge }));
                last.push(OrderStep::Insert { table, without, deferred });
            }
            if group.len() == 1 {
                steps.append(&mut last);
            } else {
                steps.push(OrderStep::Stuck { tables: group.clone() });
            }
        }
        steps.append(&mut later);
        steps
    }

    fn empty(&self, opening: &Opening) -> Vec<OrderStep> {
        let (late, release) = (&opening.late, |id: EdgeId| self.release(id));
        let children_first = || opening.groups.iter().rev();
        let mut steps: Vec<OrderStep> = children_first()
            .flatten()
            .flat_map(|&table| self.late_at(table, late).map(move |edge| (table, edge)))
            .filter(|&(_, edge)| release(edge) == Release::Unlink)
            .map(|(table, edge)| OrderStep::Unlink { table, edge })
            .collect();
        steps.extend(children_first().map(|group| match group[..] {
            [table] => {
                let references = self.referenced_by(table).map(|(id, _)| id);
                let deferred = references
                    .filter(|id| late.binary_search(id).is_ok() && release(*id) == Release::Deferred)
                    .collect();
                OrderStep::Delete { table, deferred }
            }
            _ => OrderStep::Stuck { tables: group.clone() },
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

    /// The knots of a cycle by their first tables, parents first, once a break set of the edges between them is left out.
    fn opened(&self, knots: &Knots, edges: &[EdgeId], break_set: &[EdgeId]) -> Vec<TableIndex> {
        let mut waits: BTreeMap<TableIndex, usize> = knots.tables.iter().map(|&table| (table, 0)).collect();
        let mut children: FxHashMap<TableIndex, Vec<TableIndex>> = FxHashMap::default();
        for edge in edges.iter().filter(|id| break_set.binary_search(id).is_err()).map(|&id| self.edge(id)) {
            let child = knots.of(edge.child);
            *waits.entry(child).or_default() += 1;
            children.entry(knots.of(edge.parent)).or_default().push(child);
        }
        let mut ready: BinaryHeap<Reverse<TableIndex>> =
            waits.iter().filter(|(_, wait)| **wait == 0).map(|(&table, _)| Reverse(table)).collect();
        let mut tables = Vec::with_capacity(knots.tables.len());
        while let Some(Reverse(table)) = ready.pop() {
            tables.push(table);
            for child in children.remove(&table).into_iter().flatten() {
                let Some(wait) = waits.get_mut(&child) else { continue };
                *wait -= 1;
                if *wait == 0 {
                    ready.push(Reverse(child));
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

/// The declared edges, and of the cheapest ones those without which they do not open the cycle; sorted.
fn led_by(declared: &[EdgeId], cheapest: &[EdgeId], opens: impl Fn(&[EdgeId]) -> bool) -> Vec<EdgeId> {
    if declared.is_empty() {
        return cheapest.to_vec();
    }
    let mut set = [declared, cheapest].concat();
    set.sort_unstable();
    set.dedup();
    for id in cheapest.iter().filter(|id| !declared.contains(id)) {
        let without: Vec<EdgeId> = set.iter().copied().filter(|other| other != id).collect();
        if opens(&without) {
            set = without;
        }
    }
    set
}

/// A cycle in which nothing goes round any more.
struct Opening {
    /// Its tables, parents first; those that nothing opens together.
    groups: Vec<Vec<TableIndex>>,
    /// The edges whose parent comes after the child, sorted.
    late: Vec<EdgeId>,
}

/// What nothing opens in a cycle: its tables in groups, most of them of one.
struct Knots {
    /// The first table of each table's group.
    first: FxHashMap<TableIndex, TableIndex>,
    /// The first tables, in source order.
    tables: Vec<TableIndex>,
}

impl Knots {
    fn of(&self, table: TableIndex) -> TableIndex {
        self.first.get(&table).copied().unwrap_or(table)
    }

    /// The number of a table's group.
    fn number(&self, table: TableIndex) -> usize {
        self.tables.binary_search(&self.of(table)).unwrap_or_default()
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

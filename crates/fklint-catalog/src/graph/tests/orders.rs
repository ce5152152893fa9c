//! Orders: of known shapes, and whether one of any shape is valid.

use super::{firm, graph, weak};
use crate::graph::{Edge, EdgeId, Graph, Order, OrderStep, TableIndex};
use crate::{Action, Deferrable};

pub(super) fn inserts(order: &Order) -> impl Iterator<Item = (TableIndex, Vec<EdgeId>)> {
    order.insert.iter().filter_map(|step| match step {
        OrderStep::Insert { table, without, deferred } => Some((*table, [&without[..], deferred].concat())),
        _ => None,
    })
}

/// Every parent that an insert needs came before, and every link left out is set afterwards, once.
pub(super) fn assert_valid(graph: &Graph, order: &Order) {
    let mut place = vec![usize::MAX; graph.len()];
    for (at, step) in order.insert.iter().enumerate() {
        match step {
            OrderStep::Insert { table, .. } => place[*table as usize] = at,
            OrderStep::Stuck { tables } => {
                tables.iter().for_each(|&table| place[table as usize] = at);
                assert_knot(graph, tables, |edge| !edge.is_breakable());
            }
            _ => {}
        }
    }
    assert!(place.iter().all(|&at| at != usize::MAX), "every table is written");
    let mut left_out = Vec::new();
    for (table, omitted) in inserts(order) {
        for (id, edge) in graph.edges_of(table).filter(|(_, edge)| !edge.is_self()) {
            let before = place[edge.parent as usize] < place[table as usize];
            assert!(
                before != omitted.contains(&id),
                "{edge:?} is left out exactly where its parent comes later"
            );
        }
    }
    for step in &order.insert {
        match step {
            OrderStep::Insert { without, .. } => left_out.extend(without.iter().copied()),
            // Whoever fills these tables leaves out what is set later.
            OrderStep::Stuck { tables } => {
                for (id, edge) in tables.iter().flat_map(|&table| graph.edges_of(table)) {
                    if place[edge.parent as usize] > place[edge.child as usize] {
                        assert!(edge.is_breakable(), "{edge:?}");
                        left_out.extend((edge.nullable && !edge.initially_deferred).then_some(id));
                    }
                }
            }
            _ => {}
        }
    }
    let mut set = Vec::new();
    for (at, step) in order.insert.iter().enumerate() {
        if let OrderStep::Update { table, edge } = step {
            assert_eq!(graph.edge(*edge).child, *table);
            assert!(at > place[*table as usize] && at > place[graph.edge(*edge).parent as usize]);
            set.push(*edge);
        }
    }
    left_out.sort_unstable();
    set.sort_unstable();
    assert_eq!(left_out, set);
    assert_valid_delete(graph, order);
}

/// Every child is gone, unlinked, or left to the engine before its parent goes.
fn assert_valid_delete(graph: &Graph, order: &Order) {
    let mut gone = vec![false; graph.len()];
    let mut unlinked = vec![false; graph.edges().len()];
    for step in &order.delete {
        match step {
            OrderStep::Stuck { tables } => {
                tables.iter().for_each(|&table| gone[table as usize] = true);
                assert_knot(graph, tables, |edge| !edge.nullable && !edge.defers_deletes());
            }
            OrderStep::Unlink { edge, .. } => unlinked[*edge as usize] = true,
            OrderStep::Delete { table, deferred } => {
                for (id, edge) in graph.referenced_by(*table).filter(|(_, edge)| !edge.is_self()) {
                    let by_engine = edge.nullable && edge.on_delete == Action::SetNull;
                    let free = by_engine || unlinked[id as usize] || deferred.contains(&id);
                    assert!(gone[edge.child as usize] || free, "{edge:?}");
                    assert!(!deferred.contains(&id) || edge.defers_deletes());
                }
                gone[*table as usize] = true;
            }
            step => panic!("{step:?} is no step of a delete"),
        }
    }
    assert!(gone.iter().all(|&gone| gone));
}

/// What is stuck is no larger than it must be: its tables reach each other over edges that cannot be opened.
fn assert_knot(graph: &Graph, tables: &[TableIndex], is_fixed: impl Fn(&Edge) -> bool) {
    assert!(tables.len() > 1, "{tables:?}");
    for &from in tables {
        let mut reached = vec![from];
        let mut next = 0;
        while let Some(&table) = reached.get(next) {
            for (_, edge) in graph.edges_of(table).filter(|(_, edge)| is_fixed(edge)) {
                if tables.contains(&edge.parent) && !reached.contains(&edge.parent) {
                    reached.push(edge.parent);
                }
            }
            next += 1;
        }
        assert_eq!(reached.len(), tables.len(), "{tables:?} from {from}");
    }
}

fn insert(table: TableIndex, without: &[EdgeId]) -> OrderStep {
    OrderStep::Insert { table, without: without.to_vec(), deferred: Vec::new() }
}

fn stuck(tables: &[TableIndex]) -> OrderStep {
    OrderStep::Stuck { tables: tables.to_vec() }
}

const fn delete(table: TableIndex) -> OrderStep {
    OrderStep::Delete { table, deferred: Vec::new() }
}

#[test]
fn what_only_hangs_on_a_stuck_cycle_is_ordered() {
    let links = [firm(0, 1), firm(1, 0), firm(1, 2), weak(2, 1)];
    let order = graph(3, &links).insert_order(|_| false);
    assert_eq!(order.insert, [insert(2, &[3]), stuck(&[0, 1]), OrderStep::Update { table: 2, edge: 3 }]);
    assert_eq!(order.delete, [OrderStep::Unlink { table: 2, edge: 3 }, stuck(&[0, 1]), delete(2)]);
}

#[test]
fn a_stuck_cycle_may_point_at_what_comes_later() {
    let links = [firm(0, 1), firm(1, 0), weak(1, 2), firm(2, 0), firm(3, 2)];
    let order = graph(4, &links).insert_order(|_| false);
    let late = OrderStep::Update { table: 1, edge: 2 };
    assert_eq!(order.insert, [stuck(&[0, 1]), insert(2, &[]), late, insert(3, &[])]);
    let unlink = OrderStep::Unlink { table: 1, edge: 2 };
    assert_eq!(order.delete, [delete(3), unlink, delete(2), stuck(&[0, 1])]);
}

#[test]
fn two_knots_of_a_cycle_are_two() {
    let links = [firm(0, 1), firm(1, 0), firm(2, 3), firm(3, 2), firm(0, 2), weak(3, 1)];
    let order = graph(4, &links).insert_order(|_| false);
    assert_eq!(order.insert, [stuck(&[2, 3]), stuck(&[0, 1]), OrderStep::Update { table: 3, edge: 5 }]);
}

#[test]
fn rows_are_deleted_where_another_edge_gives_way() {
    // What waits for COMMIT when rows are written refuses deletes at once; the other edge can be emptied.
    let mut restrict = firm(1, 0);
    restrict.deferrable = Deferrable::InitiallyDeferred;
    restrict.on_delete = Action::Restrict;
    let order = graph(2, &[weak(0, 1), restrict]).insert_order(|_| false);
    assert_eq!(order.delete, [OrderStep::Unlink { table: 0, edge: 0 }, delete(1), delete(0)]);
}

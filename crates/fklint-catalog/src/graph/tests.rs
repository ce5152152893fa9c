//! Cycles, breaks and orders, on known shapes and against brute force on random ones.

use std::sync::Arc;

use orders::{assert_valid, inserts};
use proptest::prelude::*;

use super::{EdgeId, Graph, OrderStep, TableIndex};
use crate::{
    Action, Catalog, Column, DataType, Deferrable, Engine, ForeignKey, Ident, Key, KeyKind, NameKind,
    Quoting, Semantics, Table, TableName, Target,
};

mod orders;

/// A foreign key to be: child, parent, and what it is like.
#[derive(Clone, Copy, Debug)]
struct Link {
    child: usize,
    parent: usize,
    nullable: bool,
    deferrable: Deferrable,
    on_delete: Action,
}

const fn link(child: usize, parent: usize, nullable: bool) -> Link {
    Link { child, parent, nullable, deferrable: Deferrable::No, on_delete: Action::NoAction }
}

/// Nullable.
const fn weak(child: usize, parent: usize) -> Link {
    link(child, parent, true)
}

/// NOT NULL.
const fn firm(child: usize, parent: usize) -> Link {
    link(child, parent, false)
}

fn ident(kind: NameKind, text: &str) -> Ident {
    Ident::new(Engine::Postgres, kind, text, Quoting::Bare)
}

fn table_name(text: &str) -> TableName {
    TableName { schema: None, name: ident(NameKind::Table, text) }
}

fn add(table: &mut Table, column: &str, parent: &TableName, link: Link) {
    let column = ident(NameKind::Column, column);
    let mut definition = Column::new(column.clone(), DataType("bigint".into()));
    definition.not_null = !link.nullable;
    table.columns.push(definition);
    let mut key = ForeignKey::new(vec![column], parent.clone(), Target::ParentPrimaryKey);
    key.deferrable = link.deferrable;
    key.on_delete = link.on_delete;
    table.foreign_keys.push(key);
}

fn base(name: &TableName) -> Table {
    let mut table = Table::new(name.clone());
    let mut id = Column::new(ident(NameKind::Column, "id"), DataType("bigint".into()));
    id.not_null = true;
    table.columns.push(id);
    table.keys.push(Key::over(KeyKind::Primary, [ident(NameKind::Column, "id")]));
    table
}

fn catalog_of(tables: Vec<Table>) -> Catalog {
    let mut catalog = Catalog::new(Engine::Postgres, None);
    catalog.tables.extend(tables.into_iter().map(|table| (table.name.clone(), Arc::new(table))));
    catalog
}

/// Tables `t0…`, with foreign keys over columns of neutral names, in the order of links.
fn graph(tables: usize, links: &[Link]) -> Graph {
    let names: Vec<TableName> = (0..tables).map(|index| table_name(&format!("t{index}"))).collect();
    let mut made: Vec<Table> = names.iter().map(base).collect();
    for (index, &link) in links.iter().enumerate() {
        add(&mut made[link.child], &format!("c{index}"), &names[link.parent], link);
    }
    let catalog = catalog_of(made);
    Graph::new(&catalog, &Semantics::for_catalog(&catalog))
}

fn ends(graph: &Graph, edges: &[EdgeId]) -> Vec<(TableIndex, TableIndex)> {
    edges.iter().map(|&id| (graph.edge(id).child, graph.edge(id).parent)).collect()
}

fn broken(graph: &Graph) -> Vec<(TableIndex, TableIndex)> {
    let [cycle] = graph.cycles() else { panic!("{} cycles", graph.cycles().len()) };
    ends(graph, cycle.break_set.as_ref().expect("breakable"))
}

#[test]
fn a_chain_has_no_cycle() {
    let graph = graph(3, &[firm(0, 1), firm(1, 2)]);
    assert!(graph.cycles().is_empty());
    let inserted: Vec<TableIndex> = inserts(&graph.insert_order(|_| false)).map(|(table, _)| table).collect();
    assert_eq!(inserted, [2, 1, 0]);
}

#[test]
fn a_self_edge_is_no_cycle_of_tables() {
    let graph = graph(1, &[weak(0, 0)]);
    assert!(graph.cycles().is_empty());
    assert_eq!(ends(&graph, graph.self_edges()), [(0, 0)]);
}

#[test]
fn two_tables_break_at_the_nullable_edge() {
    let graph = graph(2, &[firm(0, 1), weak(1, 0)]);
    assert_eq!(broken(&graph), [(1, 0)]);
    let order = graph.insert_order(|_| false);
    let edge = graph.edges_of(1).next().expect("an edge").0;
    let without = |without| OrderStep::Insert { table: 1, without, deferred: vec![] };
    let plain = OrderStep::Insert { table: 0, without: vec![], deferred: vec![] };
    assert_eq!(order.insert, [without(vec![edge]), plain, OrderStep::Update { table: 1, edge }]);
    let delete = |table| OrderStep::Delete { table, deferred: vec![] };
    assert_eq!(order.delete, [OrderStep::Unlink { table: 1, edge }, delete(0), delete(1)]);
}

#[test]
fn longer_rings_break_once() {
    for tables in 3..=20 {
        let mut links: Vec<Link> = (0..tables).map(|child| firm(child, (child + 1) % tables)).collect();
        links[2].nullable = true;
        assert_eq!(broken(&graph(tables, &links)), [(2, 3 % tables as u32)]);
    }
}

#[test]
fn overlapping_cycles_are_one_of_three_tables() {
    let graph = graph(3, &[weak(0, 1), weak(1, 0), weak(0, 2), weak(2, 1)]);
    let [cycle] = graph.cycles() else { panic!("one cycle") };
    assert_eq!(cycle.tables, [0, 1, 2]);
    assert_eq!(cycle.edges.len(), 4);
    assert_eq!(broken(&graph), [(1, 0)], "the one edge that both rounds share");
}

#[test]
fn parallel_edges_break_together() {
    let links = [weak(0, 1), weak(0, 1), weak(1, 0)];
    assert_eq!(broken(&graph(2, &links)), [(1, 0)]);
    let links = [weak(0, 1), weak(0, 1), firm(1, 0)];
    assert_eq!(broken(&graph(2, &links)), [(0, 1), (0, 1)]);
    let links = [weak(0, 1), firm(0, 1), firm(1, 0)];
    assert!(graph(2, &links).cycles()[0].is_unbreakable());
}

#[test]
fn an_unbreakable_cycle_says_what_to_relax() {
    let graph = graph(3, &[firm(0, 1), firm(1, 0), firm(1, 2), weak(2, 1)]);
    let [cycle] = graph.cycles() else { panic!("one cycle") };
    assert!(cycle.is_unbreakable());
    assert_eq!(ends(&graph, &cycle.relax), [(0, 1)]);
    assert_eq!(ends(&graph, &graph.shortest_cycle(cycle)), [(0, 1), (1, 0)]);
}

#[test]
fn a_deferred_edge_is_left_to_commit() {
    let mut deferred = firm(1, 0);
    deferred.deferrable = Deferrable::InitiallyDeferred;
    let graph = graph(2, &[weak(0, 1), deferred]);
    assert_eq!(broken(&graph), [(1, 0)], "it costs nothing");
    let order = graph.insert_order(|_| false);
    let edge = graph.edges_of(1).next().expect("an edge").0;
    let plain = OrderStep::Insert { table: 0, without: vec![], deferred: vec![] };
    let late = OrderStep::Insert { table: 1, without: vec![], deferred: vec![edge] };
    assert_eq!(order.insert, [late, plain]);
    let delete = |table, deferred| OrderStep::Delete { table, deferred };
    assert_eq!(order.delete, [delete(0, vec![edge]), delete(1, vec![])]);
}

#[test]
fn a_restrict_is_never_left_to_commit() {
    let mut restrict = firm(1, 0);
    restrict.deferrable = Deferrable::InitiallyDeferred;
    restrict.on_delete = Action::Restrict;
    let order = graph(2, &[firm(0, 1), restrict]).insert_order(|_| false);
    assert_eq!(order.insert.len(), 2);
    assert_eq!(order.delete, [OrderStep::Stuck { tables: vec![0, 1] }]);
}

#[test]
fn on_delete_set_null_unlinks_by_itself() {
    let mut back = weak(1, 0);
    back.on_delete = Action::SetNull;
    let order = graph(2, &[firm(0, 1), back]).insert_order(|_| false);
    assert!(order.delete.iter().all(|step| matches!(step, OrderStep::Delete { .. })));
}

/// Both links nullable: which is the link, and which the ownership?
#[test]
fn the_link_breaks_before_the_ownership() {
    let (entry, widget) = (table_name("entries"), table_name("widgets"));
    let (mut entries, mut widgets) = (base(&entry), base(&widget));
    add(&mut entries, "widget_id", &widget, weak(0, 1));
    add(&mut widgets, "favorite_entry_id", &entry, weak(1, 0));
    let catalog = catalog_of(vec![entries, widgets]);
    assert_eq!(broken(&Graph::new(&catalog, &Semantics::for_catalog(&catalog))), [(1, 0)]);
}

#[test]
fn the_link_columns_of_a_composite_key_leave_out_shared_ones() {
    let (entry, widget) = (table_name("entry"), table_name("widget"));
    let (mut entries, mut widgets) = (base(&entry), base(&widget));
    add(&mut entries, "widget_id", &widget, firm(0, 1));
    add(&mut widgets, "tenant_id", &table_name("tenant"), weak(1, 2));
    add(&mut widgets, "favorite_entry_id", &entry, weak(1, 0));
    let tenant = widgets.foreign_keys[0].columns[0].clone();
    widgets.foreign_keys[1].columns.insert(0, tenant);
    let catalog = catalog_of(vec![entries, widgets, base(&table_name("tenant"))]);
    let graph = Graph::new(&catalog, &Semantics::for_catalog(&catalog));
    assert_eq!(broken(&graph), [(1, 0)]);
    let edge = graph.edge_of(1, 1).map(|id| graph.edge(id).clone()).expect("an edge");
    let link = edge.link_columns(catalog.table_at(1).expect("a table"));
    assert_eq!(link, [&ident(NameKind::Column, "favorite_entry_id")]);
}

#[test]
fn a_declared_break_need_not_be_the_cheapest() {
    let graph = graph(3, &[weak(0, 1), weak(1, 2), weak(2, 0), weak(1, 0)]);
    let cycle = &graph.cycles()[0];
    assert_eq!(broken(&graph), [(0, 1)]);
    let among = |set: &'static [(u32, u32)]| {
        graph.opens(cycle, |id| set.contains(&(graph.edge(id).child, graph.edge(id).parent)))
    };
    assert!(among(&[(1, 0), (2, 0)]));
    assert!(!among(&[(2, 0)]));
}

#[test]
fn foreign_keys_that_are_not_checked_are_no_edges() {
    let (a, b) = (table_name("a"), table_name("b"));
    let (mut first, mut second) = (base(&a), base(&b));
    add(&mut first, "x", &b, firm(0, 1));
    add(&mut second, "y", &a, firm(1, 0));
    add(&mut second, "z", &table_name("nowhere"), firm(1, 2));
    second.foreign_keys[0].force = crate::Force::Ignored(crate::IgnoredBecause::Declared);
    let catalog = catalog_of(vec![first, second]);
    let graph = Graph::new(&catalog, &Semantics::for_catalog(&catalog));
    assert_eq!(ends(&graph, &[0]), [(0, 1)]);
    assert_eq!(graph.edges().len(), 1);
    assert_eq!(graph.edge_of(1, 0), None);
}

#[test]
fn a_hub_of_many_tables_breaks_at_its_one_way_back() {
    // Thirty tables point to table 0, nullable; it points to one of them.
    let mut links: Vec<Link> = (1..=30).map(|child| weak(child, 0)).collect();
    links.extend((1..30).map(|child| weak(child, child + 1)));
    links.push(weak(0, 1));
    assert_eq!(broken(&graph(31, &links)), [(0, 1)]);
}

const MANY: usize = 100_000;

#[test]
fn a_chain_of_many_tables_is_ordered() {
    let links: Vec<Link> =
        (1..MANY).flat_map(|child| [firm(child - 1, child), weak(child - 1, child)]).collect();
    let graph = graph(MANY, &links);
    assert!(graph.cycles().is_empty());
    let order = graph.insert_order(|_| false);
    assert_eq!(order.insert.len(), MANY);
    assert!(matches!(order.insert[0], OrderStep::Insert { table, .. } if table as usize == MANY - 1));
}

#[test]
fn a_ring_of_many_tables_breaks_once() {
    let mut links: Vec<Link> = (0..MANY).map(|child| firm(child, (child + 1) % MANY)).collect();
    links[777].nullable = true;
    let graph = graph(MANY, &links);
    assert_eq!(broken(&graph), [(777, 778)]);
    assert_eq!(graph.shortest_cycle(&graph.cycles()[0]).len(), MANY);
    assert_eq!(graph.insert_order(|_| false).insert.len(), MANY + 1);
}

#[test]
fn a_large_tangle_is_opened() {
    let links: Vec<Link> = (0..MANY)
        .flat_map(|child| [weak(child, (child + 1) % MANY), weak(child, (child * 7 + 3) % MANY)])
        .collect();
    let graph = graph(MANY, &links);
    for cycle in graph.cycles() {
        let set = cycle.break_set.as_ref().expect("breakable");
        assert!(graph.opens(cycle, |id| set.binary_search(&id).is_ok()));
    }
    assert_valid(&graph, &graph.insert_order(|_| false));
}

fn reaches(graph: &Graph, without: &[EdgeId]) -> Vec<Vec<bool>> {
    let tables = graph.len();
    let mut reach = vec![vec![false; tables]; tables];
    for (id, edge) in graph.edges().iter().enumerate().filter(|(_, edge)| !edge.is_self()) {
        reach[edge.child as usize][edge.parent as usize] |= !without.contains(&(id as EdgeId));
    }
    for via in 0..tables {
        for from in 0..tables {
            for to in 0..tables {
                reach[from][to] |= reach[from][via] && reach[via][to];
            }
        }
    }
    reach
}

/// The cheapest of all sets of these edges that open the cycle: initially deferred edges are free, then fewest,
/// then the prices, then source order.
fn cheapest_by_force(graph: &Graph, tables: &[TableIndex], edges: &[EdgeId]) -> Option<Vec<EdgeId>> {
    let sets = (0_u32..1 << edges.len()).map(|set| {
        edges.iter().enumerate().filter(|(at, _)| set & 1 << at != 0).map(|(_, &id)| id).collect()
    });
    let opening = sets.filter(|set: &Vec<EdgeId>| {
        let reach = reaches(graph, set);
        tables.iter().all(|&table| !reach[table as usize][table as usize])
    });
    opening.min_by_key(|set| {
        let mut price = super::price::Price::default();
        set.iter().for_each(|&id| price += graph.edge(id).price);
        let paid = set.iter().filter(|&&id| !graph.edge(id).initially_deferred).count();
        (paid, set.len(), price, set.clone())
    })
}

fn links(tables: usize, most: usize) -> impl Strategy<Value = Vec<Link>> {
    let deferrable = prop_oneof![
        4 => Just(Deferrable::No),
        1 => Just(Deferrable::InitiallyImmediate),
        1 => Just(Deferrable::InitiallyDeferred),
    ];
    let action = prop_oneof![
        3 => Just(Action::NoAction),
        1 => Just(Action::Restrict),
        1 => Just(Action::Cascade),
        1 => Just(Action::SetNull),
    ];
    let one = (0..tables, 0..tables, prop::bool::weighted(0.7), deferrable, action).prop_map(
        |(child, parent, nullable, deferrable, on_delete)| Link {
            child,
            parent,
            nullable,
            deferrable,
            on_delete,
        },
    );
    prop::collection::vec(one, 0..=most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn cycles_are_the_tables_that_reach_each_other(links in links(7, 14)) {
        let graph = graph(7, &links);
        let reach = reaches(&graph, &[]);
        for (a, b) in (0..7).flat_map(|a| (0..7).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            let together = graph.cycle_of[a] != super::NO_CYCLE && graph.cycle_of[a] == graph.cycle_of[b];
            prop_assert_eq!(together, reach[a][b] && reach[b][a]);
        }
    }

    #[test]
    fn the_break_is_the_cheapest(links in links(5, 9)) {
        let graph = graph(5, &links);
        for cycle in graph.cycles() {
            let breakable: Vec<EdgeId> =
                cycle.edges.iter().copied().filter(|&id| graph.edge(id).is_breakable()).collect();
            let expected = cheapest_by_force(&graph, &cycle.tables, &breakable);
            prop_assert_eq!(&cycle.break_set, &expected);
            prop_assert_eq!(cycle.relax.is_empty(), expected.is_some());
        }
    }

    #[test]
    fn every_order_is_valid(links in links(8, 18)) {
        let graph = graph(8, &links);
        assert_valid(&graph, &graph.insert_order(|_| false));
    }

    #[test]
    fn orders_of_large_tangles_are_valid(links in links(30, 70)) {
        let graph = graph(30, &links);
        for cycle in graph.cycles() {
            if let Some(set) = &cycle.break_set {
                prop_assert!(graph.opens(cycle, |id| set.binary_search(&id).is_ok()));
                for spared in set {
                    let fewer = |id: EdgeId| {
                        let same = |other: &EdgeId| ends(&graph, &[*other]) == ends(&graph, &[*spared]);
                        set.binary_search(&id).is_ok() && !same(&id)
                    };
                    prop_assert!(!graph.opens(cycle, fewer), "no edge is in the set without need");
                }
            } else {
                let firm = |id: EdgeId| graph.edge(id).is_breakable();
                prop_assert!(!graph.opens(cycle, firm), "an unbreakable cycle is one of unbreakable edges");
            }
        }
        assert_valid(&graph, &graph.insert_order(|_| false));
    }

    #[test]
    fn the_round_to_tell_of_is_one(links in links(8, 18)) {
        let graph = graph(8, &links);
        for cycle in graph.cycles() {
            let round = ends(&graph, &graph.shortest_cycle(cycle));
            prop_assert!(round.len() >= 2);
            for (at, edge) in round.iter().enumerate() {
                prop_assert_eq!(edge.1, round[(at + 1) % round.len()].0);
            }
        }
    }
}

#[test]
fn many_small_cycles_are_each_opened_by_one_edge() {
    let group = |first: usize| {
        let ring = (0..9).map(move |at| firm(first + at, first + at + 1));
        ring.chain((0..8).map(move |at| weak(first + at, first + at + 2))).chain([weak(first + 9, first)])
    };
    let links: Vec<Link> = (0..MANY / 10).flat_map(|number| group(number * 10)).collect();
    let graph = graph(MANY, &links);
    assert_eq!(graph.cycles().len(), MANY / 10);
    for cycle in graph.cycles() {
        let first = cycle.tables[0];
        assert_eq!(cycle.break_set.as_ref().map(|set| ends(&graph, set)), Some(vec![(first + 9, first)]));
    }
}

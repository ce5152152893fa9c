//! In which order to write and delete rows, for people and for programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use fklint_catalog::graph::{EdgeId, OrderStep, TableIndex};
use fklint_catalog::{Catalog, Graph, Ident, ObjectPath};
use serde::Serialize;

use crate::clean::clean;

/// The orders of one logical schema.
#[derive(Debug, Serialize)]
pub struct OrderEntry<'a> {
    /// The schema's name.
    pub target: &'a str,
    /// Its engine.
    pub engine: &'static str,
    /// Parents first.
    pub insert: Vec<StepEntry<'a>>,
    /// Children first.
    pub delete: Vec<StepEntry<'a>>,
}

/// A step of an order.
#[derive(Debug, Serialize)]
#[serde(tag = "step", rename_all = "lowercase")]
pub enum StepEntry<'a> {
    /// INSERT the table's rows.
    Insert {
        /// The table.
        table: String,
        /// Columns to leave NULL until a later step sets them.
        null_columns: Vec<&'a str>,
        /// Foreign keys whose parents come later: checked at COMMIT.
        deferred: Vec<LinkEntry<'a>>,
    },
    /// UPDATE the table's rows: set the columns of a foreign key.
    Update {
        /// The table.
        table: String,
        /// The columns.
        columns: Vec<&'a str>,
        /// The table they point to.
        parent: String,
    },
    /// UPDATE the table's rows: set the columns of a foreign key to NULL.
    Unlink {
        /// The table.
        table: String,
        /// The columns.
        columns: Vec<&'a str>,
        /// The table they point to.
        parent: String,
    },
    /// DELETE the table's rows.
    Delete {
        /// The table.
        table: String,
        /// Foreign keys whose children go later: checked at COMMIT.
        deferred: Vec<LinkEntry<'a>>,
    },
    /// No order of statements fills or empties these tables.
    Stuck {
        /// The tables of the cycle.
        tables: Vec<String>,
    },
}

/// A foreign key.
#[derive(Debug, Serialize)]
pub struct LinkEntry<'a> {
    /// The child.
    pub table: String,
    /// Its columns.
    pub columns: Vec<&'a str>,
    /// The parent.
    pub parent: String,
}

impl<'a> OrderEntry<'a> {
    /// The orders of a schema and its graph; `second` names foreign keys that are declared to be written second.
    #[must_use]
    pub fn new(target: &'a str, catalog: &'a Catalog, graph: &Graph, second: &BTreeSet<ObjectPath>) -> Self {
        let is_second = |id: EdgeId| graph.edge(id).path(catalog).is_some_and(|path| second.contains(&path));
        let order = graph.insert_order(is_second);
        let names = Names { catalog, graph };
        let steps = |steps: &[OrderStep]| steps.iter().map(|step| names.step(step)).collect();
        Self {
            target,
            engine: catalog.engine.id(),
            insert: steps(&order.insert),
            delete: steps(&order.delete),
        }
    }
}

struct Names<'a, 'g> {
    catalog: &'a Catalog,
    graph: &'g Graph,
}

impl<'a> Names<'a, '_> {
    fn step(&self, step: &OrderStep) -> StepEntry<'a> {
        let links = |edges: &[EdgeId]| edges.iter().map(|&edge| self.link(edge)).collect();
        match step {
            OrderStep::Insert { table, without, deferred } => StepEntry::Insert {
                table: self.table(*table),
                null_columns: without.iter().flat_map(|&edge| self.columns(edge)).collect(),
                deferred: links(deferred),
            },
            OrderStep::Update { table, edge } => StepEntry::Update {
                table: self.table(*table),
                columns: self.columns(*edge),
                parent: self.table(self.graph.edge(*edge).parent),
            },
            OrderStep::Unlink { table, edge } => StepEntry::Unlink {
                table: self.table(*table),
                columns: self.columns(*edge),
                parent: self.table(self.graph.edge(*edge).parent),
            },
            OrderStep::Delete { table, deferred } => {
                StepEntry::Delete { table: self.table(*table), deferred: links(deferred) }
            }
            OrderStep::Stuck { tables } => {
                StepEntry::Stuck { tables: tables.iter().map(|&table| self.table(table)).collect() }
            }
        }
    }

    fn table(&self, table: TableIndex) -> String {
        self.catalog.table_at(table as usize).map_or_else(String::new, |table| table.name.to_string())
    }

    /// The columns of an edge that may be NULL.
    fn columns(&self, edge: EdgeId) -> Vec<&'a str> {
        let edge = self.graph.edge(edge);
        let table = self.catalog.table_at(edge.child as usize);
        table.map_or_else(Vec::new, |table| edge.link_columns(table).into_iter().map(Ident::as_str).collect())
    }

    fn link(&self, edge: EdgeId) -> LinkEntry<'a> {
        let edge = self.graph.edge(edge);
        let table = self.catalog.table_at(edge.child as usize);
        let key = table.and_then(|table| table.foreign_keys.get(edge.foreign_key as usize));
        LinkEntry {
            table: self.table(edge.child),
            columns: key.map_or_else(Vec::new, |key| key.columns.iter().map(Ident::as_str).collect()),
            parent: self.table(edge.parent),
        }
    }
}

/// The orders as numbered lists.
#[must_use]
pub fn text(orders: &[OrderEntry<'_>]) -> String {
    let mut text = String::new();
    for order in orders {
        if !text.is_empty() {
            text.push('\n');
        }
        if orders.len() > 1 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} ({})\n", clean(order.target), order.engine);
        }
        list(&mut text, "insert", &order.insert);
        text.push('\n');
        list(&mut text, "delete", &order.delete);
    }
    text
}

fn list(text: &mut String, title: &str, steps: &[StepEntry<'_>]) {
    let _ = writeln!(text, "{title}:");
    let digits = steps.len().max(1).ilog10() as usize + 1;
    for (index, step) in steps.iter().enumerate() {
        let line = line(step);
        let _ = writeln!(text, "  {:>digits$}. {}", index + 1, clean(&line));
    }
}

fn line(step: &StepEntry<'_>) -> String {
    let late = |links: &[LinkEntry<'_>]| {
        let links: Vec<String> =
            links.iter().map(|link| format!("{} ({})", link.table, link.columns.join(", "))).collect();
        if links.is_empty() { String::new() } else { format!("; checked at COMMIT: {}", links.join(", ")) }
    };
    match step {
        StepEntry::Insert { table, null_columns, deferred } => {
            let nulls = null_columns.join(", ");
            let nulls = if nulls.is_empty() { nulls } else { format!(", leaving NULL: {nulls}") };
            format!("INSERT {table}{nulls}{}", late(deferred))
        }
        StepEntry::Update { table, columns, parent } => {
            format!("UPDATE {table}, setting {}: its {parent} is there now", columns.join(", "))
        }
        StepEntry::Unlink { table, columns, parent } => {
            format!("UPDATE {table}, setting {} to NULL: before its {parent} goes", columns.join(", "))
        }
        StepEntry::Delete { table, deferred } => format!("DELETE {table}{}", late(deferred)),
        StepEntry::Stuck { tables } => {
            format!("no order of statements does it for: {}", tables.join(", "))
        }
    }
}

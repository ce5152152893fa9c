//! An order of row operations as one line of prose: `INSERT widget (favorite_id NULL), INSERT entry, UPDATE widget`.

use fklint_catalog::graph::{EdgeId, OrderStep, TableIndex};
use fklint_catalog::{Catalog, Graph};

/// The steps in one line; `None` for an order without steps, or where some rows are stuck.
#[must_use]
pub fn in_words(catalog: &Catalog, graph: &Graph, steps: &[OrderStep]) -> Option<String> {
    let mut words = steps.iter().map(|step| in_word(catalog, graph, step)).collect::<Option<Vec<_>>>()?;
    let late: Vec<EdgeId> = steps.iter().flat_map(deferred).copied().collect();
    if !late.is_empty() {
        let asks = late.iter().any(|&edge| !graph.edge(edge).initially_deferred);
        words.splice(
            0..0,
            [Some("BEGIN"), asks.then_some("SET CONSTRAINTS ALL DEFERRED")]
                .into_iter()
                .flatten()
                .map(str::to_owned),
        );
        words.push("COMMIT".to_owned());
    }
    (!words.is_empty()).then(|| words.join(", "))
}

fn deferred(step: &OrderStep) -> &[EdgeId] {
    match step {
        OrderStep::Insert { deferred, .. } | OrderStep::Delete { deferred, .. } => deferred,
        OrderStep::Update { .. } | OrderStep::Unlink { .. } | OrderStep::Stuck { .. } => &[],
    }
}

fn in_word(catalog: &Catalog, graph: &Graph, step: &OrderStep) -> Option<String> {
    let name = |table: TableIndex| catalog.table_at(table as usize).map(|table| &table.name);
    let links = |edges: &[EdgeId], value: &str| {
        let mut parts: Vec<String> = Vec::new();
        for &edge in edges {
            let edge = graph.edge(edge);
            let (table, _) = edge.key(catalog)?;
            parts.extend(edge.link_columns(table).iter().map(|column| format!("{column}{value}")));
        }
        // Two links may share a column.
        let mut seen = std::collections::HashSet::new();
        parts.retain(|part| seen.insert(part.clone()));
        Some(parts.join(", "))
    };
    Some(match step {
        OrderStep::Insert { table, without, .. } if without.is_empty() => format!("INSERT {}", name(*table)?),
        OrderStep::Insert { table, without, .. } => {
            format!("INSERT {} ({})", name(*table)?, links(without, " NULL")?)
        }
        OrderStep::Update { table, .. } => format!("UPDATE {}", name(*table)?),
        OrderStep::Unlink { table, edge } => {
            format!("UPDATE {} SET {}", name(*table)?, links(&[*edge], " = NULL")?)
        }
        OrderStep::Delete { table, .. } => format!("DELETE {}", name(*table)?),
        OrderStep::Stuck { .. } => return None,
    })
}

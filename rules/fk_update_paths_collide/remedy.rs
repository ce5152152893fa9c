//! The way out of `fk-update-paths-collide`: without the foreign key that another one implies.

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{Change, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::{Evidence, source};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, column, keys, .. } = evidence;
    if let [first, second] = keys.as_slice() {
        let redundant = [(*first, *second), (*second, *first)];
        let redundant = redundant.into_iter().find(|&(one, other)| implies(cx, evidence, other, one));
        if let Some((one, other)) = redundant {
            let edge = cx.graph.edge(one);
            let (key, other) =
                (&table.foreign_keys[edge.foreign_key as usize], cx.graph.edge(other).key(cx.catalog));
            let through = other.map_or_else(String::new, |(_, other)| words::foreign_key(&table.name, other));
            let title = format!("drop {}, which {through} implies", words::foreign_key(&table.name, key));
            let path = ForeignKeyPath::of(&table.foreign_keys, edge.foreign_key as usize);
            let drop = Change::DropForeignKey { table: table.name.clone(), foreign_key: path };
            return Remedy::Plan(Plan::of(title, Safety::Risky, [drop]));
        }
    }
    Remedy::Advice(format!(
        "give each foreign key a column of its own in place of `{column}`, or let them refer to keys that never change"
    ))
}

/// Whether every row that `key` lets pass has the parent that the one-column foreign key `other` wants, and loses it in
/// the same way: the parent of `key` has the very same foreign key.
fn implies(cx: Cx<'_>, evidence: &Evidence<'_>, key: EdgeId, other: EdgeId) -> bool {
    let Evidence { table, column, .. } = evidence;
    let (way, direct) = (cx.graph.edge(key), cx.graph.edge(other));
    let Some(((_, long), (_, short))) = way.key(cx.catalog).zip(direct.key(cx.catalog)) else { return false };
    let Some(middle) = cx.catalog.table_at(way.parent as usize) else { return false };
    let (Some((_, copy)), Some(target)) = (source(cx, key, column), source(cx, other, column)) else {
        return false;
    };
    let continues = |up: EdgeId| {
        let Some((_, upper)) = cx.graph.edge(up).key(cx.catalog) else { return false };
        let same_deletes = upper.on_delete == short.on_delete && long.on_delete == short.on_delete;
        upper.columns.len() == 1
            && source(cx, up, &copy).as_ref() == Some(&target)
            && (same_deletes || short.on_delete.refuses())
    };
    short.columns.len() == 1
        && long.columns.iter().all(|column| !table.is_nullable(column))
        && !middle.is_nullable(&copy)
        && cx.graph.edges_of(way.parent).any(|(up, _)| continues(up))
}

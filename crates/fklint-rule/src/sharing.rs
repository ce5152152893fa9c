//! Foreign keys of one table that share columns: what an update that comes through one of them means for the others.

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::CascadeOrder;
use fklint_catalog::{Action, ForeignKey, Ident, MatchKind};

use crate::updates::{referenced, refuses};
use crate::{Cx, Nature};

/// Other checked foreign keys of the same child that share a column with this one, in source order.
pub fn sharing<'c>(cx: Cx<'c>, id: EdgeId) -> impl Iterator<Item = (EdgeId, &'c ForeignKey)> {
    let edge = cx.graph.edge(id);
    let own = edge.key(cx.catalog).map_or(&[][..], |(_, key)| &key.columns);
    let others = cx.graph.edges_of(edge.child).filter(move |(other, _)| *other != id);
    others
        .filter_map(move |(other, edge)| Some((other, edge.key(cx.catalog)?.1)))
        .filter(|(_, key)| key.columns.iter().any(|column| own.contains(column)))
}

/// Whether a row that points at a parent by both of these foreign keys of one child points at one row: the columns of one
/// are among the other's, and stand for the same ones of the same parent.
#[must_use]
pub fn is_same_link(cx: Cx<'_>, one: EdgeId, other: EdgeId) -> bool {
    let (mut few, mut many) = (pairs(cx, one), pairs(cx, other));
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let parent = |id| cx.graph.edge(id).parent;
    parent(one) == parent(other) && !few.is_empty() && few.iter().all(|pair| many.contains(pair))
}

/// Whether other foreign keys take the rows of this one along before it would refuse, whichever of its columns changes.
#[must_use]
pub fn is_carried(cx: Cx<'_>, id: EdgeId) -> bool {
    let edge = cx.graph.edge(id);
    let any_follows = || cx.graph.edges_of(edge.child).any(|(_, edge)| edge.on_update == Action::Cascade);
    if !cx.semantics.shared_column_cascades || !any_follows() {
        return false;
    }
    let Some((table, own)) = edge.key(cx.catalog) else { return false };
    let comes_first = |other: EdgeId| match cx.semantics.cascade_order {
        CascadeOrder::ByLevel => other < id,
        CascadeOrder::LatestFirst => other > id || own.on_update == Action::NoAction,
        _ => false,
    };
    let is_filled = |column: &Ident| own.columns.contains(column) || !table.is_nullable(column);
    let carries = |column: &Ident| {
        sharing(cx, id).any(|(other, key)| {
            key.columns.contains(column)
                && key.on_update == Action::Cascade
                && comes_first(other)
                && key.columns.iter().all(is_filled)
                && is_same_link(cx, id, other)
        })
    };
    own.columns.iter().all(carries)
}

/// Other foreign keys over the same link that refuse a change which this one would follow.
pub(crate) fn refusing(cx: Cx<'_>, id: EdgeId) -> Vec<EdgeId> {
    let parent = cx.graph.edge(id).parent;
    let width = |edge: EdgeId| pairs(cx, edge).len();
    let changes = |other: EdgeId| {
        let narrow = if width(other) < width(id) { other } else { id };
        referenced(cx, narrow).is_some_and(|columns| cx.nature(parent, &columns) != Nature::Surrogate)
    };
    let others = sharing(cx, id).map(|(other, _)| other);
    others.filter(|&other| is_same_link(cx, id, other) && refuses(cx, other) && changes(other)).collect()
}

/// These foreign keys of which some will be made again, and those that must be made again with them, in an order in which
/// the engine follows a change of several columns at once: of one link the widest first, since it finds no row any more
/// that a narrower one has moved (18.4, 3.51).
pub(crate) fn widest_first(cx: Cx<'_>, members: &[EdgeId]) -> Vec<EdgeId> {
    let width = |id: EdgeId| pairs(cx, id).len();
    let youngest_first = cx.semantics.cascade_order == CascadeOrder::LatestFirst;
    let mut all = members.to_vec();
    for &member in members {
        // What stays is older than what is made again.
        let others = sharing(cx, member).filter(|(_, key)| key.on_update == Action::Cascade);
        let in_the_way = others.map(|(other, _)| other).filter(|&other| {
            is_same_link(cx, member, other)
                && if youngest_first { width(other) > width(member) } else { width(other) < width(member) }
        });
        let new: Vec<EdgeId> = in_the_way.filter(|other| !all.contains(other)).collect();
        all.extend(new);
    }
    let child = |id: EdgeId| cx.graph.edge(id).child;
    let place = |id: EdgeId| members.iter().position(|&member| child(member) == child(id));
    let rank = |id: EdgeId| {
        let width = i64::try_from(width(id)).unwrap_or(i64::MAX);
        (place(id), if youngest_first { width } else { -width })
    };
    all.sort_by_key(|&id| rank(id));
    all
}

/// Whether a row that has these columns must have a parent by this foreign key.
#[must_use]
pub fn is_bound(cx: Cx<'_>, id: EdgeId, given: &[Ident]) -> bool {
    let Some((table, key)) = cx.graph.edge(id).key(cx.catalog) else { return false };
    key.match_kind == MatchKind::Full
        || key.columns.iter().all(|column| given.contains(column) || !table.is_nullable(column))
}

/// The columns of a foreign key with the referenced ones.
fn pairs<'c>(cx: Cx<'c>, id: EdgeId) -> Vec<(&'c Ident, Ident)> {
    let Some((_, key)) = cx.graph.edge(id).key(cx.catalog) else { return Vec::new() };
    let parents = referenced(cx, id).unwrap_or_default();
    key.columns.iter().zip(parents.iter().cloned()).collect()
}

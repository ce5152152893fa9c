//! Which of two ways a DELETE takes first, on each order that engines have.

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::CascadeOrder;
use fklint_rule::Cx;

/// What decides that a way may come before the cascade that would have deleted the row, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Decided {
    /// Nothing: it does.
    Against,
    /// The order in which the rows of one table are deleted.
    ByRows,
    /// The age of foreign keys, which a dump does not keep.
    ByAge,
    /// The names of foreign keys, by which the cascade comes first.
    ByNames,
}

/// Compares two ways from one row down to another, each written from below; `None` where the cascade is sure to come
/// first (fact cascade_order).
pub(super) fn decide(cx: Cx<'_>, against: &[EdgeId], cascade: &[EdgeId]) -> Option<Decided> {
    let shared =
        against.iter().rev().zip(cascade.iter().rev()).take_while(|(one, other)| one == other).count();
    let below = |way: &[EdgeId]| way.len() - shared;
    let fork = |way: &[EdgeId]| way[..below(way)].last().copied();
    let order = cx.semantics.cascade_order;
    let (Some(one), Some(other)) = (fork(against), fork(cascade)) else {
        // A row of the child, to which another one points: both are deleted by the same foreign key.
        return match order {
            CascadeOrder::ByLevel => None,
            CascadeOrder::LatestFirst => Some(Decided::Against),
            _ => Some(Decided::ByRows),
        };
    };
    match order {
        CascadeOrder::ByName if name(cx, one)? < name(cx, other)? => Some(Decided::Against),
        CascadeOrder::ByName => Some(Decided::ByNames),
        CascadeOrder::ByLevel if below(against) < below(cascade) => Some(Decided::Against),
        CascadeOrder::ByLevel if below(against) > below(cascade) => None,
        CascadeOrder::ByLevel | CascadeOrder::ByCreation | CascadeOrder::LatestFirst => Some(Decided::ByAge),
        CascadeOrder::Refused | CascadeOrder::Unknown => None,
    }
}

/// The name of a foreign key as it is compared: byte by byte (10.11.19, 11.8.9, 9.7.4).
fn name(cx: Cx<'_>, id: EdgeId) -> Option<String> {
    let edge = cx.graph.edge(id);
    let (table, key) = edge.key(cx.catalog)?;
    match &key.name {
        Some(name) => Some(name.as_str().to_owned()),
        None => cx.semantics.name_of(table, edge.foreign_key as usize),
    }
}

/// Why, in words; empty where the message says it all.
pub(super) fn explained(cx: Cx<'_>, decided: Decided) -> &'static str {
    match (cx.semantics.cascade_order, decided) {
        (_, Decided::ByRows) => {
            "each row is checked when it is deleted: a row goes only after those that point at it"
        }
        (CascadeOrder::ByName, _) => {
            "of two ways down the one whose key's name sorts first is taken first, to its end"
        }
        (CascadeOrder::ByCreation, _) => {
            "of two ways down the one whose key is older is taken first, to its end"
        }
        (CascadeOrder::ByLevel, Decided::Against) => {
            "the shorter way down comes first, also where it says NO ACTION"
        }
        (CascadeOrder::ByLevel, _) => {
            "of two ways down that are as long the older key comes first, also NO ACTION"
        }
        (CascadeOrder::LatestFirst, Decided::ByAge) => {
            "of two ways down the one whose key is younger is taken first"
        }
        (CascadeOrder::LatestFirst, _) => "RESTRICT is checked for each row at once",
        (CascadeOrder::Refused | CascadeOrder::Unknown, _) => "",
    }
}

//! The ways on which a DELETE comes down to a row, as far as the row's own columns tell from which row it comes.

use fklint_catalog::graph::{EdgeId, TableIndex};
use fklint_catalog::{Action, Ident};
use fklint_rule::{Cx, FxHashSet};

/// The ways up from a foreign key of a child, through cascades, to the rows that its columns identify.
pub(super) struct Ways {
    /// The foreign key.
    pub(super) edge: EdgeId,
    ways: Vec<(Origin, Vec<EdgeId>)>,
}

/// A row above, told by the child's columns: its table, and its referenced columns with the child's columns that have
/// the same values, in the order of names.
type Origin = (TableIndex, Vec<(Ident, Ident)>);

/// No cascade is followed further: the engines that care end at the fifteenth table (fact cascade_depth).
const LONGEST: usize = 16;

impl Ways {
    /// Goes up from a foreign key. Of several ways to one row the shortest is kept, so that the time grows with the
    /// ancestors and not with the ways to them.
    pub(super) fn up(cx: Cx<'_>, edge: EdgeId) -> Self {
        let mut seen = FxHashSet::default();
        let mut ways: Vec<(Origin, Vec<EdgeId>)> = Vec::new();
        let own = |column: &Ident| Some(column.clone());
        if let Some(origin) = origin(cx, edge, own) {
            seen.insert(origin.clone());
            ways.push((origin, vec![edge]));
        }
        let mut next = 0;
        while next < ways.len() {
            let ((table, values), way) = ways[next].clone();
            next += 1;
            if way.len() == LONGEST {
                break;
            }
            for (up, above) in cx.graph.edges_of(table) {
                let value = |column: &Ident| {
                    values.iter().find(|(known, _)| known == column).map(|(_, value)| value.clone())
                };
                if above.on_delete == Action::Cascade
                    && let Some(origin) = origin(cx, up, value)
                    && seen.insert(origin.clone())
                {
                    ways.push((origin, way.iter().copied().chain([up]).collect()));
                }
            }
        }
        Self { edge, ways }
    }

    /// The nearest row from which both this way and the other come, with both: a DELETE further up reaches the child
    /// through it.
    pub(super) fn meetings<'w>(
        &'w self,
        other: &'w Self,
    ) -> impl Iterator<Item = (&'w [EdgeId], &'w [EdgeId])> {
        let same = |(origin, way): &'w (Origin, Vec<EdgeId>)| {
            let (_, cascade) = other.ways.iter().find(|(there, _)| there == origin)?;
            Some((way.as_slice(), cascade.as_slice()))
        };
        self.ways.iter().filter_map(same).take(1)
    }
}

/// The row to which a foreign key points, with the child's values in it; `None` where the child does not tell them all.
fn origin(cx: Cx<'_>, id: EdgeId, value: impl Fn(&Ident) -> Option<Ident>) -> Option<Origin> {
    let edge = cx.graph.edge(id);
    let (_, key) = edge.key(cx.catalog)?;
    let referenced = cx.catalog.parent_columns(key)?;
    if referenced.len() != key.columns.len() {
        return None;
    }
    let pairs = key.columns.iter().zip(referenced.iter());
    let mut values: Vec<_> =
        pairs.map(|(column, there)| Some((there.clone(), value(column)?))).collect::<Option<_>>()?;
    values.sort_unstable();
    Some((edge.parent, values))
}

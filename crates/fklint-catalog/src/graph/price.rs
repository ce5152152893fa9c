//! What it costs to open a cycle at an edge.

use std::ops::{AddAssign, SubAssign};

/// The price of a set of edges, compared field by field: what is listed first weighs more than everything after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Price([u32; 7]);

/// What an edge's price depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    /// It can be left out of the INSERT or checked late.
    pub(super) breakable: bool,
    /// It could not even become so: all its columns are in the primary key, and the engine never defers.
    pub(super) rigid: bool,
    /// It is checked late already, at no cost.
    pub(super) initially_deferred: bool,
    /// It can be left out of the INSERT.
    pub(super) nullable: bool,
    /// Deleting the parent deletes the child.
    pub(super) owning: bool,
    /// Its column bears the parent's plain name (`widget_id`, not `favorite_widget_id`).
    pub(super) plainly_named: bool,
    /// It has more than one column.
    pub(super) composite: bool,
}

impl Price {
    pub(super) const fn of(edge: Traits) -> Self {
        let relax = if edge.breakable {
            0
        } else if edge.rigid {
            1_000
        } else {
            1
        };
        Self([
            relax,
            !edge.initially_deferred as u32,
            1,
            !edge.nullable as u32,
            edge.owning as u32,
            edge.plainly_named as u32,
            edge.composite as u32,
        ])
    }

    /// Of an edge that is not to be broken.
    pub(super) const fn never(mut self) -> Self {
        self.0[0] = 1_000;
        self
    }

    /// Whether every edge in it can be broken as it is.
    pub(super) const fn is_payable(self) -> bool {
        self.0[0] == 0
    }

    /// Whether some edge in it is checked late already.
    pub(super) const fn has_free_edges(self) -> bool {
        self.0[1] < self.0[2]
    }

    /// A rough single number: an edge that cannot be broken outweighs many that can.
    pub(super) const fn weight(self) -> i64 {
        self.0[0] as i64 * 1_000 + self.0[1] as i64 * 2 + self.0[2] as i64
    }
}

impl AddAssign for Price {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, part)| *sum += part);
    }
}

impl SubAssign for Price {
    fn sub_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, part)| *sum -= part);
    }
}

//! Whether a referenced key changes: by its columns, or by those of the key from which they are copied.

mod column;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::sync::atomic::{AtomicU8, Ordering};

use fklint_catalog::graph::{Edge, TableIndex};
use fklint_catalog::{Catalog, Ident, ObjectPath, Table};

use crate::{Cx, FxHashSet};

pub use vocabulary::UUID_LENGTHS;

use column::{Standing, nature, plain};

/// What the values of a referenced column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Made up by the engine or the application: never changes.
    Surrogate,
    /// Given by people, and practically never changed: codes of ISO, of lookup tables, calendar days.
    Stable,
    /// Given by people, who can change it.
    Natural,
}

/// What is known of the columns of one catalog, each worked out once, by whoever asks first. Threads that ask for the
/// same column at once both work it out, and come to the same answer: none waits.
#[derive(Debug)]
pub struct Natures {
    /// Where each table's columns begin.
    first: Vec<u32>,
    /// Two for each column, alone in a key and as one of several, packed by [`Origin::pack`]; 0 where nobody asked yet.
    known: Vec<AtomicU8>,
}

/// Where the values of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Origin {
    nature: Nature,
    /// A foreign key copies them from another table.
    copied: bool,
    /// Someone said that they change.
    declared: bool,
}

/// A column as part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Spot {
    table: TableIndex,
    /// Among the columns of the table.
    position: usize,
    /// The key has other columns too.
    composite: bool,
}

impl Natures {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut end = 0_u32;
        let mut first = Vec::with_capacity(catalog.len());
        for table in catalog.tables() {
            first.push(end);
            end += table.columns.len() as u32;
        }
        Self { first, known: (0..end as usize * 2).map(|_| AtomicU8::new(0)).collect() }
    }

    /// What the key of `table` over `columns` is. A key is natural by one column that is; it is a surrogate, whatever
    /// else is in it, when one of them alone tells rows apart: `(id, type)` follows `id`.
    pub(crate) fn of_key(&self, cx: Cx<'_>, table: TableIndex, columns: &[Ident]) -> Nature {
        let Some(definition) = cx.catalog.table_at(table as usize) else { return Nature::Surrogate };
        let composite = columns.len() > 1;
        let origin = |column: &Ident| {
            let position = definition.columns.iter().position(|other| &other.name == column);
            position.map_or(Origin::UNKNOWN, |position| self.origin(cx, Spot { table, position, composite }))
        };
        if let [column] = columns {
            return origin(column).nature;
        }
        let origins: Vec<Origin> = columns.iter().map(origin).collect();
        let tells_rows_apart = |(origin, column): (&Origin, &Ident)| {
            origin.nature == Nature::Surrogate && is_own_identity(definition, column, origin.copied)
        };
        let declared = origins.iter().any(|origin| origin.declared);
        if !declared && origins.iter().zip(columns).any(tells_rows_apart) {
            return Nature::Surrogate;
        }
        origins.iter().map(|origin| origin.nature).max().unwrap_or(Nature::Surrogate)
    }

    /// The same of the key that an edge refers to. Of nearly every edge it is told without a look at the foreign key.
    pub(crate) fn of_referenced(&self, cx: Cx<'_>, edge: &Edge) -> Option<Nature> {
        if let Some(position) = edge.primary {
            let at = Spot { table: edge.parent, position: usize::from(position), composite: false };
            return Some(self.origin(cx, at).nature);
        }
        let (_, key) = edge.key(cx.catalog)?;
        Some(self.of_key(cx, edge.parent, &cx.catalog.parent_columns(key)?))
    }

    /// Follows the foreign keys over a column up to where its values are made.
    fn origin(&self, cx: Cx<'_>, start: Spot) -> Origin {
        let mut at = start;
        let (mut way, mut seen) = (Vec::new(), FxHashSet::default());
        let origin = loop {
            if let Some(known) = self.known(at) {
                break known;
            }
            if let Some(declared) = declared(cx, at) {
                break declared;
            }
            let Some(source) = source(cx, at) else { break Origin::own(own(cx, at)) };
            seen.insert(at);
            way.push(at);
            if seen.contains(&source) {
                // Columns that copy each other: one answer, wherever the walk began.
                let cycle = way.iter().skip_while(|&&spot| spot != source);
                let nature = cycle.map(|&spot| own(cx, spot)).max();
                break Origin::own(nature.unwrap_or(Nature::Surrogate));
            }
            at = source;
        };
        if way.is_empty() {
            self.keep(at, origin);
            return origin;
        }
        let copy = Origin { copied: true, ..origin };
        way.iter().for_each(|&spot| self.keep(spot, copy));
        copy
    }

    fn slot(&self, spot: Spot) -> Option<&AtomicU8> {
        let first = *self.first.get(spot.table as usize)? as usize;
        self.known.get((first + spot.position) * 2 + usize::from(spot.composite))
    }

    fn known(&self, spot: Spot) -> Option<Origin> {
        Origin::unpack(self.slot(spot)?.load(Ordering::Relaxed))
    }

    fn keep(&self, spot: Spot, origin: Origin) {
        if let Some(slot) = self.slot(spot) {
            slot.store(origin.pack(), Ordering::Relaxed);
        }
    }
}

impl Origin {
    /// Of a column that was never declared.
    const UNKNOWN: Self = Self::own(Nature::Surrogate);

    const fn own(nature: Nature) -> Self {
        Self { nature, copied: false, declared: false }
    }

    /// Never 0.
    const fn pack(self) -> u8 {
        let nature = match self.nature {
            Nature::Surrogate => 1,
            Nature::Stable => 2,
            Nature::Natural => 3,
        };
        nature | (self.copied as u8) << 2 | (self.declared as u8) << 3
    }

    const fn unpack(bits: u8) -> Option<Self> {
        let nature = match bits & 3 {
            1 => Nature::Surrogate,
            2 => Nature::Stable,
            3 => Nature::Natural,
            _ => return None,
        };
        Some(Self { nature, copied: bits & 4 != 0, declared: bits & 8 != 0 })
    }
}

/// What people said of a column.
fn declared(cx: Cx<'_>, at: Spot) -> Option<Origin> {
    let (mutable, immutable) = (&cx.declared.mutable, &cx.declared.immutable);
    if mutable.is_empty() && immutable.is_empty() {
        return None;
    }
    let table = cx.catalog.table_at(at.table as usize)?;
    let path = ObjectPath::Column(table.name.clone(), table.columns.get(at.position)?.name.clone());
    if mutable.contains(&path) {
        return Some(Origin { nature: Nature::Natural, copied: false, declared: true });
    }
    immutable.contains(&path).then_some(Origin::own(Nature::Surrogate))
}

/// The parent's column from which this one is copied: by the foreign key with the fewest columns.
fn source(cx: Cx<'_>, at: Spot) -> Option<Spot> {
    let column = &cx.catalog.table_at(at.table as usize)?.columns.get(at.position)?.name;
    let over = cx.graph.edges_of(at.table).filter_map(|(_, edge)| {
        let key = edge.key(cx.catalog)?.1;
        let place = key.columns.iter().position(|other| other == column)?;
        Some((key, edge.parent, place)).filter(|_| !edge.is_self())
    });
    let (key, table, place) = over.min_by_key(|(key, ..)| key.columns.len())?;
    let columns = cx.catalog.parent_columns(key)?;
    let referenced = columns.get(place)?;
    let parent = cx.catalog.table_at(table as usize)?;
    let position = parent.columns.iter().position(|other| &other.name == referenced)?;
    Some(Spot { table, position, composite: columns.len() > 1 })
}

/// What a column holds that is not copied.
fn own(cx: Cx<'_>, at: Spot) -> Nature {
    told(cx, at).map_or(Nature::Surrogate, |(nature, _)| nature)
}

/// The same, with what tells it.
fn told(cx: Cx<'_>, at: Spot) -> Option<(Nature, &'static str)> {
    let table = cx.catalog.table_at(at.table as usize)?;
    let column = table.columns.get(at.position)?;
    let rowid = cx.semantics.is_rowid_alias(table, &column.name);
    let primary = table.primary_key().is_some_and(|key| key.is_over(std::slice::from_ref(&column.name)));
    let standing = Standing { rowid, composite: at.composite, primary };
    Some(nature(cx.catalog.engine, table.name.name.as_str(), column, standing))
}

/// What tells the nature of a key, in words: `` `users.id` is generated ``. Of its columns the first that decides.
pub(crate) fn because(cx: Cx<'_>, table: TableIndex, columns: &[Ident]) -> Option<String> {
    let definition = cx.catalog.table_at(table as usize)?;
    let composite = columns.len() > 1;
    let decided = cx.nature(table, columns);
    let spots = columns.iter().filter_map(|column| {
        let position = definition.columns.iter().position(|other| &other.name == column)?;
        Some((column, Spot { table, position, composite }))
    });
    let mut deciding =
        spots.filter(|&(_, spot)| cx.natures.origin(cx, spot).nature == decided).collect::<Vec<_>>();
    // In a key of several columns it is the table's own identifier that makes it a surrogate.
    let is_own = |&(column, spot): &(&Ident, Spot)| {
        decided == Nature::Surrogate
            && is_own_identity(definition, column, cx.natures.origin(cx, spot).copied)
    };
    deciding.sort_by_key(|one| !is_own(one));
    let &(_, start) = deciding.first()?;
    let named = |at: Spot| {
        let table = cx.catalog.table_at(at.table as usize)?;
        Some(format!("`{}.{}`", table.name, table.columns.get(at.position)?.name))
    };
    let (mut at, mut seen) = (start, FxHashSet::default());
    let why = loop {
        if let Some(origin) = declared(cx, at) {
            let list = if origin.declared { "mutable" } else { "immutable" };
            break format!("is named under `[keys] {list}`");
        }
        match source(cx, at).filter(|_| seen.insert(at)) {
            Some(source) => at = source,
            None => break told(cx, at)?.1.to_owned(),
        }
    };
    let origin = named(at)?;
    Some(if at == start {
        format!("{origin} {why}")
    } else {
        format!("{} is a copy of {origin}, which {why}", named(start)?)
    })
}

/// Whether an identifier is this table's own: unique by itself, made here, or named `id`, `uuid`, `order_id` of `orders`.
fn is_own_identity(table: &Table, column: &Ident, copied: bool) -> bool {
    let (name, table_name) = (plain(column.as_str()), plain(table.name.name.as_str()));
    let stem = table_name.strip_suffix('s').unwrap_or(&table_name);
    let named = vocabulary::OWN_IDENTIFIERS.contains(&name.as_str()) || name == format!("{stem}id");
    let made = table.column(column).is_some_and(|column| column.generator.is_some());
    table.is_unique_over(std::slice::from_ref(column)) || !copied && (named || made)
}

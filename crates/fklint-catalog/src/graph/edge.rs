//! One checked foreign key as an edge of the graph.

use crate::semantics::{MatchFull, ParentKeyState};
use crate::{Action, Catalog, ForeignKey, Ident, MatchKind, ObjectPath, Semantics, Table, Target};

use super::TableIndex;
use super::price::{Price, Traits};

/// A foreign key that the engine checks, from child to parent.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The child.
    pub child: TableIndex,
    /// The position among the child's foreign keys.
    pub foreign_key: u32,
    /// The parent; the child itself for a self-edge.
    pub parent: TableIndex,
    /// A row can leave it empty: some referencing column may be NULL under MATCH SIMPLE, all may under MATCH FULL.
    pub nullable: bool,
    /// A transaction can have the child's rows checked late.
    pub deferrable: bool,
    /// The child's rows are checked late without asking.
    pub initially_deferred: bool,
    /// What happens to the child's rows when the parent's are deleted.
    pub on_delete: Action,
    /// What happens to them when the key that they refer to changes.
    pub on_update: Action,
    /// The position among the parent's columns of the one that it refers to, where that is the whole primary key and of
    /// the type of the one referencing column. Nearly every foreign key is so: nothing is wrong with what it refers to,
    /// and nobody needs to look there.
    pub primary: Option<u16>,
    pub(super) price: Price,
}

impl Edge {
    pub(super) fn new(
        semantics: &Semantics,
        (child, table): (TableIndex, &Table),
        foreign_key: u32,
        (parent, referenced): (TableIndex, &Table),
    ) -> Self {
        let key = &table.foreign_keys[foreign_key as usize];
        let nullable = can_be_left_out(semantics, table, key);
        let deferrable = semantics.defers(key);
        let initially_deferred = semantics.initially_deferred(key);
        let in_primary_key = |column: &Ident| {
            table.primary_key().is_some_and(|primary| primary.columns().any(|part| part == column))
        };
        let price = Price::of(Traits {
            breakable: nullable || deferrable,
            rigid: !semantics.defers_at_all() && key.columns.iter().all(in_primary_key),
            initially_deferred,
            nullable,
            owning: key.on_delete == Action::Cascade,
            plainly_named: key.columns.iter().any(|column| names(column, &key.parent.name)),
            composite: key.columns.len() > 1,
        });
        Self {
            child,
            foreign_key,
            parent,
            nullable,
            deferrable,
            initially_deferred,
            on_delete: key.on_delete,
            on_update: key.on_update,
            primary: primary(semantics, (table, key), referenced),
            price,
        }
    }

    /// Whether a cycle can be opened here: the edge is left out of the INSERT, or checked late.
    #[must_use]
    pub const fn is_breakable(&self) -> bool {
        self.nullable || self.deferrable
    }

    /// Whether child and parent are one table.
    #[must_use]
    pub const fn is_self(&self) -> bool {
        self.child == self.parent
    }

    /// The child and the foreign key, in the catalog that the graph was made of.
    #[must_use]
    pub fn key<'c>(&self, catalog: &'c Catalog) -> Option<(&'c Table, &'c ForeignKey)> {
        let table = catalog.table_at(self.child as usize)?;
        Some((table, table.foreign_keys.get(self.foreign_key as usize)?))
    }

    /// The path of the foreign key.
    #[must_use]
    pub fn path(&self, catalog: &Catalog) -> Option<ObjectPath> {
        let (table, _) = self.key(catalog)?;
        Some(ObjectPath::foreign_key(&table.name, &table.foreign_keys, self.foreign_key as usize))
    }

    /// Whether a delete of the parent's rows can be checked late: RESTRICT never is.
    #[must_use]
    pub fn defers_deletes(&self) -> bool {
        self.deferrable && self.on_delete != Action::Restrict
    }

    /// The columns to leave NULL so that the row does not yet point anywhere: under MATCH SIMPLE those that no other
    /// foreign key needs, or else every nullable one. Empty where the edge is not nullable.
    #[must_use]
    pub fn link_columns<'t>(&self, table: &'t Table) -> Vec<&'t Ident> {
        let Some(key) = table.foreign_keys.get(self.foreign_key as usize).filter(|_| self.nullable) else {
            return Vec::new();
        };
        let nullable = || key.columns.iter().filter(|column| table.is_nullable(column));
        let is_shared = |column: &Ident| {
            let mut others = table.foreign_keys.iter().zip(0..).filter(|(_, at)| *at != self.foreign_key);
            others.any(|(other, _)| other.columns.contains(column))
        };
        let own: Vec<_> = nullable().filter(|column| !is_shared(column)).collect();
        if own.is_empty() || key.match_kind == MatchKind::Full { nullable().collect() } else { own }
    }
}

/// The position of the parent's column that is its whole primary key, where the foreign key refers to it alone, by a
/// column of its type.
fn primary(semantics: &Semantics, (child, key): (&Table, &ForeignKey), parent: &Table) -> Option<u16> {
    let ([own], false) = (key.columns.as_slice(), key.period) else { return None };
    let [part] = parent.primary_key()?.parts.as_slice() else { return None };
    let column = part.column.as_ref()?;
    let is_meant = match &key.target {
        Target::Columns(columns) => matches!(columns.as_slice(), [only] if only == column),
        Target::ParentPrimaryKey => true,
    };
    let position = parent.columns.iter().position(|other| other.name == *column)?;
    let fits = is_meant
        && child.column(own)?.data_type == parent.columns[position].data_type
        && semantics.parent_key_state(parent, std::slice::from_ref(column)) == ParentKeyState::Unique;
    u16::try_from(position).ok().filter(|_| fits)
}

fn can_be_left_out(semantics: &Semantics, table: &Table, key: &ForeignKey) -> bool {
    let mut columns = key.columns.iter().map(|column| table.is_nullable(column));
    if key.match_kind == MatchKind::Full && semantics.match_full == MatchFull::Honoured {
        columns.all(|nullable| nullable)
    } else {
        columns.any(|nullable| nullable)
    }
}

/// Whether a column bears the plain name of a table, in the singular or not: `entry_id` of `entries`.
fn names(column: &Ident, table: &Ident) -> bool {
    let first = |name: &Ident| name.folded().chars().flat_map(char::to_lowercase).find(|&c| c != '_');
    // Most pairs of names differ here.
    if first(column) != first(table) {
        return false;
    }
    let plain = |name: &Ident| name.folded().to_lowercase().replace('_', "");
    let table = plain(table);
    let stem = ["ies", "es", "s", "y"].iter().find_map(|ending| table.strip_suffix(ending)).unwrap_or(&table);
    !stem.is_empty() && plain(column).starts_with(stem)
}

//! Ways to let a row be written before the row that it points to: changes that several rules propose.

use fklint_catalog::graph::Edge;
use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{
    Action, Catalog, Change, ColumnEdit, Deferrable, ForeignKey, ForeignKeyEdit, ForeignKeyPath, Ident,
    MatchKind, Semantics, Table,
};

use crate::{Cx, remake};

/// Makes foreign keys DEFERRABLE INITIALLY DEFERRED. RESTRICT is never deferred: such a key is made again with NO ACTION
/// in its place.
#[must_use]
pub fn check_at_commit<'e>(cx: Cx<'_>, edges: impl IntoIterator<Item = &'e Edge>) -> Vec<Change> {
    let (mut changes, mut remade) = (Vec::new(), Vec::new());
    for edge in edges {
        let Some((child, key)) = edge.key(cx.catalog) else { continue };
        let index = edge.foreign_key as usize;
        if [key.on_delete, key.on_update].contains(&Action::Restrict) {
            let lenient = |action| if action == Action::Restrict { Action::NoAction } else { action };
            let late = ForeignKey {
                deferrable: Deferrable::InitiallyDeferred,
                on_delete: lenient(key.on_delete),
                on_update: lenient(key.on_update),
                ..key.clone()
            };
            remade.push((child, index, late));
        } else {
            changes.push(Change::AlterForeignKey {
                table: child.name.clone(),
                foreign_key: ForeignKeyPath::of(&child.foreign_keys, index),
                edit: ForeignKeyEdit::Deferrable(Deferrable::InitiallyDeferred),
            });
        }
    }
    changes.extend(remake(cx, remade));
    changes
}

/// Drops NOT NULL of the fewest columns that make a foreign key optional; `None` where that would take a column
/// of the primary key, or one that the engine fills.
#[must_use]
pub fn leave_empty(catalog: &Catalog, semantics: &Semantics, edge: &Edge) -> Option<Vec<Change>> {
    let (child, key) = edge.key(catalog)?;
    let fixed: Vec<&Ident> = key.columns.iter().filter(|column| !child.is_nullable(column)).collect();
    let needs_all = key.match_kind == MatchKind::Full && semantics.match_full == MatchFull::Honoured;
    let columns = if needs_all {
        fixed.iter().all(|column| can_be_null(child, column)).then_some(fixed)?
    } else {
        let free = fixed.into_iter().filter(|column| can_be_null(child, column));
        vec![free.min_by_key(|column| is_shared(child, edge, column))?]
    };
    let drop = |column: &&Ident| Change::AlterColumn {
        table: child.name.clone(),
        column: (*column).clone(),
        edit: ColumnEdit::NotNull(false),
    };
    Some(columns.iter().map(drop).collect())
}

fn can_be_null(table: &Table, name: &Ident) -> bool {
    let is_key = table.primary_key().is_some_and(|key| key.columns().any(|part| part == name));
    let is_plain = |column: &fklint_catalog::Column| column.generator.is_none() && column.generated.is_none();
    !is_key && table.column(name).is_some_and(is_plain)
}

/// Whether another foreign key needs the column: a tenant's, most often.
fn is_shared(table: &Table, edge: &Edge, column: &Ident) -> bool {
    let keys = table.foreign_keys.iter().zip(0..);
    keys.into_iter().any(|(other, at)| at != edge.foreign_key && other.columns.contains(column))
}

//! How far an update of a key must run: the foreign keys above and below one, and whether each can cascade.

use std::borrow::Cow;
use std::collections::HashSet;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::{ParentKeyState, SelfUpdate};
use fklint_catalog::{Action, Change, ForeignKey, Ident, Table};

use crate::{Cx, Nature, remake, sharing};

/// The most foreign keys that one plan changes.
const MOST: usize = 40;

/// The foreign keys through which one update runs.
pub struct Chain {
    /// Those that must follow and do not yet, parents first.
    pub members: Vec<EdgeId>,
    /// More than a plan should change.
    pub is_long: bool,
}

/// What lets all of these foreign keys follow, in their order; of those of one table the engine takes the widest first.
#[must_use]
pub fn cascading(cx: Cx<'_>, members: &[EdgeId]) -> Vec<Change> {
    let keys = sharing::widest_first(cx, members).into_iter().filter_map(|member| {
        let edge = cx.graph.edge(member);
        let (child, key) = edge.key(cx.catalog)?;
        let follows = ForeignKey { on_update: Action::Cascade, ..key.clone() };
        Some((child, edge.foreign_key as usize, follows))
    });
    remake(cx, keys)
}

/// The chain of a foreign key that refuses updates, or `None` where the engine cannot cascade through it, or where a
/// foreign key above cascades already: then the chain is broken here, which is another finding.
#[must_use]
pub fn chain(cx: Cx<'_>, start: EdgeId) -> Option<Chain> {
    let mut seen = HashSet::from([start]);
    let mut levels = vec![(0_i32, start)];
    let mut next = 0;
    // Upwards: the parent's key is itself a copy of a natural key.
    while let Some(&(level, id)) = levels.get(next).filter(|_| levels.len() <= MOST) {
        next += 1;
        let referenced = referenced(cx, id)?;
        for (up, edge) in cx.graph.edges_of(cx.graph.edge(id).parent) {
            let (_, key) = edge.key(cx.catalog)?;
            let copies = key.columns.iter().any(|column| referenced.contains(column));
            if !copies || edge.is_self() || seen.contains(&up) {
                continue;
            }
            let Some(nature) = cx.nature_referenced(edge) else { continue };
            if nature != Nature::Surrogate && key.on_update == Action::Cascade {
                return None;
            }
            if nature == Nature::Natural && refuses(cx, up) {
                seen.insert(up);
                levels.push((level - 1, up));
            }
        }
    }
    let beside = twins(cx, start).into_iter().chain(sharing::refusing(cx, start));
    levels.extend(beside.filter(|&twin| seen.insert(twin)).map(|twin| (0, twin)));
    descend(cx, &mut seen, &mut levels)?;
    let is_long = levels.len() > MOST;
    let (top, bottom) =
        (levels.iter().map(|level| level.0).min()?, levels.iter().map(|level| level.0).max()?);
    // A chain of n foreign keys passes n + 1 tables.
    let tables = bottom.abs_diff(top) + 2;
    if cx.semantics.cascade_depth.is_some_and(|limit| tables > limit) {
        return None;
    }
    levels.sort_by_key(|&(level, _)| level);
    let members: Vec<EdgeId> = levels.into_iter().map(|(_, id)| id).filter(|&id| refuses(cx, id)).collect();
    members.iter().all(|&id| can_cascade(cx, id)).then_some(Chain { members, is_long })
}

/// The foreign keys that must cascade so that a change arriving at this one runs on, parents first; `None` where the
/// engine cannot cascade through one of them, or where they are too many for a plan.
#[must_use]
pub fn below(cx: Cx<'_>, start: EdgeId) -> Option<Vec<EdgeId>> {
    let mut levels = vec![(0, start)];
    descend(cx, &mut HashSet::from([start]), &mut levels)?;
    let members: Vec<EdgeId> = levels.iter().map(|&(_, id)| id).filter(|&id| refuses(cx, id)).collect();
    (levels.len() <= MOST && members.iter().all(|&id| can_cascade(cx, id))).then_some(members)
}

/// Adds the foreign keys through which a change runs on: the child's columns are themselves referenced.
fn descend(cx: Cx<'_>, seen: &mut HashSet<EdgeId>, levels: &mut Vec<(i32, EdgeId)>) -> Option<()> {
    let mut next = 0;
    while let Some(&(level, id)) = levels.get(next).filter(|_| levels.len() <= MOST) {
        next += 1;
        let edge = cx.graph.edge(id);
        let (_, key) = edge.key(cx.catalog)?;
        for (down, _) in cx.graph.referenced_by(edge.child) {
            if seen.contains(&down) || cx.graph.edge(down).is_self() {
                continue;
            }
            let is_followed = referenced(cx, down)?.iter().any(|column| key.columns.contains(column));
            if is_followed && (refuses(cx, down) || cascades(cx, down)) {
                seen.insert(down);
                levels.push((level + 1, down));
            }
            if levels.len() > MOST {
                break;
            }
        }
    }
    Some(())
}

/// Whether an update of the parent is refused, at once.
#[must_use]
pub fn refuses(cx: Cx<'_>, edge: EdgeId) -> bool {
    let edge = cx.graph.edge(edge);
    let defers = || {
        let key = edge.key(cx.catalog).map(|(_, key)| key);
        key.is_some_and(|key| cx.semantics.defers_parent(key, key.on_update))
    };
    edge.on_update.refuses() && !(edge.deferrable && defers())
}

fn cascades(cx: Cx<'_>, edge: EdgeId) -> bool {
    cx.graph.edge(edge).on_update == Action::Cascade
}

/// Other foreign keys from the same child to the same key: `created_by` and `updated_by`.
fn twins(cx: Cx<'_>, start: EdgeId) -> Vec<EdgeId> {
    let edge = cx.graph.edge(start);
    let (Some((_, own)), Some(columns)) = (edge.key(cx.catalog), referenced(cx, start)) else {
        return Vec::new();
    };
    let is_twin = |id: &EdgeId| {
        let other = cx.graph.edge(*id).key(cx.catalog).is_some_and(|(_, key)| key.columns != own.columns);
        cx.graph.edge(*id).parent == edge.parent
            && other
            && refuses(cx, *id)
            && referenced(cx, *id).as_ref() == Some(&columns)
    };
    cx.graph.edges_of(edge.child).map(|(id, _)| id).filter(is_twin).collect()
}

/// The parent's columns that a foreign key names.
#[must_use]
pub fn referenced<'c>(cx: Cx<'c>, edge: EdgeId) -> Option<Cow<'c, [Ident]>> {
    let (_, key) = cx.graph.edge(edge).key(cx.catalog)?;
    cx.catalog.parent_columns(key)
}

/// Whether `ON UPDATE CASCADE` here is accepted by the engine, and then works.
fn can_cascade(cx: Cx<'_>, id: EdgeId) -> bool {
    let edge = cx.graph.edge(id);
    let semantics = cx.semantics;
    let Some((child, key)) = edge.key(cx.catalog) else { return false };
    let Some(parent) = cx.catalog.table_at(edge.parent as usize) else { return false };
    let Some(columns) = referenced(cx, id).filter(|columns| columns.len() == key.columns.len()) else {
        return false;
    };
    let known =
        child.is_whole() && parent.is_whole() && columns.iter().all(|column| parent.column(column).is_some());
    let uses =
        |used: &Option<Vec<Ident>>, column: &Ident| used.as_ref().is_none_or(|used| used.contains(column));
    let shared = |column: &Ident| {
        let others =
            child.foreign_keys.iter().filter(|other| !std::ptr::eq(*other, key) && other.is_checked());
        others.into_iter().any(|other| other.columns.contains(column))
    };
    let takes = |(column, referenced): (&Ident, &Ident)| {
        let Some(definition) = child.column(column) else { return false };
        let checked = || child.checks.iter().any(|check| uses(&check.expression.columns, column));
        let null_alone = || parent.is_nullable(referenced) && !child.is_nullable(column);
        definition.generated.is_none()
            && (semantics.identity_always_cascades || !is_identity_always(definition))
            && (semantics.shared_column_cascades || !shared(column))
            && (semantics.checked_column_takes_actions || !checked())
            && (semantics.stored_base_takes_actions || !is_stored_base(child, column))
            && (semantics.nullable_parent_cascades || !null_alone())
    };
    let same_cycle = || {
        let cycle = |table| cx.graph.cycle_of(table).map(std::ptr::from_ref);
        cycle(edge.child).is_some() && cycle(edge.child) == cycle(edge.parent)
    };
    known
        && !key.period
        && semantics.parent_key_state(parent, &columns) == ParentKeyState::Unique
        && (!edge.is_self() || semantics.self_update == SelfUpdate::Works)
        && (semantics.shared_primary_key_cascades || !same_cycle())
        && key.columns.iter().zip(&*columns).all(takes)
}

fn is_identity_always(column: &fklint_catalog::Column) -> bool {
    column.generator == Some(fklint_catalog::Generator::IdentityAlways)
}

fn is_stored_base(table: &Table, column: &Ident) -> bool {
    let stored =
        table.columns.iter().filter_map(|other| other.generated.as_ref()).filter(|other| other.stored);
    stored.into_iter().any(|other| other.expression.columns.as_ref().is_none_or(|used| used.contains(column)))
}

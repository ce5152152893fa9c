//! The tables that a witness needs, and no others.

use std::collections::BTreeSet;

use fklint_catalog::{
    Catalog, Change, Force, ForeignKey, ForeignKeyEdit, ForeignKeyPath, IgnoredBecause, MatchKind,
    ObjectPath, Table, TableName,
};
use fklint_rule::witness::{Act, Trial, Witness};
use fklint_rule::{Finding, Plan};

use super::Piece;

/// A foreign key of a table.
pub(super) type KeyPath = (TableName, ForeignKeyPath);

/// What a finding is about: the foreign keys that it and its labels point at, and those that its remedy adds.
pub(super) struct Told {
    paths: BTreeSet<KeyPath>,
    added: Vec<(TableName, ForeignKey)>,
}

impl Told {
    pub(super) fn by(finding: &Finding, plan: Option<&Plan>) -> Self {
        let labels = finding.report.related.iter().chain([&finding.report.primary]);
        let paths = labels.map(|label| &label.at.path).chain([&finding.at]);
        let paths = paths.filter_map(|path| match path {
            ObjectPath::ForeignKey(table, key) => Some((table.clone(), key.clone())),
            _ => None,
        });
        let added = plan.into_iter().flat_map(Plan::changes).filter_map(|change| match change {
            Change::AddForeignKey { table, foreign_key } => Some((table.clone(), foreign_key.clone())),
            _ => None,
        });
        Self { paths: paths.collect(), added: added.collect() }
    }

    /// Whether it is about a foreign key of a table, by its place: it points at it, or the remedy adds it.
    pub(super) fn speaks_of(&self, table: &Table, at: usize) -> bool {
        let Some(key) = table.foreign_keys.get(at) else { return false };
        let added = || {
            let here = self.added.iter().filter(|(child, _)| *child == table.name);
            here.map(|(_, added)| added).filter(|added| added.columns == key.columns)
        };
        // What the remedy made again stands behind others that have its path now.
        if added().any(|added| table.foreign_keys.contains(added)) {
            return added().any(|added| added == key);
        }
        let is_alike = |other: &ForeignKey| other.columns == key.columns && other.parent == key.parent;
        let mut alike = (0..).zip(&table.foreign_keys).filter(|(_, other)| is_alike(other));
        self.points_at(table, at)
            || added().any(is_alike) && !alike.any(|(other, _)| self.points_at(table, other))
    }

    /// Whether it is about any foreign key of a table.
    pub(super) fn speaks_of_any(&self, table: &Table) -> bool {
        (0..table.foreign_keys.len()).any(|at| self.speaks_of(table, at))
    }

    fn points_at(&self, table: &Table, at: usize) -> bool {
        let path = ForeignKeyPath::of(&table.foreign_keys, at);
        self.paths.contains(&(table.name.clone(), path))
    }
}

/// A catalog of the tables that the trials and the plan name, and of those without which their rows could not be. Of
/// their foreign keys only those stay that the finding speaks of, and those between these tables; where the definition
/// itself is on trial, only the former: another one may be wrong, too.
///
/// # Errors
/// Why they cannot be made, without a full stop.
pub(super) fn scene(piece: &Piece<'_>) -> Result<Catalog, String> {
    let Piece { witness, plan, told, catalog, .. } = *piece;
    let stays = |table: &Table, at: usize| told.points_at(table, at);
    let defines = witness.harm.iter().any(|trial| trial.act == Act::Define);
    let mut names: Vec<TableName> = Vec::new();
    let mut waiting: Vec<TableName> = named(witness, plan);
    waiting.extend(told.paths.iter().map(|(table, _)| table.clone()));
    while let Some(name) = waiting.pop() {
        if names.contains(&name) {
            continue;
        }
        let Some(table) = catalog.table(&name) else { continue };
        if !table.is_whole() {
            return Err(format!("`{name}` was read only in part"));
        }
        for (at, key) in table.foreign_keys.iter().enumerate() {
            if stays(table, at) || !defines && is_mandatory(table, key) {
                waiting.push(key.parent.clone());
            }
        }
        waiting.extend(table.partition_of().cloned());
        waiting.extend(table.inherits.iter().cloned());
        if table.is_partitioned() {
            let parts = catalog.tables().filter(|part| part.partition_of() == Some(&name));
            waiting.extend(parts.map(|part| part.name.clone()));
        }
        names.push(name);
    }
    if catalog.engine.is_mysql_like() && names.iter().any(|name| name.schema.is_some()) {
        return Err("its tables lie in databases that they name".to_owned());
    }
    let mut scene = catalog.subset(&names);
    for name in &names {
        let Some(table) = catalog.table(name) else { continue };
        for (at, key) in table.foreign_keys.iter().enumerate().rev() {
            if !stays(table, at) && (defines || !names.contains(&key.parent)) {
                let foreign_key = ForeignKeyPath::of(&table.foreign_keys, at);
                let change = Change::DropForeignKey { table: name.clone(), foreign_key };
                scene.apply(&change).map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(scene)
}

/// A catalog in which foreign keys bind no row.
pub(super) fn put_aside(mut catalog: Catalog, keys: &[KeyPath]) -> Catalog {
    for (table, foreign_key) in keys.iter().cloned() {
        let edit = ForeignKeyEdit::Enforced(false);
        let _ = catalog.apply(&Change::AlterForeignKey { table, foreign_key, edit });
    }
    catalog
}

/// Whether a foreign key binds no row, as one that was put aside.
pub(super) fn is_aside(key: &ForeignKey) -> bool {
    key.force == Force::Ignored(IgnoredBecause::Declared)
}

/// Whether the statements of a script make the tables of these trials.
pub(super) fn is_script(witness: &Witness, trials: &[Trial]) -> bool {
    witness.starts_empty && trials.iter().any(|trial| matches!(trial.act, Act::Statements(_)))
}

/// Whether no row can do without a parent by this foreign key.
pub(super) fn is_mandatory(table: &Table, key: &ForeignKey) -> bool {
    let mut nullable = key.columns.iter().map(|column| table.is_nullable(column));
    let can_be_empty = match key.match_kind {
        MatchKind::Full => nullable.all(|nullable| nullable),
        MatchKind::Simple | MatchKind::Partial => nullable.any(|nullable| nullable),
    };
    key.is_checked() && !can_be_empty
}

fn named(witness: &Witness, plan: Option<&Plan>) -> Vec<TableName> {
    let rows = witness.rows.iter().map(|row| row.table.clone());
    let acts = witness.harm.iter().chain(&witness.cure).filter_map(|trial| match &trial.act {
        Act::Count(table, _) | Act::LookUp(table, _) => Some(table.clone()),
        Act::Change(change) => change.table().cloned(),
        _ => None,
    });
    let changes: Vec<&Change> = plan.into_iter().flat_map(Plan::changes).collect();
    let parents = changes.iter().filter_map(|change| match change {
        Change::AddForeignKey { foreign_key, .. } => Some(foreign_key.parent.clone()),
        _ => None,
    });
    let changed = changes.iter().filter_map(|change| change.table().cloned());
    rows.chain(acts).chain(changed).chain(parents).collect()
}

//! The tables that a witness needs, and no others.

use std::collections::BTreeSet;

use fklint_catalog::{Catalog, Change, ForeignKey, ForeignKeyPath, MatchKind, ObjectPath, Table, TableName};
use fklint_rule::witness::{Act, Trial, Witness};
use fklint_rule::{Finding, Plan};

/// A catalog of the tables that the trials and the plan name, and of those without which their rows could not be. Of
/// their foreign keys only those stay that the finding speaks of, and those between these tables; where the definition
/// itself is on trial, only the former: another one may be wrong, too.
///
/// # Errors
/// Why they cannot be made, without a full stop.
pub(super) fn scene(
    catalog: &Catalog,
    finding: &Finding,
    witness: &Witness,
    plan: Option<&Plan>,
) -> Result<Catalog, String> {
    let spoken_of = spoken_of(finding);
    let stays = |table: &Table, at: usize| {
        let path = ForeignKeyPath::of(&table.foreign_keys, at);
        spoken_of.contains(&(table.name.clone(), path))
    };
    let defines = witness.harm.iter().any(|trial| trial.act == Act::Define);
    let mut names: Vec<TableName> = Vec::new();
    let mut waiting: Vec<TableName> = named(witness, plan);
    waiting.extend(spoken_of.iter().map(|(table, _)| table.clone()));
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

/// The foreign keys that the finding and its labels point at.
fn spoken_of(finding: &Finding) -> BTreeSet<(TableName, ForeignKeyPath)> {
    let labels = finding.report.related.iter().chain([&finding.report.primary]);
    let paths = labels.map(|label| &label.at.path).chain([&finding.at]);
    paths
        .filter_map(|path| match path {
            ObjectPath::ForeignKey(table, key) => Some((table.clone(), key.clone())),
            _ => None,
        })
        .collect()
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

//! What the edited texts must say: the schema that the plans promise.

use fklint_catalog::{
    ApplyError, Catalog, Change, Force, ForeignKey, ForeignKeyPath, Ident, IgnoredBecause, Semantics, Table,
    TableName, diff,
};
use fklint_rule::{Plan, ScriptEdit};
use rustc_hash::FxHashSet;

/// A schema with plans carried out. Names that neither the texts nor the plans say are the engine's to make, and count
/// as the ones that it makes.
#[derive(Debug)]
pub struct Promise {
    catalog: Catalog,
    names: FxHashSet<Ident>,
}

impl Promise {
    /// What `plans` make of `catalog`, one after the other.
    ///
    /// # Errors
    /// When a change does not fit.
    pub fn of<'p>(
        catalog: &Catalog,
        plans: impl IntoIterator<Item = &'p Plan> + Clone,
    ) -> Result<Self, ApplyError> {
        let touched: Vec<&TableName> =
            plans.clone().into_iter().flat_map(Plan::changes).filter_map(Change::table).collect();
        let names = said_names(&catalog.subset(touched), plans.clone());
        let mut catalog = catalog.clone();
        plans.clone().into_iter().flat_map(Plan::changes).try_for_each(|change| catalog.apply(change))?;
        for change in plans.clone().into_iter().flat_map(Plan::changes) {
            if let Change::SetStorageEngine { table, .. } = change {
                revive(&mut catalog, table)?;
            }
        }
        for edit in plans.into_iter().flat_map(Plan::script_edits) {
            if let ScriptEdit::Insert { changes, .. } = edit {
                // What is gone at the end of the script cannot change there.
                changes.iter().for_each(|change| drop(catalog.apply(change)));
            }
        }
        Ok(Self { catalog, names })
    }

    /// That a schema is `catalog`; names that neither `before` nor `plans` say are the engine's to make.
    #[must_use]
    pub fn to_be<'p>(catalog: Catalog, before: &Catalog, plans: impl IntoIterator<Item = &'p Plan>) -> Self {
        Self { catalog, names: said_names(before, plans) }
    }

    /// The first difference of what was read again; `None` when the promise is kept.
    #[must_use]
    pub fn broken_by(&self, read: &Catalog) -> Option<String> {
        if self.catalog == *read {
            return None;
        }
        let plain = |catalog: &Catalog, other: &Catalog| {
            let differs = |table: &&Table| other.table(&table.name) != Some(*table);
            let mut part = catalog.subset(catalog.tables().filter(differs).map(|table| &table.name));
            forget_made_names(&mut part, &self.names);
            part
        };
        let (promised, read) = (plain(&self.catalog, read), plain(read, &self.catalog));
        diff::diff(&read, &promised).first().map(ToString::to_string)
    }
}

/// A text still declares the keys that its storage engine dropped: with another engine they all hold, not only those
/// that a plan adds again.
fn revive(catalog: &mut Catalog, name: &TableName) -> Result<(), ApplyError> {
    let semantics = Semantics::for_catalog(catalog);
    let Some(table) = catalog.shared(name) else { return Ok(()) };
    if !semantics.keeps_foreign_keys(table.storage_engine.as_ref()) {
        return Ok(());
    }
    let lost = |key: &&ForeignKey| key.force == Force::Ignored(IgnoredBecause::StorageEngine);
    for key in table.foreign_keys.iter().filter(lost) {
        let Some(here) = catalog.table(name) else { break };
        let Some(index) = here.foreign_keys.iter().position(|other| other == key) else { continue };
        let foreign_key = ForeignKeyPath::of(&here.foreign_keys, index);
        catalog.apply(&Change::DropForeignKey { table: name.clone(), foreign_key })?;
        let foreign_key = ForeignKey { force: Force::Enforced, ..key.clone() };
        catalog.apply(&Change::AddForeignKey { table: name.clone(), foreign_key })?;
    }
    Ok(())
}

/// The names that the tables of `catalog` and `plans` say.
pub(super) fn said_names<'p>(
    catalog: &Catalog,
    plans: impl IntoIterator<Item = &'p Plan>,
) -> FxHashSet<Ident> {
    let mut names = FxHashSet::default();
    for table in catalog.tables() {
        names.extend(table.keys.iter().filter_map(|key| key.name.clone()));
        names.extend(table.foreign_keys.iter().filter_map(|key| key.name.clone()));
        names.extend(table.checks.iter().filter_map(|check| check.name.clone()));
    }
    for change in plans.into_iter().flat_map(Plan::changes) {
        names.extend(match change {
            Change::AddForeignKey { foreign_key, .. } => foreign_key.name.clone(),
            Change::AddKey { key, .. } => key.name.clone(),
            Change::AddCheck { check, .. } => check.name.clone(),
            Change::RenameConstraint { to, .. } => Some(to.clone()),
            _ => None,
        });
    }
    names
}

/// Takes the names away that nobody said.
pub(super) fn forget_made_names(catalog: &mut Catalog, said: &FxHashSet<Ident>) {
    catalog.forget_names(|name| !said.contains(name));
}

//! The catalog: what all changes add up to.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;

use crate::{Engine, ForeignKey, Ident, Key, Quoting, StorageEngine, Table, TableName, Target, Version};

/// A schema on one engine. Two catalogs are equal when they are the same schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// The engine whose rules hold.
    pub engine: Engine,
    /// The server's version, where known.
    pub version: Option<Version>,
    /// The schema that unqualified names mean; its tables carry no schema in their names.
    pub default_schema: Option<Ident>,
    /// Settings of the server or session at the end of what was read.
    pub settings: Settings,
    /// Tables by name, in the order of their creation. Use the methods: they keep name and key alike.
    pub(crate) tables: IndexMap<TableName, Arc<Table>, FxBuildHasher>,
}

/// Settings that bear on foreign keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// SQLite `PRAGMA foreign_keys`, MySQL `foreign_key_checks`; `None` when never set.
    pub foreign_key_checks: Option<bool>,
    /// SQLite `PRAGMA legacy_alter_table`; `None` when never set.
    pub legacy_alter_table: Option<bool>,
    /// MySQL `default_storage_engine`.
    pub default_storage_engine: Option<StorageEngine>,
    /// MySQL `restrict_fk_on_non_standard_key`.
    pub restrict_fk_on_non_standard_key: Option<bool>,
    /// MySQL `innodb_native_foreign_keys`, from 9.6 on; off by default.
    pub native_foreign_keys: Option<bool>,
    /// The schema or database that unqualified names mean now (`USE`, `search_path`); `None`: the default one.
    pub current_schema: Option<Ident>,
    /// Default character set of the current database.
    pub charset: Option<SmolStr>,
}

impl Catalog {
    /// An empty catalog.
    #[must_use]
    pub fn new(engine: Engine, version: Option<Version>) -> Self {
        let default_schema = engine
            .default_schema()
            .map(|name| Ident::new(engine, crate::NameKind::Schema, name, Quoting::Bare));
        Self { engine, version, default_schema, settings: Settings::default(), tables: IndexMap::default() }
    }

    /// The version whose facts hold: the server's, or the engine's assumed one.
    #[must_use]
    pub fn effective_version(&self) -> Version {
        self.version.unwrap_or_else(|| self.engine.assumed_version())
    }

    /// A table by name.
    #[must_use]
    pub fn table(&self, name: &TableName) -> Option<&Table> {
        self.tables.get(name).map(Arc::as_ref)
    }

    /// A table by name, shared: cloning it costs nothing.
    #[must_use]
    pub fn shared(&self, name: &TableName) -> Option<Arc<Table>> {
        self.tables.get(name).cloned()
    }

    /// The tables here that are not the very same in `other`, shared by both: no others can differ.
    pub fn unshared<'c>(&'c self, other: &'c Self) -> impl Iterator<Item = &'c TableName> {
        let is_it = |table: &Arc<Table>, there: Option<&Arc<Table>>| {
            there.is_some_and(|there| Arc::ptr_eq(there, table))
        };
        let all = self.tables.iter().enumerate();
        all.filter(move |(index, (name, table))| {
            // Most stand where they stood.
            let there = other.tables.get_index(*index).map(|(_, table)| table);
            !is_it(table, there) && !is_it(table, other.tables.get(*name))
        })
        .map(|(_, (name, _))| name)
    }

    /// A catalog of those of `names` that are here, in their order here. Its cost grows with `names` alone.
    #[must_use]
    pub fn subset<'n>(&self, names: impl IntoIterator<Item = &'n TableName>) -> Self {
        let mut indices: Vec<usize> = names.into_iter().filter_map(|name| self.index_of(name)).collect();
        indices.sort_unstable();
        indices.dedup();
        let table =
            |index| self.tables.get_index(index).map(|(name, table)| (name.clone(), Arc::clone(table)));
        Self {
            engine: self.engine,
            version: self.version,
            default_schema: self.default_schema.clone(),
            settings: self.settings.clone(),
            tables: indices.into_iter().filter_map(table).collect(),
        }
    }

    /// Takes away the keys that are not wanted.
    pub fn retain_keys(&mut self, is_wanted: impl Fn(&Key) -> bool) {
        for table in self.tables.values_mut().filter(|table| !table.keys.iter().all(&is_wanted)) {
            Arc::make_mut(table).keys.retain(&is_wanted);
        }
    }

    /// Takes away the names of keys, foreign keys and checks of which `made` says that the engine made them.
    pub fn forget_names(&mut self, made: impl Fn(&Ident) -> bool) {
        for table in self.tables.values_mut() {
            let names = table.keys.iter().map(|key| &key.name);
            let names = names.chain(table.foreign_keys.iter().map(|key| &key.name));
            let mut names = names.chain(table.checks.iter().map(|check| &check.name)).flatten();
            if !names.any(&made) {
                continue;
            }
            let table = Arc::make_mut(table);
            let keys = table.keys.iter_mut().map(|key| &mut key.name);
            let foreign_keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
            let checks = table.checks.iter_mut().map(|check| &mut check.name);
            for name in keys.chain(foreign_keys).chain(checks) {
                *name = name.take().filter(|name| !made(name));
            }
        }
    }

    /// The position of a table among [`Catalog::tables`].
    #[must_use]
    pub fn index_of(&self, name: &TableName) -> Option<usize> {
        self.tables.get_index_of(name)
    }

    /// All tables, in the order of their creation.
    pub fn tables(&self) -> impl ExactSizeIterator<Item = &Table> + DoubleEndedIterator {
        self.tables.values().map(Arc::as_ref)
    }

    /// All tables as slices for parallel iteration.
    #[must_use]
    pub fn table_at(&self, index: usize) -> Option<&Table> {
        self.tables.get_index(index).map(|(_, table)| table.as_ref())
    }

    /// Number of tables.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.len()
    }

    /// Whether there is no table.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// All foreign keys with their child table and their index in it.
    pub fn foreign_keys(&self) -> impl Iterator<Item = (&Table, usize, &ForeignKey)> {
        self.tables().flat_map(|table| {
            table.foreign_keys.iter().enumerate().map(move |(index, key)| (table, index, key))
        })
    }

    /// The parent table of a foreign key, if it was read.
    #[must_use]
    pub fn parent(&self, key: &ForeignKey) -> Option<&Table> {
        self.table(&key.parent)
    }

    /// The referenced columns: as named, or the parent's primary key. `None` when that cannot be known.
    #[must_use]
    pub fn parent_columns<'c>(&'c self, key: &'c ForeignKey) -> Option<Cow<'c, [Ident]>> {
        match &key.target {
            Target::Columns(columns) => Some(Cow::Borrowed(columns)),
            Target::ParentPrimaryKey => {
                let primary = self.parent(key)?.primary_key()?;
                Some(Cow::Owned(primary.columns().cloned().collect()))
            }
        }
    }

    /// Whether tables were altered here that were never created here: the reading is a part of a schema,
    /// and what is missing in it may well exist.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.tables().any(|table| table.completeness == crate::Completeness::Unseen)
    }
}

//! Names that nothing of a catalog has yet.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::names::{cut, make_object_name};
use crate::{Catalog, Engine, Ident, NameKind, Quoting, Table};

/// The names that the tables, constraints and indexes of a catalog have: on engines that keep them in one place a new one
/// of any kind is refused. They are gathered when the first is asked for.
#[derive(Debug)]
pub struct TakenNames<'c> {
    catalog: &'c Catalog,
    taken: OnceLock<FxHashSet<SmolStr>>,
    /// Tables and the foreign keys in them by their places.
    foreign_keys: OnceLock<FxHashMap<InSchema, (usize, usize)>>,
}

/// A name, and the schema that it stands in, as the engine compares them.
type InSchema = (Option<SmolStr>, SmolStr);

impl<'c> TakenNames<'c> {
    /// Those of `catalog`.
    #[must_use]
    pub const fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, taken: OnceLock::new(), foreign_keys: OnceLock::new() }
    }

    /// Whether a table, a constraint or an index has the name.
    #[must_use]
    pub fn contains(&self, name: &Ident) -> bool {
        let gather = || self.catalog.tables().flat_map(names_of).map(SmolStr::new).collect();
        self.taken.get_or_init(gather).contains(name.folded())
    }

    /// The foreign key that has the name in a schema: the first that is there, else the first of those that the engine forgot.
    #[must_use]
    pub fn foreign_key(&self, schema: Option<&Ident>, name: &Ident) -> Option<(&'c Table, usize)> {
        let named = self.foreign_keys.get_or_init(|| foreign_keys_of(self.catalog));
        let &(table, index) = named.get(&in_schema(schema, name))?;
        Some((self.catalog.table_at(table)?, index))
    }

    /// A constraint name that is free: `base`, else `base_v2`, `base_v3` …; after `fk_v2` comes `fk_v3`.
    ///
    /// MySQL and MariaDB refuse to drop a foreign key and add one of the same name in one ALTER (`s8_live_my 8a`),
    /// so a remedy that must be atomic there picks a fresh name.
    #[must_use]
    pub fn fresh_constraint(&self, base: &Ident) -> Ident {
        let engine = self.catalog.engine;
        let base_name = stored(engine, base);
        let numbered =
            base_name.rsplit_once("_v").and_then(|(stem, number)| Some((stem, number.parse().ok()?)));
        let (stem, first) = numbered.unwrap_or((base_name, 1_u32));
        let numbered = (first.saturating_add(1)..).map(|number| {
            let suffix = format!("_v{number}");
            let room = engine.name_limit().unwrap_or(usize::MAX).saturating_sub(suffix.len());
            let name = format!("{}{suffix}", cut(stem, room));
            Ident::new(engine, NameKind::Constraint, &name, Quoting::Quoted)
        });
        self.first_free(std::iter::once(base.clone()).chain(numbered))
    }

    /// A free name for an index of these columns: the one that PostgreSQL would make, `table_column_idx`, then
    /// `table_column_idx1` …, in the case of the quoted names it is made of.
    #[must_use]
    pub fn fresh_index(&self, table: &Table, columns: &[Ident]) -> Ident {
        self.fresh(table, columns, "idx")
    }

    /// A free name for a foreign key over these columns: `table_column_fk`, then `table_column_fk1` …, as
    /// [`Self::fresh_index`] makes them.
    #[must_use]
    pub fn fresh_foreign_key(&self, table: &Table, columns: &[Ident]) -> Ident {
        self.fresh(table, columns, "fk")
    }

    fn fresh(&self, table: &Table, columns: &[Ident], label: &str) -> Ident {
        let engine = self.catalog.engine;
        let quoting = if engine == Engine::Postgres { Quoting::Quoted } else { Quoting::Bare };
        let part =
            |name: &Ident| if quoting == Quoting::Quoted { name.folded() } else { name.as_str() }.to_owned();
        let (of_table, of_columns) =
            (part(&table.name.name), columns.iter().map(part).collect::<Vec<_>>().join("_"));
        self.first_free((0_u32..).map(|number| {
            let label = if number == 0 { label.to_owned() } else { format!("{label}{number}") };
            let text = make_object_name(engine, &of_table, &of_columns, &label);
            Ident::new(engine, NameKind::Constraint, &text, quoting)
        }))
    }

    /// The first of `names` that is free. There are fewer names taken than numbers.
    ///
    /// # Panics
    /// Where `names` end before one is free.
    #[must_use]
    #[expect(clippy::expect_used, reason = "names that count up do not end before those that are taken")]
    pub fn first_free(&self, mut names: impl Iterator<Item = Ident>) -> Ident {
        names.find(|name| !self.contains(name)).expect("a number that no name has")
    }
}

fn foreign_keys_of(catalog: &Catalog) -> FxHashMap<InSchema, (usize, usize)> {
    let mut named = FxHashMap::default();
    for forgotten in [false, true] {
        for (at, table) in catalog.tables().enumerate() {
            let keys = table.foreign_keys.iter().enumerate();
            for (index, key) in keys.filter(|(_, key)| key.is_forgotten() == forgotten) {
                if let Some(name) = &key.name {
                    named.entry(in_schema(table.name.schema.as_ref(), name)).or_insert((at, index));
                }
            }
        }
    }
    named
}

fn in_schema(schema: Option<&Ident>, name: &Ident) -> InSchema {
    (schema.map(|schema| schema.folded().into()), name.folded().into())
}

/// As the engine compares them.
fn names_of(table: &Table) -> impl Iterator<Item = &str> {
    let foreign_keys = table.foreign_keys.iter().filter_map(|key| key.name.as_ref());
    let keys = table.keys.iter().filter_map(|key| key.name.as_ref());
    let checks = table.checks.iter().filter_map(|check| check.name.as_ref());
    std::iter::once(&table.name.name).chain(foreign_keys).chain(keys).chain(checks).map(Ident::folded)
}

/// A name as the engine keeps it: folded where bare names fold, else as it was written.
fn stored(engine: Engine, name: &Ident) -> &str {
    match engine {
        Engine::Postgres | Engine::Oracle => name.folded(),
        Engine::Sqlite | Engine::Mysql | Engine::Mariadb | Engine::SqlServer => name.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Change, Key, KeyKind, TableName};

    use super::*;

    /// The names are those of PostgreSQL 15.18 and 18.6 for `CREATE INDEX ON …`.
    #[test]
    fn an_index_is_named_as_the_engine_would() {
        let postgres = |table: &str, quoting, columns: &[&str]| {
            let ident = |kind, text: &str| Ident::new(Engine::Postgres, kind, text, quoting);
            let name = TableName { schema: None, name: ident(NameKind::Table, table) };
            let table = Table::new(name.clone());
            let columns: Vec<Ident> = columns.iter().map(|it| ident(NameKind::Column, it)).collect();
            let mut catalog = Catalog::new(Engine::Postgres, None);
            catalog
                .apply(&Change::CreateTable { table: table.clone().into(), if_not_exists: false })
                .unwrap();
            [(); 2].map(|()| {
                let mut key = Key::over(KeyKind::Plain, columns.iter().cloned());
                let fresh = TakenNames::new(&catalog).fresh_index(&table, &columns);
                key.name = Some(fresh.clone());
                catalog.apply(&Change::AddKey { table: name.clone(), key }).unwrap();
                crate::write::name(Engine::Postgres, &fresh)
            })
        };
        let quoted = postgres("APIToken", Quoting::Quoted, &["tenantId", "b"]);
        assert_eq!(quoted, ["\"APIToken_tenantId_b_idx\"", "\"APIToken_tenantId_b_idx1\""]);
        let bare = postgres("APIToken", Quoting::Bare, &["tenantId"]);
        assert_eq!(bare, ["apitoken_tenantid_idx", "apitoken_tenantid_idx1"]);
        let (table, column) =
            ("a_table_with_a_name_that_is_rather_long_indeed", "a_column_with_a_name_that_is_long_too");
        assert_eq!(
            postgres(table, Quoting::Bare, &[column]),
            [
                "a_table_with_a_name_that_is_r_a_column_with_a_name_that_is__idx",
                "a_table_with_a_name_that_is_r_a_column_with_a_name_that_is_idx1",
            ]
        );
    }
}

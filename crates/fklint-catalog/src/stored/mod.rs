//! The catalog as its engine's dictionary gives it back: what is written down is not what is kept.
//!
//! [`stored`] applies to every table a list of small normalisations, each of which says what the engine does and how it
//! was tried. They only ever take away a difference that the engine itself does not make, so that a schema that was
//! read from its text and the same schema that was read from a server compare equal: [`compare`].

mod charset;
mod columns;
mod expression;
mod foreign_keys;
mod heirs;
mod keys;
mod types;

pub use charset::common_collation;
pub(crate) use types::data_type as stored_type;

use std::sync::Arc;

use crate::diff::{Difference, diff};
use crate::{Catalog, Column, Completeness, Engine, Ident, KeyKind, Semantics, Settings, Table, TableKind};

/// What the normalisations of one table may ask.
struct Known<'c> {
    /// The catalog as it was given.
    catalog: &'c Catalog,
    engine: Engine,
    facts: Semantics,
}

/// In this order: names are made while the columns of an expression are still known, and charsets while the type
/// still says `national`.
const STEPS: &[fn(&Known<'_>, &mut Table)] = &[
    views_are_names,
    storage_engine_is_the_default,
    foreign_keys::forgotten_are_gone,
    foreign_keys::actions,
    foreign_keys::match_and_deferral,
    foreign_keys::targets_are_columns,
    foreign_keys::lists_belong_to_an_action,
    keys::one_of_two_equal_constraints,
    keys::unique_keys_are_constraints,
    keys::methods,
    keys::orders,
    keys::prefixes_of_whole_columns,
    names,
    columns::never_null,
    heirs::own_constraints_alone,
    heirs::columns_in_the_order_of_the_parent,
    keys::child_indexes,
    foreign_keys::lost_to_the_storage_engine_are_gone,
    columns::json_is_text_with_a_check,
    charset::effective,
    columns::types,
    columns::defaults,
    expressions,
];

/// The catalog as the engine's dictionary gives it back. Settings, which are a session's, and temporary tables go.
///
/// Doing it twice changes nothing more. The texts of expressions are then in a form for comparison, and the columns
/// that they use are not told apart any more.
#[must_use]
pub fn stored(catalog: &Catalog) -> Catalog {
    let known = Known { catalog, engine: catalog.engine, facts: Semantics::for_catalog(catalog) };
    let mut out = catalog.clone();
    out.tables.retain(|_, table| table.kind != TableKind::Temporary);
    for table in out.tables.values_mut() {
        let table = Arc::make_mut(table);
        for step in STEPS {
            step(&known, table);
        }
    }
    out.settings = Settings::default();
    if catalog.engine.is_mysql_like() {
        // Its tables carry no schema, wherever it lies.
        out.default_schema = None;
    }
    out
}

/// The differences between two catalogs that their engine makes: [`diff`] of both as they are [`stored`].
///
/// What one of the two cannot know it takes from the other: the version, the default schema, and on MySQL and
/// MariaDB the character set and collation of tables that name none, which the database decides.
#[must_use]
pub fn compare(left: &Catalog, right: &Catalog) -> Vec<Difference> {
    let both = [lent(left, right), lent(right, left)].map(|catalog| stored(&catalog));
    diff(&both[0], &both[1])
}

fn lent(to: &Catalog, from: &Catalog) -> Catalog {
    let mut out = to.clone();
    out.version = out.version.or(from.version);
    if out.default_schema.is_none() {
        out.default_schema.clone_from(&from.default_schema);
    }
    let storage_engine = &mut out.settings.default_storage_engine;
    if storage_engine.is_none() {
        storage_engine.clone_from(&from.settings.default_storage_engine);
    }
    if !out.engine.is_mysql_like() {
        return out;
    }
    for table in out.tables.values_mut() {
        if table.charset.is_none()
            && table.collation.is_none()
            && let Some(other) = from.table(&table.name)
        {
            let table = Arc::make_mut(table);
            table.charset.clone_from(&other.charset);
            table.collation.clone_from(&other.collation);
        }
    }
    out
}

/// Of a view only its name is kept: its columns are the work of its query, which is not read.
fn views_are_names(_: &Known<'_>, table: &mut Table) {
    if table.kind == TableKind::View {
        *table = Table {
            kind: TableKind::View,
            completeness: Completeness::ColumnsUnknown,
            ..Table::new(table.name.clone())
        };
    }
}

/// MySQL and MariaDB: a table that names no storage engine has the default one, InnoDB unless it was set
/// (9.7.4, 10.11.19).
fn storage_engine_is_the_default(known: &Known<'_>, table: &mut Table) {
    if known.engine.is_mysql_like()
        && table.storage_engine.is_none()
        && table.completeness == Completeness::Whole
    {
        let default = known.catalog.settings.default_storage_engine.clone();
        table.storage_engine = Some(default.unwrap_or_else(|| crate::StorageEngine("InnoDB".into())));
    }
}

/// Whatever has no name gets the one that the engine makes: `t_a_fkey`, `t_pkey`, `t_a_idx` on PostgreSQL (15.18, also
/// `t_lower_idx` for `lower(a)`), `t_ibfk_1`, `a`, `a_2` on MySQL and MariaDB (9.7.4, 10.11.19). Primary keys of the
/// latter two are all called PRIMARY, which is no name. Nor are the numbers that they give to checks: MariaDB
/// counts those of tables and names those of columns after them, and the catalog does not tell them apart.
fn names(known: &Known<'_>, table: &mut Table) {
    use crate::write::{ConstraintRef, default_constraint_name};
    let mysql = known.engine.is_mysql_like();
    if !mysql && known.engine != Engine::Postgres {
        return;
    }
    let made = |constraint| {
        let name = default_constraint_name(known.engine, table, constraint)?;
        Some(Ident::new(known.engine, crate::NameKind::Constraint, &name, crate::Quoting::Quoted))
    };
    let keys: Vec<_> = (0..table.keys.len()).map(|index| made(ConstraintRef::Key(index))).collect();
    let foreign_keys: Vec<_> =
        (0..table.foreign_keys.len()).map(|index| made(ConstraintRef::ForeignKey(index))).collect();
    let checks: Vec<_> = (0..table.checks.len()).map(|index| made(ConstraintRef::Check(index))).collect();
    for (key, made) in table.keys.iter_mut().zip(keys) {
        key.name = match key.kind {
            KeyKind::Primary if mysql => None,
            _ => key.name.take().or(made),
        };
    }
    for (key, made) in table.foreign_keys.iter_mut().zip(foreign_keys) {
        key.name = key.name.take().or(made);
    }
    let numbered = format!("{}_chk_", table.name.name.folded().to_lowercase());
    let columns: Vec<Ident> = table.columns.iter().map(|column| column.name.clone()).collect();
    for (check, made) in table.checks.iter_mut().zip(checks) {
        let is_made = |name: &Ident| {
            let number = |prefix: &str| {
                name.folded().strip_prefix(prefix).is_some_and(|rest| rest.parse::<u32>().is_ok())
            };
            mysql && (number("constraint_") || number(&numbered) || columns.contains(name))
        };
        check.name =
            if mysql { check.name.take().filter(|name| !is_made(name)) } else { check.name.take().or(made) };
    }
}

/// Whether a word of an expression is a column that PostgreSQL keeps as `character varying`.
fn is_varying(known: &Known<'_>, columns: &[Column], word: &str) -> bool {
    let name = word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).unwrap_or(word);
    let column = columns.iter().find(|column| column.name.folded() == name);
    known.engine == Engine::Postgres
        && column.is_some_and(|column| {
            types::data_type(known.engine, &column.data_type).base() == "character varying"
        })
}

/// Every text of an expression or of a partition's clause in the form in which equal ones are equal: see `expression`.
fn expressions(known: &Known<'_>, table: &mut Table) {
    let engine = known.engine;
    let columns = table.columns.clone();
    let is_text = |name: &str| is_varying(known, &columns, name);
    let normal = |expression: &mut crate::Expression| {
        expression.text = expression::normal(&expression.text, engine, &is_text).into();
        expression.columns = None;
    };
    table.checks.iter_mut().for_each(|check| normal(&mut check.expression));
    for generated in table.columns.iter_mut().filter_map(|column| column.generated.as_mut()) {
        normal(&mut generated.expression);
    }
    for key in &mut table.keys {
        for part in &mut key.parts {
            if let Some(text) = &part.expression {
                part.expression = Some(expression::normal(text, engine, &is_text).into());
            }
        }
        if let Some(predicate) = &mut key.predicate {
            normal(&mut predicate.expression);
            predicate.not_null = None;
        }
    }
    if let Some(by) = &table.partition_by {
        // MySQL and MariaDB print the storage engine of every partition, which is the table's.
        let text = expression::partitions(by, engine);
        let engine = table.storage_engine.as_ref().map_or_else(String::new, |engine| engine.0.to_lowercase());
        table.partition_by = Some(text.replace(&format!(" engine = {engine}"), "").into());
    }
    if let TableKind::Partition { bounds, .. } = &mut table.kind {
        *bounds = expression::clause(bounds, engine).into();
    }
}

#[cfg(test)]
mod tests;

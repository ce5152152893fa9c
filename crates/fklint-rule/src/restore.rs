//! How a foreign key that the engine forgot comes back: what to convert, what to ask, what to add.

use std::borrow::Cow;

use fklint_catalog::semantics::{
    CompositeIncrement, ImplicitTarget, ParentKeyState, SetDefault, SetNullOnNotNull, TypePair,
};
use fklint_catalog::{
    Action, Change, Force, ForeignKey, ForeignKeyPath, Generator, Ident, StorageEngine, Table, TableKind,
    TableName, Target,
};

use crate::named::beside;
use crate::{Cx, Plan, Probe, Safety, serving, words};

/// What brings a forgotten foreign key back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The tables that need another storage engine first, parents first.
    pub converted: Vec<TableName>,
    /// What rows may refuse.
    pub probes: Vec<Probe>,
    /// How the keys come back once the tables are converted, in order.
    pub changes: Vec<Change>,
    /// The name of the foreign key, where it cannot have its own again.
    pub renamed: Option<Ident>,
}

impl Restored {
    /// Brings back what another one does, too.
    pub fn extend(&mut self, other: Self) {
        let new = other.converted.into_iter().filter(|table| !self.converted.contains(table));
        let new: Vec<TableName> = new.collect();
        self.converted.extend(new);
        self.probes.extend(other.probes);
        let is_index = |change: &Change| matches!(change, Change::AddKey { .. } | Change::DropKey { .. });
        let (mut indexes, rest): (Vec<Change>, Vec<Change>) = other.changes.into_iter().partition(is_index);
        // Two foreign keys over the same columns share their index.
        if indexes.first().is_some_and(|first| self.changes.contains(first)) {
            indexes.clear();
        }
        // One that is made anew could not be dropped any more once a foreign key needs it.
        let is_key = |change: &Change| matches!(change, Change::AddForeignKey { .. });
        let first = self.changes.iter().position(is_key).unwrap_or(self.changes.len());
        self.changes.splice(first..first, indexes);
        self.changes.extend(rest);
    }

    /// How the foreign key is called now, as the end of a title: nothing where it has its own name again.
    #[must_use]
    pub fn as_named(&self) -> String {
        self.renamed.as_ref().map_or_else(String::new, |name| format!(" as {}", words::name(name)))
    }

    /// As a plan.
    #[must_use]
    pub fn into_plan(self, title: impl Into<String>, safety: Safety) -> Plan {
        let innodb = || Some(StorageEngine("InnoDB".into()));
        let convert = |table| Change::SetStorageEngine { table, engine: innodb() };
        let changes = self.converted.into_iter().map(convert).chain(self.changes);
        let plan = Plan::of(title, safety, changes);
        self.probes.into_iter().rev().fold(plan, Plan::expecting)
    }
}

/// Brings `child.foreign_keys[index]` back: the storage engines of parent and child are changed where they keep no
/// foreign keys, and the key is added anew at table level with its columns named; under another name where something has
/// its own by now.
///
/// # Errors
/// Why the engine would refuse it, and what to do first: one sentence without a full stop.
pub fn restore(cx: Cx<'_>, child: &Table, index: usize) -> Result<Restored, String> {
    let key = child.foreign_keys.get(index).ok_or("declare the foreign key again")?;
    let renamed = key.name.as_ref().filter(|name| !is_free(cx, child, index, name));
    let renamed = renamed.map(|_| cx.names.fresh_foreign_key(child, &key.columns));
    let name = renamed.as_ref().or(key.name.as_ref()).cloned();
    let mut restored = Restored { renamed, ..add(cx, child, &ForeignKey { name, ..key.clone() })? };
    let path = ForeignKeyPath::of(&child.foreign_keys, index);
    restored.changes.insert(0, Change::DropForeignKey { table: child.name.clone(), foreign_key: path });
    Ok(restored)
}

/// Whether a forgotten foreign key can have its name again: no other constraint got it meanwhile, and none does that was
/// forgotten before it. MySQL would refuse with 1826, MariaDB with 1005 (errno 121) and for a CHECK with 1826 (9.7.4,
/// 10.11.19, 11.8.9).
fn is_free(cx: Cx<'_>, child: &Table, index: usize, name: &Ident) -> bool {
    let owner = cx.names.foreign_key(child.name.schema.as_ref(), name);
    let is_own = owner.is_none_or(|(table, at)| table.name == child.name && at == index);
    is_own && beside(cx, child, &child.foreign_keys[index], name).is_none()
}

/// Adds a foreign key of which the catalog knows nothing more: the storage engines of parent and child are changed where
/// they keep none.
///
/// # Errors
/// Why the engine would refuse it, and what to do first: one sentence without a full stop.
pub fn add(cx: Cx<'_>, child: &Table, key: &ForeignKey) -> Result<Restored, String> {
    let Some(parent) = cx.catalog.parent(key).filter(|parent| parent.is_whole()) else {
        return Err(format!(
            "`{}` was not read: see that it is an InnoDB table with a unique key over the referenced columns, then add \
             the foreign key at table level",
            key.parent
        ));
    };
    let columns = referenced(cx, key, parent)?;
    accepts(cx, child, key, parent, &columns)?;
    let mut converted = Vec::new();
    for table in [parent, child] {
        if !cx.semantics.keeps_foreign_keys(table.storage_engine.as_ref()) && !converted.contains(&table.name)
        {
            converts(cx, table)?;
            converted.push(table.name.clone());
        }
    }
    let target = Target::Columns(columns.to_vec());
    // An action that the engine does not have would refuse, whatever it says.
    let acts = |action| match (action, cx.semantics.set_default) {
        (Action::SetDefault, SetDefault::ActsAsRestrict) => Action::NoAction,
        _ => action,
    };
    let (on_delete, on_update) = (acts(key.on_delete), acts(key.on_update));
    let foreign_key = ForeignKey { target, on_delete, on_update, force: Force::Enforced, ..key.clone() };
    let mut changes = checkable(cx, child, &key.columns)?;
    changes.push(Change::AddForeignKey { table: child.name.clone(), foreign_key });
    let probe = Probe::Orphans {
        table: child.name.clone(),
        columns: key.columns.clone(),
        parent: parent.name.clone(),
        parent_columns: columns.into_owned(),
    };
    Ok(Restored { converted, probes: vec![probe], changes, renamed: None })
}

/// What lets the engine check all rows of a foreign key over these columns.
///
/// # Errors
/// What to do where no plan can: one sentence without a full stop.
pub fn checkable(cx: Cx<'_>, child: &Table, columns: &[Ident]) -> Result<Vec<Change>, String> {
    serving::own_first(cx, child, columns).ok_or_else(|| {
        let skipping = serving::skipping(cx, child, columns);
        let first = skipping.map_or_else(String::new, |skipping| skipping.advice(&child.name));
        format!("{first}; until then a foreign key over {} would not check all rows", words::list(columns))
    })
}

/// The referenced columns by name.
fn referenced<'k>(cx: Cx<'_>, key: &'k ForeignKey, parent: &Table) -> Result<Cow<'k, [Ident]>, String> {
    let columns = match &key.target {
        Target::Columns(columns) => Cow::Borrowed(columns.as_slice()),
        // An engine that takes the parent's columns of the same names (s4_engines_my 4c).
        Target::ParentPrimaryKey
            if cx.semantics.implicit_target == ImplicitTarget::SameNames
                && key.columns.iter().all(|column| parent.column(column).is_some()) =>
        {
            Cow::Borrowed(key.columns.as_slice())
        }
        Target::ParentPrimaryKey => Cow::Owned(
            parent.primary_key().into_iter().flat_map(|primary| primary.columns().cloned()).collect(),
        ),
    };
    let fits =
        columns.len() == key.columns.len() && columns.iter().all(|column| parent.column(column).is_some());
    if fits { Ok(columns) } else { Err(format!("name the columns of `{}` that are meant", parent.name)) }
}

/// Whether the engine takes the key as it is declared.
fn accepts(
    cx: Cx<'_>,
    child: &Table,
    key: &ForeignKey,
    parent: &Table,
    columns: &[Ident],
) -> Result<(), String> {
    let tables = [child, parent];
    if let Some(other) = tables.iter().find(|table| !matches!(table.kind, TableKind::Base)) {
        return Err(format!("`{}` is no base table: refer to one", other.name));
    }
    if let Some(partitioned) =
        tables.iter().find(|table| table.is_partitioned() && !cx.semantics.partitioned_tables)
    {
        return Err(format!(
            "`{}` is partitioned and can take no part in a foreign key: check its rows otherwise",
            partitioned.name
        ));
    }
    if cx.semantics.parent_key_state(parent, columns) != ParentKeyState::Unique {
        let key = words::columns_of(&parent.name, columns);
        return Err(format!(
            "make {key} unique, in this order of columns, then add the foreign key at table level"
        ));
    }
    let clears = [key.on_delete, key.on_update].contains(&Action::SetNull);
    if clears
        && cx.semantics.set_null_on_not_null == SetNullOnNotNull::RefusedAtOnce
        && let Some(column) = key.columns.iter().find(|column| !child.is_nullable(column))
    {
        return Err(format!(
            "`{}.{column}` cannot be SET NULL: choose another action, then add the foreign key at table level",
            child.name
        ));
    }
    for (column, referenced) in key.columns.iter().zip(columns) {
        let (Some(own), Some(other)) = (child.column(column), parent.column(referenced)) else { continue };
        if cx.semantics.type_pair(&own.data_type, &other.data_type, None) == TypePair::Refused {
            return Err(format!(
                "give `{}.{column}` ({}) the type of `{}.{referenced}` ({}), then add the foreign key at table level",
                child.name, own.data_type, parent.name, other.data_type
            ));
        }
    }
    Ok(())
}

/// Whether InnoDB takes the table.
///
/// # Errors
/// What to do first: one sentence without a full stop.
pub fn converts(cx: Cx<'_>, table: &Table) -> Result<(), String> {
    let counts = |column: &&fklint_catalog::Column| column.generator == Some(Generator::AutoIncrement);
    let leads = |column: &Ident| table.keys.iter().any(|key| key.columns().next() == Some(column));
    match table.columns.iter().find(counts) {
        Some(column)
            if cx.semantics.composite_increment == CompositeIncrement::MustLeadAKey
                && !leads(&column.name) =>
        {
            Err(format!(
                "give `{}.{}` a key of its own (InnoDB wants it first in one: error 1075), then convert the table",
                table.name, column.name
            ))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use fklint_catalog::{Engine, Key, KeyKind, KeyRef, NameKind, Quoting};

    use super::*;

    fn ident(kind: NameKind, name: &str) -> Ident {
        Ident::new(Engine::Mysql, kind, name, Quoting::Bare)
    }

    fn table(name: &str) -> TableName {
        TableName { schema: None, name: ident(NameKind::Table, name) }
    }

    /// A foreign key to `parent` for which these indexes are made anew.
    fn to(parent: &str, columns: &[&str], moved: &[&str]) -> Restored {
        let columns: Vec<Ident> = columns.iter().map(|name| ident(NameKind::Column, name)).collect();
        let key = |name: &str| {
            let mut key = Key::over(KeyKind::Plain, columns.clone());
            key.name = Some(ident(NameKind::Constraint, name));
            key
        };
        let anew = |name: &&str| {
            [
                Change::DropKey { table: table("t"), key: KeyRef::Named(ident(NameKind::Constraint, name)) },
                Change::AddKey { table: table("t"), key: key(name) },
            ]
        };
        let foreign_key = ForeignKey::new(columns.clone(), table(parent), Target::ParentPrimaryKey);
        let added = Change::AddForeignKey { table: table("t"), foreign_key };
        let changes = moved.iter().flat_map(anew).chain([added]).collect();
        Restored { converted: vec![table("t")], probes: Vec::new(), changes, renamed: None }
    }

    #[test]
    fn an_index_is_made_anew_before_any_foreign_key_could_need_it() {
        let mut all = to("p", &["a", "b"], &[]);
        for other in [to("q", &["a"], &["i"]), to("r", &["a"], &["i"]), to("s", &["c"], &["j"])] {
            all.extend(other);
        }
        assert_eq!(all.converted, [table("t")]);
        let words = |change: &Change| match change {
            Change::DropKey { key: KeyRef::Named(name), .. } => format!("drop {name}"),
            Change::AddKey { key, .. } => format!("add {}", key.name.as_ref().unwrap()),
            Change::AddForeignKey { foreign_key, .. } => foreign_key.parent.to_string(),
            other => format!("{other:?}"),
        };
        let words: Vec<String> = all.changes.iter().map(words).collect();
        assert_eq!(words, ["drop i", "add i", "drop j", "add j", "p", "q", "r", "s"]);
    }
}

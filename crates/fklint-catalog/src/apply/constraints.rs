//! Adds, drops and changes keys, foreign keys and checks of one table.

use super::ApplyError;
use crate::write::{ConstraintRef, default_constraint_name, find_constraint};
use crate::{
    Check, Engine, Force, ForeignKey, ForeignKeyEdit, ForeignKeyPath, Ident, IgnoredBecause, Key, KeyKind,
    KeyRef, NameKind, Quoting, Table,
};

pub(super) fn add_key(table: &mut Table, key: &Key) -> Result<(), ApplyError> {
    if key.kind == KeyKind::Primary && table.primary_key().is_some() {
        return Err(ApplyError::PrimaryKeyExists(table.name.clone().into()));
    }
    // Most tables have few keys, and a vector's first step would make room for more.
    if table.keys.len() == table.keys.capacity() {
        table.keys.reserve_exact(1 + table.keys.len() / 4);
    }
    table.keys.push(key.clone());
    Ok(())
}

/// On MySQL and MariaDB an unknown name is no error: InnoDB makes an index for each foreign key, which no
/// statement declares and which stays when the foreign key goes.
pub(super) fn drop_key(table: &mut Table, engine: Engine, key: &KeyRef) -> Result<(), ApplyError> {
    match find_key(table, engine, key) {
        Some(index) => {
            table.keys.remove(index);
            Ok(())
        }
        None if !table.is_whole() => Ok(()),
        None if engine.is_mysql_like() && !matches!(key, KeyRef::Primary) => Ok(()),
        None => Err(ApplyError::NoKey { table: table.name.clone().into(), key: key.clone() }),
    }
}

/// The index of a key among those of its table.
pub(crate) fn find_key(table: &Table, engine: Engine, key: &KeyRef) -> Option<usize> {
    match key {
        KeyRef::Primary => table.keys.iter().position(|key| key.kind == KeyKind::Primary),
        KeyRef::Named(name) => {
            table.keys.iter().position(|key| key.name.as_ref() == Some(name)).or_else(|| {
                (0..table.keys.len()).find(|&index| {
                    crate::write::has_default_name(engine, table, ConstraintRef::Key(index), name)
                })
            })
        }
        KeyRef::Columns(columns) => {
            let over = |key: &Key| key.kind != KeyKind::Primary && key.columns().eq(columns.iter());
            let unnamed = table.keys.iter().position(|key| key.name.is_none() && over(key));
            unnamed.or_else(|| table.keys.iter().position(over))
        }
    }
}

pub(super) fn add_foreign_key(
    table: &mut Table,
    engine: Engine,
    foreign_key: &ForeignKey,
    keeps: bool,
) -> Result<(), ApplyError> {
    if let Some(name) = &foreign_key.name {
        check_free(table, engine, name)?;
    }
    let mut foreign_key = foreign_key.clone();
    if !keeps {
        ignore(&mut foreign_key);
    }
    table.foreign_keys.push(foreign_key);
    Ok(())
}

/// SQLite takes any number of constraints of one name.
fn check_free(table: &Table, engine: Engine, name: &Ident) -> Result<(), ApplyError> {
    if engine != Engine::Sqlite && table.foreign_keys.iter().any(|key| key.name.as_ref() == Some(name)) {
        return Err(ApplyError::ForeignKeyExists(table.name.clone().into(), name.clone()));
    }
    Ok(())
}

pub(super) fn drop_foreign_key(
    table: &mut Table,
    engine: Engine,
    path: &ForeignKeyPath,
) -> Result<(), ApplyError> {
    match path.find(&table.foreign_keys) {
        Some(index) => {
            remove_foreign_key(table, engine, index);
            Ok(())
        }
        None if table.is_whole() => Err(ApplyError::NoForeignKey(table.name.clone().into(), path.clone())),
        None => Ok(()),
    }
}

/// Removes one foreign key. The others keep the names that the engine gave them: the second of two without a name
/// stays `child_ibfk_2`, which cannot be told any more once the first is gone, so it is written down.
pub(super) fn remove_foreign_key(table: &mut Table, engine: Engine, index: usize) {
    let given = |table: &Table, at: usize| {
        let unnamed = table.foreign_keys.get(at)?.name.is_none();
        unnamed.then(|| default_constraint_name(engine, table, ConstraintRef::ForeignKey(at))).flatten()
    };
    let others = (0..table.foreign_keys.len()).filter(|&at| at != index);
    let before: Vec<_> = others.map(|at| given(table, at)).collect();
    table.foreign_keys.remove(index);
    // A name that is written down counts for the numbers of the others.
    loop {
        let moved: Vec<_> = (0..before.len())
            .filter_map(|at| Some((at, before[at].as_ref()?)))
            .filter(|&(at, before)| given(table, at).is_some_and(|now| now != *before))
            .collect();
        if moved.is_empty() {
            return;
        }
        for (at, name) in moved {
            table.foreign_keys[at].name =
                Some(Ident::new(engine, NameKind::Constraint, name, Quoting::Quoted));
        }
    }
}

pub(crate) fn alter_foreign_key(
    table: &mut Table,
    path: &ForeignKeyPath,
    edit: ForeignKeyEdit,
) -> Result<(), ApplyError> {
    let Some(index) = path.find(&table.foreign_keys) else {
        return if table.is_whole() {
            Err(ApplyError::NoForeignKey(table.name.clone().into(), path.clone()))
        } else {
            Ok(())
        };
    };
    let key = &mut table.foreign_keys[index];
    match (edit, key.force) {
        (ForeignKeyEdit::Deferrable(deferrable), _) => key.deferrable = deferrable,
        (ForeignKeyEdit::Validated(true), Force::NotValidated) => key.force = Force::Enforced,
        (ForeignKeyEdit::Validated(false), Force::Enforced) => key.force = Force::NotValidated,
        (ForeignKeyEdit::Enforced(true), Force::Ignored(IgnoredBecause::Declared)) => {
            key.force = Force::Enforced;
        }
        (ForeignKeyEdit::Enforced(false), Force::Enforced | Force::NotValidated) => {
            key.force = Force::Ignored(IgnoredBecause::Declared);
        }
        // What the engine forgot cannot be altered, and the rest is so already.
        _ => {}
    }
    Ok(())
}

pub(super) fn drop_named(table: &mut Table, engine: Engine, name: &Ident) -> Result<(), ApplyError> {
    match find_constraint(engine, table, name) {
        Some(ConstraintRef::ForeignKey(index)) => remove_foreign_key(table, engine, index),
        Some(ConstraintRef::Key(index)) => {
            table.keys.remove(index);
        }
        Some(ConstraintRef::Check(index)) => {
            table.checks.remove(index);
        }
        None if table.is_whole() => {
            return Err(ApplyError::NoConstraint(table.name.clone().into(), name.clone()));
        }
        None => {}
    }
    Ok(())
}

/// MySQL and MariaDB can rename indexes alone; the others whatever has the name.
pub(super) fn rename(table: &mut Table, engine: Engine, from: &Ident, to: &Ident) -> Result<(), ApplyError> {
    let key = find_key(table, engine, &KeyRef::Named(from.clone())).map(ConstraintRef::Key);
    let found = match key {
        Some(key) if engine.is_mysql_like() => Some(key),
        _ => find_constraint(engine, table, from),
    };
    match found {
        Some(ConstraintRef::ForeignKey(index)) => {
            if from != to {
                check_free(table, engine, to)?;
            }
            table.foreign_keys[index].name = Some(to.clone());
        }
        Some(ConstraintRef::Key(index)) => table.keys[index].name = Some(to.clone()),
        Some(ConstraintRef::Check(index)) => table.checks[index].name = Some(to.clone()),
        None if table.is_whole() && !engine.is_mysql_like() => {
            return Err(ApplyError::NoConstraint(table.name.clone().into(), from.clone()));
        }
        None => {}
    }
    Ok(())
}

pub(super) fn drop_check(table: &mut Table, check: &Check) -> Result<(), ApplyError> {
    match find_check(table, check) {
        Some(index) => {
            table.checks.remove(index);
            Ok(())
        }
        None if table.is_whole() => {
            let text = check.name.as_ref().map_or(check.expression.text.as_str(), Ident::as_str);
            Err(ApplyError::NoCheck(table.name.clone().into(), text.to_owned()))
        }
        None => Ok(()),
    }
}

/// The index of a check: the very same, else the one of that name, else the one of that text.
pub(crate) fn find_check(table: &Table, check: &Check) -> Option<usize> {
    let by = |same: &dyn Fn(&Check) -> bool| table.checks.iter().position(same);
    by(&|there| there == check)
        .or_else(|| by(&|there| check.name.is_some() && there.name == check.name))
        .or_else(|| by(&|there| check.name.is_none() && there.expression.text == check.expression.text))
}

/// What the storage engine drops without a word is kept as declared and ignored; no later conversion brings it
/// back (`s4_engines_my 4d`).
pub(super) fn ignore_all(table: &mut Table) {
    table.foreign_keys.iter_mut().for_each(ignore);
}

fn ignore(key: &mut ForeignKey) {
    if key.force != Force::Ignored(IgnoredBecause::InlineReferences) {
        key.force = Force::Ignored(IgnoredBecause::StorageEngine);
    }
}

//! Foreign keys as the dictionary has them.

use super::Known;
use crate::semantics::ImplicitTarget;
use crate::{Action, Deferrable, Engine, Force, IgnoredBecause, MatchKind, Table, Target};

/// Column-level REFERENCES are forgotten by MySQL before 9 (`s4_engines_my 4d`).
pub(super) fn forgotten_are_gone(_: &Known<'_>, table: &mut Table) {
    table.foreign_keys.retain(|key| key.force != Force::Ignored(IgnoredBecause::InlineReferences));
}

/// So are the foreign keys of tables of MyISAM and the like (`s4_engines_my 4a`), which leave their index (9.7.4,
/// 10.11.19).
pub(super) fn lost_to_the_storage_engine_are_gone(_: &Known<'_>, table: &mut Table) {
    table.foreign_keys.retain(|key| key.force != Force::Ignored(IgnoredBecause::StorageEngine));
}

/// InnoDB has one way to refuse: NO ACTION and RESTRICT are one. The default is shown as NO ACTION by MySQL and as
/// RESTRICT by MariaDB, each of which prints the other word where it was written; SET DEFAULT is kept by
/// MySQL and is RESTRICT on MariaDB (9.7.4, 10.11.19).
pub(super) fn actions(known: &Known<'_>, table: &mut Table) {
    if !known.engine.is_mysql_like() {
        return;
    }
    for key in &mut table.foreign_keys {
        for action in [&mut key.on_delete, &mut key.on_update] {
            let forgets = known.engine == Engine::Mariadb && *action == Action::SetDefault;
            if action.refuses() || forgets {
                *action = Action::NoAction;
            }
        }
    }
}

/// MySQL and MariaDB keep neither MATCH (`s4_engines_my 4c`; MATCH FULL is gone from SHOW CREATE TABLE on 9.7.4 and
/// 10.11.19) nor DEFERRABLE.
pub(super) fn match_and_deferral(known: &Known<'_>, table: &mut Table) {
    if known.engine.is_mysql_like() {
        for key in &mut table.foreign_keys {
            key.match_kind = MatchKind::Simple;
            key.deferrable = Deferrable::No;
        }
    }
}

/// `REFERENCES parent` is kept with its columns: the parent's primary key, on MariaDB the columns of the same names.
/// SQLite alone keeps it as it was written.
pub(super) fn targets_are_columns(known: &Known<'_>, table: &mut Table) {
    if known.engine == Engine::Sqlite {
        return;
    }
    for key in table.foreign_keys.iter_mut().filter(|key| key.target == Target::ParentPrimaryKey) {
        let columns = match known.facts.implicit_target {
            ImplicitTarget::SameNames => Some(key.columns.clone()),
            _ => known.catalog.parent_columns(key).map(std::borrow::Cow::into_owned),
        };
        key.target = columns.map_or(Target::ParentPrimaryKey, Target::Columns);
    }
}

/// `ON DELETE SET NULL (a)`: a list of columns without such an action is none; PostgreSQL refuses it (documented).
pub(super) fn lists_belong_to_an_action(known: &Known<'_>, table: &mut Table) {
    if known.engine == Engine::Postgres {
        for key in &mut table.foreign_keys {
            if !matches!(key.on_delete, Action::SetNull | Action::SetDefault) {
                key.set_columns = Box::default();
            }
        }
    }
}

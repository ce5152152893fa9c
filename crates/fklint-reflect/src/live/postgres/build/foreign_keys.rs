//! Foreign keys.

use fklint_catalog::{Action, Force, ForeignKey, IgnoredBecause, MatchKind, NameKind, Target};

use super::{Build, ident, keys};
use crate::live::postgres::rows::{self, Code};

impl Build<'_> {
    pub(super) fn foreign_keys(&mut self) {
        for row in &self.rows.foreign_keys {
            let Some(&at) = self.places.get(&row.relation) else { continue };
            match self.foreign_key(row, at) {
                Some(key) => self.tables[at].foreign_keys.push(key),
                None => {
                    self.note(
                        at,
                        &format!("the parent of foreign key `{}` went while it was read", row.name),
                    );
                }
            }
        }
    }

    fn foreign_key(&mut self, row: &rows::ForeignKey, table: usize) -> Option<ForeignKey> {
        let parent = *self.places.get(&row.parent)?;
        let columns = self.names(table, &row.columns)?;
        let target = Target::Columns(self.names(parent, &row.parent_columns)?);
        let set_columns = self.names(table, row.set_columns.as_deref().unwrap_or_default())?;
        let force = match (row.is_enforced, row.is_validated) {
            (false, _) => Force::Ignored(IgnoredBecause::Declared),
            (true, false) => Force::NotValidated,
            (true, true) => Force::Enforced,
        };
        Some(ForeignKey {
            name: Some(ident(NameKind::Constraint, &row.name)),
            on_delete: self.action(row, row.on_delete, table),
            on_update: self.action(row, row.on_update, table),
            set_columns: set_columns.into(),
            match_kind: self.match_kind(row, table),
            deferrable: keys::deferrable(row.is_deferrable, row.is_deferred),
            force,
            period: row.is_period,
            ..ForeignKey::new(columns, self.tables[parent].name.clone(), target)
        })
    }

    fn action(&mut self, row: &rows::ForeignKey, code: Code, table: usize) -> Action {
        match code.0 {
            b'a' => Action::NoAction,
            b'r' => Action::Restrict,
            b'c' => Action::Cascade,
            b'n' => Action::SetNull,
            b'd' => Action::SetDefault,
            _ => {
                let letter = code.letter();
                self.note(table, &format!("foreign key `{}` has an action `{letter}` not known", row.name));
                Action::NoAction
            }
        }
    }

    fn match_kind(&mut self, row: &rows::ForeignKey, table: usize) -> MatchKind {
        match row.match_kind.0 {
            b's' => MatchKind::Simple,
            b'f' => MatchKind::Full,
            b'p' => MatchKind::Partial,
            _ => {
                let letter = row.match_kind.letter();
                self.note(table, &format!("foreign key `{}` has a MATCH `{letter}` not known", row.name));
                MatchKind::Simple
            }
        }
    }
}

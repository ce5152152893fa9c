//! Walks a plan: each change is written on the state that those before it made.

use std::borrow::Cow;

use super::alter::{Action, Piece, Sort, alter, pieces};
use super::key;
use super::rebuild::{Rebuilds, Wording};
use crate::{Catalog, Change, Engine, Ident, Semantics, TableName};

/// The statements that carry out `change` on `catalog`, the state before it.
#[must_use]
pub fn write(change: &Change, catalog: &Catalog) -> Vec<String> {
    write_all(std::slice::from_ref(change), catalog)
}

/// The statements that carry out `changes`, one after the other, on `catalog`.
///
/// What an engine can do to a table in one ALTER TABLE shares one, where the order of things allows it; on
/// PostgreSQL foreign keys are added NOT VALID and validated after. MySQL and MariaDB refuse to drop and add a
/// foreign key of one name in one statement, and give one without a name another number there: those take two, others
/// share one. On SQLite all that ALTER TABLE
/// cannot do is gathered into rebuilds, in one transaction for all tables.
///
/// A change that does not fit the state is written as well as it can be: what was not read may be there.
#[must_use]
pub fn write_all(changes: &[Change], catalog: &Catalog) -> Vec<String> {
    written(changes, catalog, None)
}

/// The same for SQLite where it is known how its users wrote what is made again: the new table is made under its own name, since
/// a RENAME would write that into their words.
///
/// They are for a connection that heeds `legacy_alter_table`: on another the RENAME makes children refer to the table that goes.
#[must_use]
pub fn write_all_in_words(changes: &[Change], catalog: &Catalog, words: &dyn Wording) -> Vec<String> {
    written(changes, catalog, Some(words))
}

fn written(changes: &[Change], catalog: &Catalog, words: Option<&dyn Wording>) -> Vec<String> {
    let engine = catalog.engine;
    let mut state = Cow::Borrowed(catalog);
    let mut batch = Batch { engine, statements: Vec::new(), actions: Vec::new(), after: Vec::new() };
    let mut rebuilds = Rebuilds::new(words);
    let mut indexes = LeftIndexes { facts: Semantics::for_catalog(catalog), all: Vec::new() };
    for (index, change) in changes.iter().enumerate() {
        let last = index + 1 == changes.len();
        if engine == Engine::Sqlite {
            rebuilds.take(change, &mut state, &mut batch.statements);
        } else {
            if let Some(piece) = indexes.in_the_way(change, &state) {
                batch.add(piece);
            }
            pieces(change, &state).into_iter().for_each(|piece| batch.add(piece));
            if !last {
                let _ = state.to_mut().apply(change);
            }
        }
    }
    rebuilds.flush(&state, &mut batch.statements);
    batch.flush();
    batch.statements
}

/// The indexes that the engine made for foreign keys and that stay when these go: no statement declares them, and none
/// is in the catalog (`s7_index_my 7a`).
struct LeftIndexes {
    facts: Semantics,
    /// By the name of the foreign key, which is theirs too.
    all: Vec<(TableName, Ident, Vec<Ident>)>,
}

impl LeftIndexes {
    /// Drops the index of the foreign key that went before, where a change adds one of that name over other columns: its
    /// own index would have the same name, which is refused with error 1061 (10.11.19).
    fn in_the_way(&mut self, change: &Change, state: &Catalog) -> Option<Piece> {
        if !self.facts.makes_child_index {
            return None;
        }
        let there = state.table(change.table()?)?;
        match change {
            Change::DropForeignKey { table, foreign_key } => {
                let key = &there.foreign_keys[foreign_key.find(&there.foreign_keys)?];
                if key.is_checked() && self.facts.makes_index_over(there, &key.columns) {
                    self.all.push((table.clone(), key.name.clone()?, key.columns.clone()));
                }
                None
            }
            Change::AddForeignKey { table, foreign_key: key } => {
                let name = key.name.as_ref()?;
                let at = self.all.iter().position(|left| left.0 == *table && left.1 == *name)?;
                let (.., columns) = self.all.swap_remove(at);
                let makes_another =
                    columns != key.columns && self.facts.makes_index_over(there, &key.columns);
                makes_another.then(|| key::drop_index(state.engine, table, name))
            }
            _ => None,
        }
    }
}

/// Actions on one table that may share a statement.
struct Batch {
    engine: Engine,
    statements: Vec<String>,
    actions: Vec<Action>,
    after: Vec<String>,
}

impl Batch {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Action(action) => {
                if !self.actions.iter().all(|other| may_share(self.engine, other, &action)) {
                    self.flush();
                }
                self.actions.push(action);
            }
            Piece::After(statement) => self.after.push(statement),
            Piece::Alone(statement) => {
                self.flush();
                self.statements.push(statement);
            }
        }
    }

    fn flush(&mut self) {
        if let Some(first) = self.actions.first() {
            let texts: Vec<_> = self.actions.iter().map(|action| action.text.as_str()).collect();
            self.statements.push(alter(self.engine, &first.table, &texts.join(", ")));
        }
        self.actions.clear();
        self.statements.append(&mut self.after);
    }
}

fn may_share(engine: Engine, earlier: &Action, later: &Action) -> bool {
    if earlier.table != later.table {
        return false;
    }
    let same_subject = earlier.subject == later.subject;
    let drops = |sort| matches!(sort, Sort::Drop | Sort::DropForeignKey);
    let foreign = |sort| matches!(sort, Sort::DropForeignKey | Sort::AddForeignKey);
    match engine {
        // PostgreSQL drops first, whatever the order of the text.
        Engine::Postgres => drops(earlier.sort) || !drops(later.sort),
        // A foreign key without a name gets the number after the highest one that is there when the statement begins,
        // also of those that it drops: added apart it gets the one that the catalog knows (9.7.4, 10.11.19).
        Engine::Mysql | Engine::Mariadb => match (foreign(earlier.sort), foreign(later.sort)) {
            (true, true) if earlier.sort == later.sort => true,
            (true, true) => !same_subject && earlier.subject.is_some() && later.subject.is_some(),
            (false, false) => !same_subject || earlier.subject.is_none(),
            _ => false,
        },
        Engine::Sqlite | Engine::Oracle | Engine::SqlServer => false,
    }
}

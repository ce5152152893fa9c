//! Walks a plan: each change is written on the state that those before it made.

use std::borrow::Cow;

use super::alter::{Action, Piece, Sort, alter, pieces};
use super::rebuild::Rebuilds;
use crate::{Catalog, Change, Engine};

/// The statements that carry out `change` on `catalog`, the state before it.
#[must_use]
pub fn write(change: &Change, catalog: &Catalog) -> Vec<String> {
    write_all(std::slice::from_ref(change), catalog)
}

/// The statements that carry out `changes`, one after the other, on `catalog`.
///
/// What an engine can do to a table in one ALTER TABLE shares one, where the order of things allows it; on
/// PostgreSQL foreign keys are added NOT VALID and validated after. MySQL and MariaDB refuse to drop and add a
/// foreign key of one name in one statement: those take two, others share one. On SQLite all that ALTER TABLE
/// cannot do is gathered into rebuilds, in one transaction for all tables.
///
/// A change that does not fit the state is written as well as it can be: what was not read may be there.
#[must_use]
pub fn write_all(changes: &[Change], catalog: &Catalog) -> Vec<String> {
    let engine = catalog.engine;
    let mut state = Cow::Borrowed(catalog);
    let mut batch = Batch { engine, statements: Vec::new(), actions: Vec::new(), after: Vec::new() };
    let mut rebuilds = Rebuilds::default();
    for (index, change) in changes.iter().enumerate() {
        let last = index + 1 == changes.len();
        if engine == Engine::Sqlite {
            rebuilds.take(change, &mut state, &mut batch.statements);
        } else {
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
        // A foreign key without a name has no subject: the number that it will get is not known.
        Engine::Mysql | Engine::Mariadb => match (foreign(earlier.sort), foreign(later.sort)) {
            (true, true) => !same_subject,
            (false, false) => !same_subject || earlier.subject.is_none(),
            _ => false,
        },
        Engine::Sqlite | Engine::Oracle | Engine::SqlServer => false,
    }
}

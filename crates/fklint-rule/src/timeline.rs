//! Where in the history what stands: worked out when the first rule asks for it.

use std::sync::OnceLock;

use fklint_catalog::{Change, History, TableName};

use crate::session::State;
use crate::{Cx, FxHashMap};

/// What is known by now of the order of a history.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The changes of each table, by statement and by place in it.
    changes: OnceLock<FxHashMap<TableName, Vec<(u32, u32)>>>,
    /// What each statement finds, and when the transactions end.
    session: OnceLock<Session>,
}

/// The course of the sessions, one for each script.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// What each statement finds.
    pub(crate) states: Vec<State>,
    /// The statements that turn foreign key checks on, off or back.
    pub(crate) turns: Vec<u32>,
    /// The statements that end transactions, by those that begin them.
    pub(crate) ends: FxHashMap<u32, u32>,
}

impl<'c> Cx<'c> {
    /// The changes of a table under that name, in the order in which they are made, with their statements. Of a rename it
    /// is the old name.
    pub fn changes_of(self, table: &TableName) -> impl Iterator<Item = (u32, &'c Change)> + use<'c> {
        let places = self.timeline.changes.get_or_init(|| by_table(self.history)).get(table);
        places.into_iter().flatten().filter_map(move |&(index, change)| {
            Some((index, self.history.statements.get(index as usize)?.changes.get(change as usize)?))
        })
    }

    /// The course of the sessions.
    pub(crate) fn session(self) -> &'c Session {
        self.timeline.session.get_or_init(|| Session::of(self))
    }
}

fn by_table(history: &History) -> FxHashMap<TableName, Vec<(u32, u32)>> {
    let mut places: FxHashMap<TableName, Vec<(u32, u32)>> = FxHashMap::default();
    for (index, statement) in (0..).zip(&history.statements) {
        for (change, nth) in statement.changes.iter().zip(0..) {
            let Some(table) = change.table() else { continue };
            match places.get_mut(table) {
                Some(places) => places.push((index, nth)),
                None => drop(places.insert(table.clone(), vec![(index, nth)])),
            }
        }
    }
    places
}

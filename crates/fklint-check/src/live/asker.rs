//! One database that answers questions: each once, and none after the connection is gone.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fklint_reflect::live::{LiveError, Session, Trouble};
use fklint_rule::{Answer, Rows};
use rustc_hash::FxHashMap;

use crate::Problem;

/// How many rows of an answer are shown.
const SAMPLES: u32 = 5;

/// A session to ask, for any thread.
pub(crate) struct Asker {
    database: String,
    state: Mutex<State>,
}

struct State {
    session: Box<dyn Session>,
    known: FxHashMap<String, Answer>,
    /// Why questions were not answered, and the first of each.
    unanswered: BTreeMap<String, (usize, String)>,
    /// Why no more questions are asked.
    gone: Option<String>,
    asked: usize,
}

impl Asker {
    pub(crate) fn new(database: String, session: Box<dyn Session>) -> Self {
        let state =
            State { session, known: FxHashMap::default(), unanswered: BTreeMap::new(), gone: None, asked: 0 };
        Self { database, state: Mutex::new(state) }
    }

    /// The answer to a SELECT: at once, where it was asked before. One that stays out is a problem of the run.
    pub(crate) fn ask(&self, select: &str) -> Answer {
        let mut state = self.state();
        if let Some(answer) = state.known.get(select) {
            return answer.clone();
        }
        state.asked += 1;
        let answer = match state.with(|session| session.ask(select, SAMPLES)) {
            Ok(answer) => Answer::Rows(Rows { count: answer.rows, samples: answer.samples }),
            Err(why) => {
                let entry = state.unanswered.entry(why.clone()).or_insert_with(|| (0, select.to_owned()));
                entry.0 += 1;
                Answer::Unanswered(why)
            }
        };
        state.known.insert(select.to_owned(), answer.clone());
        answer
    }

    /// How many orphans the engine itself finds in a table; `None` where it does not look.
    pub(crate) fn own_check(&self, table: &str) -> Result<Option<u64>, String> {
        let mut state = self.state();
        let orphans = state.with(|session| session.foreign_key_check(table))?;
        state.asked += usize::from(orphans.is_some());
        Ok(orphans.map(|orphans| orphans.len() as u64))
    }

    /// How many questions were asked.
    pub(crate) fn asked(&self) -> usize {
        self.state().asked
    }

    /// What was not answered: nothing is known of those rows.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let state = self.state();
        let problem = |(why, (count, select)): (&String, &(usize, String))| {
            let questions = if *count == 1 {
                "a question to the rows was".to_owned()
            } else {
                format!("{count} questions to the rows were")
            };
            let message = format!("{questions} not answered: {why} (the first: {select})");
            Problem::new(self.database.as_str(), message)
        };
        state.unanswered.iter().map(problem).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in a driver leaves the session useless, which it says itself at the next question.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Asks, unless the connection is gone.
    fn with<T>(&mut self, ask: impl FnOnce(&mut dyn Session) -> Result<T, LiveError>) -> Result<T, String> {
        if let Some(why) = &self.gone {
            return Err(why.clone());
        }
        ask(&mut *self.session).map_err(|error| {
            if matches!(error.trouble, Trouble::Gone | Trouble::Unreachable) {
                self.gone = Some(error.to_string());
            }
            error.to_string()
        })
    }
}

impl fmt::Debug for Asker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asker").field("database", &self.database).finish_non_exhaustive()
    }
}

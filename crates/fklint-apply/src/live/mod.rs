//! Plans carried out on a database that people use: shown first, written into a journal, done move by move, looked at,
//! and taken back when asked to.
//!
//! A [`Work`] is what would be done: its [`Move`]s in their order, each of which the engine does whole or not at all.
//! [`Work::carry_out`] writes them into a [`Journal`] before the first one begins. What stands in the journal is what was
//! meant; what was done is found by looking: [`resume`] and [`undo`] reflect the database and compare it with the states
//! that the journal's statements lead through.

mod chain;
mod fault;
mod hands;
mod indexes;
mod journal;
mod moves;
mod mysql;
mod patience;
mod postgres;
mod run;
mod server;
mod sqlite;
mod work;

use std::fmt;

pub use hands::{Executed, Wishes, supports};
pub use journal::{Header, Journal, Planned};
pub use moves::Move;
pub use run::{Report, resume, undo};
pub use work::{Left, Work};

/// Why nothing more is done: what happened and how to go on, one sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop(pub String);

impl Stop {
    pub(crate) fn because(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Stop {}

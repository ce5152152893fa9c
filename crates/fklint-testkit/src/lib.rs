//! What tests stand on: fixtures of rules, and real engines.
//!
//! A rule's folder promises, and a run is held against it. [`servers`] finds or starts the engines, [`scratch`] gives a
//! database of one's own on them.
//!
//! The kit knows no rule. A [`Suite`] is given a list of rules and the folder that holds theirs; each of its methods is
//! one property over all of them, and reports every fixture that breaks it at once.
//!
//! # Fixtures
//!
//! A rule's folder has `bad.sql` (annotated), `good.sql`, and any number of `cases/*.sql`. The first line names the
//! engine: `-- engine: postgres` or `-- engine: mysql 8.4`. A comment `-- ~ rule-name` marks a finding whose place
//! starts on that line; `-- ~^ rule-name` one on the line above, with one more line for each further `^`. Several names
//! are separated by commas; a name may be followed by words that the message must hold: `-- ~ rule-name "its words"`.
//!
//! After `-- engine: mysql 8.4, live` the text counts as what a live database told: it has no history.
//!
//! `good.why`, which is blessed, is what `--explain-why` says of the rule's silence on `good.sql`; where it says nothing
//! there is no such file.
//!
//! The fixtures of a rule that needs rows are loaded into a temporary SQLite database, INSERTs and all, and its rows are
//! asked; places stay in the text.

mod applied;
mod asked;
mod bare;
mod bless;
mod carried;
mod database;
mod demo;
mod edits;
mod failures;
mod files;
mod fixture;
mod marker;
mod matrix;
mod on_server;
mod overlap;
mod planner;
mod plans;
mod remedies;
mod run;
pub mod script;
pub mod servers;
mod silences;
mod suite;
mod together;
mod witnesses;

/// Databases of one's own, as [`fklint_apply`] makes them.
pub mod scratch {
    pub use fklint_apply::scratch::Scratch;
    pub use fklint_apply::session::{EngineError, Outcome, Rows, Session};
}

pub use applied::Applied;
pub use bare::without_harness;
pub use carried::Carried;
pub use edits::Edited;
pub use failures::Failures;
pub use fixture::{Fixture, FixtureError};
pub use marker::{Marker, markers};
pub use suite::Suite;

//! A run: from sources and configuration to findings at places.
//!
//! [`load`] finds files, reads them, groups them into logical schemas and adds their statements up; [`check`] then
//! runs the rules over each schema, drops what was suppressed or known, and looks the places up.

mod baseline;
pub mod config;
mod date;
mod declare;
mod discover;
mod fingerprint;
mod group;
mod live;
mod load;
mod locate;
mod migrations;
mod natural;
mod options;
mod outcome;
mod progress;
mod request;
mod run;
mod select;
mod suppress;
mod why;

pub use baseline::{Baseline, BaselineError, Known};
pub use config::{Config, ConfigError};
pub use date::Date;
pub use load::{Loaded, Schema, load};
pub use options::{Options, SourceArg};
pub use outcome::{Located, LocatedLabel, Outcome, Problem, Statistics, Target, in_words};
pub use progress::Progress;
pub use run::{check, check_texts, check_texts_as_live, check_texts_on};
pub use why::Unreported;

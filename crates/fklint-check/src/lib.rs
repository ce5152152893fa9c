//! A run: from sources and configuration to findings at places.

mod outcome;

pub use outcome::{Located, LocatedLabel, Outcome, Problem, Statistics, Target};

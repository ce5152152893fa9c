//! The rules: one folder each, listed here twice and nowhere else.
//!
//! `cargo xtask new-rule NAME` makes a folder and adds both lines; `cargo xtask tidy` keeps the lists whole and sorted.

use fklint_rule::AnyRule;

/// Every rule, sorted by name.
pub const ALL: &[&dyn AnyRule] = &[];

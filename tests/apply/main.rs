//! `fklint fix --apply`, `--resume` and `--undo` on SQLite as users meet them.

#[path = "../common/mod.rs"]
mod common;
mod faults;
mod plans;
mod shop;
mod words;

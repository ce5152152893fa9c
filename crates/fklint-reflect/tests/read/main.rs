//! The clause reader: what each construct of each dialect says, and where its parts stand.

#[path = "../common/mod.rs"]
mod common;

mod alter;
mod bytes;
mod constraints;
mod create;
mod dynamic;
mod extents;
mod index;
mod settings;

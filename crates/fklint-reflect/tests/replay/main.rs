//! The replay: what scripts add up to, and where each object is found again.

#[path = "../common/mod.rs"]
mod common;

mod names;
mod pending;
mod places;
mod storage;

use fklint_catalog::{Engine, Version};
use fklint_reflect::{Reflection, ScriptSource, ddl};
use fklint_source::FileId;

use crate::common::print;

/// Runs scripts as files 0, 1 …
fn run(engine: Engine, version: Option<Version>, scripts: &[&str]) -> Reflection {
    let source = |(nth, text): (usize, &&str)| ScriptSource {
        file: FileId(nth as u32),
        name: format!("{nth}.sql"),
        migration: scripts.len() > 1,
        read: ddl::read(text.as_bytes(), engine),
    };
    fklint_reflect::replay(engine, version, scripts.iter().enumerate().map(source).collect())
}

/// The tables that are there in the end, a line for each, in the order of their creation.
fn told(reflection: &Reflection) -> String {
    reflection.catalog.tables().map(print::table).collect::<Vec<_>>().join("\n")
}

/// The tables that scripts add up to.
fn adds_up(engine: Engine, scripts: &[&str]) -> String {
    told(&run(engine, None, scripts))
}

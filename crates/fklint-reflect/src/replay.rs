//! Adding up the statements of all scripts.

use fklint_catalog::{Catalog, Engine, History, Version};

use crate::{Origins, Reflection, ScriptSource, Tally};

/// Runs the statements of `scripts` in their order on an empty catalog.
#[must_use]
pub fn replay(engine: Engine, version: Option<Version>, _scripts: Vec<ScriptSource>) -> Reflection {
    Reflection {
        catalog: Catalog::new(engine, version),
        history: History::default(),
        origins: Origins::default(),
        directives: Vec::new(),
        tally: Tally::default(),
    }
}

//! The virtual file: a live schema written out as DDL, so that findings have a place to point at.

use std::sync::Arc;

use fklint_catalog::write::write_catalog;
use fklint_catalog::{Catalog, Script};
use fklint_source::FileId;

use crate::{Reflection, reflect};

/// The text of the virtual file of a live schema.
#[must_use]
pub fn virtual_file(catalog: &Catalog) -> String {
    write_catalog(catalog)
}

/// A live schema with its places in `text`, which is its [`virtual_file`].
///
/// The catalog stays the engine's own; only the places are read from the text, and its history is how they are found: nobody wrote these statements.
#[must_use]
pub fn virtual_reflection(catalog: Catalog, file: FileId, name: &str, text: &Arc<Vec<u8>>) -> Reflection {
    let script = Script { name: name.to_owned(), migration: false };
    let mut reflection = reflect(catalog.engine, catalog.version, (file, script), text);
    reflection.catalog = catalog;
    // Nobody wrote the comments that a CHECK may hold for fklint.
    reflection.directives.clear();
    reflection
}

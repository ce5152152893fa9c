//! What reading one logical schema gave.

use fklint_catalog::{Catalog, History, ObjectPath, Part};
use fklint_source::{FileId, Place};

use crate::{Declaration, Directive, Origins, Read, Tally};

/// One script of a logical schema: a file that was read.
#[derive(Clone, Debug)]
pub struct ScriptSource {
    /// Its file.
    pub file: FileId,
    /// Its name, for messages.
    pub name: String,
    /// Whether it is one of a directory of migrations.
    pub migration: bool,
    /// What it says.
    pub read: Read,
}

/// A schema, the statements it came from, and where everything stands.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// The sum.
    pub catalog: Catalog,
    /// The statements, names resolved.
    pub history: History,
    /// Where each object was declared.
    pub origins: Origins,
    /// The comments that speak to fklint: `ObjectPath::Directive(i)` is the i-th.
    pub directives: Vec<(FileId, Directive)>,
    /// How much was read.
    pub tally: Tally,
}

impl Reflection {
    /// The place of a part of an object; the whole object's where it has no such part; `None` for an object
    /// that no text declares.
    #[must_use]
    pub fn place(&self, path: &ObjectPath, part: Part) -> Option<Place> {
        self.origins.place(&self.catalog, &self.history, path, part)
    }
    /// The declaration of an object, or the one that says a part of it: its marks tell where. `None` for an object
    /// that no text declares, or under another name.
    #[must_use]
    pub fn declaration(&self, path: &ObjectPath, part: Part) -> Option<Declaration> {
        self.origins.declaration(&self.catalog, &self.history, path, part)
    }
}

//! In the making.

use crate::{Catalog, Change};

/// Why a change does not fit a catalog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {}

impl Catalog {
    /// Applies one change.
    ///
    /// # Errors
    /// When the change names what is not there, or makes what is there already.
    pub fn apply(&mut self, _change: &Change) -> Result<(), ApplyError> {
        Ok(())
    }
}

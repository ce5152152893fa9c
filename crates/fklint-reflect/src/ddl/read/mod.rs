//! The clause reader: from the tokens of a statement to its changes.

use fklint_catalog::Engine;

use super::{Read, Tally};

/// Reads a text in a dialect.
#[must_use]
pub fn read(_text: &[u8], engine: Engine) -> Read {
    Read { engine, statements: Vec::new(), directives: Vec::new(), tally: Tally::default() }
}

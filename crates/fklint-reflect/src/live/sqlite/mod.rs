//! The reflector of SQLite files.

use std::path::Path;

use super::{DbUrl, LiveError, LiveOptions, Session, Trouble};

/// Opens a session that only reads.
pub(super) fn open(url: &DbUrl, _: &Path, _: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    Err(LiveError { database: url.to_string(), trouble: Trouble::Unsupported, why: String::new() })
}

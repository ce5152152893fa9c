//! The reflector of MySQL servers.

use super::url::Server;
use super::{DbUrl, LiveError, LiveOptions, Session, Trouble};

/// Opens a session that only reads.
pub(super) fn open(url: &DbUrl, _: &Server, _: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    Err(LiveError { database: url.to_string(), trouble: Trouble::Unsupported, why: String::new() })
}

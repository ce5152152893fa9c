//! In the making.
/// What an engine does.
#[derive(Clone, Debug)]
pub struct Semantics {}

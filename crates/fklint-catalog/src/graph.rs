//! In the making.
/// Tables and their references.
#[derive(Clone, Debug)]
pub struct Graph {}

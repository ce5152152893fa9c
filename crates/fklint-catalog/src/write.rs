//! Writes changes and catalogs as the SQL of their engine.

mod names;
mod quote;
mod reserved;

pub use names::{ConstraintRef, default_constraint_name, find_constraint};
pub(crate) use names::has_default_name;
pub(crate) use quote::rename_in_text;

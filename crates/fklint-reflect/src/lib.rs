//! The reflector: from SQL text to a catalog, its history and the places of every part.
//!
//! Reading is two steps. [`ddl::read`] turns one text into statements, without knowing of any other text.
//! [`replay`] runs the statements of all scripts of one logical schema and adds them up. [`reflect`] does both at once.

pub mod ddl;
pub mod live;
mod origins;
mod reflection;
mod replay;

pub use ddl::{Directive, DirectiveKind, Mark, MarkedObject, Pending, Read, ReadStatement, Tally};
pub use origins::{Declaration, Origins};
pub use reflection::{Reflection, ScriptSource};
pub use replay::{reflect, replay, states};

//! The schema as data: what a database holds, what a change does to it, and how each engine reads and writes it.
//!
//! Pure data and pure functions: no IO, no places in files.

pub mod apply;
mod catalog;
mod change;
pub mod diff;
mod engine;
mod foreign_key;
pub mod graph;
mod history;
mod ident;
mod key;
mod name;
mod path;
mod rare;
pub mod reverse;
pub mod semantics;
mod shared;
pub mod stored;
mod table;
pub mod types;
pub mod write;

pub use apply::ApplyError;
pub use catalog::{Catalog, Settings};
pub use change::{Change, ColumnEdit, ColumnPosition, ForeignKeyEdit, KeyRef, Setting};
pub use engine::{Engine, Version};
pub use foreign_key::{Action, Deferrable, Force, ForeignKey, IgnoredBecause, MatchKind, Target};
pub use graph::Graph;
pub use history::{History, Script, Statement, StatementKind, Transaction};
pub use ident::{Ident, NameKind, Quoting};
pub use key::{Key, KeyKind, KeyPart, PartOptions, Predicate};
pub use name::TableName;
pub use path::{ForeignKeyPath, KeyPath, ObjectPath, Part};
pub use rare::{Attributes, Rare};
pub use semantics::Semantics;
pub use shared::Shared;
pub use table::{
    Check, Column, Completeness, Expression, Generated, Generator, RareAttributes, StorageEngine, Table,
    TableKind, TableOptions,
};
pub use types::{DataType, TypeFamily};

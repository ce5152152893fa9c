//! Writes changes and catalogs as the SQL of their engine, and the questions that a plan asks the rows first.
//!
//! All SQL is plain: one statement per string, no trailing semicolon.

mod alter;
mod clause;
mod column;
mod create;
mod fresh;
mod key;
mod names;
mod piece;
mod plan;
mod probe;
mod quote;
mod rebuild;
mod reserved;
pub mod row;
mod schema;

pub use create::stands_in_table;
pub use fresh::TakenNames;
pub use names::{ConstraintRef, default_constraint_name, find_constraint};
pub(crate) use names::{has_default_name, make_object_name};
pub use piece::{
    check_clause, column_list, foreign_key_clause, key_clause, key_statement, name, references_clause,
    table_name,
};
pub use plan::{write, write_all, write_all_in_words};
pub use probe::{duplicates_sql, nulls_sql, orphans_sql, orphans_sql_as, partial_nulls_sql};
pub(crate) use quote::rename_in_text;
pub use rebuild::Wording;
pub use schema::write_catalog;

#[cfg(test)]
mod tests;

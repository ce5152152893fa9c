//! What people and programs read: the terminal, JSON, schemas, orders and pages.
//!
//! Everything here is a function of an outcome: nothing is looked at again, nothing is printed.

mod ansi;
mod clean;
mod crop;
mod detect;
mod excerpt;
mod format;
pub mod json;
mod locate;
mod notes;
pub mod order;
pub mod page;
pub mod proofs;
pub mod schema;
mod schema_text;
pub mod summary;
pub mod terminal;
mod unreported;
mod wrap;

pub use clean::clean;
pub use detect::Color;
pub use format::{Format, UnknownFormat};
pub use locate::Locator;
pub use schema_text::{clauses_text, text as schema_text};
pub use unreported::write_unreported;

/// The page of a rule on the web.
#[must_use]
pub fn rule_url(rule: &str) -> String {
    format!("https://fklint.github.io/fklint/rules/{rule}.html")
}

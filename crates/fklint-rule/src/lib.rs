//! What a rule is, what it finds, and what it proposes.
//!
//! A rule sees a catalog and a history and speaks in object paths: no IO, no places in files, no formats.

pub use fklint_catalog::Part;
/// Rules hash names all the time: with the same quick hash as catalogs.
pub use rustc_hash::{FxHashMap, FxHashSet};

mod cx;
mod finding;
pub mod late;
pub mod merge;
pub mod named;
mod natural;
pub mod order;
mod plan;
mod proof;
pub mod rebuild;
mod referrers;
mod remake;
mod report;
pub mod restore;
pub mod ring;
mod rows;
mod rule;
pub mod serving;
pub mod session;
pub mod sharing;
mod silence;
mod timeline;
pub mod updates;
pub mod witness;
pub mod words;

pub use cx::{Cx, Declared};
pub use finding::Finding;
pub use natural::{Nature, Natures, UUID_LENGTHS};
pub use plan::{Plan, Probe, Remedy, Safety, ScriptEdit, ScriptPlace, Step};
pub use proof::{Line, Proof, Verdict};
pub use referrers::Referrers;
pub use remake::{Remade, remake};
pub use report::{At, Label, Note, Report};
pub use rows::{Answer, Asked, RowFacts, Rows};
pub use rule::{AnyRule, Confidence, Engines, Findings, Rule, RuleInfo, Severity};
pub use silence::{Silence, Silences};
pub use timeline::Timeline;
pub use witness::Witness;

//! What else of a table has the name of a foreign key.

use fklint_catalog::semantics::NameScope;
use fklint_catalog::{ForeignKey, Ident, Table};

use crate::Cx;

/// What of a table, foreign keys aside, refuses a foreign key of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A key that is a constraint, by its place.
    Key(usize),
    /// An index that the foreign key's own, which the engine makes, comes to lie beside, by its place.
    Index(usize),
    /// A CHECK.
    Check,
}

/// What of `child` has the name that a foreign key of it is to have.
#[must_use]
pub fn beside(cx: Cx<'_>, child: &Table, key: &ForeignKey, name: &Ident) -> Option<Beside> {
    let scope = cx.semantics.name_scope;
    let has = |other: &Option<Ident>| other.as_ref().is_some_and(|other| is_same(other, name));
    let key_at = |constraint: bool| {
        child.keys.iter().position(|key| (key.constraint || !constraint) && has(&key.name))
    };
    if scope != NameScope::ForeignKeys && child.checks.iter().any(|check| has(&check.name)) {
        return Some(Beside::Check);
    }
    if cx.semantics.makes_index_over(child, &key.columns) {
        return key_at(false).map(Beside::Index);
    }
    let shares = matches!(scope, NameScope::Table | NameScope::Constraints);
    key_at(true).filter(|_| shares).map(Beside::Key)
}

/// Whether two names of one fold are one on every engine: MySQL takes É for é, MariaDB does not (9.7.4, 11.8.8).
#[must_use]
pub fn is_same(left: &Ident, right: &Ident) -> bool {
    left == right && left.as_str().eq_ignore_ascii_case(right.as_str())
}

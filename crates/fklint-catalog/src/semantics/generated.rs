//! Foreign keys over generated columns and over those that they are computed from: which actions an engine takes.

use super::{GeneratedColumns, Semantics, SetDefault, StoredBase};
use crate::{Action, ForeignKey, Generated};

/// The clause of a foreign key that names an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionClause {
    /// ON DELETE.
    OnDelete,
    /// ON UPDATE.
    OnUpdate,
}

impl ActionClause {
    /// Both, ON DELETE first.
    pub const ALL: [Self; 2] = [Self::OnDelete, Self::OnUpdate];

    /// What it says in a foreign key.
    #[must_use]
    pub const fn action(self, key: &ForeignKey) -> Action {
        match self {
            Self::OnDelete => key.on_delete,
            Self::OnUpdate => key.on_update,
        }
    }

    /// As SQL has it.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::OnDelete => "ON DELETE",
            Self::OnUpdate => "ON UPDATE",
        }
    }
}

impl Semantics {
    /// Whether an action gives the child's columns other values; a row that goes as a whole is not written.
    #[must_use]
    pub fn writes_child(&self, clause: ActionClause, action: Action) -> bool {
        match action {
            Action::NoAction | Action::Restrict => false,
            Action::Cascade => clause == ActionClause::OnUpdate,
            Action::SetNull => true,
            Action::SetDefault => self.set_default == SetDefault::Works,
        }
    }

    /// Whether a column that a stored generated column is computed of may have that action.
    #[must_use]
    pub fn stored_base_takes(&self, clause: ActionClause, action: Action) -> bool {
        match (self.stored_base, action) {
            (StoredBase::AnyAction, _) | (_, Action::NoAction | Action::Restrict) => true,
            (StoredBase::DeleteCascade, action) => {
                action == Action::Cascade && clause == ActionClause::OnDelete
            }
            (StoredBase::NoAction, action) => {
                action == Action::SetDefault && self.set_default == SetDefault::ActsAsRestrict
            }
        }
    }

    /// Whether a generated column may be in a foreign key at all, on either side.
    #[must_use]
    pub fn takes_generated(&self, generated: &Generated) -> bool {
        generated.stored || self.generated_columns != GeneratedColumns::Stored
    }
}

//! The way out of `fk-deferrable-ineffective`: the form that waits, or no promise of waiting.

use fklint_catalog::{Action, Deferrable};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::{Because, Evidence};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let mut foreign_key = evidence.key().clone();
    let name = words::foreign_key(&evidence.table.name, &foreign_key);
    let (title, safety) = match evidence.because {
        Because::NoSuchClause => {
            foreign_key.deferrable = Deferrable::No;
            (format!("check {name} at once, as this engine does"), Safety::Safe)
        }
        Because::NotFullForm => {
            foreign_key.deferrable = Deferrable::InitiallyDeferred;
            (format!("check {name} at COMMIT"), Safety::Risky)
        }
        Because::Restrict { .. } => (format!("let changes of the parent of {name} wait"), Safety::Risky),
    };
    if !matches!(evidence.because, Because::NoSuchClause) {
        for action in [&mut foreign_key.on_delete, &mut foreign_key.on_update] {
            if *action == Action::Restrict {
                *action = Action::NoAction;
            }
        }
    }
    let changes = remake(cx, [(evidence.table, evidence.index, foreign_key)]);
    Remedy::Plan(Plan::of(title, safety, changes))
}

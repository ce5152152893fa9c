//! The way out of `fk-set-default-ineffective`: say that it refuses, as it does.

use fklint_catalog::Action;
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let mut foreign_key = evidence.key().clone();
    let title =
        format!("say that {} refuses, as it does", words::foreign_key(&evidence.table.name, &foreign_key));
    if evidence.delete {
        foreign_key.on_delete = Action::NoAction;
        foreign_key.set_columns = Box::default();
    }
    if evidence.update {
        foreign_key.on_update = Action::NoAction;
    }
    // Where checks come at the end, NO ACTION lets a statement mend what it broke.
    let safety = if evidence.bare.is_none() { Safety::Safe } else { Safety::Risky };
    let changes = remake(cx, [(evidence.table, evidence.index, foreign_key)]);
    Remedy::Plan(Plan::of(title, safety, changes))
}

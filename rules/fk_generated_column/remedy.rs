//! The way out of `fk-generated-column`: the same foreign key without the action; or another kind of column.

use fklint_catalog::semantics::ActionClause;
use fklint_catalog::{Action, ForeignKey};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, excluded, actions } = evidence;
    let key = evidence.key();
    if !excluded.is_empty() {
        let columns = excluded.iter().map(|(table, column)| format!("{}.{}", table.name, column.name));
        let mut advice = format!("make {} stored instead of virtual", words::list(columns));
        if !actions.is_empty() {
            advice = format!("{advice}, and leave {} out", evidence.actions());
        }
        return Remedy::Advice(advice);
    }
    let mut foreign_key = key.clone();
    for written in actions {
        match written.clause {
            ActionClause::OnDelete => {
                foreign_key =
                    ForeignKey { on_delete: Action::NoAction, set_columns: Box::default(), ..foreign_key };
            }
            ActionClause::OnUpdate => foreign_key.on_update = Action::NoAction,
        }
    }
    let named = words::foreign_key(&child.name, key);
    let title = format!("leave {} out of {named}", evidence.actions());
    Remedy::Plan(Plan::of(title, Safety::Risky, remake(cx, [(*child, *index, foreign_key)])))
}

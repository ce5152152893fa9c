//! The way out of `fk-checked-column`: refuse what would have written the column.

use fklint_catalog::{Action, ForeignKey};
use fklint_rule::{Cx, Part, Plan, Remedy, Safety, remake, words};

use super::{Evidence, writing};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = evidence.key();
    let mut foreign_key = ForeignKey { ..key.clone() };
    let mut refused = Vec::new();
    for (_, part) in writing(key) {
        if part == Part::OnDelete {
            foreign_key.on_delete = Action::NoAction;
            refused.push("deletes".to_owned());
        } else {
            foreign_key.on_update = Action::NoAction;
            refused.push("changes of keys".to_owned());
        }
    }
    let title = format!("refuse {} that rows depend on", words::joined(&refused));
    let changes = remake(cx, [(evidence.table, evidence.index, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

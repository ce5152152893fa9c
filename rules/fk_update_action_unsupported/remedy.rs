//! The way out of `fk-update-action-unsupported`: no action, and a check that waits until the children have followed.

use fklint_catalog::{Action, Deferrable, ForeignKey};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = evidence.key();
    let mut foreign_key = ForeignKey { on_update: Action::NoAction, ..key.clone() };
    let mut title = format!("leave ON UPDATE out of {}", words::foreign_key(&evidence.table.name, key));
    // Whoever wrote an action means that keys change: parent and children can only do so together.
    if !key.on_update.refuses() && cx.semantics.defers_at_all() && !cx.semantics.initially_deferred(key) {
        foreign_key.deferrable = Deferrable::InitiallyDeferred;
        title.push_str(", and check it at COMMIT");
    }
    let changes = remake(cx, [(evidence.table, evidence.index, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

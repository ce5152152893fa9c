//! The way out of `fk-update-action-unsupported`: no action, and a check that waits until the children have followed.

use fklint_catalog::{Action, Change, Deferrable, ForeignKey, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = evidence.key();
    let table = evidence.table.name.clone();
    let path = ForeignKeyPath::of(&evidence.table.foreign_keys, evidence.index);
    let mut foreign_key = ForeignKey { on_update: Action::NoAction, ..key.clone() };
    let mut title = format!("leave ON UPDATE out of {}", words::foreign_key(&table, key));
    // Whoever wrote an action means that keys change: parent and children can only do so together.
    if !key.on_update.refuses() && cx.semantics.defers_at_all() && !cx.semantics.initially_deferred(key) {
        foreign_key.deferrable = Deferrable::InitiallyDeferred;
        title.push_str(", and check it at COMMIT");
    }
    let changes = [
        Change::DropForeignKey { table: table.clone(), foreign_key: path },
        Change::AddForeignKey { table, foreign_key },
    ];
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

//! The way out of `fk-duplicate`: one of the two goes.

use fklint_catalog::{Change, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::{Evidence, differ, named};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, goes, .. } = *evidence;
    let [kept, dropped] = evidence.keys();
    // A foreign key that is checked at another time, or counts NULLs otherwise, is no mere copy.
    let copy = !differ(kept, dropped)
        && (kept.match_kind, kept.deferrable, kept.force)
            == (dropped.match_kind, dropped.deferrable, dropped.force);
    let safety = if copy { Safety::Safe } else { Safety::Risky };
    let foreign_key = ForeignKeyPath::of(&child.foreign_keys, goes);
    let title = format!("drop {} of `{}`", named(cx, child, goes), child.name);
    Remedy::Plan(Plan::of(title, safety, [Change::DropForeignKey { table: child.name.clone(), foreign_key }]))
}

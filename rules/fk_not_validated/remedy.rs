//! The way out of `fk-not-validated`: ask for orphans, then let the engine look at all rows.

use fklint_catalog::{Change, ForeignKeyEdit, ForeignKeyPath};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index } = evidence;
    let key = evidence.key();
    let named = words::foreign_key(&child.name, key);
    let table = child.name.clone();
    let foreign_key = ForeignKeyPath::of(&child.foreign_keys, *index);
    let (verb, edit) = if evidence.is_off() {
        ("enforce", ForeignKeyEdit::Enforced(true))
    } else {
        ("validate", ForeignKeyEdit::Validated(true))
    };
    let change = Change::AlterForeignKey { table: table.clone(), foreign_key, edit };
    let plan = Plan::of(format!("{verb} {named}"), Safety::Risky, [change]);
    let parent_columns = cx.catalog.parent_columns(key).map(std::borrow::Cow::into_owned);
    Remedy::Plan(match parent_columns.filter(|columns| columns.len() == key.columns.len()) {
        Some(parent_columns) => plan.expecting(Probe::Orphans {
            table,
            columns: key.columns.clone(),
            parent: key.parent.clone(),
            parent_columns,
        }),
        // Without the parent's columns the statement itself asks: it fails at the first orphan.
        None => plan,
    })
}

//! The way out of `fk-parent-not-unique`: a unique constraint over the referenced columns, in their order.

use fklint_catalog::{Change, Key, KeyKind};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, words};

use super::Evidence;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { parent, columns, .. } = evidence;
    if columns.is_empty() {
        return Remedy::Advice(format!(
            "give `{}` a primary key, or name the columns: REFERENCES {} (…)",
            parent.name, parent.name
        ));
    }
    let table = parent.name.clone();
    let key = Key::over(KeyKind::Unique, columns.iter().cloned());
    let probe = Probe::Duplicates { table: table.clone(), columns: columns.clone() };
    let title = format!("make {} unique", words::columns_of(&table, columns));
    Remedy::Plan(Plan::of(title, Safety::Risky, [Change::AddKey { table, key }]).expecting(probe))
}

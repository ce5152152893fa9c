//! The way out of `fk-update-chain-broken`: ON UPDATE CASCADE on every foreign key from here on.

use fklint_rule::{Cx, Plan, Remedy, Safety, updates, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Some(members) = updates::below(cx, evidence.edge) else {
        return Remedy::Advice(format!(
            "let {} refer to a key that never changes; ON UPDATE CASCADE cannot work from here on",
            words::foreign_key(&evidence.table.name, evidence.key())
        ));
    };
    let title = match members.len() {
        1 => format!("let rows of `{}` follow", evidence.table.name),
        count => format!("let {count} foreign keys follow, parents first"),
    };
    Remedy::Plan(Plan::of(title, Safety::Risky, updates::cascading(cx, &members)))
}

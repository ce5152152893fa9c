//! The way out of `fk-shared-column`: clear the link's own columns alone.

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Action, ForeignKey, MatchKind};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, own, .. } = evidence;
    let key = evidence.key();
    // MATCH FULL refuses a row of which a part is NULL (s6_composite_pg 6b), and ON UPDATE takes no list.
    let all_or_none = key.match_kind == MatchKind::Full && cx.semantics.match_full == MatchFull::Honoured;
    if !cx.semantics.set_null_columns || all_or_none || key.on_update == Action::SetNull {
        return Remedy::Advice(format!(
            "let {} refuse instead, and set {} NULL by an UPDATE before the row of `{}` goes",
            words::foreign_key(&table.name, key),
            words::list(own),
            key.parent
        ));
    }
    let set_columns = own.iter().map(|&column| column.clone()).collect();
    let foreign_key = ForeignKey { set_columns, ..key.clone() };
    let title = format!("clear {} alone", words::list(own));
    let changes = remake(cx, [(*table, evidence.index, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

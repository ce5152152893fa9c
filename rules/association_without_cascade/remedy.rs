//! The remedy: a link goes with either of the rows that it links.

use fklint_catalog::semantics::ActionClause;
use fklint_catalog::{Action, ForeignKey};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let table = evidence.table;
    // MySQL refuses any action on the base of a stored generated column (s3b_my 3o), MariaDB takes this one.
    let has_stored = table.columns.iter().any(|it| it.generated.as_ref().is_some_and(|from| from.stored));
    if has_stored && !cx.semantics.stored_base_takes(ActionClause::OnDelete, Action::Cascade) {
        return Remedy::Advice(format!("delete from `{}` before the rows that it links", table.name));
    }
    let keys = evidence.links.iter().map(|&id| {
        let index = cx.graph.edge(id).foreign_key as usize;
        (table, index, ForeignKey { on_delete: Action::Cascade, ..table.foreign_keys[index].clone() })
    });
    let title = format!("let rows of {} go with what they link", words::name(&table.name));
    Remedy::Plan(Plan::of(title, Safety::Risky, remake(cx, keys)))
}

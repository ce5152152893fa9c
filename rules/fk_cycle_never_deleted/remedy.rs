//! The remedy: the DELETE unlinks by itself, where the engine can set the link to NULL.

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Action, ForeignKey, Ident, MatchKind, Table};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::Evidence;

/// What to write as long as the schema stays as it is.
pub(super) fn statements(cx: Cx<'_>, evidence: &Evidence) -> String {
    let edge = cx.graph.edge(evidence.link);
    let Some((child, key)) = edge.key(cx.catalog) else { return String::new() };
    let set: Vec<String> = edge.link_columns(child).iter().map(|column| format!("{column} = NULL")).collect();
    format!("UPDATE {} SET {}, then DELETE from {}", child.name, set.join(", "), key.parent)
}

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence) -> Remedy {
    let edge = cx.graph.edge(evidence.link);
    let steps = || Remedy::Advice(format!("unlink the rows first: {}", statements(cx, evidence)));
    let Some((child, key)) = edge.key(cx.catalog) else { return steps() };
    let link: Vec<Ident> = edge.link_columns(child).into_iter().cloned().collect();
    if !takes_set_null(cx, child, key, &link) {
        return steps();
    }
    let whole = link.len() == key.columns.len();
    let set_columns = if whole { Box::default() } else { link.into() };
    let foreign_key = ForeignKey { on_delete: Action::SetNull, set_columns, ..key.clone() };
    let title = format!("let deletes of `{}` clear {}", key.parent, words::foreign_key(&child.name, key));
    let changes = remake(cx, [(child, edge.foreign_key as usize, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

/// Whether ON DELETE can set these columns of the key to NULL.
fn takes_set_null(cx: Cx<'_>, child: &Table, key: &ForeignKey, link: &[Ident]) -> bool {
    let semantics = cx.semantics;
    let whole = link.len() == key.columns.len();
    // MATCH FULL refuses a row of which a part is NULL (s6_composite_pg 6b).
    let all_or_none = key.match_kind == MatchKind::Full && semantics.match_full == MatchFull::Honoured;
    let uses = |columns: &Option<Vec<Ident>>| {
        columns.as_ref().is_none_or(|columns| columns.iter().any(|column| link.contains(column)))
    };
    let checked = || child.checks.iter().any(|check| uses(&check.expression.columns));
    let generated = |takes_base: bool| {
        child.columns.iter().any(|column| {
            let from = column.generated.as_ref();
            from.is_some_and(|from| {
                link.contains(&column.name) || !takes_base && from.stored && uses(&from.expression.columns)
            })
        })
    };
    (whole || semantics.set_null_columns && !all_or_none)
        && (semantics.checked_column_takes_actions || !checked())
        && !generated(semantics.stored_base_takes_actions)
}

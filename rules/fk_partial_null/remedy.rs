//! The way out of `fk-partial-null`: MATCH FULL where it is honoured, else a CHECK that all are NULL or none.

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::write;
use fklint_catalog::{Action, Change, Check, Expression, ForeignKey, Ident, MatchKind};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, index, nullable } = evidence;
    let key = &table.foreign_keys[*index];
    let name = table.name.clone();
    let columns: Vec<Ident> = nullable.iter().map(|column| (*column).clone()).collect();
    let probe = Probe::PartialNulls { table: name.clone(), columns: columns.clone() };
    // Under MATCH FULL, SET NULL of some columns only fails when a parent is deleted (s6_composite_pg 6b), and a
    // mandatory column beside nullable ones would forbid NULL in all of them.
    let all_nullable = columns.len() == key.columns.len();
    if cx.semantics.match_full == MatchFull::Honoured && key.set_columns.is_empty() && all_nullable {
        let full = ForeignKey { match_kind: MatchKind::Full, ..key.clone() };
        let title = format!("make {} MATCH FULL", words::foreign_key(&name, key));
        let changes = remake(cx, [(*table, *index, full)]);
        return Remedy::Plan(Plan::of(title, Safety::Risky, changes).expecting(probe));
    }
    let check = match all_or_none(cx, key, columns) {
        Ok(check) => check,
        Err(advice) => return Remedy::Advice(advice),
    };
    let title = format!("allow NULL in all or none of {}", words::list(nullable));
    Remedy::Plan(Plan::of(title, Safety::Risky, [Change::AddCheck { table: name, check }]).expecting(probe))
}

/// A CHECK that these columns of a foreign key are NULL together or not at all.
///
/// # Errors
/// What to do where the engine takes no CHECK over them.
pub(crate) fn all_or_none(cx: Cx<'_>, key: &ForeignKey, columns: Vec<Ident>) -> Result<Check, String> {
    let writes = |action: Action| matches!(action, Action::Cascade | Action::SetNull | Action::SetDefault);
    if !cx.semantics.checked_column_takes_actions
        && (writes(key.on_update) || matches!(key.on_delete, Action::SetNull | Action::SetDefault))
    {
        return Err(format!(
            "make {} NOT NULL, or test in a trigger that all or none are NULL: a CHECK may not use columns that an \
             action writes",
            words::list(&columns)
        ));
    }
    let each = |test: &str| {
        let tested =
            columns.iter().map(|column| format!("{} {test}", write::name(cx.catalog.engine, column)));
        tested.collect::<Vec<_>>().join(" AND ")
    };
    let text = format!("({}) OR ({})", each("IS NULL"), each("IS NOT NULL"));
    Ok(Check { name: None, expression: Expression { text: text.into(), columns: Some(columns) } })
}

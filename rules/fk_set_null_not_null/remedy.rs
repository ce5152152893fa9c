//! The way out of `fk-set-null-not-null`: clear the link alone, let the column be NULL, or refuse.

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Action, Change, ColumnEdit, ForeignKey, Ident, MatchKind};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::{Evidence, in_primary_key, may_be_null};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, update, .. } = evidence;
    let key = evidence.key();
    let replace = |title: String, foreign_key: ForeignKey| {
        let changes = remake(cx, [(*table, evidence.index, foreign_key)]);
        Remedy::Plan(Plan::of(title, Safety::Risky, changes))
    };
    let nullable: Vec<Ident> =
        key.columns.iter().filter(|column| may_be_null(cx, table, column)).cloned().collect();
    // MATCH FULL refuses a row of which a part is NULL (s6_composite_pg 6b).
    let all_or_none = key.match_kind == MatchKind::Full && cx.semantics.match_full == MatchFull::Honoured;
    if update.is_empty() && cx.semantics.set_null_columns && !nullable.is_empty() && !all_or_none {
        let title = format!("clear {} alone", words::list(&nullable));
        return replace(title, ForeignKey { set_columns: nullable.into(), ..key.clone() });
    }
    // A second nullable column would switch the check off half-way.
    let droppable = |column: &&Ident| {
        let plain = table.column(column).is_some_and(|column| column.not_null && column.generator.is_none());
        plain && !in_primary_key(table, column)
    };
    if key.columns.len() == 1 && evidence.columns().iter().all(droppable) {
        let title = format!("let {} be NULL", words::list(evidence.columns()));
        let drop = evidence.columns().iter().map(|column| Change::AlterColumn {
            table: table.name.clone(),
            column: (*column).clone(),
            edit: ColumnEdit::NotNull(false),
        });
        return Remedy::Plan(Plan::of(title, Safety::Risky, drop));
    }
    let mut foreign_key = ForeignKey { set_columns: Box::default(), ..key.clone() };
    let mut clauses = Vec::new();
    if !evidence.delete.is_empty() {
        foreign_key.on_delete = Action::NoAction;
        clauses.push("deletes");
    } else {
        foreign_key.set_columns.clone_from(&key.set_columns);
    }
    if !update.is_empty() {
        foreign_key.on_update = Action::NoAction;
        clauses.push("changes of keys");
    }
    replace(format!("refuse {} that rows depend on", clauses.join(" and ")), foreign_key)
}

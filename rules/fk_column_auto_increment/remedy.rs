//! The way out of `fk-column-auto-increment`: the parent's value is given, not made.

use fklint_catalog::{Change, ColumnEdit};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::Evidence;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, column, .. } = evidence;
    let edit = ColumnEdit::Generator(None);
    let change = Change::AlterColumn { table: table.name.clone(), column: (*column).clone(), edit };
    let title = format!("stop generating `{}.{column}`", table.name);
    Remedy::Plan(Plan::of(title, Safety::Risky, [change]))
}

//! The way out of `fk-column-auto-increment`: the parent's value is given, not made.

use fklint_catalog::{Change, ColumnEdit, Generator};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::Evidence;

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, column, generator, .. } = evidence;
    let change = |edit| Change::AlterColumn { table: table.name.clone(), column: (*column).clone(), edit };
    let mut changes = Vec::new();
    // A serial column is a default and nothing else.
    if *generator == Generator::Serial {
        changes.push(change(ColumnEdit::Default(None)));
    }
    changes.push(change(ColumnEdit::Generator(None)));
    let title = format!("stop generating `{}.{column}`", table.name);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

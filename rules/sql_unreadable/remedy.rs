//! The way out of `sql-unreadable`: the text is wrong, or the dialect is.

use fklint_rule::{Cx, Remedy};

pub(super) fn remedy(cx: Cx<'_>) -> Remedy {
    Remedy::Advice(format!(
        "correct the statement, or name its dialect if it is not {} (`--dialect`)",
        cx.catalog.engine.title()
    ))
}

//! The remedy: which rows they are. What becomes of them is for people to say.

use fklint_catalog::Ident;
use fklint_rule::Remedy;

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence<'_>) -> Remedy {
    let key = &evidence.table.foreign_keys[evidence.index];
    let can_be_cut = |column: &Ident| evidence.table.is_nullable(column);
    let cut = if key.columns.iter().any(can_be_cut) { ", set the link to NULL" } else { "" };
    let selects: Vec<&str> = evidence.broken.iter().map(|(asked, _)| asked.select.as_str()).collect();
    Remedy::Advice(format!(
        "give each row its `{}`{cut} or delete it, once you know which they are: {}",
        key.parent,
        selects.join("; ")
    ))
}

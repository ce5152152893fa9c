//! The way out of `fk-match-ignored`: the foreign key without the clause, and a CHECK that says what it meant.

use fklint_catalog::{Change, ForeignKey, Ident, MatchKind};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, remake, words};

use super::{Evidence, clause};
use crate::fk_partial_null::remedy::all_or_none;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, index, nullable, .. } = evidence;
    let key = evidence.key();
    let name = table.name.clone();
    let plain = ForeignKey { match_kind: MatchKind::Simple, ..key.clone() };
    let mut changes = remake(cx, [(*table, *index, plain)]);
    let left_out = format!("leave {} out of {}", clause(key.match_kind), words::foreign_key(&name, key));
    if nullable.is_empty() {
        return Remedy::Plan(Plan::of(left_out, Safety::Safe, changes));
    }
    let columns: Vec<Ident> = key.columns.clone();
    let check = match all_or_none(cx, key, columns.clone()) {
        Ok(check) => check,
        Err(advice) => return Remedy::Advice(advice),
    };
    let title = format!("{left_out}, and allow NULL in all or none of {}", words::list(&columns));
    changes.push(Change::AddCheck { table: name.clone(), check });
    let probe = Probe::PartialNulls { table: name, columns };
    Remedy::Plan(Plan::of(title, Safety::Risky, changes).expecting(probe))
}

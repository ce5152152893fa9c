//! The way out of `fk-name-too-long`: a name that fits.

use fklint_catalog::semantics::LongNames;
use fklint_catalog::{Change, ForeignKey, Ident, NameKind, Quoting};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake};

use super::{Evidence, limit};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, .. } = *evidence;
    let key = evidence.key();
    let to = free_name(cx, evidence);
    let title = format!("name it `{to}`");
    let table = child.name.clone();
    if let Some(from) =
        key.name.clone().filter(|_| cx.semantics.long_names == LongNames::Cut && !evidence.taken)
    {
        return Remedy::Plan(Plan::of(title, Safety::Safe, [Change::RenameConstraint { table, from, to }]));
    }
    let foreign_key = ForeignKey { name: Some(to), ..key.clone() };
    let changes = remake(cx, [(child, index, foreign_key)]);
    Remedy::Plan(Plan::of(title, Safety::Safe, changes))
}

/// The name's beginning with `_fk` behind it, and a number where the schema has one of that name.
fn free_name(cx: Cx<'_>, evidence: &Evidence<'_>) -> Ident {
    let limit = limit(cx);
    // What is cut is kept in the case of its quotes.
    let cut = evidence.key().name.as_ref().filter(|_| cx.semantics.long_names == LongNames::Cut);
    let (stem, quoting) =
        cut.map_or((evidence.name.as_str(), Quoting::Bare), |name| (name.folded(), Quoting::Quoted));
    let name = |number: usize| {
        let end = if number == 0 { "_fk".to_owned() } else { format!("_fk{number}") };
        let keep = (0..=stem.len().min(limit - end.len())).rev().find(|&at| stem.is_char_boundary(at));
        let text = format!("{}{end}", &stem[..keep.unwrap_or(0)]);
        Ident::new(cx.catalog.engine, NameKind::Constraint, &text, quoting)
    };
    cx.names.first_free((0..).map(name))
}

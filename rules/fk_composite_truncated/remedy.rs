//! The way out of `fk-composite-truncated`: the foreign key over the whole key, each column with its namesake.

use fklint_catalog::{ForeignKey, MatchKind, Target};
use fklint_rule::{Cx, Plan, Probe, Remedy, Safety, remake, words};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, parent, meant: (own, wanted), .. } = evidence;
    let key = &child.foreign_keys[*index];
    let whole = format!("{} REFERENCES {} {}", words::tuple(own), parent.name, words::tuple(wanted));
    // One NULL of several would switch the whole check off.
    let grows = own.len() > key.columns.len();
    if grows && key.match_kind == MatchKind::Simple && own.iter().filter(|c| child.is_nullable(c)).count() > 1
    {
        return Remedy::Advice(format!(
            "write `FOREIGN KEY {whole}`, and allow NULL in all or none of its columns"
        ));
    }
    let table = child.name.clone();
    let foreign_key =
        ForeignKey { columns: own.clone(), target: Target::Columns(wanted.clone()), ..key.clone() };
    let changes = remake(cx, [(*child, *index, foreign_key)]);
    let probe = Probe::Orphans {
        table,
        columns: own.clone(),
        parent: parent.name.clone(),
        parent_columns: wanted.clone(),
    };
    let title = format!(
        "let {} point to {}",
        words::columns_of(&child.name, own),
        words::columns_of(&parent.name, wanted)
    );
    Remedy::Plan(Plan::of(title, Safety::Risky, changes).expecting(probe))
}

//! Shows `association-without-cascade`: what is linked cannot be deleted, and then takes its links along.

use fklint_rule::witness::{Act, Refusal, RowId};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let keys = || evidence.links.iter().filter_map(|&id| cx.graph.edge(id).key(cx.catalog));
    let mut witness = Witness::new();
    let link = witness.row(&evidence.table.name, []);
    let mut parents: Vec<RowId> = Vec::new();
    for (_, key) in keys() {
        let parent = witness.row(&key.parent, []);
        witness.point(cx, key, link, parent);
        parents.push(parent);
    }
    let rows = || parents.iter().chain([&link]).map(|&row| Act::Insert(row).first());
    let first = *parents.first()?;
    let harm = parents.iter().map(|&parent| Act::Delete(parent).refused(Refusal::ForeignKey));
    let mut harmed = witness.harm(rows()).harm(harm);
    let Remedy::Plan(_) = super::remedy::remedy(cx, evidence) else { return Some(harmed) };
    let all = Vec::new();
    harmed = harmed.cure(rows());
    let count = Act::Count(evidence.table.name.clone(), all).rows(0);
    Some(harmed.cure([Act::Delete(first).accepted(), count]))
}

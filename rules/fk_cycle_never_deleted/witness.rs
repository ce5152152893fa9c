//! Shows `fk-cycle-never-deleted`: linked rows stay until an UPDATE unlinks them, or the DELETE does.

use fklint_rule::ring::{Ring, from_first};
use fklint_rule::witness::{Act, Refusal, Trial};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let Evidence { link, round } = evidence;
    let at = round.iter().position(|id| id == link)?;
    let others: Vec<_> = round.iter().filter(|id| *id != link).copied().collect();
    let tables = || round.iter().map(|&id| cx.graph.edge(id).child);
    let mut witness = Witness::new();
    let unlinked = Ring::new(cx, &mut witness, tables(), &others, &[*link]);
    let kept = Ring::new(cx, &mut witness, tables(), &others, &[*link]);
    let linked = |rows: &Ring<'_>| -> Option<Vec<Trial>> {
        let inserts = from_first(round, at).filter_map(|id| Some(Act::Insert(rows.child(id)?).first()));
        Some(inserts.chain([rows.link(*link)?.first()]).collect())
    };
    let mut witness = witness
        .harm(linked(&unlinked)?)
        .harm([unlinked.unlink(*link)?.accepted(), Act::Delete(unlinked.parent(*link)?).accepted()])
        .harm(linked(&kept)?);
    let refused = round.iter().filter_map(|&id| Some(Act::Delete(kept.child(id)?)));
    witness = witness.harm(refused.map(|delete| delete.refused(Refusal::ForeignKey)).collect::<Vec<_>>());
    Some(match super::remedy::remedy(cx, evidence) {
        Remedy::Plan(_) => {
            let delete = Act::Delete(kept.parent(*link)?).accepted();
            witness.cure(linked(&kept)?).cure([delete])
        }
        Remedy::Advice(_) => witness,
    })
}

//! The rows that show it: one at the top, those on both ways down, and the one that both ways reach.

use fklint_catalog::Ident;
use fklint_rule::witness::{Act, Refusal, Value, link};
use fklint_rule::{Cx, Witness};

use super::Evidence;
use super::order::Decided;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    // What hangs on the age of keys is seen on the server that has them.
    if evidence.decided != Decided::Against || !evidence.key().on_delete.refuses() {
        return None;
    }
    let mut witness = Witness::new();
    let top = witness.row(evidence.top, []);
    let mut trials = vec![Act::Insert(top).first()];
    let mut links: Vec<(Ident, Value)> = Vec::new();
    for way in [&evidence.against, &evidence.cascade] {
        let mut above = top;
        for &id in way.iter().rev() {
            let (table, key) = cx.graph.edge(id).key(cx.catalog)?;
            let values = link(cx, key, above);
            if id == way[0] {
                // Both ways say the same of the columns that they share.
                links.extend(values);
            } else {
                above = witness.row(&table.name, values);
                trials.push(Act::Insert(above).first());
            }
        }
    }
    links.sort_by(|(one, _), (other, _)| one.cmp(other));
    links.dedup_by(|(one, _), (other, _)| one == other);
    let row = witness.row(&evidence.child.name, links);
    trials.extend([Act::Insert(row).first(), Act::Delete(top).refused(Refusal::ForeignKey)]);
    Some(witness.harm(trials))
}

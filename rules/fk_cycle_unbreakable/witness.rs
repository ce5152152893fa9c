//! Shows `fk-cycle-unbreakable`: no row can come first, unless the engine has a way of its own or a link can wait.

use fklint_catalog::semantics::CycleEscape;
use fklint_catalog::{Change, ColumnEdit};
use fklint_rule::ring::{Ring, from_first, in_transaction};
use fklint_rule::witness::{Act, Refusal};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { first, round, .. } = evidence;
    let at = round.iter().position(|id| id == first)?;
    let tables = || round.iter().map(|&id| cx.graph.edge(id).child);
    let mut witness = Witness::new();
    let rows = Ring::new(cx, &mut witness, tables(), round, &[]);
    let inserts = || from_first(round, at).filter_map(|id| Some(Act::Insert(rows.child(id)?)));
    let plain = inserts().map(|insert| insert.refused(Refusal::ForeignKey)).collect::<Vec<_>>();
    // What the finding tells to write instead.
    if cx.semantics.cycle_escape != CycleEscape::Impossible {
        let others = Ring::new(cx, &mut witness, tables(), round, &[]);
        let rows: Vec<_> = from_first(round, at).filter_map(|id| others.child(id)).collect();
        witness = witness.harm(if cx.semantics.cycle_escape == CycleEscape::OneStatement {
            vec![Act::InsertTogether(rows).accepted()]
        } else {
            in_transaction(rows.into_iter().map(|row| Act::Insert(row).accepted()), true)
        });
    }
    let Remedy::Plan(plan) = super::remedy::remedy(cx, evidence) else { return Some(witness.harm(plain)) };
    if cx.semantics.defers_at_all() {
        let cure = in_transaction(inserts().map(Act::accepted), false);
        return Some(witness.harm(plain).cure(cure));
    }
    // Now a row can come first: one whose link is empty, and is set by an UPDATE.
    let edge = cx.graph.edge(*first);
    let (child, key) = edge.key(cx.catalog)?;
    let opened: Vec<_> = plan
        .changes()
        .filter_map(|change| match change {
            Change::AlterColumn { table, column, edit: ColumnEdit::NotNull(false) }
                if *table == child.name && key.columns.contains(column) =>
            {
                Some(column.clone())
            }
            _ => None,
        })
        .collect();
    let nulls: Vec<_> = opened.iter().map(|column| (edge.child, column)).collect();
    let opened_rows = Ring::with_nulls(cx, &mut witness, tables(), round, &nulls);
    let inserts = from_first(round, at).filter_map(|id| Some(Act::Insert(opened_rows.child(id)?).accepted()));
    let cure: Vec<_> = inserts.collect();
    let values = fklint_rule::witness::link(cx, key, opened_rows.parent(*first)?);
    let set = values.into_iter().filter(|(column, _)| opened.contains(column)).collect();
    let update = Act::Update(opened_rows.child(*first)?, set).accepted();
    Some(witness.harm(plain).cure(cure).cure([update]))
}

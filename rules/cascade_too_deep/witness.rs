//! Shows `cascade-too-deep`: rows below one another, one more than the engine follows.

use fklint_catalog::Ident;
use fklint_rule::witness::{self, Act, Refusal, RowId};
use fklint_rule::{Cx, Witness};

use super::{Evidence, What};
use crate::fk_update_action_missing::witness::change;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
    let chain = match evidence.what {
        // The first row hangs below none.
        What::Rows => vec![evidence.edge(); evidence.limit as usize],
        What::Delete | What::Update => evidence.chain.clone(),
    };
    let top = cx.catalog.table_at(cx.graph.edge(*chain.first()?).parent as usize)?;
    let mut witness = Witness::new();
    let mut rows = vec![witness.row(&top.name, [])];
    let change = (evidence.what == What::Update)
        .then(|| change(cx, &mut witness, top, &changed(cx, &evidence.chain).unwrap_or_default()));
    for edge in chain {
        let (table, key) = cx.graph.edge(edge).key(cx.catalog)?;
        let above: RowId = *rows.last()?;
        rows.push(witness.row(&table.name, witness::link(cx, key, above)));
    }
    let witness = witness.harm(rows.iter().map(|row| Act::Insert(*row).first()));
    let [first, second, ..] = rows[..] else { return None };
    Some(match change {
        Some(change) => {
            witness.harm(change.first).harm([Act::Update(first, change.values).refused(Refusal::Depth)])
        }
        // Without the first row they are as many as it follows.
        None => witness
            .harm([Act::Begin.first(), Act::Delete(second).accepted(), Act::Rollback.first()])
            .harm([Act::Delete(first).refused(Refusal::Depth)]),
    })
}

/// The columns of the first table that reach the last one.
fn changed(cx: Cx<'_>, chain: &[fklint_catalog::graph::EdgeId]) -> Option<Vec<Ident>> {
    let mut columns: Option<Vec<Ident>> = None;
    for &edge in chain.iter().rev() {
        let (_, key) = cx.graph.edge(edge).key(cx.catalog)?;
        let parents = cx.catalog.parent_columns(key)?;
        let pairs = key.columns.iter().zip(parents.iter());
        let reaches = |column: &Ident| columns.as_ref().is_none_or(|columns| columns.contains(column));
        columns =
            Some(pairs.filter(|(column, _)| reaches(column)).map(|(_, parent)| parent.clone()).collect());
    }
    columns
}

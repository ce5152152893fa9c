//! Shows `fk-update-paths-collide`: a row that one change reaches in two ways refuses it, and follows by the one that stays.

use fklint_catalog::Ident;
use fklint_rule::witness::{self, Act, Refusal, RowId, Trial, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::{Evidence, Place, cascading, source};
use crate::fk_update_action_missing::witness::change;

/// The rows by which the change comes, of each table one.
struct Ways<'c> {
    cx: Cx<'c>,
    witness: Witness,
    rows: Vec<(Place, RowId)>,
    seen: Vec<Place>,
}

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { table, column, keys, origin } = evidence;
    let top = cx.catalog.table_at(origin.0 as usize)?;
    let mut witness = Witness::new();
    let first = witness.row(&top.name, []);
    let change = change(cx, &mut witness, top, std::slice::from_ref(&origin.1));
    let mut ways = Ways { cx, witness, rows: vec![(origin.clone(), first)], seen: Vec::new() };
    let mut values: Vec<(Ident, Value)> = Vec::new();
    for &edge in keys {
        let parent = ways.row(&source(cx, edge, column)?)?;
        let (_, key) = cx.graph.edge(edge).key(cx.catalog)?;
        let link = witness::link(cx, key, parent);
        let new: Vec<_> =
            link.into_iter().filter(|(column, _)| !values.iter().any(|(name, _)| name == column)).collect();
        values.extend(new);
    }
    let Ways { mut witness, rows, .. } = ways;
    let child = witness.row(&table.name, values);
    let rows = rows.into_iter().map(|(_, row)| row).chain([child]);
    let rows: Vec<Trial> = rows.map(|row| Act::Insert(row).first()).chain(change.first).collect();
    let act = Act::Update(first, change.values.clone());
    let witness = witness.harm(rows.clone()).harm([act.clone().refused(Refusal::ForeignKey)]);
    let Remedy::Plan(_) = super::remedy::remedy(cx, evidence) else { return Some(witness) };
    let (_, value) = change.values.into_iter().next()?;
    let followed = Act::Count(table.name.clone(), vec![((*column).clone(), value)]);
    Some(witness.cure(rows).cure([act.accepted(), followed.rows(1)]))
}

impl Ways<'_> {
    /// A row to whose column the change comes, with those above it.
    fn row(&mut self, place: &Place) -> Option<RowId> {
        if let Some((_, row)) = self.rows.iter().find(|(other, _)| other == place) {
            return Some(*row);
        }
        if self.seen.contains(place) {
            return None;
        }
        self.seen.push(place.clone());
        let cx = self.cx;
        cascading(cx, place.0).find_map(|up| {
            let parent = self.row(&source(cx, up, &place.1)?)?;
            let (table, key) = cx.graph.edge(up).key(cx.catalog)?;
            let row = self.witness.row(&table.name, witness::link(cx, key, parent));
            self.rows.push((place.clone(), row));
            Some(row)
        })
    }
}

//! Rows of tables that point at each other, for witnesses: one of each, and the steps that write and delete them.

use std::collections::BTreeMap;

use fklint_catalog::graph::{EdgeId, OrderStep, TableIndex};
use fklint_catalog::{Ident, Table};

use crate::Cx;
use crate::witness::{Act, RowId, Trial, Value, Witness};

/// One row of each of some tables.
pub struct Ring<'c> {
    cx: Cx<'c>,
    rows: BTreeMap<TableIndex, RowId>,
}

impl<'c> Ring<'c> {
    /// Adds a row for each table. Along the edges `linked`, and all that rows cannot do without, they point at each
    /// other; the link columns of the edges `empty` are NULL.
    pub fn new(
        cx: Cx<'c>,
        witness: &mut Witness,
        tables: impl IntoIterator<Item = TableIndex>,
        linked: &[EdgeId],
        empty: &[EdgeId],
    ) -> Self {
        let columns = |&id: &EdgeId| {
            let edge = cx.graph.edge(id);
            let columns = cx.catalog.table_at(edge.child as usize).map(|table| edge.link_columns(table));
            columns.into_iter().flatten().map(move |column| (edge.child, column))
        };
        let nulls: Vec<(TableIndex, &Ident)> = empty.iter().flat_map(columns).collect();
        Self::with_nulls(cx, witness, tables, &[linked, empty].concat(), &nulls)
    }

    /// The same with these columns NULL.
    pub fn with_nulls(
        cx: Cx<'c>,
        witness: &mut Witness,
        tables: impl IntoIterator<Item = TableIndex>,
        linked: &[EdgeId],
        nulls: &[(TableIndex, &Ident)],
    ) -> Self {
        let tables =
            tables.into_iter().filter_map(|index| Some((index, cx.catalog.table_at(index as usize)?)));
        let rows: BTreeMap<TableIndex, RowId> =
            tables.map(|(index, table)| (index, witness.row(&table.name, []))).collect();
        for &(table, column) in nulls {
            if let Some(&row) = rows.get(&table) {
                witness.set(row, [column], &Value::Null);
            }
        }
        for (&table, &row) in &rows {
            for (id, edge) in cx.graph.edges_of(table).filter(|(_, edge)| !edge.is_self()) {
                let points = linked.contains(&id) || !edge.nullable;
                if let (Some(&parent), Some((_, key))) = (rows.get(&edge.parent), edge.key(cx.catalog))
                    && points
                {
                    witness.point(cx, key, row, parent);
                }
            }
        }
        Self { cx, rows }
    }

    /// The row of a table.
    #[must_use]
    pub fn row(&self, table: TableIndex) -> Option<RowId> {
        self.rows.get(&table).copied()
    }

    /// The row that has an edge's foreign key.
    #[must_use]
    pub fn child(&self, id: EdgeId) -> Option<RowId> {
        self.row(self.cx.graph.edge(id).child)
    }

    /// The row that an edge points at.
    #[must_use]
    pub fn parent(&self, id: EdgeId) -> Option<RowId> {
        self.row(self.cx.graph.edge(id).parent)
    }

    /// Sets the link columns of an edge.
    #[must_use]
    pub fn link(&self, id: EdgeId) -> Option<Act> {
        let (child, parent) = (self.child(id)?, self.parent(id)?);
        let (_, key) = self.cx.graph.edge(id).key(self.cx.catalog)?;
        let columns = self.link_columns(id);
        let values = crate::witness::link(self.cx, key, parent);
        let set = values.into_iter().filter(|(column, _)| columns.contains(&column));
        Some(Act::Update(child, set.collect()))
    }

    /// Sets the link columns of an edge to NULL.
    #[must_use]
    pub fn unlink(&self, id: EdgeId) -> Option<Act> {
        let set = self.link_columns(id).into_iter().map(|column| (column.clone(), Value::Null));
        Some(Act::Update(self.child(id)?, set.collect()))
    }

    /// The steps of an order with these rows, in a transaction where some checks wait; `None` where rows are stuck.
    #[must_use]
    pub fn steps(&self, steps: &[OrderStep]) -> Option<Vec<Trial>> {
        let mut trials = Vec::new();
        let mut late = Vec::new();
        for step in steps {
            let act = match step {
                OrderStep::Insert { table, deferred, .. } => {
                    late.extend(deferred);
                    Act::Insert(self.row(*table)?)
                }
                OrderStep::Delete { table, deferred } => {
                    late.extend(deferred);
                    Act::Delete(self.row(*table)?)
                }
                OrderStep::Update { edge, .. } => self.link(*edge)?,
                OrderStep::Unlink { edge, .. } => self.unlink(*edge)?,
                OrderStep::Stuck { .. } => return None,
            };
            trials.push(act.accepted());
        }
        let asks = late.iter().any(|&&id| !self.cx.graph.edge(id).initially_deferred);
        Some(if late.is_empty() { trials } else { in_transaction(trials, asks) })
    }

    fn link_columns(&self, id: EdgeId) -> Vec<&'c Ident> {
        let edge = self.cx.graph.edge(id);
        let table: Option<&'c Table> = self.cx.catalog.table_at(edge.child as usize);
        table.map(|table| edge.link_columns(table)).unwrap_or_default()
    }
}

/// These trials between BEGIN and COMMIT; where somebody asks for it, checked at the end.
#[must_use]
pub fn in_transaction(trials: impl IntoIterator<Item = Trial>, asks: bool) -> Vec<Trial> {
    let mut all = vec![Act::Begin.first()];
    all.extend(asks.then(|| Act::Defer.first()));
    all.extend(trials);
    all.push(Act::Commit.accepted());
    all
}

/// The positions of a round's edges in the order in which their children's rows can be written once the edge at `first`
/// may wait.
pub fn from_first(round: &[EdgeId], first: usize) -> impl Iterator<Item = EdgeId> {
    (0..round.len()).map(move |step| round[(first + round.len() - step) % round.len()])
}

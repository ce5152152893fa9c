//! Shows `rebuild-deletes-children`: the script as it is, with a parent and a child there when the rebuild begins.

use fklint_catalog::{Action, Change, ForeignKey, Key, Table, TableName};
use fklint_rule::rebuild::{self, Loss};
use fklint_rule::witness::{self, Act, RowId, Value};
use fklint_rule::{Cx, Witness};

pub(super) fn witness(cx: Cx<'_>, loss: &Loss<'_>) -> Option<Witness> {
    let catalog = rebuild::before(cx, loss.drop);
    let there = Cx { catalog: &catalog, ..cx };
    let mut witness = Witness::from_nothing();
    let parent = witness.row(loss.table, []);
    let mut children: Vec<(RowId, &Table, &ForeignKey, Action)> = Vec::new();
    for child in &loss.children {
        let table = catalog.table(&child.table)?;
        let key = &table.foreign_keys[child.key.find(&table.foreign_keys)?];
        children.push((
            witness.row(&table.name, witness::link(there, key, parent)),
            table,
            key,
            child.action,
        ));
    }
    let begin = begin(cx, loss);
    let rows = [parent].into_iter().chain(children.iter().map(|(row, ..)| *row));
    let witness = witness
        .harm(witness::scripts(cx, 0..begin))
        .harm(rows.map(|row| Act::Insert(row).first()))
        .harm(witness::scripts(cx, begin..loss.drop + 1));
    Some(witness.harm(children.into_iter().map(|(row, table, key, action)| {
        let own = |key: &Key| {
            key.columns().map(|column| (column.clone(), Value::Of(row, column.clone()))).collect()
        };
        let gone = table.primary_key().filter(|_| action == Action::Cascade).map(own);
        Act::Count(table.name.clone(), gone.unwrap_or_else(|| witness::link(there, key, parent))).rows(0)
    })))
}

/// The statement before which the tables are as the rebuild finds them.
fn begin(cx: Cx<'_>, loss: &Loss<'_>) -> u32 {
    let is_one =
        |table: &TableName| table == loss.table || loss.children.iter().any(|child| child.table == *table);
    let makes = |change: &Change| change.table().is_some_and(is_one);
    let mut statements = (0..loss.drop).zip(&cx.history.statements);
    let last = statements.rfind(|(_, it)| it.changes.iter().any(makes));
    last.map_or(0, |(index, _)| index + 1)
}

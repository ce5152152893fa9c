//! The way out of `fk-type-mismatch`: the child's column takes the parent's type.

use fklint_catalog::graph::TableIndex;
use fklint_catalog::semantics::TypePair;
use fklint_catalog::{Change, Column, ColumnEdit, DataType, ForeignKeyPath, Table, TableName};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, parent, column, referenced, .. } = evidence;
    let path = ForeignKeyPath::of(&child.foreign_keys, evidence.index);
    let to = referencing(&referenced.data_type);
    if let Some(other) = also_bound(cx, evidence, &to) {
        return Remedy::Advice(format!(
            "`{}.{}` and `{other}` hang together: give all that refer to one another the type of `{}.{}` ({to})",
            child.name, column.name, parent.name, referenced.name
        ));
    }
    let table = child.name.clone();
    let edit = ColumnEdit::Type(to.clone());
    let alter = Change::AlterColumn { table: table.clone(), column: column.name.clone(), edit };
    let mut changes = vec![alter];
    // An engine that holds columns fast under foreign keys lets this one go first and come back after.
    if !cx.semantics.type_changes_under_foreign_keys && evidence.pair != TypePair::Refused {
        let foreign_key = evidence.key().clone();
        changes.insert(0, Change::DropForeignKey { table: table.clone(), foreign_key: path });
        changes.push(Change::AddForeignKey { table, foreign_key });
    }
    let title = format!("give `{}.{}` the type {to}", child.name, column.name);
    Remedy::Plan(Plan::of(title, Safety::Risky, changes))
}

/// What a column must be to refer to one that counts by itself.
fn referencing(parent: &DataType) -> DataType {
    let whole = match parent.base() {
        "serial" | "serial4" => "integer",
        "bigserial" | "serial8" => "bigint",
        "smallserial" | "serial2" => "smallint",
        _ => return parent.clone(),
    };
    DataType::parse(whole)
}

/// A table to which or from which another foreign key over the column would not fit any more.
fn also_bound<'c>(cx: Cx<'c>, evidence: &Evidence<'c>, to: &DataType) -> Option<&'c TableName> {
    let at = cx.catalog.index_of(&evidence.child.name)?;
    let others = cx
        .graph
        .edges_at(at as TableIndex)
        .into_iter()
        .filter(|(_, edge)| edge.child as usize != at || edge.foreign_key as usize != evidence.index);
    others.into_iter().find_map(|(_, edge)| {
        let (child, key) = edge.key(cx.catalog)?;
        let (parent, columns) = (cx.catalog.parent(key)?, cx.catalog.parent_columns(key)?);
        let is = |table: &Table, column: &Column| {
            table.name == evidence.child.name && column.name == evidence.column.name
        };
        key.columns.iter().zip(columns.iter()).find_map(|(name, referenced)| {
            let (column, referenced) = (child.column(name)?, parent.column(referenced)?);
            let (as_child, as_parent) = (is(child, column), is(parent, referenced));
            if !as_child && !as_parent {
                return None;
            }
            let changed =
                Column { data_type: to.clone(), ..(if as_child { column } else { referenced }).clone() };
            let (column, referenced) = if as_child { (&changed, referenced) } else { (column, &changed) };
            let pair = cx.type_pair((child, column), (parent, referenced));
            let fits = matches!(pair, TypePair::Fits | TypePair::Unknown);
            (!fits).then_some(if as_child { &parent.name } else { &child.name })
        })
    })
}

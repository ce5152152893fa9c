//! The way out of `fk-collation-mismatch`: the child's column takes the parent's character set and collation.

use fklint_catalog::graph::TableIndex;
use fklint_catalog::{Change, ColumnEdit};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::{Evidence, said};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, parent, column, referenced, .. } = evidence;
    let [charset, collation] = said((parent, referenced));
    // Other foreign keys hold the column where it is.
    let table = cx.catalog.index_of(&child.name).map(|table| table as TableIndex);
    let bound = table.into_iter().flat_map(|table| cx.graph.edges_at(table)).any(|(_, edge)| {
        let Some((_, key)) = edge.key(cx.catalog) else { return false };
        let is_other = edge.foreign_key as usize != *index;
        let own = Some(edge.child) == table && is_other && key.columns.contains(&column.name);
        let columns = cx.catalog.parent_columns(key).filter(|_| Some(edge.parent) == table);
        own || columns.is_some_and(|columns| columns.contains(&column.name))
    });
    if bound || [charset, collation] == [None, None] {
        return Remedy::Advice(format!(
            "give `{}.{}`, `{}.{}` and what refers to them one character set and one collation: ALTER TABLE … CONVERT TO \
             CHARACTER SET … COLLATE …",
            child.name, column.name, parent.name, referenced.name
        ));
    }
    let mut new = (*column).clone();
    new.charset = charset.map(Into::into);
    new.collation = collation.map(Into::into);
    let edit = ColumnEdit::Replace(Box::new(new));
    let change = Change::AlterColumn { table: child.name.clone(), column: column.name.clone(), edit };
    let title = format!("compare `{}.{}` as `{}.{}`", child.name, column.name, parent.name, referenced.name);
    Remedy::Plan(Plan::of(title, Safety::Risky, [change]))
}

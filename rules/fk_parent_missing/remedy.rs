//! The way out of `fk-parent-missing`: the name that was meant, or the table to create.

use fklint_rule::{Cx, Remedy, words};

use super::{Evidence, Missing};

pub(super) fn remedy(_cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let key = &evidence.child.foreign_keys[evidence.index];
    Remedy::Advice(match &evidence.missing {
        Missing::Table(Some(near)) => format!("reference `{}`, or create `{}` first", near.name, key.parent),
        Missing::Table(None) => {
            format!("create `{}`, read the file that creates it too, or drop the foreign key", key.parent)
        }
        Missing::View => format!("reference the table that `{}` reads from", key.parent),
        Missing::Rows => {
            format!(
                "copy the keys of `{}` into a table that can be referenced, or drop the foreign key",
                key.parent
            )
        }
        Missing::Column(column, parent) => {
            let columns = parent.columns.iter().map(|column| column.name.as_str());
            match words::nearest(column.as_str(), columns) {
                Some(near) => format!("reference `{}.{near}`", parent.name),
                None => format!("reference one of {}", words::list(parent.columns.iter().map(|c| &c.name))),
            }
        }
    })
}

//! The way out of `fk-columns-unpaired`: the columns that are meant, by name.

use fklint_catalog::semantics::TypePair;
use fklint_catalog::{ForeignKey, Ident, KeyKind, Table, Target};
use fklint_rule::{Cx, Plan, Remedy, Safety, remake, words};

use super::{Evidence, Fault};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, fault } = *evidence;
    let key = evidence.key();
    let primary = cx.catalog.parent(key).map_or_else(Vec::new, primary_columns);
    if matches!(fault, Fault::Unnamed(_) | Fault::NoNamesake(..)) && primary.len() == key.columns.len() {
        let title = format!("refer to {} by name", words::columns_of(&key.parent, &primary));
        let foreign_key = ForeignKey { target: Target::Columns(primary), ..key.clone() };
        return Remedy::Plan(Plan::of(title, Safety::Safe, remake(cx, [(child, index, foreign_key)])));
    }
    Remedy::Advice(match fault {
        Fault::Twice(column) => format!(
            "give `{}` a column of its own for each of the columns of `{}`, and name `{column}` once",
            child.name, key.parent
        ),
        _ => match meant(cx, child, key) {
            Some(columns) => {
                let own = words::tuple(&key.columns);
                format!("write `FOREIGN KEY {own} REFERENCES {} {}`", key.parent, words::tuple(&columns))
            }
            None if primary.is_empty() => {
                format!("name as many columns of `{}` as of `{}`", key.parent, child.name)
            }
            None => format!(
                "refer to {} with a column of `{}` for each",
                words::columns_of(&key.parent, &primary),
                child.name
            ),
        },
    })
}

fn primary_columns(parent: &Table) -> Vec<Ident> {
    parent.primary_key().into_iter().flat_map(|key| key.columns().cloned()).collect()
}

/// The only key of the parent that has as many columns as the foreign key, all of types that fit.
fn meant(cx: Cx<'_>, child: &Table, key: &ForeignKey) -> Option<Vec<Ident>> {
    let parent = cx.catalog.parent(key)?;
    let fit = |(own, referenced): (&Ident, &Ident)| {
        let pair = child.column(own).zip(parent.column(referenced));
        pair.is_some_and(|(own, other)| cx.type_pair((child, own), (parent, other)) == TypePair::Fits)
    };
    let unique = parent.keys.iter().filter(|key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique));
    let mut fitting =
        unique.map(|other| other.columns().cloned().collect::<Vec<Ident>>()).filter(|columns| {
            columns.len() == key.columns.len()
                && parent.is_unique_over(columns)
                && key.columns.iter().zip(columns).all(fit)
        });
    fitting.next().filter(|_| fitting.next().is_none())
}

//! Shows `fk-set-default-ineffective`: a parent in use stays, though its children have a default to go to.

use fklint_catalog::Ident;
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let key = evidence.key();
    let referenced: Vec<Ident> = cx.catalog.parent_columns(key)?.into_owned();
    let mut witness = Witness::new();
    // The row that the default names, so that its absence is not what refuses.
    let heir = witness.row(&key.parent, []);
    for (column, other) in key.columns.iter().zip(&referenced) {
        let default = evidence.table.column(column).and_then(|column| column.default.clone());
        if let Some(default) = default {
            witness.set(heir, [other], &Value::Literal(default.to_string().into()));
        }
    }
    let parent = witness.row(&key.parent, []);
    witness.set(parent, &referenced, &Value::Unmatched);
    let child = witness.row(&evidence.table.name, []);
    witness.point(cx, key, child, parent);
    let act = if evidence.delete {
        Act::Delete(parent)
    } else {
        Act::Update(parent, referenced.into_iter().map(|column| (column, Value::Unmatched)).collect())
    };
    let heir = evidence.bare.is_none().then(|| Act::Insert(heir).first());
    let rows = || heir.clone().into_iter().chain([Act::Insert(parent).first(), Act::Insert(child).first()]);
    let why = if evidence.bare.is_some() { Refusal::NotNull } else { Refusal::ForeignKey };
    let witness = witness.harm(rows()).harm([act.clone().refused(why)]);
    // It refuses as before, and says so; a parent without children goes.
    let steps = [act.clone().refused(Refusal::ForeignKey), Act::Delete(child).accepted(), act.accepted()];
    Some(witness.cure(rows()).cure(steps))
}

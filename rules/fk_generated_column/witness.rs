//! Shows `fk-generated-column`: the foreign key cannot be made, or its parent cannot be deleted or changed.

use fklint_catalog::Ident;
use fklint_catalog::semantics::{ActionClause, GeneratedColumns};
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if cx.semantics.generated_columns != GeneratedColumns::BreakParent {
        let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
        return Some(match super::remedy::remedy(cx, evidence) {
            Remedy::Plan(_) => witness.cure([Act::Define.accepted()]),
            Remedy::Advice(_) => witness,
        });
    }
    let key = evidence.key();
    let mut witness = Witness::new();
    let parent = witness.row(&key.parent, []);
    // No child is needed: the action is prepared with the statement, whichever rows there are.
    let act = match evidence.actions.first()?.clause {
        ActionClause::OnDelete => Act::Delete(parent),
        ActionClause::OnUpdate => {
            let referenced: Vec<Ident> = cx.catalog.parent_columns(key)?.into_owned();
            let table = cx.catalog.parent(key)?;
            let is_given = |column: &Ident| table.column(column).is_some_and(|it| it.generated.is_none());
            if !referenced.iter().all(is_given) {
                return None;
            }
            Act::Update(parent, referenced.into_iter().map(|column| (column, Value::Unmatched)).collect())
        }
    };
    let insert = || [Act::Insert(parent).first()];
    let harm = [act.clone().refused(Refusal::Definition)];
    Some(witness.harm(insert()).harm(harm).cure(insert()).cure([act.accepted()]))
}

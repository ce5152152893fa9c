//! Shows `fk-set-null-not-null`: the foreign key cannot be made, or a parent that has children cannot be deleted.

use fklint_catalog::semantics::SetNullOnNotNull;
use fklint_catalog::{Action, Change, Ident};
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Remedy, Witness};

use super::Evidence;

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    if cx.semantics.set_null_on_not_null == SetNullOnNotNull::RefusedAtOnce {
        let witness = Witness::from_nothing().harm([Act::Define.refused(Refusal::Definition)]);
        return Some(witness.cure([Act::Define.accepted()]));
    }
    let key = evidence.key();
    let deletes = !evidence.delete.is_empty();
    let mut witness = Witness::new();
    let parent = witness.row(&key.parent, []);
    let child = witness.row(&evidence.table.name, witness::link(cx, key, parent));
    let act = if deletes {
        Act::Delete(parent)
    } else {
        let referenced: Vec<Ident> = cx.catalog.parent_columns(key)?.into_owned();
        Act::Update(parent, referenced.into_iter().map(|column| (column, Value::Unmatched)).collect())
    };
    let Remedy::Plan(plan) = super::remedy::remedy(cx, evidence) else { return None };
    let refuses = plan.changes().any(|change| match change {
        Change::AddForeignKey { foreign_key, .. } => {
            let action = if deletes { foreign_key.on_delete } else { foreign_key.on_update };
            action == Action::NoAction
        }
        _ => false,
    });
    let rows = [Act::Insert(parent).first(), Act::Insert(child).first()];
    Some(
        witness
            .harm(rows.clone())
            .harm([act.clone().refused(Refusal::NotNull)])
            .cure(rows)
            .cure([if refuses { act.refused(Refusal::ForeignKey) } else { act.accepted() }]),
    )
}

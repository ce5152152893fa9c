//! Shows `fk-duplicate`: the actions of one of the two have no effect, or it can be dropped and nothing is gained.

use fklint_catalog::semantics::DuplicateWinner;
use fklint_catalog::{Action, Change, ForeignKeyPath};
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::{Evidence, differ};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let [stays, goes] = evidence.keys();
    let child = evidence.child;
    let mut witness = Witness::new();
    if !differ(stays, goes) {
        // Without one of them, the other refuses all the same.
        let orphan = witness.row(&child.name, witness::all(goes, &Value::Unmatched));
        let foreign_key = ForeignKeyPath::of(&child.foreign_keys, evidence.goes);
        let drop = Change::DropForeignKey { table: child.name.clone(), foreign_key };
        let trials =
            [Act::Change(Box::new(drop)).accepted(), Act::Insert(orphan).refused(Refusal::ForeignKey)];
        return Some(witness.harm(trials).cure([Act::Insert(orphan).refused(Refusal::ForeignKey)]));
    }
    // Which of two holds is shown where one refuses what the other would do.
    let refuses = |action: Action| action.refuses();
    let settled =
        matches!(cx.semantics.duplicate_winner, DuplicateWinner::FirstByName | DuplicateWinner::FirstCreated);
    if !settled || !refuses(stays.on_delete) || refuses(goes.on_delete) {
        return None;
    }
    let parent = witness.row(&stays.parent, []);
    let row = witness.row(&child.name, witness::link(cx, stays, parent));
    let trials = [
        Act::Insert(parent).first(),
        Act::Insert(row).first(),
        Act::Delete(parent).refused(Refusal::ForeignKey),
    ];
    Some(witness.harm(trials))
}

//! Shows `fk-deferrable-ineffective`: what should wait for COMMIT is refused at once, and waits after the remedy.

use fklint_catalog::{Deferrable, Ident};
use fklint_rule::ring::in_transaction;
use fklint_rule::witness::{self, Act, Refusal, Trial, Value, before};
use fklint_rule::{Cx, Witness};

use super::{Because, Evidence};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let key = evidence.key();
    if let Because::NoSuchClause = evidence.because {
        // What writes schemas for this engine never writes the clause: the script has it.
        let statement = witness::declaration(cx, &evidence.table.name, key)?;
        let witness = Witness::from_nothing().harm(before(cx, statement, |_| false));
        let run = Act::Statements(statement..statement + 1).refused(Refusal::Syntax);
        return Some(witness.harm([run]).cure([Act::Define.accepted()]));
    }
    let mut witness = Witness::new();
    let parent = witness.row(&key.parent, []);
    let child = witness.row(&evidence.table.name, []);
    witness.point(cx, key, child, parent);
    let at_once = |act: Act, asks: bool| -> Vec<Trial> {
        let defer = asks.then(|| Act::Defer.first());
        [Act::Begin.first()].into_iter().chain(defer).chain([act.refused(Refusal::ForeignKey)]).collect()
    };
    let inserts = [Act::Insert(parent), Act::Insert(child)];
    let Because::Restrict { delete } = evidence.because else {
        let [last, first] = inserts;
        let witness = witness.harm(at_once(first.clone(), false));
        return Some(witness.cure(in_transaction([first.accepted(), last.accepted()], false)));
    };
    let act = if delete {
        Act::Delete(parent)
    } else {
        let referenced: Vec<Ident> = cx.catalog.parent_columns(key)?.into_owned();
        Act::Update(parent, referenced.into_iter().map(|column| (column, Value::Unmatched)).collect())
    };
    let rows = inserts.map(Act::first);
    let asks = key.deferrable != Deferrable::InitiallyDeferred;
    let cure = in_transaction([act.clone().accepted(), Act::Delete(child).accepted()], asks);
    Some(witness.harm(rows.clone()).harm(at_once(act, asks)).cure(rows).cure(cure))
}

//! Shows `rebuild-rewrites-children`: after the script, a row of a child asks for a table that is gone.

use fklint_rule::rebuild::LeftBehind;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

pub(super) fn witness(cx: Cx<'_>, left: &LeftBehind<'_>) -> Option<Witness> {
    let (table, index) = left.children.first()?;
    let mut witness = Witness::from_nothing();
    let row = witness.row(&table.name, witness::all(&table.foreign_keys[*index], &Value::Unmatched));
    let script = cx.history.statements.get(left.drop as usize)?.script;
    let end = (0..).zip(&cx.history.statements).filter(|(_, it)| it.script <= script).count();
    Some(
        witness
            .harm(witness::scripts(cx, 0..u32::try_from(end).ok()?))
            .harm([Act::checks(true).first(), Act::Insert(row).refused(Refusal::MissingTable)]),
    )
}

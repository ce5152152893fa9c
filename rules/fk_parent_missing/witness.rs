//! Shows `fk-parent-missing`: the foreign key is refused, or the first row of its table is.

use fklint_catalog::semantics::ForwardReference;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::{Evidence, Missing};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
    let Evidence { child, index, missing } = evidence;
    let key = &child.foreign_keys[*index];
    let refused_at_once = cx.semantics.forward_reference != ForwardReference::Accepted;
    let why = match missing {
        Missing::Table(_) => Refusal::MissingTable,
        Missing::Column(..) if refused_at_once => Refusal::MissingColumn,
        Missing::View | Missing::Rows if refused_at_once => Refusal::Definition,
        Missing::Column(..) | Missing::View | Missing::Rows => Refusal::Mismatch,
    };
    let mut witness = match missing {
        // Only a script makes a view, or a server and its tables.
        Missing::View | Missing::Rows => {
            let statement = witness::declaration(cx, &child.name, key)?;
            let declares = Act::Statements(statement..statement + 1);
            let witness = Witness::from_nothing().harm(witness::scripts(cx, 0..statement));
            if refused_at_once {
                return Some(witness.harm([declares.refused(why)]));
            }
            witness.harm([declares.first()])
        }
        _ if refused_at_once => return Some(Witness::from_nothing().harm([Act::Define.refused(why)])),
        _ => Witness::new(),
    };
    let row = witness.row(&child.name, witness::all(key, &Value::Unmatched));
    Some(witness.harm([Act::Insert(row).refused(why)]))
}

//! Shows `fk-check-skipped-by-index`: a row without a parent goes in.

use fklint_catalog::write;
use fklint_rule::witness::{self, Act, Refusal, Value};
use fklint_rule::{Cx, Witness};

use super::{Evidence, remedy};

pub(super) fn witness(cx: Cx<'_>, evidence: &Evidence<'_>) -> Witness {
    let mut witness = Witness::new();
    let mut values = witness::all(evidence.key(), &Value::Unmatched);
    values.push((evidence.skipping.nullable.clone(), Value::Null));
    let orphan = witness.row(&evidence.table.name, values);
    let witness = witness.harm([Act::Insert(orphan).accepted()]);
    let changes = remedy::changes(cx, evidence);
    if changes.is_empty() {
        return witness;
    }
    let made = write::write_all(&changes, cx.catalog).into_iter();
    witness
        .cure(made.map(|sql| Act::Sql(sql.into()).first()))
        .cure([Act::Insert(orphan).refused(Refusal::ForeignKey)])
}

//! The way out: the name that the engine makes, written down. Databases that ran the migration have it already.

use fklint_catalog::{Change, ForeignKey, ForeignKeyPath, Ident, NameKind, Quoting};
use fklint_rule::{Cx, Plan, Remedy, Safety};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { table, index, made } = evidence;
    let Some(made) = made else {
        let columns = evidence.key().columns.iter().map(Ident::as_str).collect::<Vec<_>>().join("_");
        return Remedy::Advice(format!(
            "name it, as in `CONSTRAINT {}_{columns}_fk`, and give it that name where the migration has run",
            table.name.name.as_str()
        ));
    };
    let name = Ident::new(cx.catalog.engine, NameKind::Constraint, made, Quoting::Quoted);
    let foreign_key = ForeignKey { name: Some(name), ..evidence.key().clone() };
    let path = ForeignKeyPath::of(&table.foreign_keys, *index);
    let changes = [
        Change::DropForeignKey { table: table.name.clone(), foreign_key: path },
        Change::AddForeignKey { table: table.name.clone(), foreign_key },
    ];
    Remedy::Plan(Plan::of(format!("name it `{made}`, as the engine does"), Safety::Safe, changes))
}

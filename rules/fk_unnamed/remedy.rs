//! The way out: the name that the engine makes, written down. Databases that ran the migration have it already.

use fklint_catalog::semantics::GeneratedName;
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
    // CREATE TABLE counts the keys without a name from 1 on, also where another one already has that name, and then
    // refuses it (1826, 1005: 9.7.4, 10.11.19): the others are named as well.
    let counts = cx.semantics.generated_name == GeneratedName::TableIbfkNumber;
    let is_named = |at: &usize| {
        let key = &table.foreign_keys[*at];
        at == index || counts && key.name.is_none() && key.is_checked()
    };
    let keys: Vec<usize> = (0..table.foreign_keys.len()).filter(is_named).collect();
    let drops = keys.iter().rev().map(|&at| Change::DropForeignKey {
        table: table.name.clone(),
        foreign_key: ForeignKeyPath::of(&table.foreign_keys, at),
    });
    let adds = keys.iter().map(|&at| {
        let name = cx.semantics.name_of(table, at);
        let name = name.map(|it| Ident::new(cx.catalog.engine, NameKind::Constraint, &it, Quoting::Quoted));
        let foreign_key = ForeignKey { name, ..table.foreign_keys[at].clone() };
        Change::AddForeignKey { table: table.name.clone(), foreign_key }
    });
    let others = if keys.len() > 1 { ", and the other ones of the table likewise" } else { "" };
    let title = format!("name it `{made}`, as the engine does{others}");
    Remedy::Plan(Plan::of(title, Safety::Safe, drops.chain(adds)))
}

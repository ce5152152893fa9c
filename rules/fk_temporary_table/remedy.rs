//! The way out of `fk-temporary-table`: let the parent live as long, or let the temporary table go without the foreign key.

use fklint_catalog::semantics::TemporaryTables;
use fklint_catalog::{Change, ForeignKeyPath, Table, TableEdit};
use fklint_rule::{Cx, Plan, Remedy, Safety, words};

use super::{Evidence, Life};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    let Evidence { child, index, parent } = evidence;
    let named = words::foreign_key(&child.name, evidence.key());
    match (Life::of(child), Life::of(parent)) {
        // The engine made the tables as they are, and those of a session that is over are not there to be altered.
        (Life::Session, _) if is_taken(cx) => {
            Remedy::Advice(format!("leave {named} out, as the engine does not keep it up"))
        }
        (Life::Session, _) => {
            let title = format!("go without {named}: its rows are gone with the session");
            let drop = Change::DropForeignKey {
                table: child.name.clone(),
                foreign_key: ForeignKeyPath::of(&child.foreign_keys, *index),
            };
            Remedy::Plan(Plan::of(title, Safety::Risky, [drop]))
        }
        (_, Life::Session) => {
            Remedy::Advice(format!("make `{}` a permanent table, or leave {named} out", parent.name))
        }
        _ => {
            let mut logged = Vec::new();
            if !log(cx, parent, &mut logged) {
                return Remedy::Advice(format!(
                    "let `{}` and all that it refers to be logged tables",
                    parent.name
                ));
            }
            let title = format!(
                "log what is written to {}",
                words::tables(&logged.iter().map(|it| &it.name).collect::<Vec<_>>())
            );
            let changes = logged.into_iter().map(|table| Change::AlterTable {
                table: table.name.clone(),
                edit: TableEdit::Unlogged(false),
            });
            Remedy::Plan(Plan::of(title, Safety::Risky, changes))
        }
    }
}

/// Whether the engine takes such foreign keys, whatever it makes of them.
const fn is_taken(cx: Cx<'_>) -> bool {
    matches!(cx.semantics.temporary_tables, TemporaryTables::OfOneSchema | TemporaryTables::Ignored)
}

/// Adds an unlogged table behind the unlogged ones that it refers to, which have to be logged before it; false where one of
/// them cannot be.
fn log<'c>(cx: Cx<'c>, table: &'c Table, logged: &mut Vec<&'c Table>) -> bool {
    let mut path = vec![(table, 0)];
    while let Some((table, at)) = path.pop() {
        let Some(key) = table.foreign_keys.get(at) else {
            logged.push(table);
            continue;
        };
        path.push((table, at + 1));
        let Some(parent) = cx.catalog.parent(key).filter(|_| key.is_checked()) else { continue };
        let is_known = |other: &Table| other.name == parent.name;
        match Life::of(parent) {
            Life::Session => return false,
            Life::Forever => {}
            Life::UntilCrash if logged.iter().any(|other| is_known(other)) || parent.name == table.name => {}
            // Tables that refer to each other in a cycle can be logged in no order.
            Life::UntilCrash if path.iter().any(|(other, _)| is_known(other)) => return false,
            Life::UntilCrash => path.push((parent, 0)),
        }
    }
    true
}

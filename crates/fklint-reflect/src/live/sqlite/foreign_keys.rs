//! Foreign keys: SQLite tells columns, parent and actions; the text adds names, DEFERRABLE and MATCH.

use std::collections::BTreeMap;

use fklint_catalog::{Action, ForeignKey, NameKind, Table, TableName, Target};

use super::build::{Differences, ident};
use super::rows::ForeignKeyRow;

/// The foreign keys of a table in the order of their declaration; `stated` is its text.
pub(super) fn foreign_keys(
    rows: &[&ForeignKeyRow],
    stated: &Table,
    differs: &mut Differences<'_>,
) -> Vec<ForeignKey> {
    let mut by_id: BTreeMap<i64, Vec<&ForeignKeyRow>> = BTreeMap::new();
    for row in rows {
        by_id.entry(row.id).or_default().push(row);
    }
    let mut rest: Vec<&ForeignKey> = stated.foreign_keys.iter().collect();
    let mut keys = Vec::with_capacity(by_id.len());
    // The ids count from the last declared one (3.40.1 to 3.54.1).
    for rows in by_id.values().rev() {
        let Some(mut key) = foreign_key(rows, differs) else { continue };
        match rest.iter().position(|said| is_same(said, &key)) {
            Some(at) => {
                let said = rest.remove(at);
                key.name.clone_from(&said.name);
                key.deferrable = said.deferrable;
                key.match_kind = said.match_kind;
            }
            None => differs.push(format!("a foreign key to `{}`", key.parent)),
        }
        keys.push(key);
    }
    rest.iter().for_each(|said| differs.push(format!("a foreign key to `{}`", said.parent)));
    keys
}

fn foreign_key(rows: &[&ForeignKeyRow], differs: &mut Differences<'_>) -> Option<ForeignKey> {
    let first = rows.first()?;
    let parent = TableName { schema: None, name: ident(NameKind::Table, &first.parent) };
    let columns = rows.iter().map(|row| ident(NameKind::Column, &row.from)).collect();
    let named = rows.iter().map(|row| row.to.as_deref().map(|to| ident(NameKind::Column, to)));
    let target = named.collect::<Option<_>>().map_or(Target::ParentPrimaryKey, Target::Columns);
    let mut action = |text: &str| {
        action(text).unwrap_or_else(|| {
            differs.push(format!("the action `{text}`"));
            Action::NoAction
        })
    };
    let (on_delete, on_update) = (action(&first.on_delete), action(&first.on_update));
    Some(ForeignKey { on_delete, on_update, ..ForeignKey::new(columns, parent, target) })
}

fn action(text: &str) -> Option<Action> {
    let all = [Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault];
    all.into_iter().find(|action| action.sql() == text)
}

/// Whether a text says what SQLite tells of a foreign key.
fn is_same(said: &ForeignKey, told: &ForeignKey) -> bool {
    said.columns == told.columns
        && said.parent == told.parent
        && said.target == told.target
        && said.on_delete == told.on_delete
        && said.on_update == told.on_update
}

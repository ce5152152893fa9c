//! Foreign keys, from rows of `KEY_COLUMN_USAGE` and `REFERENTIAL_CONSTRAINTS`.

use fklint_catalog::{
    Action, Engine, ForeignKey, Ident, MatchKind, NameKind, Quoting, Shared, TableName, Target,
};

use super::super::rows::{ForeignKeyPartRow, RuleRow};

/// Adds a part to the foreign keys of its table; the parts of one come one after another.
pub(super) fn add_part(
    keys: &mut Shared<ForeignKey>,
    row: &ForeignKeyPartRow,
    engine: Engine,
    parent: impl FnOnce() -> TableName,
    rule: Option<&RuleRow>,
    notes: &mut Vec<String>,
) {
    let column = |name: &str| Ident::new(engine, NameKind::Column, name, Quoting::Quoted);
    let name = Some(Ident::new(engine, NameKind::Constraint, &row.key, Quoting::Quoted));
    if row.position > 1
        && let Some(key) = keys.last_mut().filter(|key| key.name == name)
        && let Target::Columns(target) = &mut key.target
    {
        key.columns.push(column(&row.column));
        target.push(column(&row.parent_column));
        return;
    }
    let target = Target::Columns(vec![column(&row.parent_column)]);
    let mut key = ForeignKey { name, ..ForeignKey::new(vec![column(&row.column)], parent(), target) };
    if let Some(rule) = rule {
        let mut action = |text: &str| {
            action(text).unwrap_or_else(|| {
                let of = format!("`{}` of `{}.{}`", row.key, row.schema, row.table);
                notes.push(format!(
                    "foreign key {of} has an action `{text}` that is not known, taken for NO ACTION"
                ));
                Action::NoAction
            })
        };
        key.on_delete = action(&rule.on_delete);
        key.on_update = action(&rule.on_update);
        key.match_kind = match rule.match_option.as_str() {
            "FULL" => MatchKind::Full,
            "PARTIAL" => MatchKind::Partial,
            _ => MatchKind::Simple,
        };
    }
    keys.push(key);
}

fn action(text: &str) -> Option<Action> {
    let all = [Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault];
    all.into_iter().find(|action| action.sql().eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(position: u32, column: &str, parent_column: &str) -> ForeignKeyPartRow {
        ForeignKeyPartRow {
            schema: "shop".to_owned(),
            table: "child".to_owned(),
            key: "f".to_owned(),
            position,
            column: column.to_owned(),
            parent_column: parent_column.to_owned(),
            ..ForeignKeyPartRow::default()
        }
    }

    fn parent() -> TableName {
        TableName { schema: None, name: Ident::new(Engine::Mysql, NameKind::Table, "p", Quoting::Quoted) }
    }

    #[test]
    fn parts_and_rules_make_one_foreign_key() {
        let rule = RuleRow {
            on_delete: "SET NULL".to_owned(),
            on_update: "EXPLODE".to_owned(),
            match_option: "NONE".to_owned(),
            ..RuleRow::default()
        };
        let (mut keys, mut notes) = (Shared::default(), Vec::new());
        for row in [row(1, "a", "x"), row(2, "b", "y")] {
            add_part(&mut keys, &row, Engine::Mysql, parent, Some(&rule), &mut notes);
        }
        assert_eq!(keys.len(), 1);
        assert_eq!(keys[0].columns.len(), 2);
        assert_eq!((keys[0].on_delete, keys[0].on_update), (Action::SetNull, Action::NoAction));
        assert_eq!(
            notes,
            [
                "foreign key `f` of `shop.child` has an action `EXPLODE` that is not known, taken for NO ACTION"
            ]
        );
    }
}

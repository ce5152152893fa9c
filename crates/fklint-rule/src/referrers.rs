//! Who refers to a table at some point of a history, found without a look at all tables of that point.

use fklint_catalog::{Catalog, Change, ForeignKey, History, Table, TableName};

use crate::FxHashMap;

/// Which tables may refer to which while the changes of a history are made one after the other. Renames take references
/// along, so all names between which tables are renamed are taken for one.
#[derive(Debug)]
pub struct Referrers<'h> {
    /// The group of each name that a table bears or is referred to by.
    group_of: FxHashMap<&'h TableName, usize>,
    groups: Vec<Group<'h>>,
}

#[derive(Debug, Default)]
struct Group<'h> {
    names: Vec<&'h TableName>,
    /// Tables that refer to one of the names, by the names under which they do first.
    children: Vec<&'h TableName>,
}

impl<'h> Referrers<'h> {
    /// Those of all statements.
    #[must_use]
    pub fn new(history: &'h History) -> Self {
        let mut referrers = Self { group_of: FxHashMap::default(), groups: Vec::new() };
        for change in history.statements.iter().flat_map(|statement| &statement.changes) {
            match change {
                Change::CreateTable { table, .. } => {
                    table.foreign_keys.iter().for_each(|key| referrers.refer(&table.name, key));
                }
                Change::AddForeignKey { table, foreign_key } => referrers.refer(table, foreign_key),
                Change::RenameTable { from, to } => referrers.unite(from, to),
                _ => {}
            }
        }
        referrers
    }

    /// The foreign keys that refer to a table in the catalog of some point of the history, in its order.
    #[must_use]
    pub fn of<'k>(
        &self,
        catalog: &'k Catalog,
        parent: &TableName,
    ) -> Vec<(&'k Table, usize, &'k ForeignKey)> {
        let Some(&group) = self.group_of.get(parent) else { return Vec::new() };
        let children = self.groups[group].children.iter();
        let names = children.flat_map(|child| match self.group_of.get(child) {
            Some(&group) => &self.groups[group].names[..],
            None => std::slice::from_ref(child),
        });
        let mut places: Vec<usize> = names.filter_map(|name| catalog.index_of(name)).collect();
        places.sort_unstable();
        places.dedup();
        let tables = places.into_iter().filter_map(|place| catalog.table_at(place));
        let keys =
            tables.flat_map(|table| (0..).zip(&table.foreign_keys).map(move |(at, key)| (table, at, key)));
        keys.filter(|(_, _, key)| key.parent == *parent).collect()
    }

    fn refer(&mut self, child: &'h TableName, key: &'h ForeignKey) {
        let group = self.group(&key.parent);
        let children = &mut self.groups[group].children;
        if children.last() != Some(&child) {
            children.push(child);
        }
    }

    fn group(&mut self, name: &'h TableName) -> usize {
        *self.group_of.entry(name).or_insert_with(|| {
            self.groups.push(Group { names: vec![name], children: Vec::new() });
            self.groups.len() - 1
        })
    }

    fn unite(&mut self, left: &'h TableName, right: &'h TableName) {
        let (mut into, mut from) = (self.group(left), self.group(right));
        if into == from {
            return;
        }
        if self.groups[into].names.len() < self.groups[from].names.len() {
            std::mem::swap(&mut into, &mut from);
        }
        let Group { names, children } = std::mem::take(&mut self.groups[from]);
        for name in &names {
            self.group_of.insert(name, into);
        }
        self.groups[into].names.extend(names);
        self.groups[into].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use fklint_catalog::{
        Column, DataType, Engine, Ident, Key, KeyKind, NameKind, Quoting, Script, Statement, StatementKind,
        Target,
    };

    use super::*;

    fn name(text: &str) -> TableName {
        TableName { schema: None, name: Ident::new(Engine::Mysql, NameKind::Table, text, Quoting::Bare) }
    }

    fn create(text: &str, parents: &[&str]) -> Change {
        let id = Ident::new(Engine::Mysql, NameKind::Column, "id", Quoting::Bare);
        let mut table = Table::new(name(text));
        table.columns.push(Column::new(id.clone(), DataType::parse("int")));
        table.keys.push(Key::over(KeyKind::Primary, [id.clone()]));
        let key = |parent: &&str| ForeignKey::new(vec![id.clone()], name(parent), Target::ParentPrimaryKey);
        table.foreign_keys.extend(parents.iter().map(key));
        Change::CreateTable { table: table.into(), if_not_exists: false }
    }

    #[test]
    fn a_child_is_found_under_every_name_of_both() {
        let rename = |from: &str, to: &str| Change::RenameTable { from: name(from), to: name(to) };
        let changes = vec![
            create("a", &[]),
            create("other", &[]),
            create("c", &["other", "a", "a"]),
            create("b", &["a"]),
            rename("a", "p"),
            rename("c", "z"),
        ];
        let mut history = History::default();
        history.scripts.push(Script { name: String::new(), migration: false });
        let statement = |change: &Change| Statement {
            script: 0,
            kind: StatementKind::Definition,
            changes: vec![change.clone()],
            dynamic: false,
        };
        history.statements.extend(changes.iter().map(statement));
        let referrers = Referrers::new(&history);
        let mut catalog = Catalog::new(Engine::Mysql, None);
        for change in &changes {
            catalog.apply(change).unwrap();
            for parent in ["a", "p", "other", "b", "c", "z"].map(name) {
                let all = catalog.foreign_keys().filter(|(_, _, key)| key.parent == parent);
                assert_eq!(
                    referrers.of(&catalog, &parent),
                    all.collect::<Vec<_>>(),
                    "{parent} after {change:?}"
                );
            }
        }
    }
}

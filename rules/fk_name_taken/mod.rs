//! `fk-name-taken`: a foreign key under a name that something else has already.

mod again;
mod remedy;
mod witness;

use fklint_catalog::semantics::NameScope;
use fklint_catalog::{Engine, ForeignKey, Ident, KeyKind, KeyPath, ObjectPath, Table, TableName};
use fklint_rule::named::{self, Beside, is_same};
use fklint_rule::{
    At, Confidence, Cx, FxHashMap, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness,
    witness as trials, words,
};

use crate::fk_name_too_long::is_too_long;

/// The rule `fk-name-taken`.
pub(crate) struct FkNameTaken;

/// A foreign key, and who has its name.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    key: &'c ForeignKey,
    place: Place,
    name: &'c Ident,
    holder: Holder<'c>,
}

/// Where the foreign key is.
#[derive(Clone, Copy)]
enum Place {
    /// In the catalog, by its index in the table.
    Catalog(usize),
    /// Nowhere but in this statement: what it adds is left out of a table that has one of the name.
    Statement(u32),
}

/// What has the name.
#[derive(Clone, Copy)]
enum Holder<'c> {
    /// Another foreign key, by its place in its table.
    ForeignKey(&'c Table, usize),
    /// A key of a table that is a constraint.
    Key(&'c Table, usize),
    /// An index that the foreign key's own, which the engine makes, comes to lie beside.
    Index(&'c Table, usize),
    /// A CHECK of the table.
    Check(&'c Table),
}

impl Rule for FkNameTaken {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-name-taken",
        summary: "a foreign key under a name that another constraint has, where names must differ",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.name_scope == NameScope::None {
            return;
        }
        let others = Others::of(cx);
        for keys in of_one_name(cx) {
            for (at, &(child, index, name)) in keys.iter().enumerate() {
                let earlier = keys[..at].iter().find(|(_, _, other)| is_same(other, name));
                let earlier = earlier.map(|&(child, index, _)| Holder::ForeignKey(child, index));
                let holder = earlier.or_else(|| beside(cx, child, &child.foreign_keys[index], name));
                let holder = holder.or_else(|| others.holder(child, name));
                let (key, place) = (&child.foreign_keys[index], Place::Catalog(index));
                found.extend(holder.map(|holder| Evidence { child, key, place, name, holder }));
            }
        }
        again::find(cx, found);
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        match evidence.place {
            Place::Catalog(index) => {
                ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, index)
            }
            Place::Statement(statement) => ObjectPath::Statement(statement),
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, name, .. } = evidence;
        let columns = words::columns_of(&child.name, &evidence.key.columns);
        let (who, path, label) = match evidence.holder {
            Holder::ForeignKey(table, index) => {
                let who = if table.name == child.name {
                    "another foreign key of the table".to_owned()
                } else {
                    format!("a foreign key of `{}`", table.name)
                };
                let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
                (who, path, "has the name already")
            }
            Holder::Key(table, index) => {
                let who = match table.keys[index].kind {
                    KeyKind::Primary => "the primary key",
                    _ => "a key",
                };
                let path = ObjectPath::Key(table.name.clone(), KeyPath::of(&table.keys[index]));
                (format!("{who} of `{}`", table.name), path, "has the name already")
            }
            Holder::Index(table, index) => {
                let path = ObjectPath::Key(table.name.clone(), KeyPath::of(&table.keys[index]));
                let who = "an index over other columns".to_owned();
                (who, path, "the engine makes an index for the foreign key, and gives it the same name")
            }
            Holder::Check(table) => {
                ("a CHECK".to_owned(), ObjectPath::Table(table.name.clone()), "has a CHECK of that name")
            }
        };
        let message = format!("the foreign key over {columns} is refused: {who} is called `{name}` too");
        let part = if matches!(evidence.holder, Holder::ForeignKey(..) | Holder::Check(_)) {
            Part::Name
        } else {
            Part::Whole
        };
        Report::new(message, At::part(self.object(cx, evidence), Part::Name))
            .related(At::part(path, part), label)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// A foreign key by its place in its table, and its name.
type Named<'c> = (&'c Table, usize, &'c Ident);

/// The foreign keys that bear names, those of one name and scope together, each group in the order in which they were
/// declared.
fn of_one_name(cx: Cx<'_>) -> impl Iterator<Item = Vec<Named<'_>>> {
    let in_table = cx.semantics.name_scope == NameScope::Table;
    let mut places: FxHashMap<(Option<&TableName>, Option<&Ident>, &Ident), usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Named<'_>>> = Vec::new();
    for (child, index, key) in cx.catalog.foreign_keys() {
        let Some(name) = key.name.as_ref().filter(|name| bears(cx, key, name)) else { continue };
        let scope = (in_table.then_some(&child.name), child.name.schema.as_ref(), name);
        let place = *places.entry(scope).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push((child, index, name));
    }
    groups.into_iter().map(move |mut keys| {
        if keys.len() > 1 {
            // What no text declares comes first, as it stands in the catalog.
            keys.sort_by_cached_key(|(child, index, _)| {
                trials::declaration(cx, &child.name, &child.foreign_keys[*index])
            });
        }
        keys
    })
}

/// Whether a foreign key has the name on the engine: not where it was forgotten, or where the name is cut, which is another
/// finding.
fn bears(cx: Cx<'_>, key: &ForeignKey, name: &Ident) -> bool {
    !key.is_forgotten() && !is_too_long(cx, name.as_str())
}

/// What else of the table has the name.
fn beside<'c>(cx: Cx<'_>, child: &'c Table, key: &ForeignKey, name: &Ident) -> Option<Holder<'c>> {
    named::beside(cx, child, key, name).map(|beside| match beside {
        Beside::Key(index) => Holder::Key(child, index),
        Beside::Index(index) => Holder::Index(child, index),
        Beside::Check => Holder::Check(child),
    })
}

/// The keys and CHECKs of a schema by their names, where the engine keeps those of all tables in one place.
#[derive(Default)]
struct Others<'c>(FxHashMap<InSchema<'c>, Vec<(&'c Table, Holder<'c>)>>);

/// A name, and the schema that it stands in.
type InSchema<'c> = (Option<&'c Ident>, &'c Ident);

impl<'c> Others<'c> {
    fn of(cx: Cx<'c>) -> Self {
        let mut others = Self::default();
        if cx.semantics.name_scope != NameScope::Constraints {
            return others;
        }
        for table in cx.catalog.tables() {
            let keys = table.keys.iter().enumerate().filter(|(_, key)| key.constraint);
            let keys = keys.map(|(index, key)| (&key.name, Holder::Key(table, index)));
            let checks = table.checks.iter().map(|check| (&check.name, Holder::Check(table)));
            for (name, holder) in keys.chain(checks) {
                let Some(name) = name else { continue };
                others.0.entry((table.name.schema.as_ref(), name)).or_default().push((table, holder));
            }
        }
        others
    }

    /// What of another table of the schema has the name, foreign keys aside.
    fn holder(&self, child: &Table, name: &Ident) -> Option<Holder<'c>> {
        let holders = self.0.get(&(child.name.schema.as_ref(), name))?;
        holders.iter().find(|(table, _)| table.name != child.name).map(|&(_, holder)| holder)
    }
}

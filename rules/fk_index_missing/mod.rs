//! `fk-index-missing`: no index leads with the columns of a foreign key.

mod remedy;
mod witness;

use std::collections::HashSet;

use fklint_catalog::{
    Column, Engine, ForeignKey, Ident, Key, KeyKind, KeyPart, KeyPath, ObjectPath, Semantics, Table,
};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `fk-index-missing`.
pub(crate) struct FkIndexMissing;

/// A foreign key that no index serves, and the one that comes nearest.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    near: Option<(&'c Key, &'static str)>,
}

impl Rule for FkIndexMissing {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-index-missing",
        summary: "a foreign key whose columns no index begins with",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        let makes = || format!("{} makes the index of a foreign key itself", semantics.engine);
        semantics.makes_child_index.then(makes)
    }

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if self.ruled_out(cx.semantics).is_some() {
            return;
        }
        for table in cx.catalog.tables() {
            let mut seen: HashSet<&[Ident]> = HashSet::new();
            for (index, key) in table.foreign_keys.iter().enumerate() {
                let at = || ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
                let healthy = |why: &str| cx.silent(|| Silence::new(at(), why));
                let serves = |candidate: &&Key| lack(cx, candidate, table, key).is_none();
                if !table.is_whole() {
                    healthy("its table was not created in what was read: its indexes are not known");
                } else if !key.is_checked() {
                    healthy("not checked: no delete looks for its rows");
                } else if !key.columns.iter().all(|column| table.column(column).is_some()) {
                    healthy("its columns were not read");
                } else if let Some(index) = table.keys.iter().find(serves) {
                    cx.silent(|| served(at(), table, index));
                } else if !seen.insert(&key.columns) {
                    healthy("reported for another foreign key over the same columns");
                } else {
                    let mut near = table
                        .keys
                        .iter()
                        .filter(|candidate| candidate.columns().any(|column| key.columns.contains(column)));
                    let near = near.find_map(|near| Some((near, lack(cx, near, table, key)?)));
                    found.push(Evidence { table, index, near });
                }
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = &evidence.table.foreign_keys[evidence.index];
        let name = &evidence.table.name;
        let count = key.columns.len();
        let begins = |candidate: &Key| {
            unusable(candidate, key).is_none() && (1..count).contains(&led(candidate, key).len())
        };
        let much = if evidence.table.keys.iter().any(begins) { "too much" } else { "all" };
        let columns = words::list(&key.columns);
        let message = if key.parent == *name {
            format!("deleting a row of `{name}` reads {much} of it: no index on {columns}")
        } else {
            format!("deleting from `{}` reads {much} of `{name}`: no index on {columns}", key.parent)
        };
        let report = Report::new(message, At::whole(self.object(cx, evidence)));
        match evidence.near {
            Some((near, lacks)) => {
                let path = ObjectPath::Key(name.clone(), KeyPath::of(near));
                report.related(At::part(path, Part::Whole), lacks)
            }
            None => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Why a foreign key has its index.
fn served(at: ObjectPath, table: &Table, index: &Key) -> Silence {
    let path = KeyPath::of(index);
    let who = match &path {
        KeyPath::Primary => "the primary key".to_owned(),
        KeyPath::Named(name) => words::name(name),
        KeyPath::Columns(_) => format!("the index of {}", words::list(index.columns())),
    };
    let partial = if index.predicate.is_some() { ", and leaves out its NULLs alone" } else { "" };
    Silence::new(at, format!("{who} begins with its columns{partial}"))
        .by(ObjectPath::Key(table.name.clone(), path))
}

/// What a key lacks to serve as the index of a foreign key; `None` when it serves.
///
/// Its first parts must be the foreign key's columns, in any order: each is compared for equality. Fewer of them do where
/// they are a key of the parent by themselves, since all rows that agree in them have the same parent. An index that is
/// partial on exactly their being NOT NULL serves too, since NULLs have no parent.
fn lack(cx: Cx<'_>, candidate: &Key, table: &Table, key: &ForeignKey) -> Option<&'static str> {
    let unusable = unusable(candidate, key);
    if unusable.is_some() {
        return unusable;
    }
    let led = led(candidate, key);
    // Looked up only where the columns alone do not tell.
    let parent = || cx.catalog.parent(key);
    let is_enough = |parent: &Table| {
        let nth = |column: &Ident| key.columns.iter().position(|own| own == column);
        let referenced = cx.catalog.parent_columns(key).unwrap_or_default();
        let referenced: Option<Vec<Ident>> =
            led.iter().map(|column| referenced.get(nth(column)?).cloned()).collect();
        !led.is_empty() && referenced.is_some_and(|columns| parent.is_unique_over(&columns))
    };
    if !key.columns.iter().all(|column| led.contains(&column)) && !parent().is_some_and(is_enough) {
        return Some("this index does not begin with the foreign key's columns");
    }
    let collations = || key.columns.iter().enumerate().filter(|(_, column)| led.contains(column));
    let differs = |(nth, column): (usize, &Ident)| {
        let part = candidate.parts.iter().find(|part| part.is_whole(column));
        let own = table.column(column).and_then(|column| column.collation.as_deref());
        let of_index = part.and_then(|part| part.collation.as_deref()).or(own);
        let of_parent = parent_column(cx, key, nth).and_then(|column| column.collation.as_deref());
        parent().is_some() && !same_collation(of_index, of_parent)
    };
    // The comparison is made under the parent's collation (s5_sqlite 5b2), and only an index of that one serves it.
    if cx.semantics.parent_collation_decides && collations().any(differs) {
        return Some("this index has another collation than the parent's column");
    }
    None
}

/// Why the planner finds no child by a key, whatever its columns are.
fn unusable(candidate: &Key, key: &ForeignKey) -> Option<&'static str> {
    if !matches!(candidate.kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Plain) {
        return Some("this kind of index does not find equal values");
    }
    if !candidate.valid {
        return Some("this index is not used by the engine");
    }
    if candidate.method.as_deref().is_some_and(|method| !matches!(method, "btree" | "hash")) {
        return Some("this kind of index does not find equal values");
    }
    let not_null = |columns: &Vec<Ident>| columns.iter().all(|column| key.columns.contains(column));
    if candidate.predicate.as_ref().is_some_and(|p| !p.not_null.as_ref().is_some_and(not_null)) {
        return Some("this index holds only some of the rows");
    }
    None
}

/// The columns of the foreign key that a key begins with.
fn led<'c>(candidate: &'c Key, key: &ForeignKey) -> Vec<&'c Ident> {
    let of_key =
        |part: &'c KeyPart| key.columns.iter().find(|column| part.is_whole(column)).and(part.column.as_ref());
    candidate.parts.iter().map_while(of_key).collect()
}

fn parent_column<'c>(cx: Cx<'c>, key: &ForeignKey, nth: usize) -> Option<&'c Column> {
    let columns = cx.catalog.parent_columns(key)?;
    cx.catalog.parent(key)?.column(columns.get(nth)?)
}

/// No collation is the binary one.
fn same_collation(left: Option<&str>, right: Option<&str>) -> bool {
    left.unwrap_or("binary").eq_ignore_ascii_case(right.unwrap_or("binary"))
}

//! What people declared about a schema, looked up in it: post-update strategies and natural keys.

use fklint_catalog::{Catalog, Ident, ObjectPath, Part, Table};
use fklint_reflect::{DirectiveKind, Reflection};
use fklint_rule::Declared;
use fklint_source::{FileId, SourceMap};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::{Config, Spotted};
use crate::suppress::{canonical, head, lines, reach};

/// The declarations about one schema, and which entries of the configuration they come from.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    pub(crate) declared: Declared,
    /// The configured texts that name something in this schema, by where they stand.
    pub(crate) matched: FxHashSet<(u32, u32, String)>,
}

/// Looks all declarations up in a schema.
pub(crate) fn look_up(reflection: &Reflection, config: &Config, sources: &SourceMap) -> Declarations {
    let mut found = Declarations::default();
    configured(&reflection.catalog, config, &mut found);
    commented(reflection, sources, &mut found);
    found
}

/// What the configured declarations that name nothing in any schema come to.
pub(crate) fn warnings(config: &Config, matched: &FxHashSet<(u32, u32, String)>) -> Vec<String> {
    let keys = config.keys.immutable.iter().chain(&config.keys.mutable);
    let foreign_keys = config.post_update.iter().map(|entry| (entry, "[[post-update]]", "foreign key"));
    let all = foreign_keys.chain(keys.map(|entry| (entry, "[keys]", "column")));
    all.filter(|(entry, ..)| !matched.contains(&identity(entry)))
        .map(|(entry, section, kind)| {
            config.wrong(entry, format!("{section} names no {kind}: `{entry}`")).to_string()
        })
        .collect()
}

fn identity(entry: &Spotted) -> (u32, u32, String) {
    (entry.line, entry.column, entry.text.clone())
}

fn configured(catalog: &Catalog, config: &Config, found: &mut Declarations) {
    let wanted = Wanted::new(&config.post_update);
    for table in wanted.tables(catalog) {
        for index in 0..table.foreign_keys.len() {
            let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
            for entry in wanted.foreign_key(catalog, table, index, &path) {
                found.matched.insert(identity(entry));
                found.declared.post_update.insert(path.clone());
            }
        }
    }
    let keys = [
        (&config.keys.immutable, &mut found.declared.immutable),
        (&config.keys.mutable, &mut found.declared.mutable),
    ];
    for (entries, columns) in keys {
        let wanted = Wanted::new(entries);
        for table in wanted.tables(catalog) {
            for column in &table.columns {
                for entry in wanted.member(catalog, table, column.name.as_str()) {
                    found.matched.insert(identity(entry));
                    columns.insert(ObjectPath::Column(table.name.clone(), column.name.clone()));
                }
            }
        }
    }
}

/// Configured texts by the table and the member that they name.
struct Wanted<'c>(FxHashMap<String, Vec<(String, &'c Spotted)>>);

impl<'c> Wanted<'c> {
    fn new(entries: &'c [Spotted]) -> Self {
        let mut wanted: FxHashMap<String, Vec<(String, &Spotted)>> = FxHashMap::default();
        for entry in entries {
            let text = canonical(&entry.text);
            // The columns of `t.fk(a,b)` hold no dot: the last one before them ends the table's name.
            let head = text.find('(').unwrap_or(text.len());
            let Some(at) = text[..head].rfind('.') else { continue };
            wanted.entry(text[..at].to_owned()).or_default().push((text[at + 1..].to_owned(), entry));
        }
        Self(wanted)
    }

    /// The tables that are named.
    fn tables<'t>(&self, catalog: &'t Catalog) -> impl Iterator<Item = &'t Table> {
        let all = if self.0.is_empty() { 0 } else { catalog.len() };
        let tables = catalog.tables().take(all);
        tables.filter(move |table| names(catalog, table).any(|name| self.0.contains_key(&name)))
    }

    fn member(&self, catalog: &Catalog, table: &Table, member: &str) -> Vec<&'c Spotted> {
        let member = canonical(member);
        let named = names(catalog, table).filter_map(|name| self.0.get(&name)).flatten();
        named.filter(|(wanted, _)| *wanted == member).map(|&(_, entry)| entry).collect()
    }

    /// The entries for a foreign key: by its columns (`a`, `(a,b)`, `fk(a,b)`), or by its name.
    fn foreign_key(
        &self,
        catalog: &Catalog,
        table: &Table,
        index: usize,
        path: &ObjectPath,
    ) -> Vec<&'c Spotted> {
        let key = &table.foreign_keys[index];
        let columns = key.columns.iter().map(Ident::as_str).collect::<Vec<_>>().join(",");
        let parenthesised = format!("({columns})");
        let mut members = vec![columns, parenthesised];
        if let ObjectPath::ForeignKey(_, key) = path {
            members.push(key.to_string());
        }
        members.extend(key.name.as_ref().map(|name| name.as_str().to_owned()));
        members.iter().flat_map(|member| self.member(catalog, table, member)).collect()
    }
}

/// A table's name as the configuration may write it: with and without the default schema.
fn names(catalog: &Catalog, table: &Table) -> impl Iterator<Item = String> + use<> {
    let path = ObjectPath::Table(table.name.clone());
    let schema = catalog.default_schema.as_ref().map(Ident::as_str);
    let long =
        schema.filter(|_| table.name.schema.is_none()).map(|schema| canonical(&path.display(Some(schema))));
    [Some(canonical(&path.display(None))), long].into_iter().flatten()
}

/// Finds the foreign keys at which `post-update` comments stand.
fn commented(reflection: &Reflection, sources: &SourceMap, found: &mut Declarations) {
    let mut starts: FxHashMap<(FileId, u32), Vec<usize>> = FxHashMap::default();
    let mut below: FxHashMap<(FileId, u32), Vec<usize>> = FxHashMap::default();
    let strategies = &mut found.declared.strategies;
    for ((file, directive), index) in reflection.directives.iter().zip(0..) {
        if directive.kind == DirectiveKind::PostUpdate {
            let reach = reach(sources.file(*file), directive.span.start);
            let strategy = strategies.len();
            strategies.push((index, Vec::new()));
            starts.entry((*file, reach.line)).or_default().push(strategy);
            if let Some(line) = reach.below {
                below.entry((*file, line)).or_default().push(strategy);
            }
        }
    }
    if starts.is_empty() {
        return;
    }
    for (table, index, _) in reflection.catalog.foreign_keys() {
        let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
        let Some(place) = reflection.place(&path, Part::Whole) else { continue };
        let file = sources.file(place.file);
        let (first, last) = lines(file, place);
        let on = (first..=last).filter_map(|line| starts.get(&(place.file, line)));
        let above = [Some(first), head(file, first)].into_iter().flatten();
        let above = above.filter_map(|line| below.get(&(place.file, line)));
        for &strategy in on.chain(above).flatten() {
            found.declared.strategies[strategy].1.push(path.clone());
            found.declared.post_update.insert(path.clone());
        }
    }
}

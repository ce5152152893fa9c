//! How schemas name a column after the table that it points at. Data first: what counts as a convention stands in tables.

use fklint_catalog::{Catalog, Column, Engine, Ident, Table, TableKind, TypeFamily};
use fklint_rule::FxHashMap;

/// Words behind a table's name: `forum_id`, `forumId`, `user_uuid`, `country_code`.
const BEHIND: &[&str] = &["id", "uuid", "guid", "fk", "ref", "key", "no", "nr", "code"];
/// Words before it: `id_forum`, `fk_forum`.
const BEFORE: &[&str] = &["id", "fk"];
/// What it ends with where it is one word: `forumid`.
const GLUED: &str = "id";
/// What a row calls another one of its own table: `parent_id`.
const OWN: &[&str] = &["parent"];
/// Words before the names of tables that say nothing: `tbl_forum`. So does a word that half of all tables begin with.
const PREFIXES: &[&str] = &["tbl", "tb", "t"];
/// Names of keys that are too common to tell whose key they are.
const COMMON_KEYS: &[&str] =
    &["id", "uuid", "guid", "key", "code", "name", "no", "nr", "number", "hash", "slug"];
/// How plurals end, and singulars instead, the first that fits.
const PLURALS: &[(&str, &str)] = &[
    ("people", "person"),
    ("children", "child"),
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("uses", "us"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

/// The names of a catalog's tables and keys, ready to be asked.
pub(super) struct Naming<'c> {
    engine: Engine,
    tables: FxHashMap<String, Vec<&'c Table>>,
    keys: FxHashMap<&'c str, Vec<&'c Table>>,
}

/// A column that is named for a table.
#[derive(Clone, Copy)]
pub(super) struct Reference<'c> {
    pub(super) column: &'c Column,
    pub(super) parent: &'c Table,
    /// The column that alone is the parent's primary key.
    pub(super) key: &'c Ident,
}

impl<'c> Naming<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        let mut naming =
            Self { engine: catalog.engine, tables: FxHashMap::default(), keys: FxHashMap::default() };
        let spoken = || catalog.tables().map(|table| (table, words_of(table.name.name.as_str())));
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        for (_, mut words) in spoken().filter(|(_, words)| words.len() > 1) {
            *first.entry(words.swap_remove(0)).or_default() += 1;
        }
        let says_nothing = |word: &String| {
            let count = first.get(word).copied().unwrap_or_default();
            PREFIXES.contains(&word.as_str()) || count > 2 && count * 2 >= catalog.len()
        };
        let referable = |table: &Table| table.kind == TableKind::Base && table.is_whole();
        for (table, mut words) in spoken().filter(|(table, _)| referable(table)) {
            let Some(key) = only_key(table) else { continue };
            if words.len() > 1 && says_nothing(&words[0]) {
                words.remove(0);
            }
            naming.tables.entry(singular(&words)).or_default().push(table);
            if !COMMON_KEYS.contains(&key.folded()) {
                naming.keys.entry(key.folded()).or_default().push(table);
            }
        }
        naming
    }

    /// The columns of a table that are named for a table, and hold what its key holds.
    pub(super) fn references(&self, child: &'c Table) -> Vec<Reference<'c>> {
        child.columns.iter().filter_map(|column| self.reference(child, column)).collect()
    }

    fn reference(&self, child: &'c Table, column: &'c Column) -> Option<Reference<'c>> {
        if column.generator.is_some() || column.generated.is_some() {
            return None;
        }
        let stem = stem(words_of(column.name.as_str()));
        let named = |words: &[String]| self.tables.get(&singular(words)).cloned().unwrap_or_default();
        let own = if OWN.iter().any(|own| stem == [*own]) { vec![child] } else { Vec::new() };
        let keyed = self.keys.get(column.name.folded()).cloned().unwrap_or_default();
        // The nearest sense first: the table's name, its own row, the key's name, a role before the table's name.
        let mut senses = vec![named(&stem), own, keyed];
        senses.extend((1..stem.len()).map(|role| named(&stem[role..])));
        // A table's own key is a link only where it has the name of another table.
        senses.truncate(if only_key(child) == Some(&column.name) { 1 } else { senses.len() });
        for tables in &mut senses {
            tables.retain(|parent| self.fits(child, column, parent));
        }
        match senses.iter().find(|tables| !tables.is_empty())?.as_slice() {
            &[parent] => Some(Reference { column, parent, key: only_key(parent)? }),
            _ => None,
        }
    }

    fn fits(&self, child: &Table, column: &Column, parent: &Table) -> bool {
        let Some(key) = only_key(parent).and_then(|key| parent.column(key)) else { return false };
        let [own, other] = [column, key].map(|column| column.data_type.family(self.engine));
        // A mandatory link of a table to itself could hold no first row.
        let can_be_own = || key.name != column.name && child.is_nullable(&column.name);
        own == other
            && own != TypeFamily::Other
            && parent.name.schema == child.name.schema
            && (parent.name != child.name || can_be_own())
    }
}

/// The column that alone is the primary key.
fn only_key(table: &Table) -> Option<&Ident> {
    match table.primary_key()?.parts.as_slice() {
        [part] if part.prefix.is_none() => part.column.as_ref(),
        _ => None,
    }
}

/// The words of a column's name without those that only say "key of": `favorite`, `entry` of `favorite_entry_id`. Empty
/// where nothing says so.
fn stem(mut words: Vec<String>) -> Vec<String> {
    let is = |word: Option<&String>, list: &[&str]| word.is_some_and(|word| list.contains(&word.as_str()));
    if is(words.last(), BEHIND) {
        words.pop();
    } else if is(words.first(), BEFORE) {
        words.remove(0);
    } else if let Some(bare) = words.last().and_then(|word| word.strip_suffix(GLUED)).map(str::to_owned) {
        words.pop();
        words.push(bare);
    } else {
        words.clear();
    }
    words
}

/// The words of a name, in lower case: `order_item`, `orderItem` and `OrderItem` have the same two.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_lower = false;
    for char in name.chars() {
        let starts = char.is_uppercase() && before_is_lower;
        before_is_lower = char.is_lowercase();
        if starts || !char.is_alphanumeric() {
            words.push(String::new());
        }
        let last = words.len() - 1;
        words[last].extend(char.to_lowercase().filter(|char| char.is_alphanumeric()));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words as one, in the singular.
fn singular(words: &[String]) -> String {
    let name = words.concat();
    let plural = PLURALS.iter().find_map(|(end, instead)| Some((name.strip_suffix(end)?, instead)));
    plural.map_or_else(|| name.clone(), |(start, instead)| format!("{start}{instead}"))
}

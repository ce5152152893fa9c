//! Every difference between two catalogs, in words.

mod objects;

use std::fmt::{self, Debug};

use crate::{Catalog, ObjectPath, Settings, Table, TableKind, TableOptions};

/// A difference between two catalogs: the left one is as it is, the right one as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs; `None` for the catalog itself.
    pub at: Option<ObjectPath>,
    /// Which of its attributes, as words: `on delete`.
    pub attribute: String,
    /// The left one's value, as words.
    pub left: String,
    /// The right one's.
    pub right: String,
}

/// What an object is that only the other catalog has.
const ABSENT: &str = "not there";
const PRESENT: &str = "there";

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(at) => write!(f, "`{}`: ", at.display(None))?,
            None => f.write_str("the schema: ")?,
        }
        match self.attribute.as_str() {
            "" => write!(
                f,
                "it is {}, and should{} be",
                self.left,
                if self.left == PRESENT { " not" } else { "" }
            ),
            attribute => write!(f, "{attribute} is {}, not {}", self.left, self.right),
        }
    }
}

/// Every difference between two catalogs; empty exactly when they are equal. Constraints and indexes are paired by
/// what they are, then by their names, then by their columns.
#[must_use]
pub fn diff(left: &Catalog, right: &Catalog) -> Vec<Difference> {
    let mut found = Found { at: None, all: Vec::new() };
    if left == right {
        return found.all;
    }
    settings(&mut found, left, right);
    for table in left.tables() {
        found.at = Some(ObjectPath::Table(table.name.clone()));
        match right.table(&table.name) {
            Some(other) => self::table(&mut found, table, other),
            None => found.presence(true),
        }
    }
    for table in right.tables().filter(|table| left.table(&table.name).is_none()) {
        found.at = Some(ObjectPath::Table(table.name.clone()));
        found.presence(false);
    }
    found.all
}

/// The differences so far, and the object that is looked at.
struct Found {
    at: Option<ObjectPath>,
    all: Vec<Difference>,
}

impl Found {
    fn push(&mut self, attribute: &str, left: String, right: String) {
        let attribute = attribute.to_owned();
        self.all.push(Difference { at: self.at.clone(), attribute, left, right });
    }

    fn presence(&mut self, left: bool) {
        let (left, right) = if left { (PRESENT, ABSENT) } else { (ABSENT, PRESENT) };
        self.push("", left.to_owned(), right.to_owned());
    }

    /// Compares two values of an attribute.
    fn field<T: PartialEq + ?Sized>(
        &mut self,
        attribute: &str,
        left: &T,
        right: &T,
        words: impl Fn(&T) -> String,
    ) {
        if left != right {
            self.push(attribute, words(left), words(right));
        }
    }

    /// An attribute that may be missing.
    fn option<T: PartialEq>(
        &mut self,
        attribute: &str,
        left: &Option<T>,
        right: &Option<T>,
        words: impl Fn(&T) -> String,
    ) {
        self.field(attribute, left, right, |value| value.as_ref().map_or_else(|| "none".to_owned(), &words));
    }

    fn flag(&mut self, attribute: &str, left: bool, right: bool) {
        self.field(attribute, &left, &right, |value| if *value { "on" } else { "off" }.to_owned());
    }
}

fn settings(found: &mut Found, left: &Catalog, right: &Catalog) {
    let Catalog { engine, version, default_schema, settings, tables: _ } = left;
    found.field("engine", engine, &right.engine, ToString::to_string);
    found.option("version", version, &right.version, ToString::to_string);
    found.option("default schema", default_schema, &right.default_schema, quoted);
    let Settings {
        foreign_key_checks,
        legacy_alter_table,
        default_storage_engine,
        restrict_fk_on_non_standard_key,
        native_foreign_keys,
        current_schema,
        charset,
    } = settings;
    let right = &right.settings;
    found.option("foreign key checks", foreign_key_checks, &right.foreign_key_checks, ToString::to_string);
    found.option("legacy_alter_table", legacy_alter_table, &right.legacy_alter_table, ToString::to_string);
    found.option("default storage engine", default_storage_engine, &right.default_storage_engine, |engine| {
        engine.0.to_string()
    });
    found.option(
        "restrict_fk_on_non_standard_key",
        restrict_fk_on_non_standard_key,
        &right.restrict_fk_on_non_standard_key,
        ToString::to_string,
    );
    found.option(
        "innodb_native_foreign_keys",
        native_foreign_keys,
        &right.native_foreign_keys,
        ToString::to_string,
    );
    found.option("current schema", current_schema, &right.current_schema, quoted);
    found.option("default character set", charset, &right.charset, ToString::to_string);
}

fn table(found: &mut Found, left: &Table, right: &Table) {
    if left == right {
        return;
    }
    let before = found.all.len();
    // Without `..`: an attribute that is added must be compared.
    let Table { name: _, columns, keys, foreign_keys, checks, kind, options, completeness } = left;
    let TableOptions { storage_engine, partition_by, inherits, without_rowid, strict, charset, collation } =
        &**options;
    found.field("kind", kind, &right.kind, kind_words);
    found.option("storage engine", storage_engine, &right.storage_engine, |engine| engine.0.to_string());
    found.option("PARTITION BY", partition_by, &right.partition_by, ticked);
    found.field("list of tables it inherits from", inherits, &right.inherits, |names| {
        list(names.iter().map(ToString::to_string))
    });
    found.flag("WITHOUT ROWID", *without_rowid, right.without_rowid);
    found.flag("STRICT", *strict, right.strict);
    found.option("default character set", charset, &right.charset, ToString::to_string);
    found.option("default collation", collation, &right.collation, ToString::to_string);
    found.field("completeness", completeness, &right.completeness, words);
    let at = found.at.clone();
    objects::columns(found, left, columns, &right.columns);
    objects::keys(found, left, keys, &right.keys);
    objects::foreign_keys(found, left, foreign_keys, &right.foreign_keys);
    found.at = at;
    objects::checks(found, checks, &right.checks);
    if found.all.len() == before {
        // Two columns of one name, which no engine allows.
        found.push("definition", format!("{left:?}"), format!("{right:?}"));
    }
}

fn kind_words(kind: &TableKind) -> String {
    match kind {
        TableKind::Partition { of, bounds } => format!("a partition of `{of}` `{bounds}`"),
        kind => words(kind),
    }
}

/// A plain enum's name as words: `NotValidated` is `not validated`.
fn words(value: &impl Debug) -> String {
    let mut out = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_uppercase() && !out.is_empty() && !out.ends_with(['(', ' ']) {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn quoted(name: &crate::Ident) -> String {
    format!("`{name}`")
}

fn ticked(text: &impl fmt::Display) -> String {
    format!("`{text}`")
}

fn list(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() { "empty".to_owned() } else { format!("`{}`", names.join(", ")) }
}

#[cfg(test)]
mod tests;

//! The names that engines give to foreign keys without one.

use crate::write::make_object_name;
use crate::{Engine, ForeignKey, Table};

use super::{GeneratedName, Semantics};

impl Semantics {
    /// The name that `foreign_keys[index]` of `table` bears on the engine: its own, or the generated one. `None` where
    /// that cannot be told beforehand.
    #[must_use]
    pub fn name_of(&self, table: &Table, index: usize) -> Option<String> {
        let key = table.foreign_keys.get(index)?;
        if let Some(name) = &key.name {
            return Some(name.folded().to_owned());
        }
        match self.generated_name {
            GeneratedName::TableColumnsFkey => Some(columns_fkey(table, index, key)),
            // What the engine forgets has no name.
            GeneratedName::TableIbfkNumber => key.is_checked().then(|| ibfk(table, index)),
            GeneratedName::Unpredictable | GeneratedName::Nothing => None,
        }
    }
}

/// `child_a_b_fkey`, the longer of table and columns cut until it fits, with a number where the name is taken.
fn columns_fkey(table: &Table, index: usize, key: &ForeignKey) -> String {
    let base = |key: &ForeignKey| key.columns.iter().map(crate::Ident::folded).collect::<Vec<_>>().join("_");
    let columns = base(key);
    let taken = |name: &str| {
        let named = table.foreign_keys.iter().filter_map(|other| other.name.as_ref());
        let keys = table.keys.iter().filter_map(|other| other.name.as_ref());
        let checks = table.checks.iter().filter_map(|other| other.name.as_ref());
        named.chain(keys).chain(checks).any(|other| other.folded() == name)
    };
    let unnamed = table.foreign_keys[..index].iter().filter(|other| other.name.is_none());
    let mut skip = unnamed.filter(|other| base(other) == columns).count();
    let mut number = 0;
    loop {
        let suffix = if number == 0 { "fkey".to_owned() } else { format!("fkey{number}") };
        let name = make_object_name(Engine::Postgres, table.name.name.folded(), &columns, &suffix);
        number += 1;
        if taken(&name) {
            continue;
        }
        if skip == 0 {
            return name;
        }
        skip -= 1;
    }
}

/// `child_ibfk_3`: one more than the highest number in use, counted up in the order of declaration. So does ALTER TABLE;
/// a CREATE TABLE counts from 1 even where it gives such a name to another key, which hardly anybody writes.
fn ibfk(table: &Table, index: usize) -> String {
    let prefix = format!("{}_ibfk_", table.name.name.folded());
    let number = |key: &ForeignKey| {
        let name = key.name.as_ref()?.as_str();
        let rest = name
            .get(..prefix.len())
            .filter(|head| head.eq_ignore_ascii_case(&prefix))
            .map(|_| &name[prefix.len()..])?;
        rest.parse::<u32>().ok()
    };
    let highest =
        table.foreign_keys.iter().filter(|key| key.is_checked()).filter_map(number).max().unwrap_or(0)
            as usize;
    let counts = |key: &&ForeignKey| key.name.is_none() && key.is_checked();
    let before = table.foreign_keys[..index].iter().filter(counts).count();
    format!("{prefix}{}", highest + before + 1)
}

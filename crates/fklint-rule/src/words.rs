//! How messages name things: objects in backticks, lists with commas.

use std::fmt::Display;

use fklint_catalog::{ForeignKey, Ident, ObjectPath, TableName};

use crate::Cx;

/// `` `users` ``
#[must_use]
pub fn name(object: impl Display) -> String {
    format!("`{object}`")
}

/// `` `a`, `b` and `c` ``
#[must_use]
pub fn list<T: Display>(objects: impl IntoIterator<Item = T>) -> String {
    joined(&objects.into_iter().map(name).collect::<Vec<_>>())
}

/// `a, b and c`: things that have their backticks already.
#[must_use]
pub fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// `(a, b)`, as SQL has it.
#[must_use]
pub fn tuple(columns: &[Ident]) -> String {
    format!("({})", columns.iter().map(Ident::as_str).collect::<Vec<_>>().join(", "))
}

/// `` `entry (widget_id, entry_id)` ``: columns of a table.
#[must_use]
pub fn columns_of(table: &TableName, columns: &[Ident]) -> String {
    format!("`{table} {}`", tuple(columns))
}

/// The foreign key's name, or its columns where it has none: `` `fk_favorite` ``, `` `widget (favorite_id)` ``.
#[must_use]
pub fn foreign_key(child: &TableName, key: &ForeignKey) -> String {
    key.name.as_ref().map_or_else(|| columns_of(child, &key.columns), name)
}

/// How to declare that foreign keys are written second, where the schema does not say it itself.
#[must_use]
pub fn declare_second(cx: Cx<'_>, keys: &[ObjectPath]) -> String {
    let place = if cx.live {
        let keys = list(keys.iter().map(|key| key.display(None)));
        format!("{keys} as `foreign-key` of a `[[post-update]]` in fklint.toml")
    } else {
        "`-- fklint: post-update` on this clause".to_owned()
    };
    format!("{place}, `post_update=True` in the model")
}

/// Longer names are not compared: no engine takes them, and the time grows with the product of the lengths.
const LONGEST_NAME: usize = 256;

/// The candidate that was probably meant: the same but for case, or spelled alike.
pub fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.to_lowercase();
    let close = |candidate: &'n str| {
        if candidate.len() > LONGEST_NAME {
            return None;
        }
        let likeness = strsim::jaro_winkler(&name, &candidate.to_lowercase());
        (likeness > 0.88).then_some((likeness, candidate))
    };
    candidates
        .into_iter()
        .filter_map(close)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// An article and a name: `` an `entry` ``, `` a `user` ``.
#[must_use]
pub fn one(table: &TableName) -> String {
    let text = table.to_string().to_lowercase();
    let spoken_as_consonant = ["us", "uni", "eu", "one"].iter().any(|start| text.starts_with(start));
    let article =
        if text.starts_with(['a', 'e', 'i', 'o', 'u']) && !spoken_as_consonant { "an" } else { "a" };
    format!("{article} {}", name(table))
}

/// `` an `entry` needs its `widget` first ``
#[must_use]
pub fn needs_first(child: &TableName, parent: &TableName) -> String {
    format!("{} needs its {} first", one(child), name(parent))
}

/// `` `a`, `b` and `c` ``, or `` `a`, `b`, `c` and 9 more tables `` where there are too many for a message.
#[must_use]
pub fn tables<T: Display>(names: &[T]) -> String {
    const SHOWN: usize = 3;
    if names.len() <= SHOWN + 1 {
        return list(names);
    }
    let shown: Vec<String> = names[..SHOWN].iter().map(name).collect();
    format!("{} and {} more tables", shown.join(", "), names.len() - SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_tables_are_counted() {
        assert_eq!(tables(&["a", "b", "c", "d"]), "`a`, `b`, `c` and `d`");
        assert_eq!(tables(&["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more tables");
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b"]), "`a` and `b`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }

    #[test]
    fn the_nearest_name_ignores_case_and_forgives_a_slip() {
        assert_eq!(nearest("Users", ["orders", "users"]), Some("users"));
        assert_eq!(nearest("custommers", ["orders", "customers"]), Some("customers"));
        assert_eq!(nearest("invoices", ["orders", "users"]), None);
    }
}

//! How messages name things: objects in backticks, lists with commas.

use std::fmt::Display;

use fklint_catalog::{ForeignKey, Ident, TableName};

/// `` `users` ``
#[must_use]
pub fn name(object: impl Display) -> String {
    format!("`{object}`")
}

/// `` `a`, `b` and `c` ``
#[must_use]
pub fn list<T: Display>(objects: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = objects.into_iter().map(name).collect();
    match names.as_slice() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b"]), "`a` and `b`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}

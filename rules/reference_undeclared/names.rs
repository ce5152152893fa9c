//! Which column names speak of a table's key: endings, plurals and exceptions, as data.

/// A name for one key: the lower-case letters and digits of a column's name.
pub(super) type Spelling = String;

/// Names of keys that do not say of which table they are: any column that says so is meant, with one of these endings.
const BARE_KEYS: &[(&str, &[&str])] =
    &[("id", &["id"]), ("uuid", &["uuid", "id"]), ("guid", &["guid", "id"]), ("pk", &["pk", "id"])];

/// What stands behind a table's name in the name of its key (`user_id`), and before it (`id_user`).
const BEHIND: &[&str] = &["id", "uuid", "guid"];
const BEFORE: &[&str] = &["id"];

/// Endings of plurals, and what stands in their place in the singular. All that fit are tried: a word that does not
/// exist names no column.
#[rustfmt::skip]
const PLURALS: &[(&str, &str)] = &[
    ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("uses", "us"), ("ises", "is"),
    ("yses", "ysis"), ("ices", "ex"), ("ices", "ix"), ("ves", "f"), ("ves", "fe"), ("people", "person"),
    ("children", "child"), ("men", "man"), ("media", "medium"), ("criteria", "criterion"), ("s", ""),
];

/// Shorter names of tables say too little.
const SHORTEST: usize = 3;

/// Words of names of tables whose rows outlive what they speak of, or come before it: nobody forgot a foreign key.
#[rustfmt::skip]
const DETACHED: &[&str] = &[
    "archive", "archived", "archives", "audit", "audits", "backup", "backups", "bak", "cache", "cached", "deleted",
    "hist", "histories", "history", "import", "imports", "journal", "log", "logs", "old", "snapshot", "snapshots",
    "stage", "staging", "stat", "statistics", "stats", "summary", "temp", "tmp",
];

/// Defaults that stand for "none": rows without a parent are meant to be.
const NONE: &[&str] =
    &["0", "'0'", "-1", "'-1'", "''", "(0)", "((0))", "'00000000-0000-0000-0000-000000000000'"];

/// What a column's name ends with that says which table an `…_id` beside it means.
const KINDS: &[&str] = &["type", "kind", "class", "table", "model"];

/// The lower-case letters and digits of a name.
pub(super) fn plain(name: &str, into: &mut Spelling) {
    into.clear();
    into.extend(name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
}

/// Whether a column's name may be one of [`spellings`], told at a glance: most are not.
pub(super) fn may_refer(column: &str) -> bool {
    let name = column.as_bytes();
    // Any of them has a table's name in it and one of these.
    if name.len() < SHORTEST + "id".len() {
        return false;
    }
    let ends = |end: &&[u8; 2]| name.last_chunk::<2>().is_some_and(|last| last.eq_ignore_ascii_case(*end));
    // `uuid` and `guid` too.
    [b"id", b"pk"].iter().any(ends)
        || name.first_chunk::<2>().is_some_and(|first| first.eq_ignore_ascii_case(b"id"))
}

/// The names of columns that speak of the key `key`, a single column, of `table`; both plain.
pub(super) fn spellings(table: &str, key: &str) -> Vec<Spelling> {
    let stems = stems(table);
    if let Some((_, ends)) = BARE_KEYS.iter().find(|(bare, _)| *bare == key) {
        let behind = stems.iter().flat_map(|stem| ends.iter().map(move |end| format!("{stem}{end}")));
        let before = stems.iter().flat_map(|stem| BEFORE.iter().map(move |start| format!("{start}{stem}")));
        return behind.chain(before).collect();
    }
    let behind = BEHIND.iter().filter_map(|end| key.strip_suffix(end));
    let mut rests = behind.chain(BEFORE.iter().filter_map(|start| key.strip_prefix(start)));
    // Tables may have a prefix that their keys do not repeat: `id_customer` of `ps_customer`.
    let own = |rest: &str| rest.len() >= SHORTEST && stems.iter().any(|stem| stem.ends_with(rest));
    if rests.any(own) { vec![key.to_owned()] } else { Vec::new() }
}

/// A table's name, as it is and in the singular.
fn stems(table: &str) -> Vec<String> {
    let singular = |(plural, end): &(&str, &str)| Some(format!("{}{end}", table.strip_suffix(plural)?));
    let mut stems: Vec<String> =
        std::iter::once(table.to_owned()).chain(PLURALS.iter().filter_map(singular)).collect();
    stems.retain(|stem| stem.len() >= SHORTEST);
    stems
}

/// Whether rows of that table stand for themselves: logs, archives, imports.
pub(super) fn is_detached(table: &str) -> bool {
    let mut word = String::new();
    let mut was_lower = false;
    for c in table.chars().chain(['_']) {
        if !c.is_alphanumeric() || c.is_uppercase() && was_lower {
            if DETACHED.contains(&word.as_str()) {
                return true;
            }
            word.clear();
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    false
}

/// Whether a default says "none".
pub(super) fn is_none(default: &str) -> bool {
    NONE.contains(&default.split("::").next().unwrap_or(default).trim())
}

/// Whether `other` says of which table the rows are that `column` means: `owner_type` beside `owner_id`; both plain.
pub(super) fn tells_the_table(column: &str, other: &str) -> bool {
    let stem = BEHIND.iter().find_map(|end| column.strip_suffix(end)).unwrap_or(column);
    other.strip_prefix(stem).is_some_and(|rest| KINDS.contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly(name: &str) -> String {
        let mut plain_name = String::new();
        plain(name, &mut plain_name);
        plain_name
    }

    fn refers(column: &str, table: &str, key: &str) -> bool {
        may_refer(column) && spellings(&plainly(table), &plainly(key)).contains(&plainly(column))
    }

    #[test]
    fn columns_name_tables_in_many_ways() {
        #[rustfmt::skip]
        let pairs = [
            ("user_id", "user", "id"), ("user_id", "users", "id"), ("userId", "Users", "id"), ("USERID", "USERS", "ID"),
            ("id_user", "user", "id"), ("category_id", "categories", "id"), ("box_id", "boxes", "id"),
            ("address_id", "addresses", "id"), ("status_id", "statuses", "id"), ("branch_id", "branches", "id"),
            ("person_id", "people", "id"), ("child_id", "children", "id"), ("analysis_id", "analyses", "id"),
            ("index_id", "indices", "id"), ("matrix_id", "matrices", "id"), ("shelf_id", "shelves", "id"),
            ("medium_id", "media", "id"), ("course_id", "courses", "id"), ("users_id", "users", "id"),
            ("user_uuid", "users", "uuid"), ("user_id", "users", "uuid"), ("order_item_id", "order_items", "id"),
            ("user_id", "users", "user_id"), ("customer_id", "ps_customer", "customer_id"),
            ("id_customer", "ps_customers", "id_customer"), ("CustomerId", "Customer", "CustomerId"),
            ("userid", "tbl_users", "userid"),
        ];
        for (column, table, key) in pairs {
            assert!(refers(column, table, key), "{column} names {table}.{key}");
        }
    }

    #[test]
    fn other_columns_name_no_table() {
        #[rustfmt::skip]
        let pairs = [
            ("id", "users", "id"), ("user", "users", "id"), ("user_name", "users", "id"), ("parent_id", "users", "id"),
            ("user_uuid", "users", "id"), ("user_id", "users", "login"), ("user_id", "user_details", "user_id"),
            ("code", "countries", "code"), ("paid", "pa", "id"), ("customer_id", "customer_address", "customer_id"),
            ("external_user_id", "users", "id"),
        ];
        for (column, table, key) in pairs {
            assert!(!refers(column, table, key), "{column} does not name {table}.{key}");
        }
    }

    #[test]
    fn logs_and_archives_stand_for_themselves() {
        for table in ["audit_log", "AuditLogs", "orders_history", "tmp_users", "user_stats", "LOG"] {
            assert!(is_detached(table), "{table}");
        }
        for table in ["blog", "catalog", "templates", "logins", "users", "Attempt"] {
            assert!(!is_detached(table), "{table}");
        }
    }

    #[test]
    fn some_defaults_say_none() {
        assert!(["0", "'0'", "-1", "'0'::bigint"].into_iter().all(is_none));
        assert!(!["1", "nextval('s')", "NULL"].into_iter().any(is_none));
    }

    #[test]
    fn a_column_beside_can_tell_the_table() {
        assert!(tells_the_table("ownerid", "ownertype"));
        assert!(!tells_the_table("ownerid", "paymenttype"));
    }
}

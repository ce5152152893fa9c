//! The way out of `rebuild-rewrites-children`: the order of SQLite's manual, in which the new table is the one renamed.

use fklint_rule::Remedy;
use fklint_rule::rebuild::LeftBehind;

pub(super) fn remedy(left: &LeftBehind<'_>) -> Remedy {
    let table = left.table;
    Remedy::Advice(format!(
        "create the new table under another name, copy, drop the old `{table}`, and rename the new one to `{table}`"
    ))
}

/// The rebuild in the order that keeps the children.
pub(super) fn statements(left: &LeftBehind<'_>) -> String {
    let table = left.table;
    format!(
        "PRAGMA foreign_keys = OFF;\n\
         BEGIN;\n\
         CREATE TABLE {table}_new (…);\n\
         INSERT INTO {table}_new SELECT … FROM {table};\n\
         DROP TABLE {table};\n\
         ALTER TABLE {table}_new RENAME TO {table};\n\
         PRAGMA foreign_key_check;\n\
         COMMIT;\n\
         PRAGMA foreign_keys = ON;"
    )
}

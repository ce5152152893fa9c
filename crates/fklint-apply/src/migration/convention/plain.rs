//! Numbered files: `000001_name.up.sql` with `.down.sql` (golang-migrate, sqlx), and `20240131120000_name.sql` (sqlx, Atlas,
//! Supabase and many others).

use super::{Draft, Number, Site, split};
use crate::migration::{FileRole, NewFile};

/// sqlx's mark of a migration without a transaction, a plain comment to all others; golang-migrate makes no transaction on
/// PostgreSQL and MySQL.
const NO_TRANSACTION: &str = "-- no-transaction";

/// Atlas reads it at the head of a file, with an empty line behind it.
const ATLAS_ALONE: &str = "-- atlas:txmode none\n";

pub(super) fn number(path: &str) -> Option<Number<'_>> {
    let (directory, name) = split(path);
    let end = name.find(|c: char| !c.is_ascii_digit())?;
    let separator = name[end..].chars().next().filter(|c| matches!(c, '_' | '-')).unwrap_or('_');
    (end > 0).then(|| Number { directory, version: &name[..end], separator })
}

pub(super) fn up_and_down(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let file = |way: &str, text: String, role| NewFile {
        path: format!("{}.{way}.sql", stem(site, draft)),
        text: draft.marked(NO_TRANSACTION, &text),
        role,
    };
    vec![file("up", draft.up(), FileRole::Up), file("down", draft.down(), FileRole::Down)]
}

pub(super) fn files(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    marked(site, draft, NO_TRANSACTION)
}

pub(super) fn atlas(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    marked(site, draft, ATLAS_ALONE)
}

fn marked(site: &Site, draft: &Draft<'_>, mark: &str) -> Vec<NewFile> {
    let text = draft.marked(mark, &draft.up());
    vec![NewFile { path: format!("{}.sql", stem(site, draft)), text, role: FileRole::Up }]
}

/// The path without what tells the way.
pub(super) fn stem(site: &Site, draft: &Draft<'_>) -> String {
    format!("{}{}{}{}", site.directory, draft.version, site.separator, draft.name)
}

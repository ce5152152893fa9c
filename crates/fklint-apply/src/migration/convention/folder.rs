//! A directory for each migration: diesel's `2024-01-31-120000_name/up.sql`, Prisma's `20240131120000_name/migration.sql`.

use super::plain::stem;
use super::{Draft, Number, Site, split};
use crate::migration::{FileRole, NewFile};

pub(super) fn number(path: &str) -> Option<Number<'_>> {
    let (own, _) = split(path);
    let (directory, name) = split(own.strip_suffix('/')?);
    let end = name.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(name.len());
    let version = name[..end].trim_end_matches('-');
    (!version.is_empty()).then_some(Number { directory, version, separator: '_' })
}

pub(super) fn diesel(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let mut files = vec![
        file(site, draft, "up.sql", draft.up(), FileRole::Up),
        file(site, draft, "down.sql", draft.down(), FileRole::Down),
    ];
    if draft.is_alone() {
        let text = "run_in_transaction = false\n".to_owned();
        files.push(file(site, draft, "metadata.toml", text, FileRole::Beside));
    }
    files
}

/// Prisma knows no way back, and makes no transaction: a text of one statement runs without any.
pub(super) fn prisma(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    vec![file(site, draft, "migration.sql", draft.up(), FileRole::Up)]
}

fn file(site: &Site, draft: &Draft<'_>, name: &str, text: String, role: FileRole) -> NewFile {
    NewFile { path: format!("{}/{name}", stem(site, draft)), text, role }
}

//! Flyway: `V1.2__name.sql`, `U1.2__name.sql` for the way back, and a `.conf` beside what runs without a transaction.
//! refinery: `V2__name.sql`, always in one.

use std::fs;
use std::path::Path;

use super::{Draft, Number, Site, split};
use crate::migration::{FileRole, NewFile};

pub(super) fn number(path: &str) -> Option<Number<'_>> {
    let (directory, name) = split(path);
    let (version, _) = name.strip_prefix(['V', 'B', 'U'])?.split_once("__")?;
    Some(Number { directory, version, separator: '_' })
}

pub(super) fn files(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let mut files = Vec::new();
    let mut add = |prefix: char, text: String, role: FileRole| {
        let path = format!("{}{prefix}{}__{}.sql", site.directory, draft.version, draft.name);
        if draft.is_alone() {
            let conf = "executeInTransaction=false\n".to_owned();
            files.push(NewFile { path: format!("{path}.conf"), text: conf, role: FileRole::Beside });
        }
        files.push(NewFile { path, text, role });
    };
    add('V', draft.up(), FileRole::Up);
    // What has no undo file cannot be undone: Flyway says so, and stops.
    if site.undo && draft.unit.one_way.is_none() {
        add('U', draft.down(), FileRole::Down);
    }
    files
}

/// Whether the nearest package or configuration of refinery above, within the repository, says that it is refinery's.
pub(super) fn is_refinery(directory: &Path) -> bool {
    let Ok(directory) = fs::canonicalize(directory) else { return false };
    for above in directory.ancestors() {
        let package = fs::read_to_string(above.join("Cargo.toml")).unwrap_or_default();
        if above.join("refinery.toml").is_file() || package.lines().any(|line| line.starts_with("refinery")) {
            return true;
        }
        if above.join(".git").exists() {
            return false;
        }
    }
    false
}

pub(super) fn refinery(site: &Site, draft: &Draft<'_>) -> Vec<NewFile> {
    let path = format!("{}V{}__{}.sql", site.directory, draft.version, draft.name);
    vec![NewFile { path, text: draft.up(), role: FileRole::Up }]
}

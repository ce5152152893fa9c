//! The SQL files of a folder.

use std::path::Path;

/// The paths of all `.sql` files below a folder, relative to it and sorted; none where there is no such folder.
pub(crate) fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(below(&entry.path()).into_iter().map(|file| format!("{name}/{file}")));
        } else if name.ends_with(".sql") {
            found.push(name);
        }
    }
    found.sort_unstable();
    found
}

//! Where the checkout is, and how its files are read and its programs run.

use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// The root of the checkout that cargo runs this task in: two checkouts may share one target folder, and with it
/// one binary of this program.
pub(crate) fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest = PathBuf::from(manifest);
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// Where this run of cargo puts what it builds.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The linter as a profile builds it: `release`, or `debug` for the one that is developed with.
pub(crate) fn binary(profile: &str) -> PathBuf {
    target_dir().join(profile).join(format!("fklint{}", std::env::consts::EXE_SUFFIX))
}

/// The text of a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let fail = |error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    std::fs::write(path, text).map_err(fail)
}

/// All files of the checkout in a stable order, without what is built, generated or hidden by git.
pub(crate) fn files() -> impl Iterator<Item = PathBuf> {
    let root = root();
    let skipped = [".git", "target", "book/book", "book/src/rules"].map(|name| root.join(name));
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
    walk.filter_entry(move |entry| !skipped.iter().any(|path| path == entry.path()))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

/// A path as people write it: from the root, with slashes.
pub(crate) fn shown(path: &Path) -> String {
    let root = root();
    path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A command that runs in the root of the checkout.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Shows a command, runs it with this terminal, and fails when it fails.
pub(crate) fn sh(mut command: Command) -> Result<(), String> {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(error) => Err(format!("cannot run `{line}`: {error}")),
    }
}

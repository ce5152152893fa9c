//! Expected files: compared, or written anew with `FKLINT_BLESS=1`.

use std::path::Path;

use similar::TextDiff;

/// Whether expected files are written instead of compared.
pub(crate) fn blessing() -> bool {
    std::env::var_os("FKLINT_BLESS").is_some_and(|value| value == "1")
}

/// Compares `actual` with the file at `path`, or writes it there.
///
/// # Errors
/// When they differ: with the difference and what to do about it.
pub(crate) fn expect(path: &Path, actual: &str) -> Result<(), String> {
    let old = std::fs::read_to_string(path).ok();
    if old.as_deref() == Some(actual) {
        return Ok(());
    }
    if blessing() {
        return std::fs::write(path, actual)
            .map_err(|error| format!("cannot write {}: {error}", path.display()));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let advice = "if the new text is right, run `cargo xtask bless` and read the diff before you commit it";
    Err(match old {
        Some(old) => format!("{}\n{advice}", diff(&old, actual, &name)),
        None => format!("{name} is missing; it would be:\n{actual}\n{advice}"),
    })
}

/// The same for a file that is not there where nothing is said.
///
/// # Errors
/// As [`expect`], and when a file is there for nothing.
pub(crate) fn expect_any(path: &Path, actual: &str) -> Result<(), String> {
    if !actual.is_empty() {
        return expect(path, actual);
    }
    if blessing() && path.exists() {
        return std::fs::remove_file(path)
            .map_err(|error| format!("cannot remove {}: {error}", path.display()));
    }
    if path.exists() { Err(format!("nothing is said any more: remove {}", path.display())) } else { Ok(()) }
}

/// A unified diff.
pub(crate) fn diff(old: &str, new: &str, name: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(3).header(&format!("expected {name}"), "found").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_as_a_diff_with_advice() {
        let path = std::env::temp_dir().join(format!("fklint-bless-{}.out", std::process::id()));
        std::fs::write(&path, "one\ntwo\n").unwrap();
        assert_eq!(expect(&path, "one\ntwo\n"), Ok(()));
        let different = expect(&path, "one\nthree\n").unwrap_err();
        std::fs::remove_file(&path).unwrap();
        assert!(
            different.contains("-two\n+three\n") && different.contains("cargo xtask bless"),
            "{different}"
        );
        assert!(expect(&path, "new\n").unwrap_err().contains("is missing"));
    }
}

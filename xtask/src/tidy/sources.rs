//! Laws of every file: a first line that says what belongs in it, a size, and no word about places outside.

use super::Fault;
use crate::repo;

/// The longest source file.
const LONGEST: usize = 500;

/// The only file that may name places outside the checkout.
const OUTSIDE: &str = ".ci/run";

/// Checks all files and says how many there are.
pub(crate) fn check(faults: &mut Vec<Fault>) -> Result<usize, String> {
    let mut count = 0;
    for path in repo::files() {
        let extension = path.extension().and_then(|name| name.to_str()).unwrap_or_default();
        let spoken = ["rs", "md", "toml", "yaml", "yml", "sh", "sql", "py", "out", "txt", "html"];
        if !(spoken.contains(&extension) || path.ends_with(".ci/run")) {
            continue;
        }
        count += 1;
        let bytes =
            std::fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let (text, shown) = (String::from_utf8_lossy(&bytes), repo::shown(&path));
        if extension == "rs" {
            rust(&shown, &text, faults);
        }
        if shown != OUTSIDE {
            outside(&shown, &text, faults);
        }
    }
    Ok(count)
}

/// The laws of a Rust file.
fn rust(place: &str, text: &str, faults: &mut Vec<Fault>) {
    if !text.starts_with("//!") {
        let mend = "begin it with a `//!` line that says what belongs in this file";
        faults.push(Fault::new(place, "the first line is no module comment", mend));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        let what = format!("{lines} lines; at most {LONGEST}");
        faults.push(Fault::new(place, what, "find the second subject in it and give that a file of its own"));
    }
}

/// Words that name a place on somebody's machine. Written in halves, or this file would break its own law.
const PLACES: [&str; 3] = [concat!("/wo", "rk/"), concat!("/fa", "rm/"), concat!("../sha", "red")];

/// The project speaks of itself alone.
fn outside(place: &str, text: &str, faults: &mut Vec<Fault>) {
    for word in PLACES {
        for (index, line) in text.lines().enumerate().filter(|(_, line)| line.contains(word)) {
            let what = format!("names a place outside the project: `{}`", line.trim());
            let mend = "say what is meant without the path, or take it from an environment variable";
            faults.push(Fault::new(format!("{place}:{}", index + 1), what, mend));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_belongs_in_it_and_stays_short() {
        let mut faults = Vec::new();
        rust("good.rs", "//! Good.\n", &mut faults);
        assert_eq!(faults, []);
        rust("bad.rs", &"fn x() {}\n".repeat(501), &mut faults);
        let what: Vec<_> = faults.iter().map(|fault| fault.what.as_str()).collect();
        assert_eq!(what, ["the first line is no module comment", "501 lines; at most 500"]);
    }

    #[test]
    fn a_place_outside_is_told_with_its_line() {
        let mut faults = Vec::new();
        outside("doc.md", &format!("fine\nsee {}x\n", PLACES[0]), &mut faults);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place, "doc.md:2");
    }
}

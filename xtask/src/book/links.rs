//! Every relative link of the book leads to a file of it, and every anchor to a heading.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::repo;

/// The links below `folder` that lead nowhere, in words.
pub(crate) fn check(folder: &Path) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let found = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in found.filter(|entry| entry.path().extension().is_some_and(|name| name == "md")) {
        let text = repo::read(entry.path())?;
        let shown = entry.path().strip_prefix(folder).unwrap_or(entry.path()).display().to_string();
        for (line, target) in links(&text) {
            if let Some(fault) = fault(entry.path(), &text, target) {
                faults.push(format!("{shown}:{line}: `{target}`: {fault}"));
            }
        }
    }
    Ok(faults)
}

/// The targets of all inline links with their lines, outside code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let start = line.trim_start();
        let ticks = &start[..start.len() - start.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                // Even pieces between backticks are prose, odd ones are code.
                for prose in line.split('`').step_by(2) {
                    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
                    found.extend(targets.map(|(target, _)| (index + 1, target)));
                }
                // A link whose text is code: [`name`](target).
                let coded = line.split("`](").skip(1).filter_map(|rest| rest.split_once(')'));
                found.extend(coded.map(|(target, _)| (index + 1, target)));
            }
            Some(_) => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn fault(page: &Path, text: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    if path.is_empty() {
        return missing(text, anchor);
    }
    let file: PathBuf = page.parent().unwrap_or(page).join(path);
    match std::fs::read_to_string(&file) {
        Ok(linked) => missing(&linked, anchor),
        Err(_) if file.exists() => None,
        Err(_) => Some("no such file".to_owned()),
    }
}

fn missing(text: &str, anchor: &str) -> Option<String> {
    let headings =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    (!anchor.is_empty() && !headings.map(slug).any(|slug| slug == anchor))
        .then(|| "no such heading".to_owned())
}

/// The anchor that mdbook gives a heading.
fn slug(heading: &str) -> String {
    let letters = heading.to_lowercase().replace(' ', "-");
    letters.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_code_are_none() {
        let text = "see [a](a.md) and [`b`](b.md#c)\n```text\n[no](x.md)\n```\n`[no](y.md)` [d](#e)\n";
        assert_eq!(links(text), [(1, "a.md"), (1, "b.md#c"), (5, "#e")]);
    }

    #[test]
    fn a_link_to_nothing_is_told() {
        let folder = std::env::temp_dir().join(format!("fklint-links-{}", std::process::id()));
        repo::write(
            &folder.join("a.md"),
            "# Two Words\n[b](b.md) [self](#two-words) [bad](#no) [out](https://x.y)\n",
        )
        .unwrap();
        repo::write(&folder.join("c.md"), "[a](a.md#two-words) [bad](a.md#three)\n").unwrap();
        let faults = check(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        assert_eq!(
            faults,
            [
                "a.md:2: `#no`: no such heading",
                "a.md:2: `b.md`: no such file",
                "c.md:1: `a.md#three`: no such heading"
            ]
        );
    }
}

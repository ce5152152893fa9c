//! `cargo xtask book`: a page for each rule from its folder, the summary, a check of all links, and mdbook's build.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::repo;
use crate::rule_folder::{Info, RuleFolder};

mod links;
mod proofs;

/// Stands in the committed summary where the rules' pages go.
const RULES_HERE: &str = "<!-- rules -->";

/// Makes the book. The rule pages go to `book/src/rules`, which git ignores; the whole is put together in the
/// target folder, so that the committed summary needs no line per rule.
pub(crate) fn run() -> Result<(), String> {
    let rules = RuleFolder::all()?;
    let book = repo::root().join("book");
    let pages = book.join("src/rules");
    if pages.exists() {
        std::fs::remove_dir_all(&pages)
            .map_err(|error| format!("cannot empty {}: {error}", pages.display()))?;
    }
    let mut index = String::from("# The rules\n\n| rule | severity | finds | remedy |\n|---|---|---|---|\n");
    let mut list = String::new();
    for rule in &rules {
        let name = rule.kebab();
        let info =
            Info::read(&rule.code).ok_or_else(|| format!("{}: no `const INFO: RuleInfo`", rule.folder))?;
        repo::write(&pages.join(format!("{name}.md")), &page(rule, &info))?;
        let _ = writeln!(
            index,
            "| [{name}]({name}.md) | {} | {} | {} |",
            info.severity, info.summary, info.remedy
        );
        let _ = writeln!(list, "  - [{name}](rules/{name}.md)");
    }
    repo::write(&pages.join("index.md"), &index)?;
    println!("book: {} rule pages in {}", rules.len(), repo::shown(&pages));

    let whole = repo::target_dir().join("book");
    assemble(&book, &whole, &list)?;
    let faults = links::check(&whole.join("src"))?;
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        return Err(format!("{} links lead nowhere", faults.len()));
    }
    println!("book: all links lead somewhere");

    if repo::command("mdbook", &["--version"]).output().is_err() {
        println!("SKIPPED: mdbook is not installed (`cargo install mdbook`), so no HTML was made");
        return Ok(());
    }
    let mut mdbook = repo::command("mdbook", &["build"]);
    mdbook.arg(&whole).arg("--dest-dir").arg(book.join("book"));
    repo::sh(mdbook)
}

/// The page of a rule: its metadata, its text, and its fixtures as the example.
fn page(rule: &RuleFolder, info: &Info) -> String {
    let mut page = format!("# {}\n\n{}\n\n", rule.kebab(), sentence(&info.summary));
    let _ = writeln!(
        page,
        "| severity | confidence | engines | remedy | since |\n|---|---|---|---|---|\n| {} | {} | {} | {} | {} |\n",
        info.severity, info.confidence, info.engines, info.remedy, info.since
    );
    let doc = rule.file("doc.md").unwrap_or_default();
    page.push_str(without_title(&doc).trim());
    page.push('\n');
    if let Some(section) = rule.file("proofs.txt").as_deref().and_then(proofs::section) {
        let _ = write!(page, "\n{section}");
    }
    for (file, title, language) in [
        ("bad.sql", "A schema that has it", "sql"),
        ("bad.out", "What fklint says", "text"),
        ("good.sql", "A schema in health", "sql"),
    ] {
        if let Some(text) = rule.file(file) {
            let _ = write!(page, "\n## {title}\n\n{}", fenced(language, &without_notes_to_runner(&text)));
        }
    }
    page
}

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).chain(['.']).collect()
}

/// A code block that holds its text even where that has fences of its own.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

/// A page without its own title: the generated one has the summary under it.
fn without_title(doc: &str) -> &str {
    match doc.trim_start().strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, body)| body),
        None => doc,
    }
}

/// A fixture, or the output for it, without the header and the markers that speak to the runner.
fn without_notes_to_runner(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines().filter(|line| !line.starts_with("-- engine:")) {
        let (shown, marked) =
            line.split_once("-- ~").map_or((line, false), |(before, _)| (before.trim_end(), true));
        if !(marked && shown.is_empty()) {
            kept.push_str(shown);
            kept.push('\n');
        }
    }
    kept
}

/// Copies the book's sources to `whole` and lists the rules in the copied summary.
fn assemble(book: &Path, whole: &Path, list: &str) -> Result<(), String> {
    if whole.exists() {
        std::fs::remove_dir_all(whole)
            .map_err(|error| format!("cannot empty {}: {error}", whole.display()))?;
    }
    let found = walkdir::WalkDir::new(book.join("src")).into_iter().filter_map(Result::ok);
    let files: Vec<PathBuf> =
        found.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    for path in files.iter().chain([&book.join("book.toml")]) {
        let relative = path.strip_prefix(book).unwrap_or(path);
        let mut text = repo::read(path)?;
        if path.ends_with("SUMMARY.md") {
            if !text.contains(RULES_HERE) {
                return Err(format!("{} lacks the line {RULES_HERE}", repo::shown(path)));
            }
            text = text.replace(RULES_HERE, list.trim_end());
        }
        repo::write(&whole.join(relative), &text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::HEADINGS;

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        assert_eq!(fenced("text", "a ``` b\n"), "````text\na ``` b\n````\n");
    }

    #[test]
    fn the_page_of_a_rule_shows_its_fixtures_without_notes_to_the_runner() {
        let folder = std::env::temp_dir().join(format!("fklint-book-{}", std::process::id()));
        repo::write(
            &folder.join("bad.sql"),
            "-- engine: postgres\nCREATE TABLE a (b int); -- ~ fk-x\n-- ~^ fk-y\n",
        )
        .unwrap();
        let doc: String = HEADINGS.iter().map(|heading| format!("{heading}\n\nText.\n\n")).collect();
        repo::write(&folder.join("doc.md"), &format!("# fk-x\n\n{doc}")).unwrap();
        let rule = RuleFolder { path: folder.clone(), folder: "fk_x".to_owned(), code: String::new() };
        let info = Info { summary: "an x".to_owned(), ..Info::default() };
        let page = page(&rule, &info);
        std::fs::remove_dir_all(folder).unwrap();
        assert!(page.starts_with("# fk-x\n\nAn x.\n") && page.matches("# fk-x").count() == 1, "{page}");
        assert!(page.contains("```sql\nCREATE TABLE a (b int);\n```"), "{page}");
        assert!(HEADINGS.iter().all(|heading| page.contains(heading)), "{page}");
    }
}

//! A rule is a folder: its files, its one name in three spellings, and the two lists that hold it.

use super::Fault;
use crate::rule_folder::{Info, RuleFolder};
use crate::spelling;

/// The parts of a rule's page, in order.
pub(crate) const HEADINGS: [&str; 4] =
    ["## What it finds", "## Why it matters", "## What the remedy does", "## When to ignore it"];

/// Stands in the files of a new rule where somebody has still to write.
pub(crate) const UNWRITTEN: &str = "(write this)";

/// Checks all folders and the lists in the text of `rules/lib.rs`.
pub(crate) fn check(folders: &[RuleFolder], lib: &str, faults: &mut Vec<Fault>) {
    for folder in folders {
        check_folder(folder, faults);
    }
    let wanted: Vec<String> = folders.iter().map(|folder| folder.folder.clone()).collect();
    check_list("the `mod` lines", &modules(lib), &wanted, faults);
    let wanted: Vec<String> = folders.iter().map(|f| format!("{}::{}", f.folder, f.camel())).collect();
    check_list("`ALL`", &all_entries(lib), &wanted, faults);
}

fn check_folder(folder: &RuleFolder, faults: &mut Vec<Fault>) {
    if let Some(what) = spelling::fault(&folder.kebab()) {
        faults.push(Fault::new(folder.shown(""), what, "rename the folder, the struct and INFO.name alike"));
    }
    for (file, what_for) in [
        ("mod.rs", "what it finds"),
        ("doc.md", "its page"),
        ("bad.sql", "what it must find, marked with `-- ~ rule`"),
        ("good.sql", "what must stay silent"),
    ] {
        match folder.file(file) {
            None => faults.push(Fault::new(
                folder.shown(file),
                "the file is missing",
                format!("it holds {what_for}"),
            )),
            Some(text) if text.contains(UNWRITTEN) => {
                let what = format!("still says \"{UNWRITTEN}\"");
                faults.push(Fault::new(folder.shown(file), what, format!("it holds {what_for}")));
            }
            Some(_) => {}
        }
    }
    if folder.code.is_empty() {
        return;
    }
    let mod_rs = folder.shown("mod.rs");
    let Some(info) = Info::read(&folder.code) else {
        faults.push(Fault::new(mod_rs, "no `const INFO: RuleInfo`", "say what the rule is"));
        return;
    };
    if info.name != folder.kebab() {
        let what = format!("INFO.name is `{}` in the folder `{}`", info.name, folder.folder);
        faults.push(Fault::new(&mod_rs, what, format!("they are one name: `{}`", folder.kebab())));
    }
    let camel = folder.camel();
    if !has_word(&folder.code, &format!("struct {camel}")) {
        let what = format!("no `struct {camel}`");
        faults.push(Fault::new(&mod_rs, what, "the struct has the folder's name in CamelCase"));
    }
    if info.remedy.contains("plan") && folder.file("remedy.rs").is_none() {
        let what = format!("the file is missing, and INFO.remedy is \"{}\"", info.remedy);
        faults.push(Fault::new(folder.shown("remedy.rs"), what, "it holds the way from evidence to a plan"));
    }
    if !info.since.starts_with(|c: char| c.is_ascii_digit()) {
        let mend =
            format!("write the release that brings the rule: since: \"{}\"", env!("CARGO_PKG_VERSION"));
        faults.push(Fault::new(&mod_rs, "INFO.since is no literal, and would move with every release", mend));
    }
    if info.confidence == "inferred" && info.severity == "error" {
        let mend = "a heuristic defaults to `warning` or `note`";
        faults.push(Fault::new(&mod_rs, "an inferred rule defaults to `error`", mend));
    }
    if let Some(page) = folder.file("doc.md") {
        check_page(&folder.shown("doc.md"), &page, faults);
    }
}

/// The four headings, in order, each with something under it.
fn check_page(place: &str, page: &str, faults: &mut Vec<Fault>) {
    let found: Vec<&str> = page.lines().map(str::trim_end).filter(|line| line.starts_with("## ")).collect();
    if found != HEADINGS {
        let what = format!("its headings are {found:?}");
        faults.push(Fault::new(place, what, format!("they are, in this order: {}", HEADINGS.join(", "))));
        return;
    }
    let bodies = page.split("\n## ").map(|part| part.split_once('\n').map_or("", |(_, body)| body).trim());
    let skipped = usize::from(!page.starts_with("## "));
    for (heading, _) in HEADINGS.iter().zip(bodies.skip(skipped)).filter(|(_, body)| body.is_empty()) {
        faults.push(Fault::new(
            place,
            format!("nothing under `{heading}`"),
            "two or three sentences will do",
        ));
    }
}

/// One list: as it is, against as it should be.
fn check_list(list: &str, found: &[String], wanted: &[String], faults: &mut Vec<Fault>) {
    let place = "rules/lib.rs";
    for missing in wanted.iter().filter(|name| !found.contains(name)) {
        faults.push(Fault::new(
            place,
            format!("missing from {list}: `{missing}`"),
            "add it, in sorted order",
        ));
    }
    for extra in found.iter().filter(|name| !wanted.contains(name)) {
        let mend = "remove the line, or give the rule its folder";
        faults.push(Fault::new(place, format!("in {list} without a folder: `{extra}`"), mend));
    }
    if let Some(pair) = found.windows(2).find(|pair| pair[0] >= pair[1]) {
        let what = format!("not sorted in {list}: `{}` stands before `{}`", pair[0], pair[1]);
        faults.push(Fault::new(place, what, "sort them by name"));
    }
}

/// The modules of `rules/lib.rs` that are rules: a module in a file of its own (`mod words;`) must be private to
/// the crate and is told apart by its folder, so any `mod` counts here unless a comment above says `shared`.
fn modules(lib: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut shared = false;
    for line in lib.lines().map(str::trim) {
        let name =
            line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ").and_then(|l| l.strip_suffix(';'));
        match name {
            Some(name) if !shared => found.push(name.to_owned()),
            _ => {}
        }
        shared = line.starts_with("//") && line.to_lowercase().contains("shared");
    }
    found
}

/// The entries of `ALL`, without the leading `&`.
pub(crate) fn all_entries(lib: &str) -> Vec<String> {
    let list =
        lib.split_once(" ALL:").and_then(|(_, rest)| rest.split_once("= &[")).map_or("", |(_, list)| list);
    let list = &list[..list.find("];").unwrap_or(0)];
    let entries = list.split(',').map(|entry| entry.trim().trim_start_matches('&').trim().to_owned());
    entries.filter(|entry| !entry.is_empty()).collect()
}

fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let next = text[at + words.len()..].chars().next();
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str = "//! Rules.\nmod fk_a;\nmod fk_b;\n// Shared words.\nmod words;\n\n/// All.\n\
        pub const ALL: &[&dyn AnyRule] = &[\n    &fk_a::FkA,\n    &fk_b::FkB,\n];\n";

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn both_lists_are_read() {
        assert_eq!(modules(LIB), ["fk_a", "fk_b"]);
        assert_eq!(all_entries(LIB), ["fk_a::FkA", "fk_b::FkB"]);
        assert_eq!(all_entries("pub const ALL: &[&dyn AnyRule] = &[];"), Vec::<String>::new());
    }

    #[test]
    fn a_list_is_whole_and_sorted() {
        let mut faults = Vec::new();
        check_list("`ALL`", &names(&["b", "a", "x"]), &names(&["a", "b", "c"]), &mut faults);
        let what: Vec<_> = faults.iter().map(|fault| fault.what.as_str()).collect();
        assert_eq!(
            what,
            [
                "missing from `ALL`: `c`",
                "in `ALL` without a folder: `x`",
                "not sorted in `ALL`: `b` stands before `a`"
            ]
        );
    }

    #[test]
    fn a_page_has_its_four_parts_in_order() {
        let page: String = HEADINGS.iter().map(|heading| format!("{heading}\n\nText.\n\n")).collect();
        let mut faults = Vec::new();
        check_page("doc.md", &page, &mut faults);
        check_page("doc.md", &format!("# Title\n\n{page}"), &mut faults);
        assert_eq!(faults, []);
        check_page("doc.md", &page.replacen("Text.\n", "", 1), &mut faults);
        assert_eq!(faults[0].what, "nothing under `## What it finds`");
        check_page("doc.md", "## What it finds\n", &mut faults);
        assert_eq!(faults.len(), 2);
    }

    #[test]
    fn a_longer_name_is_not_the_name() {
        assert!(has_word("pub(crate) struct FkA;", "struct FkA"));
        assert!(!has_word("pub(crate) struct FkAB;", "struct FkA"));
    }
}

//! `cargo xtask new-rule NAME`: the folder of a rule from templates, and its two lines in `rules/lib.rs`.

use crate::rule_folder::RuleFolder;
use crate::tidy::all_entries;
use crate::{repo, spelling};

/// The files of a new rule: `NAME`, `FOLDER` and `TYPE` stand for the three spellings, `SINCE` for the version.
const TEMPLATES: [(&str, &str); 5] = [
    ("mod.rs", include_str!("mod.rs.txt")),
    ("remedy.rs", include_str!("remedy.rs.txt")),
    ("doc.md", include_str!("doc.md.txt")),
    ("bad.sql", include_str!("bad.sql.txt")),
    ("good.sql", include_str!("good.sql.txt")),
];

/// Makes the rule.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let [name] = arguments else { return Err("usage: cargo xtask new-rule NAME".to_owned()) };
    if let Some(fault) = spelling::fault(name) {
        return Err(fault);
    }
    let (folder, camel) = (spelling::snake(name), spelling::camel(name));
    if RuleFolder::all()?.iter().any(|rule| rule.folder == folder) {
        return Err(format!("there is a rule `{name}` already: rules/{folder}"));
    }
    let rules = repo::root().join("rules");
    let list = rules.join("lib.rs");
    let listed = listed(&repo::read(&list)?, &folder, &camel)?;
    for (file, template) in TEMPLATES {
        let text = filled(template, name);
        repo::write(&rules.join(&folder).join(file), &text)?;
        println!("made rules/{folder}/{file}");
    }
    repo::write(&list, &listed)?;
    println!("listed in rules/lib.rs");
    println!(
        "\nnext: write good.sql and bad.sql, then `check`, then the words; `cargo xtask bless` writes bad.out"
    );
    Ok(())
}

/// A template with everything in its place.
fn filled(template: &str, name: &str) -> String {
    let text = template.replace("NAME", name).replace("FOLDER", &spelling::snake(name));
    text.replace("TYPE", &spelling::camel(name)).replace("SINCE", env!("CARGO_PKG_VERSION"))
}

/// `rules/lib.rs` with the rule in both lists, each sorted.
fn listed(lib: &str, folder: &str, camel: &str) -> Result<String, String> {
    let mut entries = all_entries(lib);
    entries.push(format!("{folder}::{camel}"));
    entries.sort();
    let (head, rest) = lib
        .split_once(" ALL:")
        .and_then(|(before, rest)| {
            rest.split_once("= &[").map(|(ty, list)| (format!("{before} ALL:{ty}= &["), list))
        })
        .ok_or("rules/lib.rs has no `pub const ALL: &[&dyn AnyRule] = &[…];`")?;
    let tail = rest.split_once("];").map_or("", |(_, tail)| tail);
    let list: String = entries.iter().map(|entry| format!("\n    &{entry},")).collect();
    let whole = format!("{head}{list}\n];{tail}");

    let new = format!("mod {folder};");
    let mut lines: Vec<&str> = whole.lines().collect();
    let is_module = |line: &str| line.starts_with("mod ") && line.ends_with(';');
    let after = lines.iter().rposition(|line| is_module(line) && *line < new.as_str());
    let before = lines.iter().position(|line| is_module(line));
    let at = match (after, before) {
        (Some(after), _) => after + 1,
        (None, Some(before)) => before,
        // The first rule of all: above the imports, under the module comment.
        (None, None) => {
            let end = lines.iter().position(|line| !line.starts_with("//!")).unwrap_or(lines.len());
            lines.insert(end, "");
            end + 1
        }
    };
    lines.insert(at, &new);
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str =
        "//! Rules.\n\nuse fklint_rule::AnyRule;\n\n/// All.\npub const ALL: &[&dyn AnyRule] = &[];\n";

    #[test]
    fn rules_are_listed_in_order_whatever_the_order_of_making() {
        let mut lib = EMPTY.to_owned();
        for (folder, camel) in [("fk_m", "FkM"), ("fk_z", "FkZ"), ("fk_a", "FkA")] {
            lib = listed(&lib, folder, camel).unwrap();
        }
        assert!(lib.starts_with("//! Rules.\n\nmod fk_a;\nmod fk_m;\nmod fk_z;\n\nuse"), "{lib}");
        assert!(lib.ends_with("= &[\n    &fk_a::FkA,\n    &fk_m::FkM,\n    &fk_z::FkZ,\n];\n"), "{lib}");
    }

    #[test]
    fn a_list_without_all_is_refused() {
        assert!(listed("//! Rules.\n", "fk_a", "FkA").is_err());
    }

    #[test]
    fn templates_leave_no_placeholder() {
        for (file, template) in TEMPLATES {
            let text = filled(template, "fk-x");
            for placeholder in ["NAME", "FOLDER", "TYPE", "SINCE"] {
                assert!(!text.contains(placeholder), "{file} keeps {placeholder}");
            }
        }
    }
}

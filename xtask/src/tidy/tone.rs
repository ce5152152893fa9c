//! The tone of findings: lower case, no full stop. A heuristic on the literals that rules give to reports.

use super::Fault;
use crate::rule_folder::RuleFolder;
use crate::rust_text::{Literal, literals};

/// Calls and macros whose literals are messages, by the end of their path.
const MESSAGES: [&str; 7] =
    ["Report::new", "label", "related", "Plan::of", "Remedy::Advice", "Advice", "Report::message"];

/// Fields whose literals are messages.
const FIELDS: [&str; 3] = ["summary", "title", "message"];

/// Proper nouns that are written like other words.
const NOUNS: [&str; 7] = ["Oracle", "Alembic", "Django", "Python", "Liquibase", "Aria", "Rails"];

/// Checks the code of one rule.
pub(crate) fn check_folder(folder: &RuleFolder, faults: &mut Vec<Fault>) {
    for file in ["mod.rs", "remedy.rs"] {
        let Some(code) = folder.file(file) else { continue };
        for literal in literals(&code).iter().filter(|literal| is_message(literal)) {
            if let Some((what, mend)) = fault(&literal.text) {
                let place = format!("{}:{}", folder.shown(file), literal.line);
                faults.push(Fault::new(place, format!("{what}: \"{}\"", literal.text), mend));
            }
        }
    }
}

/// Whether a literal is a message, or the head of one: given to a report, or formatted outside any known call.
fn is_message(literal: &Literal) -> bool {
    if literal.field.as_deref().is_some_and(|field| FIELDS.contains(&field)) {
        return true;
    }
    let calls: Vec<&str> = literal.calls.iter().map(String::as_str).filter(|call| !call.is_empty()).collect();
    match calls.split_first() {
        Some((&"format!", outer)) => {
            outer.first().is_none_or(|call| *call != "note" && !call.ends_with(".note"))
        }
        Some((call, _)) => MESSAGES.iter().any(|name| call == name || call.ends_with(&format!("::{name}"))),
        None => false,
    }
}

/// What is wrong with the tone of a text, and how to mend it.
fn fault(text: &str) -> Option<(&'static str, &'static str)> {
    if text.ends_with('.') && !text.ends_with("..") {
        return Some((
            "a message ends with a full stop",
            "leave it out; join two sentences with a semicolon",
        ));
    }
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    // `ON DELETE …` is SQL and `PostgreSQL`, `InnoDB` are names: both have more than one capital.
    let plain = letters.all(|c| !c.is_uppercase());
    if capital && plain && !NOUNS.contains(&word.as_str()) {
        return Some((
            "a message begins with a capital",
            "lower case; names of objects and SQL go in backticks",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(code: &str) -> Vec<String> {
        literals(code).into_iter().filter(is_message).map(|literal| literal.text).collect()
    }

    #[test]
    fn messages_are_lower_case_without_a_full_stop() {
        for good in
            ["`a` and `b` point at each other", "ON DELETE SET NULL hits `x`", "PostgreSQL refuses it", "a …"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
        assert!(fault("The key is bad").is_some());
        assert!(fault("A key is bad").is_some());
        assert!(fault("the key is bad.").is_some());
    }

    #[test]
    fn what_goes_into_reports_is_a_message_and_sql_in_notes_is_not() {
        let code = r#"
            fn report() -> Report {
                Report::new(format!("one"), at).label("two").related(At::whole(path("x")), format!("three"))
                    .note("write it so", format!("INSERT"))
                    .note("why", "Because.")
            }
            fn remedy() -> Remedy { Remedy::Plan(Plan::of("four", Safety::Safe, [])) }
            fn other() { let text = format!("five"); name.strip_suffix("six"); }
        "#;
        assert_eq!(messages(code), ["one", "two", "three", "four", "five"]);
    }
}

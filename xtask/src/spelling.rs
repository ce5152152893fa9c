//! One name in three spellings: `fk-index-missing`, `fk_index_missing`, `FkIndexMissing`.

/// The folder and module of a rule.
pub(crate) fn snake(kebab: &str) -> String {
    kebab.replace('-', "_")
}

/// The name that people see.
pub(crate) fn kebab(snake: &str) -> String {
    snake.replace('_', "-")
}

/// The type.
pub(crate) fn camel(name: &str) -> String {
    let words = name.split(['-', '_']);
    words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

/// What is wrong with the name of a rule, if anything.
pub(crate) fn fault(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split('-').collect();
    let plain = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if !words.iter().all(plain) {
        return Some(format!("`{name}` is not kebab case: lower-case words joined by single hyphens"));
    }
    if words.len() < 2 {
        return Some(format!(
            "`{name}` is one word: a rule names an object and its defect, like `fk-index-missing`"
        ));
    }
    if name.len() > 40 {
        return Some(format!("`{name}` has {} letters: at most 40 fit a line of findings", name.len()));
    }
    let never =
        ["no", "require", "prefer", "avoid", "use", "disallow", "ban", "enforce", "check", "must", "allow"];
    if never.contains(&words[0]) {
        return Some(format!(
            "`{name}` starts with `{}`: say what is sick, not the cure; it must read well in \"allow {name}\"",
            words[0]
        ));
    }
    let reserved = ["tests", "lib"];
    reserved.contains(&words[0]).then(|| format!("`{name}` starts with the reserved word `{}`", words[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_spellings_agree() {
        assert_eq!(snake("fk-index-missing"), "fk_index_missing");
        assert_eq!(kebab("fk_index_missing"), "fk-index-missing");
        assert_eq!(camel("fk-index-missing"), "FkIndexMissing");
        assert_eq!(camel("fk_index_missing"), "FkIndexMissing");
    }

    #[test]
    fn names_say_object_and_defect() {
        assert_eq!(fault("fk-index-missing"), None);
        assert_eq!(fault("model-mysql-engine"), None);
        for bad in [
            "fk_index",
            "Fk-Index",
            "index",
            "no-fk-index",
            "require-fk-index",
            "fk--x",
            "-fk-x",
            "fk-x-",
            "fk-9",
        ] {
            assert!(fault(bad).is_some(), "{bad} was taken");
        }
    }
}

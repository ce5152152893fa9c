//! `fklint explain`

use std::process::ExitCode;

use fklint_check::Problem;
use fklint_report::page;
use fklint_report::terminal::Style;

use crate::args::ExplainArgs;
use crate::output;

/// Names offered instead of an unknown one.
const NEAREST: usize = 3;

pub(crate) fn run(args: &ExplainArgs) -> ExitCode {
    let name = args.rule.trim();
    let rules = || fklint_rules::ALL.iter().map(|rule| rule.info());
    let Some(rule) = rules().find(|rule| rule.name == name) else {
        let near = nearest(name, rules().map(|rule| rule.name));
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        let hint = match near.as_slice() {
            [] => "`fklint rules` lists them".to_owned(),
            near => format!("did you mean {}?", near.join(" or ")),
        };
        return output::finish(&[Problem::new(name, format!("there is no such rule: {hint}"))], 0);
    };
    let style = Style::of_stdout(args.color.color.into());
    output::print(&page::render(rule.doc, style.width, style.color))
}

/// The most similar names, the best first.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut scored: Vec<(f64, &str)> = names
        .map(|other| (strsim::jaro_winkler(name, other), other))
        .filter(|(score, _)| *score > 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(NEAREST).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let names = ["fk-index-missing", "fk-cycle-undeclared", "parent-missing"];
        assert_eq!(nearest("fk-indx-missing", names.into_iter())[0], "fk-index-missing");
        assert!(nearest("zzz", names.into_iter()).is_empty());
    }
}

//! `not reported:`, the section that says why: by rule, one line each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style as Ansi;
use fklint_check::{Outcome, Unreported};
use fklint_rule::FxHashMap;

use crate::clean::clean;
use crate::locate::Locator;
use crate::terminal::Style;
use crate::wrap::{columns, wrap};

/// Lines of one rule, where not all are asked for.
const LINES: usize = 20;
/// Lines of one reason among them.
const ALIKE: usize = 3;
/// Columns of a line: only names without end are cut.
const LONGEST: usize = 240;

/// Writes the section, if anyone asked why; with `all`, every line of it.
///
/// # Errors
/// When the writer fails.
pub fn write_unreported(out: &mut impl Write, outcome: &Outcome, style: &Style, all: bool) -> io::Result<()> {
    let Some(unreported) = &outcome.unreported else { return Ok(()) };
    let bold = if style.color { Ansi::new().bold() } else { Ansi::new() };
    if unreported.is_empty() {
        return writeln!(out, "{bold}not reported:{bold:#} nothing here has the shape of a defect\n");
    }
    writeln!(out, "{bold}not reported:{bold:#}")?;
    let locator = Locator::new(&outcome.sources);
    for of_rule in unreported.chunk_by(|a, b| a.rule == b.rule) {
        let of_objects: Vec<&Unreported> = of_rule.iter().filter(|one| one.object.is_some()).collect();
        let Some(first) = of_objects.first() else { continue };
        writeln!(out, "  {bold}{}{bold:#}", first.rule)?;
        let shown = if all { of_objects.clone() } else { telling(&of_objects) };
        for one in &shown {
            writeln!(out, "    {}", line(outcome, &locator, one))?;
        }
        if shown.len() < of_objects.len() {
            writeln!(out, "    and {} more, with `-v`", of_objects.len() - shown.len())?;
        }
    }
    let mut asleep: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in unreported.iter().filter(|one| one.object.is_none()) {
        let rules = asleep.entry(&one.because).or_default();
        if rules.last() != Some(&one.rule) {
            rules.push(one.rule);
        }
    }
    for (because, rules) in asleep {
        let text = format!("{because}: {}", rules.join(", "));
        for (index, line) in wrap(&clean(&text), style.width.saturating_sub(4)).iter().enumerate() {
            writeln!(out, "{}{line}", if index == 0 { "  " } else { "    " })?;
        }
    }
    writeln!(out)
}

/// Some of a rule's lines, in order: each reason a few times, and before another is heard again.
fn telling<'u>(all: &[&'u Unreported]) -> Vec<&'u Unreported> {
    let mut heard: FxHashMap<&str, usize> = FxHashMap::default();
    let mut ranked: Vec<(usize, usize)> = Vec::with_capacity(all.len());
    for (index, one) in all.iter().enumerate() {
        let times = heard.entry(&one.because).or_default();
        ranked.push((*times, index));
        *times += 1;
    }
    ranked.retain(|&(times, _)| times < ALIKE);
    ranked.sort_unstable();
    ranked.truncate(LINES);
    ranked.sort_unstable_by_key(|&(_, index)| index);
    ranked.into_iter().map(|(_, index)| all[index]).collect()
}

/// `db/schema.sql:14:3: public.widget.fk(favorite_entry_id): written second: DEFERRABLE INITIALLY DEFERRED`
fn line(outcome: &Outcome, locator: &Locator<'_>, one: &Unreported) -> String {
    let place = one.place.map(|place| {
        let at = locator.line_col(place.file, place.span.start);
        format!("{}:{}:{}: ", outcome.sources.file(place.file).name, at.line, at.column)
    });
    let object = one.object.as_deref().unwrap_or_default();
    let text = format!("{}{object}: {}", place.unwrap_or_default(), one.because);
    let text = clean(&text);
    if columns(&text) <= LONGEST { text.into_owned() } else { cut(&text) }
}

fn cut(text: &str) -> String {
    let mut width = 0;
    let fits = |c: &char| {
        width += columns(c.encode_utf8(&mut [0; 4]));
        width < LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(object: &str, because: &str) -> Unreported {
        Unreported { rule: "fk-x", object: Some(object.into()), place: None, because: because.into() }
    }

    #[test]
    fn a_rare_reason_is_heard_among_many_equal_ones() {
        let mut all: Vec<Unreported> = (0..50).map(|n| one(&format!("t{n}"), "common")).collect();
        all.push(one("last", "rare"));
        let told = |all: &[Unreported]| -> Vec<String> {
            telling(&all.iter().collect::<Vec<_>>()).iter().filter_map(|one| one.object.clone()).collect()
        };
        assert_eq!(told(&all), ["t0", "t1", "t2", "last"]);
        let all: Vec<Unreported> = (0..50).map(|n| one(&format!("t{n}"), &format!("reason {n}"))).collect();
        assert_eq!(told(&all).len(), LINES);
    }

    #[test]
    fn a_name_without_end_is_cut() {
        let outcome = Outcome::default();
        let text = line(&outcome, &Locator::new(&outcome.sources), &one(&"表".repeat(500), "why"));
        assert!(text.ends_with('…') && columns(&text) <= LONGEST, "{text}");
    }

    #[test]
    fn rules_that_say_nothing_at_all_are_summed_up_by_their_reason() {
        let asleep = |rule| Unreported { rule, object: None, place: None, because: "not selected".into() };
        let mut outcome = Outcome::default();
        let mut out = Vec::new();
        write_unreported(&mut out, &outcome, &Style::default(), false).unwrap();
        assert!(out.is_empty());
        outcome.unreported = Some(Vec::new());
        write_unreported(&mut out, &outcome, &Style::default(), false).unwrap();
        assert_eq!(
            std::str::from_utf8(&out).unwrap(),
            "not reported: nothing here has the shape of a defect\n\n"
        );
        out.clear();
        outcome.unreported = Some(vec![asleep("fk-a"), asleep("fk-b")]);
        write_unreported(&mut out, &outcome, &Style::default(), false).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "not reported:\n  not selected: fk-a, fk-b\n\n");
    }
}

//! The remarks beneath a finding: what to know, what to run, where to read on.

use std::borrow::Cow;
use std::fmt::Write as _;

use fklint_check::Located;
use fklint_rule::{Answer, Remedy, Rows};

use crate::clean::clean;
use crate::wrap::{columns, wrap};

/// Lines of SQL shown beneath a finding; JSON has all.
const SQL_LINES: usize = 8;

struct Note<'a> {
    heading: Cow<'a, str>,
    lines: Vec<String>,
}

/// The notes of a finding, headings padded to one column. `hidden` places are not shown in the excerpt.
pub(crate) fn notes(located: &Located, hidden: usize, width: usize) -> Vec<String> {
    let rule = located.finding.rule.name;
    let report = &located.finding.report;
    let (after, before): (Vec<_>, Vec<_>) =
        report.notes.iter().partition(|note| note.heading.starts_with("or "));
    let mut headings: Vec<(Cow<'_, str>, Content<'_>)> = Vec::with_capacity(report.notes.len() + 3);
    if located.place.is_none() {
        headings.push(("object".into(), Content::Text(located.object.as_str().into())));
    }
    if hidden > 0 {
        headings
            .push(("more places".into(), Content::Text(format!("{hidden} (--format json has all)").into())));
    }
    headings
        .extend(before.iter().map(|note| (note.heading.into(), Content::Text(note.text.as_str().into()))));
    headings.extend(remedy(located));
    headings.extend(after.iter().map(|note| (note.heading.into(), Content::Text(note.text.as_str().into()))));
    headings.push(("more".into(), Content::Text(format!("fklint explain {rule}").into())));

    let column = headings.iter().map(|(heading, _)| columns(heading)).max().unwrap_or(0) + 3;
    let room = width.saturating_sub(column + 8).max(40);
    let notes = headings.into_iter().map(|(heading, content)| {
        let lines = match content {
            Content::Text(text) => {
                let text: Vec<Cow<'_, str>> = text.lines().map(clean).collect();
                wrap(&text.join("\n"), room)
            }
            Content::Sql(sql) => sql.iter().map(|line| clean(line).into_owned()).collect(),
        };
        Note { heading, lines }.layout(column)
    });
    notes.collect()
}

enum Content<'a> {
    /// Wrapped.
    Text(Cow<'a, str>),
    /// Never wrapped: it is copied and run.
    Sql(Vec<String>),
}

fn remedy(located: &Located) -> Vec<(Cow<'_, str>, Content<'_>)> {
    let plan = match &located.finding.remedy {
        Remedy::Advice(advice) => return vec![("way out".into(), Content::Text(advice.as_str().into()))],
        Remedy::Plan(plan) => plan,
    };
    let heading = Cow::Owned(format!("fix ({})", plan.safety.id()));
    let mut notes = Vec::with_capacity(2 + located.probes.len());
    if !located.probes.is_empty() {
        let selects: Vec<&str> = located.probes.iter().map(|asked| asked.select.as_str()).collect();
        notes.push(("ask first".into(), Content::Sql(sql_lines(&selects))));
    }
    let answers = located.probes.iter().filter_map(|asked| asked.answer.as_ref());
    notes.extend(answers.map(|answer| ("probe".into(), Content::Text(in_words(answer).into()))));
    notes.push(if located.sql.is_empty() {
        (heading, Content::Text(plan.title.as_str().into()))
    } else {
        let mut lines = sql_lines(&located.sql);
        if lines.len() > 1 {
            lines.insert(0, format!("-- {}", plan.title));
        }
        (heading, Content::Sql(lines))
    });
    notes
}

/// What an answer means for the plan.
fn in_words(answer: &Answer) -> String {
    match answer {
        Answer::Unanswered(why) => format!("not answered: {why}"),
        Answer::Rows(Rows { count: 0, .. }) => "no rows stand in the way".to_owned(),
        Answer::Rows(rows) => {
            let stand = if rows.count == 1 { "row stands" } else { "rows stand" };
            format!("{} {stand} in the way, such as {}", rows.count, rows.examples())
        }
    }
}

fn sql_lines(statements: &[impl AsRef<str>]) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let statement = statement.as_ref().trim_end().trim_end_matches(';');
        let length = statement.lines().count();
        let left = statements.len() - index;
        if lines.len() + length > SQL_LINES && left > 1 || length > 4 * SQL_LINES {
            lines.push(format!("-- … {left} more (--format json has all)"));
            break;
        }
        lines.extend(statement.lines().map(str::to_owned));
        if let Some(last) = lines.last_mut() {
            last.push(';');
        }
    }
    lines
}

impl Note<'_> {
    fn layout(&self, column: usize) -> String {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index == 0 {
                let pad = column.saturating_sub(columns(&self.heading) + 1);
                // Writing to a string cannot fail.
                let _ = write!(text, "{}:{:pad$}{line}", self.heading, "");
            } else {
                let _ = write!(text, "\n{:column$}{line}", "");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_statements_are_cut_and_each_ends_with_one_semicolon() {
        let lines = sql_lines(&["ALTER TABLE a ADD b int;", "SELECT 1"]);
        assert_eq!(lines, ["ALTER TABLE a ADD b int;", "SELECT 1;"]);
        let lines = sql_lines(&["x"; 20]);
        assert_eq!(lines.len(), SQL_LINES + 1);
        assert_eq!(lines[SQL_LINES], "-- … 12 more (--format json has all)");
    }

    #[test]
    fn continued_lines_stand_under_the_text_of_the_first() {
        let note = Note { heading: "why".into(), lines: vec!["one".into(), "two".into()] };
        assert_eq!(note.layout(8), "why:    one\n        two");
    }
}

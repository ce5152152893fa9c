//! The language of `testdata/facts/*.sql`: SQL, with comments that say on which engines it runs, what each statement must
//! do there, and which value that proves.

use fklint_catalog::semantics::Scope;
use fklint_catalog::{Engine, Version};

/// One experiment: statements on an empty database.
#[derive(Debug)]
pub(crate) struct Experiment {
    /// The field of `Semantics`: the name of the file.
    pub(crate) subject: String,
    /// Where `-- engine:` stands.
    pub(crate) line: usize,
    /// `-- engine: mysql <9.6, mariadb`
    pub(crate) scopes: Vec<Scope>,
    /// `-- when: SQL`, a condition that the server must fulfil.
    pub(crate) when: Option<String>,
    /// `-- proves: VALUE`, as `{:?}` writes it.
    pub(crate) proves: String,
    /// Its statements.
    pub(crate) steps: Vec<Step>,
}

/// One statement.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) line: usize,
    /// `-- session: 2`, from 1.
    pub(crate) session: usize,
    /// With `{n}` and `{n-1}` where it is repeated.
    pub(crate) sql: String,
    /// `-- for: n = 2..15`, both included.
    pub(crate) repeat: Option<(u32, u32)>,
    /// `-- expect: …`, and `-- expect mariadb: …` for some engines only.
    expectations: Vec<(Vec<Scope>, Expectation)>,
}

/// What a statement must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expectation {
    /// `ok`: it is accepted; so it is also without any expectation.
    Accepted,
    /// `error 1451`, or with words of the message: `error 1 "foreign key mismatch"`.
    Refused { code: String, words: String },
    /// `rows 1,2 | 3,NULL`; `rows` alone for none; `*` for a value that does not matter.
    Rows(Vec<Vec<String>>),
}

impl Step {
    /// What it must do on an engine: said of that engine, or else of all.
    pub(crate) fn expected(&self, engine: Engine, version: Version) -> Expectation {
        let holds = |scopes: &[Scope]| scopes.iter().any(|scope| scope.holds(engine, version));
        let own = self.expectations.iter().find(|(scopes, _)| holds(scopes));
        let general = || self.expectations.iter().find(|(scopes, _)| scopes.is_empty());
        own.or_else(general).map_or(Expectation::Accepted, |(_, expected)| expected.clone())
    }

    /// The statements to run.
    pub(crate) fn statements(&self) -> Vec<String> {
        let Some((from, to)) = self.repeat else { return vec![self.sql.clone()] };
        let with = |n: u32| self.sql.replace("{n}", &n.to_string()).replace("{n-1}", &(n - 1).to_string());
        (from..=to).map(with).collect()
    }
}

/// Reads a file. Before the first `-- engine:` there are only remarks; after it every comment is a directive.
pub(crate) fn read(subject: &str, text: &str) -> Result<Vec<Experiment>, String> {
    let mut found: Vec<Experiment> = Vec::new();
    let (mut session, mut repeat, mut open) = (1, None, None::<Step>);
    for (at, line) in text.lines().enumerate() {
        let line_number = at + 1;
        let fail = |reason: String| format!("{subject}.sql:{line_number}: {reason}");
        let directive = line.strip_prefix("-- ").and_then(|rest| {
            let (words, value) = rest.split_once(':')?;
            let (name, scopes) = words.split_once(' ').unwrap_or((words, ""));
            Some((name, scopes, value.trim()))
        });
        match (directive, found.last_mut()) {
            _ if line.trim().is_empty() => {}
            (Some(("engine", "", value)), _) => {
                let scopes = scopes(value).map_err(fail)?;
                found.push(Experiment {
                    subject: subject.to_owned(),
                    line: line_number,
                    scopes,
                    when: None,
                    proves: String::new(),
                    steps: Vec::new(),
                });
                session = 1;
            }
            (_, None) if line.starts_with("--") => {}
            (_, None) => return Err(fail("a statement before `-- engine:`".to_owned())),
            (Some((name, scoped, value)), Some(experiment)) => match name {
                "when" => experiment.when = Some(value.to_owned()),
                "proves" => experiment.proves = value.to_owned(),
                "session" => session = value.parse().map_err(|_| fail(format!("no session `{value}`")))?,
                "for" => repeat = Some(range(value).map_err(fail)?),
                "expect" => {
                    let of = if scoped.is_empty() { Ok(Vec::new()) } else { scopes(scoped) }.map_err(fail)?;
                    let expected = expectation(value).map_err(fail)?;
                    let step = experiment.steps.last_mut();
                    let step = step.ok_or_else(|| fail("nothing to expect of".to_owned()))?;
                    step.expectations.push((of, expected));
                }
                unknown => return Err(fail(format!("unknown directive `{unknown}`"))),
            },
            (None, Some(_)) if line.starts_with("--") => {
                return Err(fail("remarks stand at the head of the file".to_owned()));
            }
            (None, Some(experiment)) => {
                let step = open.get_or_insert_with(|| Step {
                    line: line_number,
                    session,
                    sql: String::new(),
                    repeat: repeat.take(),
                    expectations: Vec::new(),
                });
                step.sql.push_str(line.trim_end());
                if step.sql.ends_with(';') {
                    step.sql.pop();
                    experiment.steps.extend(open.take());
                } else {
                    step.sql.push('\n');
                }
            }
        }
    }
    if let Some(step) = open {
        return Err(format!("{subject}.sql:{}: the statement has no `;` at the end of a line", step.line));
    }
    for experiment in &found {
        if experiment.proves.is_empty() || experiment.steps.is_empty() {
            let line = experiment.line;
            return Err(format!("{subject}.sql:{line}: an experiment needs `-- proves:` and statements"));
        }
    }
    Ok(found)
}

/// `mysql >=8.4 <9.6, mariadb`
fn scopes(list: &str) -> Result<Vec<Scope>, String> {
    let scope = |text: &str| {
        let mut words = text.split_whitespace();
        let engine = words.next().ok_or("no engine is named")?.parse()?;
        let mut scope = Scope { engine, since: None, before: None };
        for bound in words {
            match bound
                .strip_prefix(">=")
                .map_or_else(|| (bound.strip_prefix('<'), false), |v| (Some(v), true))
            {
                (Some(version), true) => scope.since = Some(version.parse()?),
                (Some(version), false) => scope.before = Some(version.parse()?),
                (None, _) => return Err(format!("`{bound}` is no bound: `>=9.6` or `<9.6`")),
            }
        }
        Ok(scope)
    };
    list.split(',').map(scope).collect()
}

/// `n = 2..15`
fn range(text: &str) -> Result<(u32, u32), String> {
    let bounds = text.strip_prefix("n = ").and_then(|range| range.split_once(".."));
    let parsed = bounds.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    parsed.filter(|(from, _)| *from > 0).ok_or_else(|| format!("`{text}` is no range: `n = 2..15`"))
}

fn expectation(text: &str) -> Result<Expectation, String> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    match (word, rest) {
        ("ok", "") => Ok(Expectation::Accepted),
        ("error", rest) if !rest.is_empty() => {
            let (code, words) = rest.split_once(' ').unwrap_or((rest, ""));
            Ok(Expectation::Refused { code: code.to_owned(), words: words.trim_matches('"').to_owned() })
        }
        ("rows", "") => Ok(Expectation::Rows(Vec::new())),
        ("rows", rows) => {
            let row = |row: &str| row.split(',').map(|value| value.trim().to_owned()).collect();
            Ok(Expectation::Rows(rows.split('|').map(row).collect()))
        }
        _ => Err(format!("`{text}` is nothing to expect: `ok`, `error CODE`, `rows 1,2 | 3,NULL`")),
    }
}

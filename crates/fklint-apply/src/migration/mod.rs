//! Plans as new migrations, in the convention of the directory that they join. Nothing is written here but by [`Written`].

mod convention;
mod draft;
mod home;
mod put;
mod version;

use std::path::Path;

use fklint_check::{Located, Outcome, Problem, Target};
use fklint_rule::merge::Because;
use fklint_rule::{Plan, Remedy, Safety};
use rustc_hash::FxHashMap;

use crate::fix::{Done, Fixed, Left, Overlay, Why, at};
use draft::{Attempt, Fault, Made};
use home::Home;

pub use put::{Written, write};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The directory of migrations.
    pub directory: &'a Path,
    /// There is no other source: its migrations are the schema.
    pub alone: bool,
    /// How much thought a plan may need.
    pub safety: Safety,
    /// The name of the migrations; `None`: from the rules.
    pub name: Option<&'a str>,
    /// The time, in seconds after 1970-01-01: some conventions number by it.
    pub now: u64,
}

/// A file that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: String,
    /// What it says.
    pub text: String,
    /// What it is for.
    pub role: FileRole,
}

/// What a file of a migration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// It is run; it may also say the way back.
    Up,
    /// It takes back what another one does.
    Down,
    /// It tells the tool how to run another one.
    Beside,
}

/// New migrations, none of them written yet.
#[derive(Debug)]
pub struct Migrated {
    /// What was found, carried out and left; its files are those of the tool that change with each migration.
    pub fixed: Fixed,
    /// The new files.
    pub files: Vec<NewFile>,
    /// What else the user has to know or do, a sentence each.
    pub notes: Vec<String>,
}

/// Makes migrations of the plans that `look` finds. `look` checks the sources with texts that stand in for files; the
/// schema is the one that the migrations of the directory add up to, or the only one of the sources.
///
/// # Errors
/// When the directory takes no new migration, and the way out.
pub fn migrate(mut look: impl FnMut(&Overlay) -> Outcome, asked: &Asked<'_>) -> Result<Migrated, Problem> {
    let problem = |message: String| Problem::new(asked.directory.display().to_string(), message);
    let home = Home::read(asked.directory).map_err(problem)?;
    if let (Some(language), true) = (home.language(), asked.alone) {
        return Err(problem(format!(
            "its migrations are {language}: name the schema that they make too, a dump or a database"
        )));
    }
    let first = look(&Overlay::default());
    let nothing = |first| Migrated {
        fixed: Fixed { first, last: None, files: Vec::new(), done: Vec::new(), left: Vec::new() },
        files: Vec::new(),
        notes: Vec::new(),
    };
    if !first.problems.is_empty() {
        return Ok(nothing(first));
    }
    let (index, own) = home.target(&first).map_err(problem)?;
    let (target, mut refused) = (&first.targets[index], FxHashMap::default());
    let plans = plans(target, asked.safety, &mut refused);
    let attempt = Attempt::new(&home, own, target, &first.sources, asked).map_err(problem)?;
    let made = settle(&attempt, plans, &mut refused, &mut look);
    let (mut done, mut files, mut edits, mut notes, mut last) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), None);
    let mut carried = Vec::new();
    if let Some((made, chosen)) = made {
        let shared: Vec<&Plan> = chosen.iter().map(|(_, plan)| *plan).collect();
        for left in &made.left {
            if let Some(why) = because(&left.because, &shared) {
                refused.insert(chosen[left.plan].0, why);
            }
        }
        for (finding, plan) in chosen.iter().filter(|(finding, _)| !refused.contains_key(finding)) {
            carried.push(*finding);
            let located = &target.findings[*finding];
            done.push(Done {
                rule: located.finding.rule.name,
                object: located.object.clone(),
                at: at(&first, located),
                title: plan.title.clone(),
                safety: plan.safety,
            });
        }
        (files, edits, notes, last) = (made.files, made.edits, made.notes, made.last);
    }
    let mut left = Vec::new();
    for (nth, other) in first.targets.iter().enumerate() {
        for (finding, located) in other.findings.iter().enumerate() {
            if nth != index || !carried.contains(&finding) {
                let reason = if nth == index { refused.get(&finding).cloned() } else { None };
                let reason =
                    reason.unwrap_or_else(|| "it is not of the schema that these migrations make".into());
                left.push(left_of(&first, located, asked.safety, reason));
            }
        }
    }
    Ok(Migrated { fixed: Fixed { first, last, files: edits, done, left }, files, notes })
}

/// The migrations of as many of the plans as can be. Where all together cannot, those that cannot alone are refused;
/// where each could, all are.
fn settle<'t>(
    attempt: &Attempt<'_>,
    mut plans: Vec<(usize, &'t Plan)>,
    refused: &mut FxHashMap<usize, String>,
    look: &mut impl FnMut(&Overlay) -> Outcome,
) -> Option<(Made, Vec<(usize, &'t Plan)>)> {
    while !plans.is_empty() {
        let Fault { why, findings } = match attempt.make(&plans, look) {
            Ok(made) => return Some((made, plans)),
            Err(fault) => fault,
        };
        let all = || plans.iter().map(|(finding, _)| *finding);
        let mut bad: Vec<(usize, String)> = match findings {
            Some(findings) => findings.into_iter().map(|finding| (finding, why.clone())).collect(),
            None if plans.len() == 1 => Vec::new(),
            None => {
                let alone = |plan: &(usize, &Plan)| Some((plan.0, attempt.make(&[*plan], look).err()?.why));
                plans.iter().filter_map(alone).collect()
            }
        };
        if bad.is_empty() {
            bad = all().map(|finding| (finding, why.clone())).collect();
        }
        refused.extend(bad);
        plans.retain(|(finding, _)| !refused.contains_key(finding));
    }
    None
}

/// The plans that may be carried out, with their findings by index. What would edit the history is refused.
fn plans<'t>(
    target: &'t Target,
    safety: Safety,
    refused: &mut FxHashMap<usize, String>,
) -> Vec<(usize, &'t Plan)> {
    let mut plans = Vec::new();
    for (finding, located) in target.findings.iter().enumerate() {
        match &located.finding.remedy {
            Remedy::Plan(plan) if plan.safety < safety => {}
            Remedy::Plan(plan) if plan.script_edits().next().is_some() => {
                refused.insert(finding, "it would rewrite what has run already".to_owned());
            }
            Remedy::Plan(plan) => plans.push((finding, plan)),
            Remedy::Advice(_) => {}
        }
    }
    plans
}

/// Why a plan was left out; `None` where others do all of it.
fn because(because: &Because, plans: &[&Plan]) -> Option<String> {
    match because {
        Because::Collides { with, at } => {
            let other = &plans[*with].title;
            let at = at.as_ref().map_or(String::new(), |at| format!(" at {}", at.display(None)));
            Some(format!("it meets \"{other}\"{at}: run fklint again once this migration stands"))
        }
        Because::Done { .. } => None,
        Because::DoesNotFit(error) => {
            Some(format!("after the others it does not fit, since {error}: run fklint again"))
        }
    }
}

fn left_of(outcome: &Outcome, located: &Located, asked: Safety, reason: String) -> Left {
    let why = match &located.finding.remedy {
        Remedy::Advice(advice) => Why::Advice(advice.clone()),
        Remedy::Plan(plan) if plan.safety < asked => {
            Why::Safety { title: plan.title.clone(), safety: plan.safety }
        }
        Remedy::Plan(plan) => Why::Refused { title: plan.title.clone(), reason },
    };
    Left::of(outcome, located, why)
}

#[cfg(test)]
mod tests;

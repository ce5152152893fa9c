//! Rounds of edits: all plans that do not get in each other's way at once, then the edited texts are checked again, until
//! nothing is left that can be edited.

mod choose;

use fklint_check::{Located, Outcome, SourceArg, Target};
use fklint_rule::{Plan, Remedy, Safety, Severity};
use fklint_source::Edit;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::edit::{Promise, edits, spliced};
use choose::{Chosen, choose};

/// Texts that stand in for files, by their names.
pub type Overlay = FxHashMap<String, Vec<u8>>;

/// Rounds after which a run stops, whatever is left: two remedies might undo each other.
const ROUNDS: usize = 100;

/// What came of a run.
#[derive(Debug)]
pub struct Fixed {
    /// What was found in the texts as they are.
    pub first: Outcome,
    /// What is found in the edited texts; `None` where nothing was edited.
    pub last: Option<Outcome>,
    /// The edited files, in the order of their names.
    pub files: Vec<EditedFile>,
    /// The plans that were carried out.
    pub done: Vec<Done>,
    /// What was not, in the order of the findings that are left.
    pub left: Vec<Left>,
}

/// A file that was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedFile {
    /// Its name.
    pub name: String,
    /// What was read.
    pub before: Vec<u8>,
    /// What it should say.
    pub after: Vec<u8>,
}

/// A plan that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The rule.
    pub rule: &'static str,
    /// The object in words.
    pub object: String,
    /// The file and line of the finding, in the text that its round read.
    pub at: Option<String>,
    /// The plan.
    pub title: String,
    /// How much thought it needed.
    pub safety: Safety,
}

/// A finding that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The rule.
    pub rule: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The object in words.
    pub object: String,
    /// The file and line of the finding.
    pub at: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why a finding is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A person has to decide: the advice.
    Advice(String),
    /// The plan needs more thought than was asked for.
    Safety {
        /// The plan.
        title: String,
        /// What it needs.
        safety: Safety,
    },
    /// The plan cannot be an edit: why.
    Refused {
        /// The plan.
        title: String,
        /// One sentence without a full stop.
        reason: String,
    },
}

impl Fixed {
    /// What is found as things stand in the end, if the edits are made.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        self.last.as_ref().unwrap_or(&self.first)
    }
}

/// What a plan is remembered by from round to round.
type Key = (String, &'static str, String, String);

/// Carries out the plans of all findings that `look` finds and `wanted` takes, of `safety` or safer. `look` checks the
/// sources with texts that stand in for files.
pub fn fix(
    mut look: impl FnMut(&Overlay) -> Outcome,
    safety: Safety,
    wanted: impl Fn(&Located) -> bool,
) -> Fixed {
    let mut overlay = Overlay::default();
    let first = look(&overlay);
    let mut last: Option<Outcome> = None;
    // What standard input gave is gone once it was read.
    let stdin = SourceArg::Stdin.name();
    let given = first.sources.files().find(|(_, file)| file.name == stdin);
    overlay.extend(given.map(|(_, file)| (stdin.clone(), file.text.to_vec())));
    let mut done: Vec<Done> = Vec::new();
    let mut carried: FxHashSet<Key> = FxHashSet::default();
    let mut refused: FxHashMap<Key, String> = FxHashMap::default();
    for _ in 0..ROUNDS {
        let outcome = last.as_ref().unwrap_or(&first);
        if !outcome.problems.is_empty() {
            break;
        }
        let known = refused.len();
        let mut chosen = choose(outcome, safety, &wanted, &carried, &mut refused);
        let Some((next, texts)) = attempt(&mut look, outcome, &overlay, &mut chosen, &mut refused) else {
            // Without the plans that were refused now, others may be made.
            if refused.len() == known {
                break;
            }
            continue;
        };
        for (target, chosen) in outcome.targets.iter().zip(&chosen) {
            for chosen in chosen {
                let (located, plan) = (&target.findings[chosen.finding], &chosen.plan);
                carried.insert(key(target, located, plan));
                done.push(Done {
                    rule: located.finding.rule.name,
                    object: located.object.clone(),
                    at: at(outcome, located),
                    title: plan.title.clone(),
                    safety: plan.safety,
                });
            }
        }
        (last, overlay) = (Some(next), texts);
    }
    let outcome = last.as_ref().unwrap_or(&first);
    let left = outcome.targets.iter().flat_map(|target| {
        let wanted = target.findings.iter().filter(|located| wanted(located));
        wanted.map(|located| left(outcome, target, located, safety, &refused, &carried)).collect::<Vec<_>>()
    });
    let left = left.collect();
    let mut files: Vec<EditedFile> = first
        .sources
        .files()
        .filter_map(|(_, file)| {
            let after = overlay.get(&file.name).filter(|after| **after != *file.text)?;
            Some(EditedFile { name: file.name.clone(), before: file.text.to_vec(), after: after.clone() })
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Fixed { first, last, files, done, left }
}

/// Gives each finding the edits of its own plan, as a proposal: none was read again yet.
pub fn propose(outcome: &mut Outcome) {
    for target in outcome.targets.iter_mut().filter(|target| !target.live) {
        let (reflection, sources) = (&target.reflection, &outcome.sources);
        target.findings.par_iter_mut().for_each(|located| {
            if let Remedy::Plan(plan) = &located.finding.remedy {
                located.edits = edits(plan, reflection, sources).unwrap_or_default();
            }
        });
    }
}

/// Makes the chosen edits and reads the texts again. Where they do not say what was promised, half of the plans of that
/// schema are left for later rounds, and a single one is refused. `None` when no plan is left.
fn attempt(
    look: &mut impl FnMut(&Overlay) -> Outcome,
    outcome: &Outcome,
    overlay: &Overlay,
    chosen: &mut [Vec<Chosen>],
    refused: &mut FxHashMap<Key, String>,
) -> Option<(Outcome, Overlay)> {
    while chosen.iter().any(|chosen| !chosen.is_empty()) {
        let texts = edited(outcome, overlay, chosen);
        let next = look(&texts);
        let mut kept = true;
        for (target, chosen) in outcome.targets.iter().zip(chosen.iter_mut()) {
            let Some(why) = broken(target, chosen, &next) else { continue };
            kept = false;
            if let [only] = chosen.as_slice() {
                refused.insert(key(target, &target.findings[only.finding], &only.plan), why);
            }
            chosen.truncate(chosen.len() / 2);
        }
        if kept {
            return Some((next, texts));
        }
    }
    None
}

/// Why the plans of a schema are not what its edited texts say.
fn broken(target: &Target, chosen: &[Chosen], next: &Outcome) -> Option<String> {
    if chosen.is_empty() {
        return None;
    }
    let read = next.targets.iter().find(|next| next.name == target.name);
    let Some(read) = read else { return Some("the edited text is no longer read as this schema".to_owned()) };
    let (was, is) = (target.reflection.tally, read.reflection.tally);
    if is.unread > was.unread || is.stepped_over > was.stepped_over {
        return Some("the edited text would hold words that are not understood".to_owned());
    }
    let plans: Vec<&Plan> = chosen.iter().map(|chosen| &chosen.plan).collect();
    match Promise::of(&target.reflection.catalog, plans) {
        Ok(promise) => promise
            .broken_by(&read.reflection.catalog)
            .map(|difference| format!("the edited text would say something else: {difference}")),
        Err(error) => Some(format!("it does not fit the schema: {error}")),
    }
}

/// The texts with the edits of the chosen plans.
fn edited(outcome: &Outcome, overlay: &Overlay, chosen: &[Vec<Chosen>]) -> Overlay {
    let mut by_file: FxHashMap<_, Vec<&Edit>> = FxHashMap::default();
    for edit in chosen.iter().flatten().flat_map(|chosen| &chosen.edits) {
        by_file.entry(edit.place.file).or_default().push(edit);
    }
    let mut texts = overlay.clone();
    for (file, edits) in by_file {
        let file = outcome.sources.file(file);
        texts.insert(file.name.clone(), spliced(&file.text, edits));
    }
    texts
}

fn key(target: &Target, located: &Located, plan: &Plan) -> Key {
    (target.name.clone(), located.finding.rule.name, located.object.clone(), plan.title.clone())
}

/// The file and line of a finding.
pub(crate) fn at(outcome: &Outcome, located: &Located) -> Option<String> {
    let place = located.place?;
    let file = outcome.sources.file(place.file);
    Some(format!("{}:{}", file.name, file.line_col(place.span.start).line))
}

fn left(
    outcome: &Outcome,
    target: &Target,
    located: &Located,
    asked: Safety,
    refused: &FxHashMap<Key, String>,
    carried: &FxHashSet<Key>,
) -> Left {
    let why = match &located.finding.remedy {
        Remedy::Advice(advice) => Why::Advice(advice.clone()),
        Remedy::Plan(plan) if plan.safety < asked => {
            Why::Safety { title: plan.title.clone(), safety: plan.safety }
        }
        Remedy::Plan(plan) => {
            let key = key(target, located, plan);
            let reason = match refused.get(&key) {
                Some(reason) => reason.clone(),
                None if carried.contains(&key) => "it is still found after the edit".to_owned(),
                None => "too many rounds: run it again".to_owned(),
            };
            Why::Refused { title: plan.title.clone(), reason }
        }
    };
    Left::of(outcome, located, why)
}

impl Left {
    /// A finding that stays, and why.
    pub(crate) fn of(outcome: &Outcome, located: &Located, why: Why) -> Self {
        Self {
            rule: located.finding.rule.name,
            severity: located.finding.severity,
            object: located.object.clone(),
            at: at(outcome, located),
            why,
        }
    }
}

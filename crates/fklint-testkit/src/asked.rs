//! The law of probes: before a plan changes what rows may refuse, it asks them.

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{
    Catalog, Change, ColumnEdit, ForeignKey, ForeignKeyEdit, Ident, Key, KeyKind, MatchKind, Semantics,
};
use fklint_check::Outcome;
use fklint_rule::{Plan, Probe, Step};

use crate::together::planned;
use crate::{Failures, Fixture};

/// Checks the plans of all findings in a run.
pub(crate) fn check(fixture: &Fixture, outcome: &Outcome, failures: &mut Failures) {
    for target in &outcome.targets {
        for (found, plan) in planned(&target.findings) {
            failures.checked();
            let which = format!("{}: {} {}", fixture.name, found.finding.rule.name, found.object);
            failures.take(&which, asks(&target.reflection.catalog, plan));
        }
    }
}

/// What rows may refuse, in words, and whether a probe asks for it.
type Doubt = (String, fn(&Probe) -> bool);

fn asks(catalog: &Catalog, plan: &Plan) -> Result<(), String> {
    let mut asked: Vec<&Probe> = Vec::new();
    for step in &plan.steps {
        match step {
            Step::Expect(probe) => asked.push(probe),
            // The schema stays what it is.
            Step::Script(_) => {}
            Step::Change(change) => {
                if let Some((doubt, is_it)) = doubt(catalog, change)
                    && !asked.iter().any(|probe| Some(probe.table()) == change.table() && is_it(probe))
                {
                    return Err(format!("the plan \"{}\" does not ask for {doubt}", plan.title));
                }
            }
        }
    }
    Ok(())
}

/// What a change asks of rows that `before`, the schema that the plan begins with, does not.
fn doubt(before: &Catalog, change: &Change) -> Option<Doubt> {
    let there = before.table(change.table()?)?;
    match change {
        Change::AddForeignKey { foreign_key: key, .. } if key.is_checked() => {
            let facts = Semantics::for_catalog(before);
            let full = |key: &ForeignKey| {
                key.match_kind == MatchKind::Full && facts.match_full == MatchFull::Honoured
            };
            let held = there.foreign_keys.iter().find(|old| {
                old.is_checked() && old.parent == key.parent && pairs(before, old) == pairs(before, key)
            });
            match held {
                None => Some(("orphans".to_owned(), |probe| matches!(probe, Probe::Orphans { .. }))),
                Some(held) if full(key) && !full(held) => {
                    Some(("half NULLs".to_owned(), |probe| matches!(probe, Probe::PartialNulls { .. })))
                }
                Some(_) => None,
            }
        }
        Change::AlterForeignKey {
            edit: ForeignKeyEdit::Validated(true) | ForeignKeyEdit::Enforced(true),
            ..
        } => Some(("orphans".to_owned(), |probe| matches!(probe, Probe::Orphans { .. }))),
        Change::AddKey { key, .. } if matches!(key.kind, KeyKind::Unique | KeyKind::Primary) => {
            let is_unique = |old: &Key| {
                matches!(old.kind, KeyKind::Unique | KeyKind::Primary)
                    && old.predicate.is_none()
                    && old.columns().all(|column| key.columns().any(|other| other == column))
            };
            let duplicates: fn(&Probe) -> bool = |probe| matches!(probe, Probe::Duplicates { .. });
            (!there.keys.iter().any(is_unique)).then(|| ("duplicates".to_owned(), duplicates))
        }
        Change::AlterColumn { edit: ColumnEdit::NotNull(true), column, .. } if there.is_nullable(column) => {
            Some((format!("NULLs in `{column}`"), |probe| matches!(probe, Probe::NullsIn { .. })))
        }
        Change::AddCheck { .. } => Some(("rows that break the CHECK".to_owned(), |probe| {
            matches!(probe, Probe::PartialNulls { .. })
        })),
        _ => None,
    }
}

/// The pairs of columns of a foreign key, in any order.
fn pairs(catalog: &Catalog, key: &ForeignKey) -> Vec<(Ident, Ident)> {
    let parent = catalog.parent_columns(key).unwrap_or_default();
    let mut pairs: Vec<_> = key.columns.iter().cloned().zip(parent.iter().cloned()).collect();
    pairs.sort_unstable();
    pairs
}

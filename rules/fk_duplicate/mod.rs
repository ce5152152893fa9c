//! `fk-duplicate`: two foreign keys over the same columns to the same ones.

mod remedy;
mod witness;

use fklint_catalog::semantics::DuplicateWinner;
use fklint_catalog::{Action, Engine, ForeignKey, Ident, ObjectPath, Table, TableName};
use fklint_rule::{At, Confidence, Cx, FxHashMap, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-duplicate`.
pub(crate) struct FkDuplicate;

/// Two foreign keys of a table that say the same, but for their actions.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    /// The one that holds, or else the earlier one.
    stays: usize,
    /// The one that should go.
    goes: usize,
}

/// The parent, and the referencing columns with the referenced ones.
type Reference<'c> = (&'c TableName, Vec<(Ident, Ident)>);

impl Evidence<'_> {
    fn keys(&self) -> [&ForeignKey; 2] {
        [self.stays, self.goes].map(|index| &self.child.foreign_keys[index])
    }
}

impl Rule for FkDuplicate {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-duplicate",
        summary: "two foreign keys over the same columns to the same parent",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for child in cx.catalog.tables().filter(|child| child.foreign_keys.len() > 1) {
            let mut first: FxHashMap<Reference<'_>, usize> = FxHashMap::default();
            for (index, key) in child.foreign_keys.iter().enumerate().filter(|(_, key)| key.is_checked()) {
                let Some(pairs) = pairs(cx, key) else { continue };
                let stays = *first.entry((&key.parent, pairs)).or_insert(index);
                if stays != index {
                    let [stays, goes] = in_order(cx, child, [stays, index]);
                    found.push(Evidence { child, stays, goes });
                }
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.goes)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        let [stays, goes] = evidence.keys();
        if differ(stays, goes) { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, stays, goes } = *evidence;
        let [kept, dropped] = evidence.keys();
        let [name, other] = [goes, stays].map(|index| named(cx, child, index));
        let message = if differ(kept, dropped) {
            let [said, holds] = [dropped, kept].map(|key| actions(key, [kept, dropped]));
            match cx.semantics.duplicate_winner {
                DuplicateWinner::Both => {
                    format!("{name} says {said}, and {other} over the same columns {holds}")
                }
                DuplicateWinner::Unknown => {
                    format!("{name} says {said}, and {other} over the same columns {holds}: either may hold")
                }
                _ => format!("{said} of {name} has no effect: {other} over the same columns says {holds}"),
            }
        } else {
            format!("{name} repeats {other}: dropping one of them leaves the other")
        };
        let path = ObjectPath::foreign_key(&child.name, &child.foreign_keys, stays);
        let report = Report::new(message, At::whole(self.object(cx, evidence)))
            .related(At::whole(path), "the same columns, the same parent");
        match cx.semantics.duplicate_winner {
            DuplicateWinner::FirstByName if differ(kept, dropped) => {
                report.note("why", "of two such foreign keys the one whose name sorts first is asked first")
            }
            DuplicateWinner::FirstCreated if differ(kept, dropped) => {
                report.note("why", "of two such foreign keys the one that was made first is asked first")
            }
            _ => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The referencing columns with the referenced ones, in an order of their own.
fn pairs(cx: Cx<'_>, key: &ForeignKey) -> Option<Vec<(Ident, Ident)>> {
    let columns = cx.catalog.parent_columns(key)?;
    let mut pairs: Vec<_> = key.columns.iter().cloned().zip(columns.iter().cloned()).collect();
    pairs.sort_unstable();
    Some(pairs)
}

/// The one whose actions hold first; the earlier one where that is not told by the names.
fn in_order(cx: Cx<'_>, child: &Table, [earlier, later]: [usize; 2]) -> [usize; 2] {
    let [first, second] = [earlier, later].map(|index| &child.foreign_keys[index]);
    let name = |index| cx.semantics.name_of(child, index);
    let by_name = cx.semantics.duplicate_winner == DuplicateWinner::FirstByName && differ(first, second);
    if by_name && name(later) < name(earlier) { [later, earlier] } else { [earlier, later] }
}

/// Whether a parent's change does something else under the one than under the other.
fn differ(left: &ForeignKey, right: &ForeignKey) -> bool {
    let acts = |action: Action| if action.refuses() { Action::NoAction } else { action };
    acts(left.on_delete) != acts(right.on_delete)
        || acts(left.on_update) != acts(right.on_update)
        || left.set_columns != right.set_columns
}

/// The clause in which they differ, as this one has it.
fn actions(key: &ForeignKey, [left, right]: [&ForeignKey; 2]) -> String {
    if left.on_delete == right.on_delete && left.set_columns == right.set_columns {
        format!("ON UPDATE {}", key.on_update.sql())
    } else if key.set_columns.is_empty() {
        format!("ON DELETE {}", key.on_delete.sql())
    } else {
        format!("ON DELETE {} {}", key.on_delete.sql(), words::tuple(&key.set_columns))
    }
}

/// The name that tells it from the other one: its own, the engine's, or its columns.
fn named(cx: Cx<'_>, child: &Table, index: usize) -> String {
    let made = || cx.semantics.name_of(child, index).map(words::name);
    let key = &child.foreign_keys[index];
    key.name.as_ref().map(words::name).or_else(made).unwrap_or_else(|| words::foreign_key(&child.name, key))
}

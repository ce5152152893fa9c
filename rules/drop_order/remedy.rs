//! The remedy: the child goes first, or its foreign key does.
//!
//! The schema that the script means stays the same, only the order of its text changes.

use fklint_catalog::TableName;
use fklint_rule::{FxHashSet, Plan, Remedy, ScriptEdit, ScriptPlace, words};

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence) -> Remedy {
    let parent = words::name(&evidence.parent);
    let mut seen = FxHashSet::default();
    let children: Vec<&TableName> =
        evidence.keys.iter().map(|(child, _)| child).filter(|child| seen.insert(*child)).collect();
    let here = ScriptPlace::Before(evidence.statement);
    if evidence.dropped_later {
        let title = format!("drop {} before {parent}", words::tables(&children));
        let edit = |&statement: &u32| {
            if statement != evidence.statement {
                return Some(ScriptEdit::MoveStatement { statement, to: here });
            }
            Some(ScriptEdit::OrderDrops { statement, tables: evidence.order.clone()? })
        };
        return match evidence.later_drops.iter().map(edit).collect::<Option<Vec<_>>>() {
            Some(edits) => Remedy::Plan(Plan::of_script(title, edits)),
            // They refer to each other in a circle.
            None => Remedy::Advice(format!(
                "drop a foreign key between {parent} and {} first",
                words::tables(&children)
            )),
        };
    }
    let keys = if evidence.keys.len() == 1 { "its foreign key" } else { "their foreign keys" };
    let title = format!("drop {keys} before {parent}: {} stays", words::tables(&children));
    let drops = evidence.drops.iter().map(|(sql, change)| ScriptEdit::Insert {
        sql: sql.clone(),
        changes: vec![change.clone()],
        at: here,
    });
    Remedy::Plan(Plan::of_script(title, drops))
}

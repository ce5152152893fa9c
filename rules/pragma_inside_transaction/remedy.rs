//! The way out of `pragma-inside-transaction`: the switches go out of the transaction, each to its side.

use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, ScriptPlace, session};

use super::Evidence;

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence) -> Remedy {
    let first = evidence.first();
    let last = evidence.switches.last().copied().unwrap_or(first);
    let begin = ScriptPlace::Before(evidence.begin);
    let end = session::end_of(cx, evidence.begin).map(ScriptPlace::Behind);
    // What the script turns off it turns on again at the end; a lone switch is meant for what follows it.
    let (title, moves) = if first.1 != last.1 {
        let (before, behind) = (pragma(first.1), pragma(last.1));
        let title = format!("move `{before};` before BEGIN, and `{behind};` behind COMMIT");
        (title, vec![(first.0, Some(begin)), (last.0, end)])
    } else if evidence.before == Some(!first.1) && first.1 {
        (format!("move `{};` behind COMMIT", pragma(first.1)), vec![(first.0, end)])
    } else {
        (format!("move `{};` before BEGIN", pragma(first.1)), vec![(first.0, Some(begin))])
    };
    let moves: Option<Vec<ScriptEdit>> = moves
        .into_iter()
        .map(|(statement, to)| Some(ScriptEdit::MoveStatement { statement, to: to? }))
        .collect();
    match moves.filter(|moves| evidence.switches.len() <= 1 + moves.len()) {
        Some(moves) => Remedy::Plan(Plan::of_script(title, moves)),
        None => Remedy::Advice(title),
    }
}

/// The statement that turns checks on or off.
pub(super) fn pragma(on: bool) -> String {
    format!("PRAGMA foreign_keys = {}", if on { "ON" } else { "OFF" })
}

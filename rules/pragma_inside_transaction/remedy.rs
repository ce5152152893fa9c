//! The way out of `pragma-inside-transaction`: the switches go out of the transaction, each to its side.

use fklint_rule::Remedy;

use super::Evidence;

pub(super) fn remedy(evidence: &Evidence) -> Remedy {
    let (_, first) = evidence.first();
    let (_, last) = evidence.switches.last().copied().unwrap_or(evidence.first());
    // What the script turns off it turns on again at the end; a lone switch is meant for what follows it.
    Remedy::Advice(if first != last {
        format!("move `{};` before BEGIN, and `{};` behind COMMIT", pragma(first), pragma(last))
    } else if evidence.before == Some(!first) && first {
        format!("move `{};` behind COMMIT", pragma(first))
    } else {
        format!("move `{};` before BEGIN", pragma(first))
    })
}

/// The statement that turns checks on or off.
pub(super) fn pragma(on: bool) -> String {
    format!("PRAGMA foreign_keys = {}", if on { "ON" } else { "OFF" })
}

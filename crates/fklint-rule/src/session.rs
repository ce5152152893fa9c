//! The state of the session in which each statement of a script runs: whether foreign keys are checked, and in which
//! transaction.

use fklint_catalog::{Change, Setting, Statement, StatementKind, Transaction};

use crate::Cx;

/// A statement, and the state in which it finds the session.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'c> {
    /// The statement, by its index in the history.
    pub index: u32,
    /// The statement.
    pub statement: &'c Statement,
    /// Whether foreign keys are checked; `None` where the script did not say, or gave back what was there before.
    pub checks: Option<bool>,
    /// The statement that began the transaction in which this one runs.
    pub transaction: Option<u32>,
}

impl Moment<'_> {
    /// What the statement turns checks to: on, off, or with `Some(None)` back to what they were before the script.
    #[must_use]
    pub fn turns_checks(&self) -> Option<Option<bool>> {
        self.statement.changes.iter().rev().find_map(|change| match change {
            Change::Set(Setting::ForeignKeyChecks(on)) => Some(*on),
            _ => None,
        })
    }

    /// Whether the statement turns checks on or off where that does nothing: inside a transaction, on some engines.
    #[must_use]
    pub fn turns_checks_in_vain(&self, cx: Cx<'_>) -> bool {
        self.transaction.is_some()
            && !cx.semantics.checks_change_in_transaction
            && self.turns_checks().is_some()
    }
}

/// All statements in the order in which they run, each with the state that those before it in its script made. Text
/// that may never run, or in another session, changes no state.
pub fn moments(cx: Cx<'_>) -> impl Iterator<Item = Moment<'_>> {
    let (mut script, mut checks, mut transaction) = (None, None, None);
    (0..).zip(&cx.history.statements).map(move |(index, statement)| {
        if script != Some(statement.script) {
            (script, checks, transaction) = (Some(statement.script), None, None);
        }
        let moment = Moment { index, statement, checks, transaction };
        if !statement.dynamic {
            if let Some(to) = moment.turns_checks().filter(|_| !moment.turns_checks_in_vain(cx)) {
                checks = to;
            }
            if let StatementKind::Transaction(step) = statement.kind {
                transaction = (step == Transaction::Begin).then_some(transaction.unwrap_or(index));
            }
        }
        moment
    })
}

/// The statement that ends the transaction which `begin` begins, where its script has one.
#[must_use]
pub fn end_of(cx: Cx<'_>, begin: u32) -> Option<u32> {
    let statements = (0..).zip(&cx.history.statements).skip(begin as usize);
    let script = cx.history.statements.get(begin as usize)?.script;
    let mut own = statements.take_while(|(_, statement)| statement.script == script);
    let ends = |kind: &StatementKind| {
        matches!(kind, StatementKind::Transaction(Transaction::Commit | Transaction::Rollback))
    };
    own.find(|(_, statement)| !statement.dynamic && ends(&statement.kind)).map(|(index, _)| index)
}

/// A script that leaves foreign key checks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOff {
    /// The script, by its index in the history.
    pub script: u32,
    /// The statement that turns them off.
    pub statement: u32,
}

/// All scripts at whose end foreign key checks are off, by their own word. Those are left out that turn them on again
/// where it does nothing: that is another defect.
#[must_use]
pub fn left_off(cx: Cx<'_>) -> Vec<LeftOff> {
    let mut left: Vec<LeftOff> = Vec::new();
    for moment in moments(cx).filter(|moment| !moment.statement.dynamic) {
        let Some(to) = moment.turns_checks() else { continue };
        let script = moment.statement.script;
        if to != Some(false) {
            left.retain(|left| left.script != script);
        } else if !moment.turns_checks_in_vain(cx) && left.last().is_none_or(|left| left.script != script) {
            left.push(LeftOff { script, statement: moment.index });
        }
    }
    left
}

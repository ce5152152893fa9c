//! The state of the session in which each statement of a script runs: whether foreign keys are checked, and in which
//! transaction.

use fklint_catalog::{Change, Setting, Statement, StatementKind, Transaction};

use crate::Cx;
use crate::timeline::Session;

/// A statement, and the state in which it finds the session.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'c> {
    /// The statement, by its index in the history.
    pub index: u32,
    /// The statement.
    pub statement: &'c Statement,
    /// Whether foreign keys are checked; `None` where the script did not say, or gave back what was there before.
    pub checks: Option<bool>,
    /// Whether a rename leaves the references of other tables alone, by SQLite's `legacy_alter_table`; `None` as above.
    pub legacy_alter_table: Option<bool>,
    /// The statement that began the transaction in which this one runs.
    pub transaction: Option<u32>,
}

impl<'c> Moment<'c> {
    const fn new(index: u32, statement: &'c Statement, state: State) -> Self {
        let State { checks, legacy_alter_table, transaction } = state;
        Self { index, statement, checks, legacy_alter_table, transaction }
    }

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

/// What a statement finds, as those before it in its script made it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct State {
    checks: Option<bool>,
    legacy_alter_table: Option<bool>,
    transaction: Option<u32>,
}

impl Session {
    /// Goes through the history. Text that may never run, or in another session, changes no state.
    pub(crate) fn of(cx: Cx<'_>) -> Self {
        let mut session = Self::default();
        let (mut script, mut state) = (None, State::default());
        for (index, statement) in (0..).zip(&cx.history.statements) {
            if script.replace(statement.script) != Some(statement.script) {
                state = State::default();
            }
            session.states.push(state);
            let moment = Moment::new(index, statement, state);
            let turned = moment.turns_checks();
            if turned.is_some() {
                session.turns.push(index);
            }
            if statement.dynamic {
                continue;
            }
            if let Some(to) = turned.filter(|_| !moment.turns_checks_in_vain(cx)) {
                state.checks = to;
            }
            for change in &statement.changes {
                if let Change::Set(Setting::LegacyAlterTable(on)) = change {
                    state.legacy_alter_table = *on;
                }
            }
            if let StatementKind::Transaction(step) = statement.kind {
                if step == Transaction::Begin {
                    state.transaction = Some(state.transaction.unwrap_or(index));
                } else if let Some(begin) = state.transaction.take() {
                    session.ends.insert(begin, index);
                }
            }
        }
        session
    }
}

/// All statements in the order in which they run, each with the state in which it finds the session.
pub fn moments(cx: Cx<'_>) -> impl Iterator<Item = Moment<'_>> {
    let states = (0..).zip(&cx.history.statements).zip(&cx.session().states);
    states.map(|((index, statement), state)| Moment::new(index, statement, *state))
}

/// A statement with the state in which it finds the session.
#[must_use]
pub fn at(cx: Cx<'_>, index: u32) -> Option<Moment<'_>> {
    let statement = cx.history.statements.get(index as usize)?;
    Some(Moment::new(index, statement, *cx.session().states.get(index as usize)?))
}

/// The statements from `first` on, of all scripts, that turn checks on, off or back.
pub fn turns(cx: Cx<'_>, first: u32) -> impl Iterator<Item = Moment<'_>> {
    let turns = &cx.session().turns;
    let later = &turns[turns.partition_point(|index| *index < first)..];
    later.iter().filter_map(move |index| at(cx, *index))
}

/// The statement that ends the transaction which `begin` begins, where its script has one.
#[must_use]
pub fn end_of(cx: Cx<'_>, begin: u32) -> Option<u32> {
    cx.session().ends.get(&begin).copied()
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
    for moment in turns(cx, 0).filter(|moment| !moment.statement.dynamic) {
        let Some(to) = moment.turns_checks() else { continue };
        let script = moment.statement.script;
        if to != Some(false) {
            left.pop_if(|left| left.script == script);
        } else if !moment.turns_checks_in_vain(cx) && left.last().is_none_or(|left| left.script != script) {
            left.push(LeftOff { script, statement: moment.index });
        }
    }
    left
}

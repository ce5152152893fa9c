//! The way out of `fk-clause-refused`: the same clauses, where the engine takes them and once each.

use fklint_catalog::semantics::{Clause, ClauseFault};
use fklint_catalog::{Action, Change, ForeignKeyPath, MatchKind};
use fklint_rule::{Cx, Plan, Remedy, ScriptEdit, words};

use super::{Evidence, is_unknown, other, refused, whole};

pub(super) fn remedy(cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
    match plan(cx, evidence) {
        Some(plan) => Remedy::Plan(plan),
        None => Remedy::Advice(advice(evidence)),
    }
}

/// `None` where that leaves something out that means something, or is refused all the same.
fn plan(cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Plan> {
    let written = evidence.written;
    let clause = |nth: u8| written.clauses[usize::from(nth)];
    let keys = &cx.catalog.table(evidence.table)?.foreign_keys;
    let foreign_key = ForeignKeyPath::of(keys, evidence.index?);
    // The columns of an action go where it goes.
    let all = (0..u8::try_from(written.clauses.len()).ok()?).filter(|&nth| clause(nth) != Clause::SetColumns);
    let goes = |nth: u8| {
        let is_again = (0..nth).any(|before| clause(before) == clause(nth));
        is_again || says_nothing(cx, evidence, clause(nth)) && is_unknown(cx, written, clause(nth))
    };
    let (gone, mut order): (Vec<u8>, Vec<u8>) = all.partition(|&nth| goes(nth));
    order.sort_by_key(|&nth| clause(nth).rank());
    let mut becomes = written.clone();
    becomes.clauses =
        order.iter().flat_map(|&nth| said(&written.clauses, usize::from(nth))).copied().collect();
    if refused(cx, &becomes, Some(evidence.key)).is_some() {
        return None;
    }
    let name = words::foreign_key(evidence.table, evidence.key);
    let title = match (order.is_sorted(), gone.is_empty()) {
        (true, _) => format!("leave out of {name} what says nothing"),
        (false, true) => format!("order the clauses of {name}"),
        (false, false) => format!("order the clauses of {name}, and leave out what says nothing"),
    };
    let table = evidence.table.clone();
    let edit = ScriptEdit::OrderClauses { table, foreign_key, order, gone };
    Some(Plan::of_script(title, [edit]))
}

/// A clause, with the columns behind it.
fn said(clauses: &[Clause], nth: usize) -> &[Clause] {
    let columns = clauses.get(nth + 1) == Some(&Clause::SetColumns);
    &clauses[nth..=nth + usize::from(columns)]
}

/// Whether all is the same without it.
fn says_nothing(cx: Cx<'_>, evidence: &Evidence<'_>, clause: Clause) -> bool {
    let statement = cx.history.statements.get(evidence.written.statement as usize);
    let change = statement.and_then(|statement| statement.changes.get(usize::from(evidence.written.change)));
    match clause {
        Clause::Match(kind) => kind.is_none_or(|kind| kind == MatchKind::Simple),
        Clause::OnDelete(action) | Clause::OnUpdate(action) => action == Action::NoAction,
        Clause::OnInsert | Clause::NotDeferrable | Clause::Immediate | Clause::Enforced => true,
        // A new table has no rows that could be left unchecked.
        Clause::NotValid => matches!(change, Some(Change::CreateTable { .. })),
        _ => false,
    }
}

fn advice(evidence: &Evidence<'_>) -> String {
    let clause = evidence.clause().sql();
    let other = |nth: usize| other(evidence.written.clauses[nth]);
    let refuses =
        matches!(evidence.clause(), Clause::OnDelete(Action::Restrict) | Clause::OnUpdate(Action::Restrict));
    match evidence.fault {
        ClauseFault::Unknown if evidence.clause() == Clause::Attribute => {
            "write REFERENCES behind the column's other attributes, or a FOREIGN KEY of the table".to_owned()
        }
        ClauseFault::Unknown if evidence.clause() == Clause::Name => {
            "write a FOREIGN KEY of the table, which takes the name, or leave the name out".to_owned()
        }
        ClauseFault::Unknown if refuses => {
            format!("leave {} out: without it the change is refused, too", whole(evidence.clause()))
        }
        ClauseFault::Unknown => {
            format!("leave {} out, and say what it means in another way", whole(evidence.clause()))
        }
        ClauseFault::Late(nth) => format!("write {clause} before {}", other(nth)),
        ClauseFault::Repeated(_) => format!("decide which {clause} is meant, and leave the other one out"),
        ClauseFault::Contradicts(nth) => format!("decide between {} and {clause}", other(nth)),
        ClauseFault::Alone => format!("write DEFERRABLE {clause}, behind MATCH and ON"),
    }
}

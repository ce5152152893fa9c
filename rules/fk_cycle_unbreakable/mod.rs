//! `fk-cycle-unbreakable`: tables that need each other's rows first, with no link that can wait.

mod remedy;
mod witness;

use fklint_catalog::graph::{Cycle, EdgeId};
use fklint_catalog::semantics::CycleEscape;
use fklint_catalog::{Engine, ObjectPath, TableName};
use fklint_rule::{At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words};

/// The rule `fk-cycle-unbreakable`.
pub(crate) struct FkCycleUnbreakable;

/// A cycle that cannot be opened.
pub(crate) struct Evidence<'c> {
    cycle: &'c Cycle,
    /// The edge that the finding is about: the cheapest to relax.
    first: EdgeId,
    /// A shortest round of edges that cannot wait, in order.
    round: Vec<EdgeId>,
}

impl Rule for FkCycleUnbreakable {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-cycle-unbreakable",
        summary: "tables that need each other's rows first, with no link that can be left out or checked late",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for cycle in cx.graph.cycles() {
            if let Some(break_set) = &cycle.break_set {
                cx.silent_at_all(|| break_set.iter().map(|&id| can_wait(cx, cycle, id)));
                continue;
            }
            let mut round = cx.graph.shortest_cycle(cycle);
            if round.is_empty() {
                round.clone_from(&cycle.relax);
            }
            let first = round.iter().find(|id| cycle.relax.contains(id)).or(cycle.relax.first()).copied();
            if let Some(&id) = round.iter().find(|&&id| holds_null(cx, id)) {
                cx.silent(|| {
                    Silence::new(path(cx, id), "left empty after all: its primary key holds NULLs here")
                });
            } else if let Some(first) = first {
                found.push(Evidence { cycle, first, round });
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        path(cx, evidence.first)
    }

    fn severity(&self, cx: Cx<'_>, _evidence: &Evidence<'_>) -> Severity {
        if cx.semantics.cycle_escape == CycleEscape::Impossible { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { cycle, first, round } = evidence;
        let mut tables: Vec<u32> = round.iter().map(|&id| cx.graph.edge(id).child).collect();
        tables.sort_unstable();
        let names: Vec<&TableName> =
            tables.iter().filter_map(|&table| Some(&cx.catalog.table_at(table as usize)?.name)).collect();
        let (subject, other) =
            (words::tables(&names), if names.len() > 2 { "another one" } else { "the other" });
        let message = match cx.semantics.cycle_escape {
            CycleEscape::Impossible => {
                format!("{subject} can never have a first row: each needs {other} first")
            }
            CycleEscape::OneStatement | CycleEscape::DeferPragma => {
                format!("{subject} cannot get a first row by plain INSERTs: each needs {other} first")
            }
        };
        let mut report = Report::new(message, At::whole(path(cx, *first))).label(reason(cx, *first));
        for &id in round.iter().filter(|id| *id != first) {
            report = report.related(At::whole(path(cx, id)), reason(cx, id));
        }
        for &id in cycle.relax.iter().filter(|id| *id != first && !round.contains(id)) {
            report = report.related(At::whole(path(cx, id)), "and this link has to be able to wait too");
        }
        let (heading, text) = way(cx, &names);
        report.note(heading, text)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether a row can leave the link empty after all, though its column is in the primary key.
fn holds_null(cx: Cx<'_>, id: EdgeId) -> bool {
    cx.graph.edge(id).key(cx.catalog).is_some_and(|(table, key)| {
        key.columns.iter().any(|column| cx.semantics.primary_key_allows_null(table, column))
    })
}

/// Where a cycle can be opened.
fn can_wait(cx: Cx<'_>, cycle: &Cycle, id: EdgeId) -> Silence {
    let names = cycle.tables.iter().filter_map(|&table| Some(&cx.catalog.table_at(table as usize)?.name));
    let edge = cx.graph.edge(id);
    let can = if edge.nullable { "nullable" } else { "deferrable" };
    let declared = if cx.is_declared_second(id) { ", and declared" } else { "" };
    let tables = words::tables(&names.collect::<Vec<_>>());
    Silence::new(path(cx, id), format!("the cycle of {tables} can be broken here: {can}{declared}"))
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

fn reason(cx: Cx<'_>, id: EdgeId) -> String {
    let key = cx.graph.edge(id).key(cx.catalog);
    key.map_or_else(String::new, |(child, key)| words::needs_first(&child.name, &key.parent))
}

/// How rows can still be written, or why they cannot.
fn way(cx: Cx<'_>, names: &[&TableName]) -> (&'static str, String) {
    let inserts = || names.iter().map(|name| format!("INSERT INTO {name} …")).collect::<Vec<_>>();
    match cx.semantics.cycle_escape {
        CycleEscape::OneStatement => {
            let mut queries = inserts();
            let last = queries.pop().unwrap_or_default();
            let with: Vec<String> =
                queries.iter().zip(1..).map(|(query, at)| format!("step_{at} AS ({query})")).collect();
            ("write it so", format!("WITH {} {last}, in one statement with both keys given", with.join(", ")))
        }
        CycleEscape::DeferPragma => {
            let inserts = inserts().join(", ");
            ("write it so", format!("BEGIN, PRAGMA defer_foreign_keys = ON, {inserts}, COMMIT"))
        }
        CycleEscape::Impossible if cx.semantics.checks_at_statement_end => (
            "why",
            "both columns are NOT NULL, and each statement, which fills one table, is checked at its end".to_owned(),
        ),
        CycleEscape::Impossible => (
            "why",
            "both columns are NOT NULL, and each row is checked as it is written: no order, trigger or many-row \
             INSERT helps"
                .to_owned(),
        ),
    }
}

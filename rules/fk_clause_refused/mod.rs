//! `fk-clause-refused`: a clause behind REFERENCES that the engine does not take there, and with it the whole statement.

mod remedy;
mod witness;

use fklint_catalog::semantics::{Clause, ClauseFault};
use fklint_catalog::{Action, Engine, ForeignKey, MatchKind, ObjectPath, TableName, WrittenClauses};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-clause-refused`.
pub(crate) struct FkClauseRefused;

/// A foreign key that was read, and that the engine does not get to see.
pub(crate) struct Evidence<'c> {
    written: &'c WrittenClauses,
    table: &'c TableName,
    key: &'c ForeignKey,
    /// Where it is in the catalog, if it is still there.
    index: Option<usize>,
    /// The first clause that is refused.
    at: usize,
    fault: ClauseFault,
}

impl Evidence<'_> {
    fn clause(&self) -> Clause {
        self.written.clauses[self.at]
    }
}

impl Rule for FkClauseRefused {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-clause-refused",
        summary: "a clause behind REFERENCES that the engine does not take there: the statement is refused",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for written in &cx.history.clauses {
            let Some((table, key)) = cx.history.clauses_of(written) else { continue };
            let index = cx
                .catalog
                .table(table)
                .and_then(|table| table.foreign_keys.iter().position(|kept| kept == key));
            if let Some((at, fault)) = refused(cx, written, index.map(|_| key)) {
                found.push(Evidence { written, table, key, index, at, fault });
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        let keys = cx.catalog.table(evidence.table).map(|table| &table.foreign_keys);
        match (keys, evidence.index) {
            (Some(keys), Some(index)) => ObjectPath::foreign_key(evidence.table, keys, index),
            _ => ObjectPath::Statement(evidence.written.statement),
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { written, at, fault, .. } = evidence;
        let path = self.object(cx, evidence);
        let place = |nth: usize| At::part(path.clone(), Part::Clause(nth as u8));
        let other = |nth: usize| other(written.clauses[nth]);
        let clause = evidence.clause().sql();
        let because = match *fault {
            ClauseFault::Unknown if evidence.clause() == Clause::Attribute => {
                "a column's REFERENCES has to come last".to_owned()
            }
            ClauseFault::Unknown if evidence.clause() == Clause::Name => {
                "a column's REFERENCES takes no name".to_owned()
            }
            ClauseFault::Unknown if written.is_inline => {
                format!("a column's REFERENCES takes no {}", whole(evidence.clause()))
            }
            ClauseFault::Unknown => format!("this engine has no {} there", whole(evidence.clause())),
            ClauseFault::Late(before) => format!("{clause} has to come before {}", other(before)),
            ClauseFault::Repeated(_) => format!("{clause} is said twice"),
            ClauseFault::Contradicts(first) => format!("{clause} contradicts {}", other(first)),
            ClauseFault::Alone => format!("{clause} needs DEFERRABLE right before it"),
        };
        let message = format!("{} is refused: {because}", words::foreign_key(evidence.table, evidence.key));
        let report =
            Report::new(message, place(*at)).label("a syntax error, and with it the whole statement");
        match *fault {
            ClauseFault::Repeated(first) | ClauseFault::Contradicts(first) => {
                report.related(place(first), "said here")
            }
            ClauseFault::Unknown | ClauseFault::Late(_) | ClauseFault::Alone => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// A clause with its action.
fn whole(clause: Clause) -> String {
    match clause {
        Clause::OnDelete(action) | Clause::OnUpdate(action) => format!("{} {}", clause.sql(), action.sql()),
        _ => clause.sql().to_owned(),
    }
}

/// A clause that is well where it stands.
fn other(clause: Clause) -> &'static str {
    match clause {
        Clause::Attribute => "the column's other attributes",
        _ => clause.sql(),
    }
}

/// The first clause that is refused, but for those of which other rules speak: they look at foreign keys of the catalog.
fn refused(cx: Cx<'_>, written: &WrittenClauses, kept: Option<&ForeignKey>) -> Option<(usize, ClauseFault)> {
    let own = |nth: &usize| kept.is_none() || !is_told_elsewhere(cx, written, written.clauses[*nth]);
    let own: Vec<usize> = (0..written.clauses.len()).filter(own).collect();
    let clauses: Vec<Clause> = own.iter().map(|&nth| written.clauses[nth]).collect();
    let (at, fault) = cx.semantics.refused_clause(&clauses, written.is_inline)?;
    let fault = match fault {
        ClauseFault::Late(nth) => ClauseFault::Late(own[nth]),
        ClauseFault::Repeated(nth) => ClauseFault::Repeated(own[nth]),
        ClauseFault::Contradicts(nth) => ClauseFault::Contradicts(own[nth]),
        fault @ (ClauseFault::Unknown | ClauseFault::Alone) => fault,
    };
    Some((own[at], fault))
}

/// `fk-deferrable-ineffective`, `fk-match-ignored` and `fk-update-action-unsupported` tell of what the engine lacks.
fn is_told_elsewhere(cx: Cx<'_>, written: &WrittenClauses, clause: Clause) -> bool {
    let defers = |clause: &Clause| matches!(clause, Clause::Deferrable | Clause::Deferred);
    match clause {
        Clause::Deferrable | Clause::Deferred => !cx.semantics.defers_at_all(),
        // Beside one that says it: both go together.
        Clause::Immediate => !cx.semantics.defers_at_all() && written.clauses.iter().any(defers),
        Clause::Match(Some(kind)) => kind != MatchKind::Simple && is_unknown(cx, written, clause),
        Clause::OnUpdate(action) => action != Action::NoAction && !cx.semantics.on_update,
        _ => false,
    }
}

fn is_unknown(cx: Cx<'_>, written: &WrittenClauses, clause: Clause) -> bool {
    matches!(cx.semantics.refused_clause(&[clause], written.is_inline), Some((_, ClauseFault::Unknown)))
}

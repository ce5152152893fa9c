//! `fk-generated-column`: a foreign key over generated columns that the engine refuses, or that breaks the parent.

mod remedy;
mod witness;

use fklint_catalog::semantics::{ActionClause, GeneratedColumns};
use fklint_catalog::{Column, Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-generated-column`.
pub(crate) struct FkGeneratedColumn;

/// A foreign key and what is wrong with it: one of the two is not empty.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    /// Columns of either table that take no part in a foreign key.
    excluded: Vec<(&'c Table, &'c Column)>,
    /// Actions that the columns do not take, ON DELETE first.
    actions: Vec<Written<'c>>,
}

/// An action on a generated column, or on one that a stored generated column is computed of.
struct Written<'c> {
    clause: ActionClause,
    generated: &'c Column,
    base: Option<&'c Ident>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }

    /// `ON DELETE SET NULL`
    fn action(&self, clause: ActionClause) -> String {
        format!("{} {}", clause.sql(), clause.action(self.key()).sql())
    }

    /// All actions that have to go: `ON DELETE SET NULL and ON UPDATE CASCADE`.
    fn actions(&self) -> String {
        words::joined(&self.actions.iter().map(|it| self.action(it.clause)).collect::<Vec<_>>())
    }
}

impl Rule for FkGeneratedColumn {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-generated-column",
        summary: "a foreign key over generated columns that is refused, or whose actions fail",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let excluded = excluded(cx, child, key);
            let actions: Vec<_> =
                ActionClause::ALL.into_iter().filter_map(|clause| written(cx, child, key, clause)).collect();
            if !(excluded.is_empty() && actions.is_empty()) {
                found.push(Evidence { child, index, excluded, actions });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, excluded, actions, .. } = evidence;
        let key = evidence.key();
        let named = words::foreign_key(&child.name, key);
        let at = |part| At::part(self.object(cx, evidence), part);
        if !excluded.is_empty() {
            let columns = excluded.iter().map(|(table, column)| format!("{}.{}", table.name, column.name));
            let columns = words::list(columns);
            let (are, take) = if excluded.len() == 1 { ("is", "takes") } else { ("are", "take") };
            let message =
                format!("{named} is refused: {columns} {are} virtual, and {take} no part in foreign keys");
            let report = Report::new(message, at(Part::References));
            return excluded.iter().fold(report, |report, (table, column)| {
                report.related(place(table, column), "virtual: not stored in the table")
            });
        }
        let Written { clause, generated, base } = &actions[0];
        let action = evidence.action(*clause);
        let column = words::name(format!("{}.{}", child.name, base.unwrap_or(&generated.name)));
        let message = match base {
            Some(_) => {
                format!(
                    "{named} is refused: {column} takes no {action}, for `{}` is computed of it",
                    generated.name
                )
            }
            None if cx.semantics.generated_columns == GeneratedColumns::BreakParent => {
                let verb =
                    if *clause == ActionClause::OnDelete { "deleting a row" } else { "changing a key" };
                format!("{verb} of `{}` fails: {action} would write {column}, which is generated", key.parent)
            }
            None => format!("{named} is refused: {action} would write {column}, which is generated"),
        };
        let part = |clause: ActionClause| match clause {
            ActionClause::OnDelete => Part::OnDelete,
            ActionClause::OnUpdate => Part::OnUpdate,
        };
        let mut report =
            Report::new(message, at(part(*clause))).related(place(child, generated), "generated");
        for other in &actions[1..] {
            report = report.related(at(part(other.clause)), "not taken either");
        }
        match base {
            Some(base) => report.note(
                "instead",
                format!(
                    "declare `{}` VIRTUAL: it is then computed when it is read, and `{base}` takes every action",
                    generated.name
                ),
            ),
            None => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

fn place(table: &Table, column: &Column) -> At {
    At::whole(ObjectPath::Column(table.name.clone(), column.name.clone()))
}

/// The columns of a foreign key that the engine takes on neither side.
fn excluded<'c>(cx: Cx<'c>, child: &'c Table, key: &ForeignKey) -> Vec<(&'c Table, &'c Column)> {
    let of = |table: &'c Table, columns: &[Ident]| {
        let all = columns.iter().filter_map(|column| table.column(column));
        let refused =
            all.filter(|it| it.generated.as_ref().is_some_and(|it| !cx.semantics.takes_generated(it)));
        refused.map(|column| (table, column)).collect::<Vec<_>>()
    };
    let mut excluded = of(child, &key.columns);
    if let (Some(parent), Some(columns)) = (cx.catalog.parent(key), cx.catalog.parent_columns(key)) {
        let others = of(parent, &columns).into_iter().filter(|other| !excluded.contains(other));
        let others: Vec<_> = others.collect();
        excluded.extend(others);
    }
    excluded
}

/// What the action of a clause would write and cannot.
fn written<'c>(
    cx: Cx<'c>,
    child: &'c Table,
    key: &'c ForeignKey,
    clause: ActionClause,
) -> Option<Written<'c>> {
    let action = clause.action(key);
    let mut columns = key.columns.iter().filter_map(|column| child.column(column));
    if cx.semantics.writes_child(clause, action)
        && let Some(generated) = columns.find(|column| column.generated.is_some())
    {
        return Some(Written { clause, generated, base: None });
    }
    if cx.semantics.stored_base_takes(clause, action) {
        return None;
    }
    key.columns.iter().find_map(|base| {
        let uses = |it: &&Column| {
            it.generated.as_ref().is_some_and(|from| from.stored && from.expression.uses(base))
        };
        let generated = child.columns.iter().find(uses)?;
        Some(Written { clause, generated, base: Some(base) })
    })
}

//! `self-reference-undeclared`: a row may point at itself, with a key that only its INSERT makes.

mod remedy;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{Action, Column, Engine, ForeignKey, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `self-reference-undeclared`.
pub(crate) struct SelfReferenceUndeclared;

/// A nullable foreign key from a table to a generated key of its own.
pub(crate) struct Evidence<'c> {
    edge: EdgeId,
    table: &'c Table,
    key: &'c ForeignKey,
    /// The referenced column whose value the engine makes.
    generated: &'c Column,
}

impl Rule for SelfReferenceUndeclared {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "self-reference-undeclared",
        summary: "rows may point at themselves with a generated key, and nothing says that this takes an UPDATE",
        severity: Severity::Note,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for &id in cx.graph.self_edges() {
            let edge = cx.graph.edge(id);
            let Some((table, key)) = edge.key(cx.catalog) else { continue };
            let Some(parents) = cx.catalog.parent_columns(key) else { continue };
            let healthy = |why: &str| cx.silent(|| Silence::new(path(cx, id), why));
            let mut columns = parents.iter().filter_map(|name| table.column(name));
            if !edge.nullable {
                healthy("never left empty: NOT NULL");
            } else if key.columns.iter().any(|column| table.column(column).is_none()) {
                healthy("its columns were not read");
            } else if cx.is_declared_second(id) {
                cx.silent_at_all(|| cx.declared_second_by(id));
            } else if *parents == key.columns[..] {
                healthy("references itself: each row is its own parent");
            } else if is_ruled_out(table, key) {
                healthy(
                    "a CHECK compares it with other columns, and may keep rows from pointing at themselves",
                );
            } else if let Some(generated) = columns.find(|column| is_generated(cx, table, column)) {
                found.push(Evidence { edge: id, table, key, generated });
            } else {
                healthy("the key is not generated: the INSERT that gives it can give the link too");
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        path(cx, evidence.edge)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, key, generated, .. } = evidence;
        let message = format!(
            "{} that points at itself takes an INSERT and an UPDATE, and nothing says so",
            words::one(&table.name)
        );
        let column = ObjectPath::Column(table.name.clone(), generated.name.clone());
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .label("NULL at first, unless the INSERT gives the key itself")
            .related(At::whole(column), "generated: known only after the INSERT");
        if stays(cx, key) {
            let text = "such a row is refused its DELETE too, until an UPDATE sets it to NULL";
            return report.note("note", text);
        }
        report
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether a row that points at itself cannot be deleted.
fn stays(cx: Cx<'_>, key: &ForeignKey) -> bool {
    !cx.semantics.self_row_deletable && !matches!(key.on_delete, Action::Cascade | Action::SetNull)
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

/// Whether a CHECK speaks of the link, and may keep rows from pointing at themselves.
fn is_ruled_out(table: &Table, key: &ForeignKey) -> bool {
    table.checks.iter().any(|check| {
        let columns = check.expression.columns.as_ref();
        columns.is_none_or(|columns| {
            columns.len() > 1 && columns.iter().any(|column| key.columns.contains(column))
        })
    })
}

/// Whether the engine makes a column's value where the INSERT gives none: a counter, or a default that is computed.
fn is_generated(cx: Cx<'_>, table: &Table, column: &Column) -> bool {
    column.generator.is_some()
        || cx.semantics.is_rowid_alias(table, &column.name)
        || column.default.as_ref().is_some_and(|default| default.contains('('))
}

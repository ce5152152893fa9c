//! `self-reference-insert-unchecked`: a table's foreign key to itself that the engine skips when rows are inserted.

mod remedy;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::SelfInsert;
use fklint_catalog::{Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `self-reference-insert-unchecked`.
pub(crate) struct SelfReferenceInsertUnchecked;

/// A self-reference that lets orphans in.
pub(crate) struct Evidence<'c> {
    edge: EdgeId,
    table: &'c Table,
    key: &'c ForeignKey,
    /// The referencing and the referenced columns, pair by pair.
    pairs: Vec<(Ident, Ident)>,
    /// Which INSERTs are not checked.
    insert: SelfInsert,
}

impl Rule for SelfReferenceInsertUnchecked {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "self-reference-insert-unchecked",
        summary: "a composite foreign key of a table to itself that the engine does not check when rows are inserted",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for &edge in cx.graph.self_edges() {
            let Some((table, key)) = cx.graph.edge(edge).key(cx.catalog) else { continue };
            let Some(parents) = cx.catalog.parent_columns(key) else { continue };
            let insert = cx.semantics.self_insert(key, &parents);
            if insert == SelfInsert::Checked {
                if !cx.semantics.composite_self_insert_checked && key.columns.len() > 1 {
                    let because =
                        "checked: a row that equals its parent in the first column is its own parent";
                    cx.silent(|| Silence::new(path(cx, edge), because));
                }
                continue;
            }
            let pairs = key.columns.iter().cloned().zip(parents.iter().cloned()).collect();
            found.push(Evidence { edge, table, key, pairs, insert });
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        path(cx, evidence.edge)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.insert == SelfInsert::Unchecked { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, key, pairs, insert, .. } = evidence;
        let named = words::foreign_key(&table.name, key);
        let primary = At::part(self.object(cx, evidence), Part::References);
        let Some((own, referenced)) = pairs.first() else { return Report::new(named, primary) };
        let report = if *insert == SelfInsert::Unchecked {
            Report::new(
                format!("{named} lets orphans in: no INSERT into `{}` is checked", table.name),
                primary,
            )
            .label(format!("its first column, `{own}`, refers to itself"))
        } else {
            let message =
                format!("{named} lets orphans in where `{own}` equals the row's own `{referenced}`");
            Report::new(message, primary).label("only the first pair of columns is compared then")
        };
        report.note(
            "why",
            "INSERT, REPLACE and LOAD DATA take a row for its own parent if the first pair of columns is equal",
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

fn path(cx: Cx<'_>, edge: EdgeId) -> ObjectPath {
    cx.graph.edge(edge).path(cx.catalog).expect("the graph is of this catalog")
}

//! `cascade-too-deep`: a chain of cascades longer than the engine follows.

mod chain;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{Action, Engine, Ident, ObjectPath};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `cascade-too-deep`.
pub(crate) struct CascadeTooDeep;

/// A foreign key at which a cascade is refused.
pub(crate) struct Evidence {
    /// The foreign keys of the chain, the first parent's first, this one last; of a self-reference it alone.
    chain: Vec<EdgeId>,
    /// What the engine allows: tables, or rows within one table.
    limit: u32,
    what: What,
}

/// What cascades.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Delete,
    Update,
    /// Deletes within one table: how deep its rows lie nobody can tell from the schema.
    Rows,
}

impl Evidence {
    fn edge(&self) -> EdgeId {
        *self.chain.last().expect("a chain ends with the foreign key that is found")
    }
}

impl Rule for CascadeTooDeep {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "cascade-too-deep",
        summary: "a chain of cascades longer than the engine follows",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb],
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        if let Some(limit) = cx.semantics.cascade_depth {
            let deletes = |edge: EdgeId| action(cx, edge, What::Delete) == Some(Action::Cascade);
            let updates = |edge: EdgeId| action(cx, edge, What::Update) == Some(Action::Cascade);
            let deep = chain::too_deep(cx, limit, deletes, |_, _| true);
            found.extend(deep.into_iter().map(|chain| Evidence { chain, limit, what: What::Delete }));
            // A change runs on where the child's columns are themselves referenced.
            let deep = chain::too_deep(cx, limit, updates, |above, edge| copies(cx, above, edge));
            found.extend(deep.into_iter().map(|chain| Evidence { chain, limit, what: What::Update }));
        }
        // Zero: such a foreign key is refused, and no row ever cascades.
        if let Some(limit) = cx.semantics.self_cascade_depth.filter(|&limit| limit > 0) {
            let within = cx.graph.self_edges().iter();
            let cascades = within.filter(|&&edge| action(cx, edge, What::Rows) == Some(Action::Cascade));
            found.extend(cascades.map(|&edge| Evidence { chain: vec![edge], limit, what: What::Rows }));
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        path(cx, evidence.edge())
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence) -> Severity {
        if evidence.what == What::Rows { Severity::Note } else { Severity::Error }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let first = evidence.chain.first().map_or(0, |&first| cx.graph.edge(first).parent);
        let first =
            cx.catalog.table_at(first as usize).map_or_else(String::new, |table| table.name.to_string());
        let limit = evidence.limit;
        let (part, message) = match evidence.what {
            What::Delete => (
                Part::OnDelete,
                format!(
                    "deleting a row of `{first}` is refused: it cascades through more than {limit} tables"
                ),
            ),
            What::Update => (
                Part::OnUpdate,
                format!(
                    "changing a key of `{first}` is refused: it cascades through more than {limit} tables"
                ),
            ),
            What::Rows => (
                Part::OnDelete,
                format!(
                    "deleting a row of `{first}` is refused where more than {limit} rows hang below one another"
                ),
            ),
        };
        let report = Report::new(message, At::part(path(cx, evidence.edge()), part));
        if evidence.what == What::Rows {
            return report;
        }
        let names =
            evidence.chain.iter().filter_map(|&edge| cx.catalog.table_at(cx.graph.edge(edge).child as usize));
        let names: Vec<String> = names.map(|table| table.name.to_string()).collect();
        report
            .label(format!("table {} of the chain", limit + 1))
            .note("chain", format!("{first} → {}", names.join(" → ")))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        let key = cx.graph.edge(evidence.edge()).key(cx.catalog);
        let named = key.map_or_else(String::new, |(child, key)| words::foreign_key(&child.name, key));
        Remedy::Advice(match evidence.what {
            What::Delete => {
                format!("let one foreign key of the chain refuse, {named} say, and delete its rows first")
            }
            What::Update => format!("let {named} refer to a key that never changes"),
            What::Rows => "delete deep trees from the leaves up, a level at a time".to_owned(),
        })
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

fn action(cx: Cx<'_>, edge: EdgeId, what: What) -> Option<Action> {
    let (_, key) = cx.graph.edge(edge).key(cx.catalog)?;
    Some(if what == What::Update { key.on_update } else { key.on_delete })
}

/// Whether the columns that one foreign key writes are referenced by the next.
fn copies(cx: Cx<'_>, above: EdgeId, edge: EdgeId) -> bool {
    let written: &[Ident] = cx.graph.edge(above).key(cx.catalog).map_or(&[], |(_, key)| &key.columns);
    let key = cx.graph.edge(edge).key(cx.catalog);
    let read = key.and_then(|(_, key)| cx.catalog.parent_columns(key));
    read.is_some_and(|read| read.iter().any(|column| written.contains(column)))
}

fn path(cx: Cx<'_>, edge: EdgeId) -> ObjectPath {
    cx.graph.edge(edge).path(cx.catalog).expect("an edge is of the catalog that its graph was made of")
}

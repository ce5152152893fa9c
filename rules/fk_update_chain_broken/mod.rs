//! `fk-update-chain-broken`: a change of a key cascades to a table whose own children refuse it.

mod remedy;
mod witness;

use fklint_catalog::graph::{Edge, EdgeId, TableIndex};
use fklint_catalog::{Action, Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::updates::{referenced, refuses};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Nature, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words,
};

/// The rule `fk-update-chain-broken`.
pub(crate) struct FkUpdateChainBroken;

/// A foreign key at which a cascade ends.
pub(crate) struct Evidence<'c> {
    /// The one that refuses.
    edge: EdgeId,
    table: &'c Table,
    index: usize,
    /// The one above it, which cascades.
    above: EdgeId,
    /// The key whose change is refused.
    changed: Vec<Ident>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkUpdateChainBroken {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-update-chain-broken",
        summary: "a cascade of updates that a foreign key further on refuses",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb, Engine::Postgres],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if !cx.semantics.on_update {
            return;
        }
        let follows = following(cx);
        for (edge, id) in cx.graph.edges().iter().zip(0..) {
            if !follows.contains(&edge.parent) || !refuses(cx, id) {
                continue;
            }
            let (Some((table, key)), Some(parents)) = (edge.key(cx.catalog), referenced(cx, id)) else {
                continue;
            };
            for (above, upper) in cx.graph.edges_of(edge.parent) {
                let Some((_, copy)) = upper.key(cx.catalog) else { continue };
                if copy.on_update != Action::Cascade || upper.is_self() {
                    continue;
                }
                let pairs = key.columns.iter().zip(&*parents);
                let moved: Vec<&Ident> =
                    pairs.filter(|(_, parent)| copy.columns.contains(parent)).map(|pair| pair.0).collect();
                let Some(changed) = referenced(cx, above).filter(|_| !moved.is_empty()) else { continue };
                if !is_carried(cx, table, key, &moved)
                    && cx.nature(upper.parent, &changed) != Nature::Surrogate
                {
                    let index = edge.foreign_key as usize;
                    let changed = changed.into_owned();
                    found.push(Evidence { edge: id, table, index, above, changed });
                    break;
                }
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let above = cx.graph.edge(evidence.above);
        let top = cx.catalog.table_at(above.parent as usize).map(|top| &top.name);
        let changed = top.map_or_else(String::new, |top| words::columns_of(top, &evidence.changed));
        let middle = &evidence.key().parent;
        let message = format!(
            "a change of {changed} is refused: it cascades to `{middle}`, and rows of `{}` do not follow",
            evidence.table.name
        );
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::OnUpdate))
            .label("the cascade ends here: no ON UPDATE CASCADE");
        match above.path(cx.catalog) {
            Some(path) => report.related(At::part(path, Part::OnUpdate), "the change comes through here"),
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

/// The tables to which changes of other tables cascade: few, in most schemas.
fn following(cx: Cx<'_>) -> FxHashSet<TableIndex> {
    let cascades = |edge: &&Edge| {
        !edge.is_self() && edge.key(cx.catalog).is_some_and(|(_, key)| key.on_update == Action::Cascade)
    };
    cx.graph.edges().iter().filter(cascades).map(|edge| edge.child).collect()
}

/// Whether other foreign keys bring the change to the same columns: then the engine finds the rows in order again,
/// where it lets columns be shared.
fn is_carried(cx: Cx<'_>, table: &Table, key: &ForeignKey, moved: &[&Ident]) -> bool {
    let carries = |column: &Ident| {
        let mut others = table.foreign_keys.iter().filter(|other| !std::ptr::eq(*other, key));
        others.any(|other| {
            other.is_checked() && other.on_update == Action::Cascade && other.columns.contains(column)
        })
    };
    cx.semantics.shared_column_cascades && moved.iter().all(|column| carries(column))
}

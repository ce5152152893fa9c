//! `cascade-paths-mixed`: one DELETE that reaches the same row twice, to delete it and not to.

mod order;
mod paths;
mod remedy;
mod shown;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::semantics::CascadeOrder;
use fklint_catalog::{Action, Engine, ForeignKey, Ident, ObjectPath, Table, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

use order::Decided;
use paths::Ways;

/// The rule `cascade-paths-mixed`.
pub(crate) struct CascadePathsMixed;

/// A foreign key that refuses or clears what another one deletes.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    /// The place of the foreign key that does not cascade.
    index: usize,
    /// Where the DELETE begins.
    top: &'c TableName,
    /// From the child up to `top`: the first edge is of the foreign key that does not cascade.
    against: Vec<EdgeId>,
    /// The same by the cascade.
    cascade: Vec<EdgeId>,
    /// What decides which of them comes first.
    decided: Decided,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for CascadePathsMixed {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "cascade-paths-mixed",
        summary: "a foreign key that refuses or clears the rows that another one deletes in the same DELETE",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Sqlite],
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if matches!(cx.semantics.cascade_order, CascadeOrder::Refused | CascadeOrder::Unknown) {
            return;
        }
        for (child, table) in cx.catalog.tables().zip(0..) {
            let edges = || cx.graph.edges_of(table).map(|(_, edge)| edge.on_delete);
            if edges().all(|action| action != Action::Cascade)
                || edges().all(|action| action == Action::Cascade)
            {
                continue;
            }
            let ways: Vec<Ways> = cx.graph.edges_of(table).map(|(id, _)| Ways::up(cx, id)).collect();
            let against = ways.iter().filter(|way| is_against(cx, child, way.edge));
            found.extend(against.filter_map(|way| judge(cx, child, way, &ways)));
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        // It works, and goes on to work until somebody renames a constraint.
        if evidence.decided == Decided::ByNames { Severity::Note } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, top, cascade, decided, .. } = evidence;
        let (rows, top) = (words::name(&child.name), words::one(top));
        let (does, done, label) = if evidence.key().on_delete.refuses() {
            ("refuses", "is refused", "refuses while the row is there")
        } else {
            ("clears", "leaves rows behind", "clears the row, which then belongs to nobody")
        };
        let message = match decided {
            Decided::Against => {
                format!("the DELETE of {top} {done}: one key of {rows} cascades, another {does}")
            }
            Decided::ByAge => format!(
                "whether the DELETE of {top} {done} hangs on the age of keys: one of {rows} cascades, another {does}"
            ),
            Decided::ByRows => format!(
                "whether the DELETE of {top} {done} hangs on the order of rows: one key of {rows} cascades, another {does}"
            ),
            Decided::ByNames => format!(
                "the DELETE of {top} works by the names of keys alone: one of {rows} cascades, another {does}"
            ),
        };
        let at = At::part(self.object(cx, evidence), Part::OnDelete);
        let mut report = Report::new(message, at).label(label);
        for (id, said) in
            cascade.iter().zip(std::iter::once("deletes the row").chain(std::iter::repeat("cascades")))
        {
            report = report.related(At::part(path(cx, *id), Part::OnDelete), said);
        }
        for &id in evidence.against[1..].iter().filter(|id| !cascade.contains(id)) {
            report = report.related(At::part(path(cx, id), Part::OnDelete), "cascades");
        }
        let why = order::explained(cx, *decided);
        if why.is_empty() { report } else { report.note("why", why) }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        shown::witness(cx, evidence)
    }
}

/// What a foreign key of the child does against the cascades of the others, as far as no other rule speaks of it.
fn is_against(cx: Cx<'_>, child: &Table, id: EdgeId) -> bool {
    let edge = cx.graph.edge(id);
    let Some((_, key)) = edge.key(cx.catalog) else { return false };
    match key.on_delete {
        Action::Cascade => false,
        // Checked at COMMIT, when all is done; or at the end of the statement, on an engine that waits for NO ACTION.
        Action::NoAction => {
            !edge.initially_deferred && cx.semantics.cascade_order != CascadeOrder::LatestFirst
        }
        Action::Restrict => true,
        // What cannot be cleared is another finding, and so is what clears more than a link (fk-shared-column).
        Action::SetNull => {
            let shared = |column: &Ident| {
                let mut others = child.foreign_keys.iter().filter(|other| other.is_checked());
                others.any(|other| other.columns != key.columns && other.columns.contains(column))
            };
            key.columns.iter().all(|column| child.is_nullable(column) && shared(column))
        }
        Action::SetDefault => false,
    }
}

/// What becomes of a row that the way `against` and cascades of other foreign keys reach in one DELETE: where none of
/// these is sure to come first.
fn judge<'c>(cx: Cx<'c>, child: &'c Table, against: &Ways, ways: &[Ways]) -> Option<Evidence<'c>> {
    let (_, key) = cx.graph.edge(against.edge).key(cx.catalog)?;
    let cascades = ways.iter().filter(|way| {
        let edge = cx.graph.edge(way.edge);
        let clears = |other: &ForeignKey| {
            key.on_delete != Action::SetNull
                || key.set_by_delete().iter().any(|column| other.columns.contains(column))
        };
        // Two foreign keys over the same columns to one parent are another finding (fk-duplicate).
        let repeats = |other: &ForeignKey| other.columns == key.columns && other.parent == key.parent;
        edge.on_delete == Action::Cascade
            && edge.key(cx.catalog).is_some_and(|(_, other)| !repeats(other) && clears(other))
    });
    let meetings = cascades.flat_map(|way| against.meetings(way));
    let decided =
        meetings.map(|(against, cascade)| Some((order::decide(cx, against, cascade)?, against, cascade)));
    // A cascade that surely comes first (`None`) saves the row from all the rest.
    let decided: Vec<_> = decided.collect::<Option<_>>()?;
    let (decided, against, cascade) = decided
        .into_iter()
        .min_by_key(|(decided, against, cascade)| (*decided, against.len() + cascade.len()))?;
    let last = *against.last()?;
    Some(Evidence {
        child,
        index: cx.graph.edge(against[0]).foreign_key as usize,
        top: &cx.catalog.table_at(cx.graph.edge(last).parent as usize)?.name,
        against: against.to_vec(),
        cascade: cascade.to_vec(),
        decided,
    })
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

//! `fk-update-paths-collide`: one column that two cascades of the same update would write.

mod remedy;
mod witness;

use std::collections::BTreeSet;

use fklint_catalog::graph::{EdgeId, TableIndex};
use fklint_catalog::semantics::SelfUpdate;
use fklint_catalog::{Action, Engine, Ident, ObjectPath, Table};
use fklint_rule::updates::referenced;
use fklint_rule::{
    At, Confidence, Cx, Nature, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words,
};

/// The rule `fk-update-paths-collide`.
pub(crate) struct FkUpdatePathsCollide;

/// A column and the cascading foreign keys that share it.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    column: &'c Ident,
    /// At least two, in source order.
    keys: Vec<EdgeId>,
    /// The column from which the change comes to all of them.
    origin: Place,
}

/// A column of a table.
type Place = (TableIndex, Ident);

impl Rule for FkUpdatePathsCollide {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-update-paths-collide",
        summary: "a column to which one update cascades by two foreign keys: the engine refuses it",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        // Where a second path is refused at once, no update ever gets that far.
        if cx.semantics.shared_column_cascades || cx.semantics.self_update == SelfUpdate::Refused {
            return;
        }
        for (table, child) in cx.catalog.tables().zip(0..) {
            let keys: Vec<EdgeId> = cascading(cx, child).collect();
            if keys.len() < 2 {
                continue;
            }
            for definition in &*table.columns {
                let column = &definition.name;
                let sharing: Vec<(EdgeId, BTreeSet<Place>)> =
                    keys.iter().filter_map(|&key| Some((key, origins(cx, key, column)?))).collect();
                let through = |place: &Place| -> Vec<EdgeId> {
                    sharing.iter().filter(|(_, places)| places.contains(place)).map(|(key, _)| *key).collect()
                };
                let mut places = sharing.iter().flat_map(|(_, places)| places);
                let mut collides = |place: &&Place| {
                    through(place).len() > 1
                        && cx.nature(place.0, std::slice::from_ref(&place.1)) != Nature::Surrogate
                };
                let Some(origin) = places.find(&mut collides).cloned() else { continue };
                let keys = through(&origin);
                found.push(Evidence { table, column, keys, origin });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Column(evidence.table.name.clone(), evidence.column.clone())
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, column, keys, origin } = evidence;
        let top = cx.catalog.table_at(origin.0 as usize).map(|top| &top.name);
        let changed = top.map_or_else(String::new, |top| words::name(format!("{top}.{}", origin.1)));
        let message = format!(
            "a change of {changed} is refused: it cascades to `{}.{column}` by {} foreign keys",
            table.name,
            keys.len()
        );
        let report = Report::new(message, At::whole(self.object(cx, evidence)))
            .label("follows one of them, and so breaks the other: error 1452");
        let ways = keys.iter().filter_map(|&key| cx.graph.edge(key).path(cx.catalog));
        ways.fold(report, |report, path| report.related(At::part(path, Part::OnUpdate), "brings the change"))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// The foreign keys of a child through which updates cascade from another table.
fn cascading(cx: Cx<'_>, child: TableIndex) -> impl Iterator<Item = EdgeId> {
    let cascades = move |id: &EdgeId| {
        let edge = cx.graph.edge(*id);
        let key = edge.key(cx.catalog);
        !edge.is_self() && key.is_some_and(|(_, key)| key.on_update == Action::Cascade)
    };
    cx.graph.edges_of(child).map(|(id, _)| id).filter(cascades)
}

/// The column that a foreign key writes into `column`, and all those from which changes cascade to that one; `None` where
/// `column` is none of its own.
fn origins(cx: Cx<'_>, key: EdgeId, column: &Ident) -> Option<BTreeSet<Place>> {
    let mut places = BTreeSet::new();
    let mut next = vec![source(cx, key, column)?];
    while let Some(place) = next.pop() {
        let above = cascading(cx, place.0).filter_map(|up| source(cx, up, &place.1));
        next.extend(above.filter(|above| !places.contains(above)));
        places.insert(place);
    }
    Some(places)
}

fn source(cx: Cx<'_>, key: EdgeId, column: &Ident) -> Option<Place> {
    let edge = cx.graph.edge(key);
    let position = edge.key(cx.catalog)?.1.columns.iter().position(|own| own == column)?;
    Some((edge.parent, referenced(cx, key)?.get(position)?.clone()))
}

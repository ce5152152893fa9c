//! `association-without-cascade`: rows that only link two others refuse the deletes of both.

mod remedy;
mod witness;

use fklint_catalog::graph::EdgeId;
use fklint_catalog::{
    Action, Column, Completeness, Engine, ForeignKey, Ident, Key, KeyPath, ObjectPath, Table, TableKind,
    TypeFamily,
};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `association-without-cascade`.
pub(crate) struct AssociationWithoutCascade;

/// A table that says which rows belong together, and nothing else.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    /// The key that its foreign keys make up.
    key: &'c Key,
    /// These foreign keys, none of which cascades deletes.
    links: Vec<EdgeId>,
}

impl Rule for AssociationWithoutCascade {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "association-without-cascade",
        summary: "an association table whose rows keep what they link from being deleted",
        severity: Severity::Note,
        confidence: Confidence::Inferred,
        // On SQL Server a second cascading path is refused (1785), and most of these tables would have one.
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Sqlite, Engine::Oracle],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index) in cx.catalog.tables().zip(0..) {
            if table.foreign_keys.len() < 2
                || table.kind != TableKind::Base
                || table.completeness != Completeness::Whole
            {
                continue;
            }
            let path = |id: EdgeId| cx.graph.edge(id).path(cx.catalog);
            let healthy = |because: String, by: Option<ObjectPath>| {
                let at = ObjectPath::Table(table.name.clone());
                Silence { at, because, by }
            };
            if let Some((child, _)) = cx.graph.referenced_by(index).next() {
                if cx.silences.is_some() && table.keys.iter().any(|key| links(cx, table, index, key).is_ok())
                {
                    cx.silent(|| healthy("other rows refer to its links".to_owned(), path(child)));
                }
                continue;
            }
            let mut more = None;
            let association = table.keys.iter().find_map(|key| match links(cx, table, index, key) {
                Ok(links) => Some((key, links)),
                Err(says) => {
                    more = more.or(says);
                    None
                }
            });
            // RESTRICT was written on purpose, and one key that cascades shows that someone thought of the others.
            let said = |id: &&EdgeId| cx.graph.edge(**id).on_delete != Action::NoAction;
            match (association, more) {
                (Some((key, links)), _) => match links.iter().find(said) {
                    Some(&link) => cx.silent(|| {
                        let action = cx.graph.edge(link).on_delete.sql();
                        healthy(format!("someone thought of deletes: ON DELETE {action}"), path(link))
                    }),
                    None => found.push(Evidence { table, key, links }),
                },
                (None, Some(More::Column(column))) => cx.silent(|| {
                    let at = ObjectPath::Column(table.name.clone(), column.clone());
                    healthy(format!("its rows are more than links: they hold `{column}`"), Some(at))
                }),
                (None, Some(More::Edge(id))) => cx.silent(|| {
                    healthy(
                        "its rows are more than links: another foreign key is beside them".to_owned(),
                        path(id),
                    )
                }),
                (None, None) => {}
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Table(evidence.table.name.clone())
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let mut seen = FxHashSet::default();
        let keys = || evidence.links.iter().filter_map(|&id| cx.graph.edge(id).key(cx.catalog));
        let parents: Vec<_> =
            keys().map(|(_, key): (_, &ForeignKey)| &key.parent).filter(|name| seen.insert(*name)).collect();
        let name = words::name(&evidence.table.name);
        let message = format!("links in {name} keep rows of {} from being deleted", words::tables(&parents));
        let mut report = Report::new(message, At::part(self.object(cx, evidence), Part::Name));
        let key = ObjectPath::Key(evidence.table.name.clone(), KeyPath::of(evidence.key));
        report = report.related(At::whole(key), "a row is a link, and nothing else");
        for path in evidence.links.iter().filter_map(|&id| cx.graph.edge(id).path(cx.catalog)) {
            report = report.related(At::part(path, Part::References), "no ON DELETE CASCADE");
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

/// What makes a row more than a link.
#[derive(Clone, Copy)]
enum More<'c> {
    /// An INSERT has to say it.
    Column(&'c Ident),
    /// A foreign key beside the key.
    Edge(EdgeId),
}

/// The foreign keys that make up a key of a table which holds nothing else that an INSERT has to say; `Err` where
/// there are no two, or where they do and the row is more than a link.
fn links<'c>(cx: Cx<'c>, table: &'c Table, index: u32, key: &Key) -> Result<Vec<EdgeId>, Option<More<'c>>> {
    let columns: Vec<_> = key.columns().collect();
    let is_whole = columns.len() == key.parts.len() && key.predicate.is_none();
    if columns.len() < 2
        || !is_whole
        || !key.is_unique_over(&columns.iter().copied().cloned().collect::<Vec<_>>())
    {
        return Err(None);
    }
    let mut links = Vec::new();
    let mut covered = FxHashSet::default();
    let mut beside = None;
    for (id, edge) in cx.graph.edges_of(index) {
        let Some((_, foreign_key)) = edge.key(cx.catalog) else { continue };
        if foreign_key.columns.len() < columns.len()
            && foreign_key.columns.iter().all(|it| columns.contains(&it))
        {
            covered.extend(&foreign_key.columns);
            links.push(id);
        } else {
            beside = beside.or(Some(More::Edge(id)));
        }
    }
    if links.len() < 2 || covered.len() < columns.len() {
        return Err(None);
    }
    let says_itself = |name| {
        let column = table.column(name);
        let is_stamp = |it: &Column| {
            let family = it.data_type.family(cx.catalog.engine);
            it.default.is_some() && matches!(family, TypeFamily::DateTime | TypeFamily::Uuid)
        };
        column.is_some_and(|it| it.generator.is_some() || it.generated.is_some() || is_stamp(it))
            || cx.semantics.is_rowid_alias(table, name)
    };
    let mut said = table.columns.iter().map(|column| &column.name);
    let said = said.find(|name| !columns.contains(name) && !says_itself(name)).map(More::Column);
    match said.or(beside) {
        Some(more) => Err(Some(more)),
        None => Ok(links),
    }
}

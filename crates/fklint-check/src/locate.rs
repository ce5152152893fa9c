//! From findings to what reporters need: places, the SQL of remedies, probes.

use fklint_catalog::{Catalog, Change, Ident, ObjectPath, Part, TableName, write};
use fklint_reflect::Reflection;
use fklint_rule::{Asked, Finding, Plan, Probe, Remedy, Step};
use fklint_source::{Place, SourceMap};
use rustc_hash::FxHashMap;

use crate::fingerprint::normalised;
use crate::{Located, LocatedLabel};

/// The place of a finding, and the text of its object by which it is recognised again.
pub(crate) fn place(reflection: &Reflection, finding: &Finding) -> Option<Place> {
    let primary = &finding.report.primary.at;
    reflection.place(&primary.path, primary.part).or_else(|| reflection.place(&finding.at, Part::Whole))
}

/// The object in words.
pub(crate) fn object(catalog: &Catalog, path: &ObjectPath) -> String {
    path.display(catalog.default_schema.as_ref().map(Ident::as_str))
}

/// What a finding is recognised by in the next run: a statement or a comment by its text, since its number changes
/// with every one before it.
pub(crate) fn identity(reflection: &Reflection, path: &ObjectPath, sources: &SourceMap) -> Vec<u8> {
    if path.table().is_none()
        && let Some(place) = reflection.place(path, Part::Whole)
    {
        return normalised(sources.file(place.file).slice(place.span));
    }
    // Where a schema is a database, its name is the server's business: a dump does not tell it.
    let catalog = &reflection.catalog;
    let schema = catalog.engine.default_schema().and(catalog.default_schema.as_ref());
    path.display(schema.map(Ident::as_str)).into_bytes()
}

/// Writes plans of one schema, each against the few tables that it touches: its cost does not grow with the schema.
pub(crate) struct Writer<'c> {
    catalog: &'c Catalog,
    children: FxHashMap<&'c TableName, Vec<&'c TableName>>,
    heirs: FxHashMap<&'c TableName, Vec<&'c TableName>>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        let mut children: FxHashMap<&TableName, Vec<&TableName>> = FxHashMap::default();
        for (table, _, key) in catalog.foreign_keys() {
            let children = children.entry(&key.parent).or_default();
            if children.last() != Some(&&table.name) {
                children.push(&table.name);
            }
        }
        let mut heirs: FxHashMap<&TableName, Vec<&TableName>> = FxHashMap::default();
        for table in catalog.tables() {
            for parent in &table.inherits {
                heirs.entry(parent).or_default().push(&table.name);
            }
        }
        Self { catalog, children, heirs }
    }

    /// The statements of a plan.
    pub(crate) fn sql(&self, plan: &Plan) -> Vec<String> {
        let changes: Vec<Change> = plan.changes().cloned().collect();
        if changes.is_empty() {
            return Vec::new();
        }
        write::write_all(&changes, &self.surroundings(&changes))
    }

    /// A SELECT of the rows that speak against a plan.
    pub(crate) fn select(&self, probe: &Probe) -> String {
        let catalog = &self.about(probe);
        match probe {
            Probe::Orphans { table, columns, parent, parent_columns } => {
                write::orphans_sql(catalog, table, columns, parent, parent_columns)
            }
            Probe::Duplicates { table, columns } => write::duplicates_sql(catalog, table, columns),
            Probe::NullsIn { table, column } => write::nulls_sql(catalog, table, column),
            Probe::PartialNulls { table, columns } => write::partial_nulls_sql(catalog, table, columns),
        }
    }

    /// The tables that a question is about, with those that inherit from them.
    fn about(&self, probe: &Probe) -> Catalog {
        let mut names = match probe {
            Probe::Orphans { table, parent, .. } => vec![table, parent],
            Probe::Duplicates { table, .. }
            | Probe::NullsIn { table, .. }
            | Probe::PartialNulls { table, .. } => vec![table],
        };
        let heirs = names.iter().filter_map(|name| self.heirs.get(name)).flatten().copied();
        names.extend(heirs.collect::<Vec<_>>());
        self.catalog.subset(names)
    }

    /// The tables that writing changes may look at: those that change, their parents, and, where more than their
    /// foreign keys changes, their children.
    fn surroundings(&self, changes: &[Change]) -> Catalog {
        let mut names: Vec<&TableName> = Vec::new();
        for change in changes {
            let Some(name) = change.table() else { continue };
            names.push(name);
            names.extend(
                self.catalog
                    .table(name)
                    .iter()
                    .flat_map(|table| table.foreign_keys.iter().map(|key| &key.parent)),
            );
            match change {
                Change::AddForeignKey { foreign_key, .. } => names.push(&foreign_key.parent),
                Change::CreateTable { table, .. } => {
                    names.extend(table.foreign_keys.iter().map(|key| &key.parent));
                }
                Change::AttachPartition { parent, .. } | Change::DetachPartition { parent, .. } => {
                    names.push(parent);
                }
                _ => {}
            }
            if !spares_children(change) {
                names.extend(self.children.get(name).into_iter().flatten());
            }
        }
        self.catalog.subset(names)
    }
}

/// Whether no foreign key that points at the table can be concerned.
fn spares_children(change: &Change) -> bool {
    matches!(
        change,
        Change::AddForeignKey { .. }
            | Change::DropForeignKey { .. }
            | Change::AlterForeignKey { .. }
            | Change::AddKey { .. }
            | Change::AddCheck { .. }
            | Change::DropCheck { .. }
            | Change::AddColumn { .. }
    )
}

/// A finding with everything that reporters need.
pub(crate) fn located(
    finding: Finding,
    place: Option<Place>,
    fingerprint: String,
    reflection: &Reflection,
    writer: &Writer<'_>,
) -> Located {
    let related = finding
        .report
        .related
        .iter()
        .map(|label| LocatedLabel {
            place: reflection.place(&label.at.path, label.at.part),
            message: label.message.clone(),
        })
        .collect();
    let (sql, probes) = match &finding.remedy {
        Remedy::Plan(plan) => (writer.sql(plan), probes(plan, writer)),
        Remedy::Advice(_) => (Vec::new(), Vec::new()),
    };
    let object = object(&reflection.catalog, &finding.at);
    Located { finding, place, related, object, fingerprint, sql, edits: Vec::new(), probes }
}

fn probes(plan: &Plan, writer: &Writer<'_>) -> Vec<Asked> {
    let probes = plan.steps.iter().filter_map(|step| match step {
        Step::Expect(probe) => Some(probe.clone()),
        Step::Change(_) | Step::Script(_) => None,
    });
    probes.map(|probe| Asked { select: writer.select(&probe), probe, answer: None }).collect()
}

#[cfg(test)]
mod tests {
    use fklint_catalog::{Engine, NameKind, Quoting};
    use fklint_reflect::replay;

    use super::*;

    #[test]
    fn a_table_is_recognised_in_a_dump_and_in_the_database() {
        for (engine, schema, text) in [(Engine::Mysql, "shop", "w"), (Engine::Postgres, "public", "public.w")]
        {
            let ident = |kind, name: &str| Ident::new(engine, kind, name, Quoting::Bare);
            let path = ObjectPath::Table(TableName { schema: None, name: ident(NameKind::Table, "w") });
            let dump = replay(engine, None, Vec::new());
            let mut live = dump.clone();
            live.catalog.default_schema = Some(ident(NameKind::Schema, schema));
            for reflection in [dump, live] {
                assert_eq!(identity(&reflection, &path, &SourceMap::default()), text.as_bytes());
            }
        }
    }
}

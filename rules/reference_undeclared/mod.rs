//! `reference-undeclared`: a column that is named for another table's key, without a foreign key.

mod names;
mod remedy;

use fklint_catalog::graph::TableIndex;
use fklint_catalog::semantics::TypePair;
use fklint_catalog::{Column, Engine, KeyPath, ObjectPath, Table, TableKind, TableName, TypeFamily};
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{
    At, Confidence, Cx, FxHashMap, FxHashSet, Remedy, Report, Rule, RuleInfo, Severity, Witness, words,
};

/// The rule `reference-undeclared`.
pub(crate) struct ReferenceUndeclared;

/// A column that seems to refer to a table.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    column: &'c Column,
    parent: &'c Table,
    /// The parent's primary key.
    key: &'c Column,
}

impl Rule for ReferenceUndeclared {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "reference-undeclared",
        summary: "a column that is named for another table's key, and no foreign key over it",
        severity: Severity::Note,
        confidence: Confidence::Inferred,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        // Without any foreign key there is none on purpose; what a lone migration does not say, another one may.
        if cx.graph.edges().is_empty()
            || matches!(cx.history.scripts.as_slice(), [script] if script.migration)
        {
            return;
        }
        let named = Named::of(cx);
        let mut plain = String::new();
        for (child, index) in cx.catalog.tables().zip(0..) {
            if !takes_part(cx, child)
                || named.checked_in_parts.contains(&child.name)
                || names::is_detached(child.name.name.as_str())
            {
                continue;
            }
            for column in &*child.columns {
                names::plain(column.name.as_str(), &mut plain);
                let parent = named.table(cx, child, &plain).filter(|&parent| parent != index);
                if let Some((parent, key)) =
                    parent.and_then(|parent| keyed(cx.catalog.table_at(parent as usize)?))
                    && is_used(cx, index, parent)
                    && !named.has_nearer(child, parent)
                    && refers(cx, (child, column), (parent, key), &plain)
                {
                    found.push(Evidence { child, column, parent, key });
                }
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Column(evidence.child.name.clone(), evidence.column.name.clone())
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, column, parent, .. } = evidence;
        let message = format!(
            "rows of {} need no {}: `{}` has the name of a reference, and no foreign key",
            words::name(&child.name),
            words::name(&parent.name),
            column.name
        );
        let key = ObjectPath::Key(parent.name.clone(), KeyPath::Primary);
        Report::new(message, At::whole(self.object(cx, evidence)))
            .related(At::whole(key), "the key that it is named for")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        let mut witness = Witness::new();
        let row = witness.row(&evidence.child.name, [(evidence.column.name.clone(), Value::Unmatched)]);
        let insert = || Act::Insert(row);
        Some(witness.harm([insert().accepted()]).cure([insert().refused(Refusal::ForeignKey)]))
    }
}

/// Tables by the names that columns give to their keys.
struct Named<'c> {
    by_key: FxHashMap<names::Spelling, Vec<TableIndex>>,
    /// The plain names of all tables.
    tables: FxHashSet<names::Spelling>,
    /// Partitioned tables of which a partition has a foreign key of its own.
    checked_in_parts: FxHashSet<&'c TableName>,
}

impl<'c> Named<'c> {
    fn of(cx: Cx<'c>) -> Self {
        let mut named = Self {
            by_key: FxHashMap::default(),
            tables: FxHashSet::default(),
            checked_in_parts: FxHashSet::default(),
        };
        let (mut table_name, mut key_name) = (String::new(), String::new());
        for (table, index) in cx.catalog.tables().zip(0..) {
            names::plain(table.name.name.as_str(), &mut table_name);
            named.tables.insert(table_name.clone());
            named.checked_in_parts.extend(table.partition_of().filter(|_| !table.foreign_keys.is_empty()));
            let Some((_, key)) = keyed(table).filter(|_| takes_part(cx, table)) else { continue };
            names::plain(key.name.as_str(), &mut key_name);
            for spelling in names::spellings(&table_name, &key_name) {
                let tables = named.by_key.entry(spelling).or_default();
                if tables.last() != Some(&index) {
                    tables.push(index);
                }
            }
        }
        named
    }

    /// The one table of the child's schema for whose key a column is named.
    fn table(&self, cx: Cx<'_>, child: &Table, column: &str) -> Option<TableIndex> {
        let candidates = if names::may_refer(column) { self.by_key.get(column)? } else { return None };
        let beside = |index: &&TableIndex| {
            cx.catalog.table_at(**index as usize).is_some_and(|table| table.name.schema == child.name.schema)
        };
        let mut candidates = candidates.iter().filter(beside);
        let only = candidates.next().copied();
        only.filter(|_| candidates.next().is_none())
    }

    /// Whether the child belongs to a group of tables that has a parent of that name of its own: `fed_user` beside
    /// `user`, for `fed_role`.
    fn has_nearer(&self, child: &Table, parent: &Table) -> bool {
        let name = child.name.name.as_str();
        let group = name.split('_').next().filter(|group| group.len() < name.len()).unwrap_or("");
        let mut nearer = String::new();
        names::plain(&format!("{group}{}", parent.name.name.as_str()), &mut nearer);
        !group.is_empty() && self.tables.contains(&nearer)
    }
}

/// A table with its primary key, where that is a single column.
fn keyed(table: &Table) -> Option<(&Table, &Column)> {
    let primary = table.primary_key()?;
    let [part] = primary.parts.as_slice() else { return None };
    Some((table, table.column(part.column.as_ref()?)?))
}

/// Whether a table can be a child or a parent, and all of it was read.
fn takes_part(cx: Cx<'_>, table: &Table) -> bool {
    table.kind == TableKind::Base
        && table.is_whole()
        && table.inherits.is_empty()
        && (!table.is_partitioned() || cx.semantics.partitioned_tables)
        && cx.semantics.keeps_foreign_keys(table.storage_engine.as_ref())
}

/// Whether people declare foreign keys here: the child has others, or the parent has other children.
fn is_used(cx: Cx<'_>, child: TableIndex, parent: &Table) -> bool {
    let parent = cx.catalog.index_of(&parent.name).map(|index| index as TableIndex);
    cx.graph.edges_of(child).len() > 0
        || parent.is_some_and(|parent| cx.graph.referenced_by(parent).len() > 0)
}

/// Whether a column that has the name of a reference can be one, and was not meant to be none.
fn refers(
    cx: Cx<'_>,
    (child, column): (&Table, &Column),
    (parent, key): (&Table, &Column),
    plain: &str,
) -> bool {
    let is_made = column.generator.is_some()
        || column.generated.is_some()
        || column.default.as_deref().is_some_and(names::is_none)
        || cx.semantics.is_rowid_alias(child, &column.name);
    let is_own_key = || keyed(child).is_some_and(|(_, own)| own.name == column.name);
    let is_referring = || child.foreign_keys.iter().any(|it| it.columns.contains(&column.name));
    let is_polymorphic = || {
        let mut beside = String::new();
        child.columns.iter().any(|other| {
            names::plain(other.name.as_str(), &mut beside);
            names::tells_the_table(plain, &beside)
        })
    };
    !is_made
        && !is_own_key()
        && !is_referring()
        && cx.semantics.type_pair(&column.data_type, &key.data_type) == TypePair::Fits
        && same_text((child, column), (parent, key), cx)
        && !is_polymorphic()
}

/// Whether texts of both columns are compared alike, on an engine that wants that.
fn same_text((child, column): (&Table, &Column), (parent, key): (&Table, &Column), cx: Cx<'_>) -> bool {
    let is_text = column.data_type.family(cx.catalog.engine) == TypeFamily::Text;
    !is_text
        || !cx.semantics.collations_must_match
        || (&column.charset, &column.collation, &child.charset, &child.collation)
            == (&key.charset, &key.collation, &parent.charset, &parent.collation)
}

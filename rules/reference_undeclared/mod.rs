//! `reference-undeclared`: a column that is named for another table's key, without a foreign key.

mod named;
mod names;
mod remedy;

use fklint_catalog::graph::TableIndex;
use fklint_catalog::semantics::TypePair;
use fklint_catalog::{Column, Engine, KeyPath, ObjectPath, Table, TypeFamily};
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{At, Confidence, Cx, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

use crate::fk_parent_missing::is_lone_migration;
use named::{Named, keyed, takes_part};

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
        if cx.graph.edges().is_empty() || is_lone_migration(cx) {
            return;
        }
        // Who refers to whom costs more than all of the looking: nobody asks where no column is loose.
        let loose: Vec<_> = cx.catalog.tables().zip(0..).flat_map(|table| loose(cx, table)).collect();
        if loose.is_empty() {
            return;
        }
        let named = Named::of(cx);
        let mut plain = String::new();
        for (child, index, column) in loose {
            if named.checked_in_parts.contains(&child.name) {
                continue;
            }
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

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        let mut witness = Witness::new();
        let row = witness.row(&evidence.child.name, [(evidence.column.name.clone(), Value::Unmatched)]);
        let insert = || Act::Insert(row);
        let witness = witness.harm([insert().accepted()]);
        let is_plan = matches!(self.remedy(cx, evidence), Remedy::Plan(_));
        Some(if is_plan { witness.cure([insert().refused(Refusal::ForeignKey)]) } else { witness })
    }
}

/// The columns of a table that may be named for another table's key, and have no foreign key.
fn loose<'c>(
    cx: Cx<'c>,
    (child, index): (&'c Table, TableIndex),
) -> impl Iterator<Item = (&'c Table, TableIndex, &'c Column)> {
    let is_loose = |column: &&Column| {
        names::may_refer(column.name.as_str())
            && !child.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
    };
    let mut columns = child.columns.iter().filter(is_loose).peekable();
    let stands_alone =
        columns.peek().is_some() && (!takes_part(cx, child) || names::is_detached(child.name.name.as_str()));
    columns.filter(move |_| !stands_alone).map(move |column| (child, index, column))
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
    let is_polymorphic = || {
        let mut beside = String::new();
        child.columns.iter().any(|other| {
            names::plain(other.name.as_str(), &mut beside);
            names::tells_the_table(plain, &beside)
        })
    };
    // A logged table cannot refer to one that is empty after a crash (PostgreSQL, 42P16).
    let outlives = parent.unlogged && !child.unlogged;
    !is_made
        && !outlives
        && !is_own_key()
        && cx.type_pair((child, column), (parent, key)) == TypePair::Fits
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

//! `fk-collation-mismatch`: a foreign key between texts of different character sets or collations.

mod remedy;
mod witness;

use fklint_catalog::semantics::TypePair;
use fklint_catalog::stored::stored;
use fklint_catalog::{Catalog, Column, Engine, Ident, ObjectPath, Table, TypeFamily, Version};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-collation-mismatch`.
pub(crate) struct FkCollationMismatch;

/// A foreign key and the first pair of its columns that differ.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
    column: &'c Column,
    referenced: &'c Column,
    /// The collations that take effect, the child's first.
    collations: [String; 2],
}

/// A column of a table.
type Place<'c> = (&'c Table, &'c Column);

impl Rule for FkCollationMismatch {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-collation-mismatch",
        summary: "a foreign key between texts of different character sets or collations",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if !cx.semantics.collations_must_match {
            return;
        }
        let mut pairs = Vec::new();
        for edge in cx.graph.edges() {
            let Some((child, key)) = edge.key(cx.catalog) else { continue };
            let Some(parent) = cx.catalog.table_at(edge.parent as usize) else { continue };
            let columns = cx.catalog.parent_columns(key).unwrap_or_default();
            let pair = |(name, referenced): (&Ident, &Ident)| {
                let pair = ((child, child.column(name)?), (parent, parent.column(referenced)?));
                is_said_otherwise(cx, pair.0, pair.1).then_some(pair)
            };
            let differing = key.columns.iter().zip(columns.iter()).filter_map(pair);
            pairs.extend(differing.map(|pair| (edge.foreign_key as usize, pair)));
        }
        if pairs.is_empty() {
            return;
        }
        let tables = pairs.iter().flat_map(|(_, (child, parent))| [&child.0.name, &parent.0.name]);
        let some = cx.catalog.subset(tables);
        let effective: Vec<Catalog> = versions(cx).map(|version| at(&some, version)).collect();
        for (index, ((child, column), (parent, referenced))) in pairs {
            let last = found
                .last()
                .is_some_and(|last: &Evidence<'_>| last.child.name == child.name && last.index == index);
            let seen = effective
                .iter()
                .map(|all| Some([collation(all, (child, column))?, collation(all, (parent, referenced))?]));
            let seen: Option<Vec<[String; 2]>> = seen.collect();
            // Different whatever the version, of which the defaults depend.
            if let Some([collations, ..]) = seen.as_deref()
                && seen.iter().flatten().all(|[left, right]| left != right)
                && !last
            {
                let collations = collations.clone();
                found.push(Evidence { child, index, parent, column, referenced, collations });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, column, referenced, collations: [own, other], .. } = evidence;
        let key = words::foreign_key(&child.name, &child.foreign_keys[evidence.index]);
        let places = [(child, column, own), (parent, referenced, other)];
        let [left, right] = places
            .map(|(table, column, collation)| format!("`{}.{}` is {collation}", table.name, column.name));
        let at = |table: &Table, column: &Column| {
            At::whole(ObjectPath::Column(table.name.clone(), column.name.clone()))
        };
        let primary = At::part(self.object(cx, evidence), Part::References);
        Report::new(format!("{key} is refused: {left}, {right}"), primary)
            .related(at(child, column), format!("compared as {own}"))
            .related(at(parent, referenced), format!("compared as {other}"))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

/// Whether two columns of text name different character sets or collations, or leave them to different tables.
fn is_said_otherwise(cx: Cx<'_>, child: Place<'_>, parent: Place<'_>) -> bool {
    let is_text = |(_, column): Place<'_>| column.data_type.family(cx.catalog.engine) == TypeFamily::Text;
    is_text(child)
        && is_text(parent)
        && (said(child) != said(parent) || child.1.data_type != parent.1.data_type)
        && cx.semantics.type_pair(&child.1.data_type, &parent.1.data_type, None) == TypePair::Fits
}

/// The character set and collation that hold for a column, as they were written: its own, or else its table's.
fn said((table, column): Place<'_>) -> [Option<&str>; 2] {
    let own = [column.charset.as_deref(), column.collation.as_deref()];
    if own == [None, None] { [table.charset.as_deref(), table.collation.as_deref()] } else { own }
}

/// The version, and, where it is only assumed, one before the defaults became others and one after.
fn versions(cx: Cx<'_>) -> impl Iterator<Item = Version> {
    const OTHERS: [Version; 2] = [Version::new(5, 7, 0), Version::new(11, 8, 0)];
    let others = if cx.catalog.version.is_none() { &OTHERS[..] } else { &[] };
    std::iter::once(cx.catalog.effective_version()).chain(others.iter().copied())
}

/// The catalog as a server of that version keeps it.
fn at(catalog: &Catalog, version: Version) -> Catalog {
    let mut catalog = catalog.clone();
    catalog.version = Some(version);
    stored(&catalog)
}

/// The collation that takes effect; `None` where the database decides, and where a name says no character set.
fn collation(catalog: &Catalog, (table, column): Place<'_>) -> Option<String> {
    let column = catalog.table(&table.name)?.column(&column.name)?;
    let known = column.charset.as_deref().is_some_and(|charset| !matches!(charset, "binary" | "uca1400"));
    column.collation.as_ref().filter(|_| known).map(ToString::to_string)
}

//! `fk-type-mismatch`: a foreign key between columns of different types, where the engine minds.

mod remedy;
mod witness;

use fklint_catalog::semantics::TypePair;
use fklint_catalog::{Change, Column, Engine, ForeignKey, KeyKind, ObjectPath, Table, Target};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, UUID_LENGTHS, Witness, words,
};

/// The rule `fk-type-mismatch`.
pub(crate) struct FkTypeMismatch;

/// A foreign key and the worst of its pairs of columns.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
    column: &'c Column,
    referenced: &'c Column,
    pair: TypePair,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkTypeMismatch {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-type-mismatch",
        summary: "a foreign key between columns whose types the engine refuses, converts or cannot look up by index",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for edge in cx.graph.edges().iter().filter(|edge| edge.primary.is_none()) {
            let Some((child, key)) = edge.key(cx.catalog) else { continue };
            let Some(parent) = cx.catalog.table_at(edge.parent as usize) else { continue };
            let columns = cx.catalog.parent_columns(key).unwrap_or_default();
            if key.period || columns.len() != key.columns.len() {
                continue;
            }
            let pairs = key.columns.iter().zip(columns.iter()).filter_map(|(name, referenced)| {
                let (column, referenced) = (child.column(name)?, parent.column(referenced)?);
                let pair = cx.type_pair((child, column), (parent, referenced));
                if pair == TypePair::Padded && [column, referenced].iter().any(|column| holds_uuids(column)) {
                    let path =
                        ObjectPath::foreign_key(&child.name, &child.foreign_keys, edge.foreign_key as usize);
                    cx.silent(|| Silence::new(path, "its values fill the CHAR: it is as long as a UUID"));
                    return None;
                }
                Some((badness(pair)?, column, referenced, pair))
            });
            // Of equally bad ones the first.
            if let Some((_, column, referenced, pair)) = pairs.min_by_key(|pair| std::cmp::Reverse(pair.0))
                && (key.target != Target::ParentPrimaryKey || !primary_key_changed(cx, parent))
            {
                let index = edge.foreign_key as usize;
                found.push(Evidence { child, index, parent, column, referenced, pair });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.pair == TypePair::Refused { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, column, referenced, .. } = evidence;
        let own = format!("`{}.{}`", child.name, column.name);
        let other = format!("`{}.{}`", parent.name, referenced.name);
        let [is, to] = [column, referenced].map(|column| match column.data_type.as_str() {
            "" => "untyped".to_owned(),
            _ => words::name(&column.data_type),
        });
        let message = match evidence.pair {
            TypePair::Unindexed => {
                let reads = if parent.name == child.name {
                    format!("deleting a row of `{}` reads all of it", child.name)
                } else {
                    format!("deleting from `{}` reads all of `{}`", parent.name, child.name)
                };
                format!("{reads}: {own} is {is}, {other} is {to}")
            }
            TypePair::Converted | TypePair::Padded => {
                format!("{own} may not find its parent: it is {is}, {other} is {to}")
            }
            _ => {
                let key = words::foreign_key(&child.name, evidence.key());
                format!("{key} is refused: {own} is {is}, {other} is {to}")
            }
        };
        let at = |table: &Table, column: &Column| {
            At::part(ObjectPath::Column(table.name.clone(), column.name.clone()), Part::Type)
        };
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .related(at(child, column), "the child's type")
            .related(at(parent, referenced), "the parent's type");
        match evidence.pair {
            TypePair::Unindexed => report.note(
                "why",
                "the child's values are converted to be compared, and an index holds them unconverted",
            ),
            TypePair::Converted => {
                report.note("why", "values that look equal are not stored or compared as equal")
            }
            TypePair::Padded => report.note(
                "why",
                "under this collation a value shorter than its CHAR is not the same value in a VARCHAR",
            ),
            _ => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether values fill a CHAR, so that none is padded.
fn holds_uuids(column: &Column) -> bool {
    let length = column.data_type.args().next().and_then(|length| length.parse().ok());
    column.data_type.base() == "char" && length.is_some_and(|length| UUID_LENGTHS.contains(&length))
}

/// Whether another primary key was added to the parent than it has. Some migrations drop the old one in a program that
/// was not read, and then `REFERENCES parent` means the new one.
fn primary_key_changed(cx: Cx<'_>, parent: &Table) -> bool {
    let is_other = |change: &Change| match change {
        Change::AddKey { key, .. } => {
            let same = parent.primary_key().is_some_and(|primary| primary.columns().eq(key.columns()));
            key.kind == KeyKind::Primary && !same
        }
        _ => false,
    };
    cx.changes_of(&parent.name).any(|(_, change)| is_other(change))
}

/// How bad a pair is; `None` where there is nothing to say.
const fn badness(pair: TypePair) -> Option<u8> {
    match pair {
        TypePair::Fits | TypePair::Unknown => None,
        TypePair::Unindexed => Some(0),
        TypePair::Converted | TypePair::Padded => Some(1),
        TypePair::Refused => Some(2),
    }
}

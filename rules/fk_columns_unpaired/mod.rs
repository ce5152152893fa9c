//! `fk-columns-unpaired`: a foreign key whose columns and its parent's do not pair one to one.

mod remedy;
mod witness;

use fklint_catalog::semantics::{ImplicitTarget, ParentKeyMissing};
use fklint_catalog::{Change, Engine, Force, ForeignKey, Ident, IgnoredBecause, KeyKind, ObjectPath};
use fklint_catalog::{KeyPath, KeyRef, Table, Target};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-columns-unpaired`.
pub(crate) struct FkColumnsUnpaired;

/// A foreign key whose columns do not pair.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    fault: Fault<'c>,
}

/// Why they do not.
#[derive(Clone, Copy)]
pub(crate) enum Fault<'c> {
    /// There are more on one side: so many of the parent's are named.
    Count(&'c [Ident]),
    /// None is named, and the parent's primary key has more or fewer.
    PrimaryKey(&'c Table),
    /// None is named, and the engine takes that for no words at all.
    Unnamed(&'c Table),
    /// None is named, which means those of the same names, of which the parent lacks this one.
    NoNamesake(&'c Ident, &'c Table),
    /// This column stands twice among the child's.
    Twice(&'c Ident),
    /// This column stands twice among the parent's.
    ParentTwice(&'c Ident),
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }

    /// Whether the engine makes the foreign key, and refuses rows.
    fn is_accepted(&self, cx: Cx<'_>) -> bool {
        cx.semantics.parent_key_missing == ParentKeyMissing::Mismatch
            && matches!(self.fault, Fault::PrimaryKey(_) | Fault::ParentTwice(_))
    }
}

impl Rule for FkColumnsUnpaired {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-columns-unpaired",
        summary: "a foreign key whose columns and its parent's do not pair one to one",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        let faulty = |(child, index, key)| Some(Evidence { child, index, fault: fault(cx, child, key)? });
        found.extend(cx.catalog.foreign_keys().filter_map(faulty));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = evidence.key();
        let named = words::foreign_key(&evidence.child.name, key);
        let own = words::tuple(&key.columns);
        let primary = |parent: &Table| {
            let columns: Vec<Ident> =
                parent.primary_key().into_iter().flat_map(|key| key.columns().cloned()).collect();
            words::tuple(&columns)
        };
        let because = match evidence.fault {
            Fault::Count(columns) => format!("it pairs {own} with {}", words::tuple(columns)),
            Fault::PrimaryKey(parent) => format!("it pairs {own} with the primary key {}", primary(parent)),
            Fault::Unnamed(parent) => format!("it names no columns of `{}`", parent.name),
            Fault::NoNamesake(column, parent) => {
                format!("it names no columns of `{}`, which has no `{column}`", parent.name)
            }
            Fault::Twice(column) => format!("`{column}` stands twice among its columns"),
            Fault::ParentTwice(column) => format!("it refers twice to `{}.{column}`", key.parent),
        };
        let harm = if evidence.is_accepted(cx) { "fails at every write" } else { "is refused" };
        let part = if matches!(evidence.fault, Fault::Twice(_)) { Part::Columns } else { Part::References };
        let report =
            Report::new(format!("{named} {harm}: {because}"), At::part(self.object(cx, evidence), part));
        let report = match evidence.fault {
            Fault::PrimaryKey(parent) => {
                let primary = ObjectPath::Key(parent.name.clone(), KeyPath::Primary);
                report.related(At::whole(primary), "what is referred to where no columns are named")
            }
            Fault::Unnamed(parent) | Fault::NoNamesake(_, parent) => {
                let table = At::part(ObjectPath::Table(parent.name.clone()), Part::Name);
                report.related(table, "which of its columns?")
            }
            Fault::Count(_) | Fault::Twice(_) | Fault::ParentTwice(_) => report,
        };
        match evidence.fault {
            Fault::NoNamesake(..) => report.note(
                "why",
                "without columns REFERENCES means those of the same names here, not the primary key",
            ),
            Fault::Unnamed(_) => match cx.semantics.next_change("implicit_target") {
                Some((version, _)) => report.note(
                    "why",
                    format!("{} {version} is the first to take it for the primary key", cx.semantics.engine),
                ),
                None => report,
            },
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

/// Why the columns of a foreign key do not pair; `None` where they do, or where that cannot be known.
pub(crate) fn fault<'c>(cx: Cx<'c>, child: &'c Table, key: &'c ForeignKey) -> Option<Fault<'c>> {
    // Nobody reads what is forgotten. What a storage engine or a word leaves unchecked is read, and refused.
    if key.force == Force::Ignored(IgnoredBecause::InlineReferences) {
        return None;
    }
    match &key.target {
        Target::Columns(columns) if columns.len() != key.columns.len() => Some(Fault::Count(columns)),
        // Most foreign keys have one column.
        Target::Columns(columns) if columns.len() > 1 => {
            twice(cx, key).or_else(|| repeated(columns).map(Fault::ParentTwice))
        }
        Target::Columns(_) => None,
        Target::ParentPrimaryKey => twice(cx, key).or_else(|| implied(cx, child, key)),
    }
}

/// An index over the child's columns, which some engines make in any case, can have none of them twice: 1060.
fn twice<'c>(cx: Cx<'_>, key: &'c ForeignKey) -> Option<Fault<'c>> {
    cx.semantics.makes_child_index.then(|| repeated(&key.columns)).flatten().map(Fault::Twice)
}

fn repeated(columns: &[Ident]) -> Option<&Ident> {
    columns.iter().enumerate().find(|(at, column)| columns[..*at].contains(column)).map(|(_, column)| column)
}

/// What is wrong with `REFERENCES parent`.
fn implied<'c>(cx: Cx<'c>, child: &'c Table, key: &'c ForeignKey) -> Option<Fault<'c>> {
    let parent = cx.catalog.parent(key).filter(|parent| parent.is_whole() && key.is_checked())?;
    match cx.semantics.implicit_target {
        ImplicitTarget::Refused => Some(Fault::Unnamed(parent)),
        ImplicitTarget::SameNames => {
            let missing = key.columns.iter().find(|column| parent.column(column).is_none())?;
            // A table finds all of its own columns in itself.
            (child.name != parent.name && !is_renamed(cx, parent))
                .then_some(Fault::NoNamesake(missing, parent))
        }
        ImplicitTarget::PrimaryKey => {
            let primary = parent.primary_key()?;
            let differs = primary.parts.len() != key.columns.len();
            (differs && !is_rekeyed(cx, parent)).then_some(Fault::PrimaryKey(parent))
        }
    }
}

/// Whether the parent had another primary key before, to which the foreign key may have been tied.
fn is_rekeyed(cx: Cx<'_>, parent: &Table) -> bool {
    let rekeys = |change: &Change| match change {
        Change::DropKey { key: KeyRef::Primary, .. } | Change::DropConstraint { .. } => true,
        Change::AddKey { key, .. } => {
            let same = parent.primary_key().is_some_and(|primary| primary.columns().eq(key.columns()));
            key.kind == KeyKind::Primary && !same
        }
        _ => false,
    };
    cx.changes_of(&parent.name).any(|(_, change)| rekeys(change))
}

/// Whether a column of the parent had another name before.
fn is_renamed(cx: Cx<'_>, parent: &Table) -> bool {
    cx.changes_of(&parent.name).any(|(_, change)| {
        matches!(change, Change::RenameColumn { .. } | Change::DropColumn { .. } | Change::AlterColumn { .. })
    })
}

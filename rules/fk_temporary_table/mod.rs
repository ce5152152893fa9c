//! `fk-temporary-table`: a foreign key between tables of which one does not live as long as the other needs it.

mod remedy;
mod witness;

use fklint_catalog::semantics::TemporaryTables;
use fklint_catalog::{Change, Engine, ForeignKey, ObjectPath, Table, TableKind, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-temporary-table`.
pub(crate) struct FkTemporaryTable;

/// A foreign key and its parent.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

/// How long the rows of a table live, shortest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Life {
    Session,
    UntilCrash,
    Forever,
}

impl Life {
    fn of(table: &Table) -> Self {
        match table.kind {
            TableKind::Temporary => Self::Session,
            _ if table.unlogged => Self::UntilCrash,
            _ => Self::Forever,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Session => "temporary",
            Self::UntilCrash => "unlogged",
            Self::Forever => "permanent",
        }
    }
}

impl Rule for FkTemporaryTable {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-temporary-table",
        summary: "a foreign key between a temporary or unlogged table and another one that is refused",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let Some(parent) = cx.catalog.parent(key) else { continue };
            let is_table = !matches!(parent.kind, TableKind::View | TableKind::Foreign);
            if is_table && is_refused(cx, Life::of(child), Life::of(parent)) && !is_twofold(cx, &parent.name)
            {
                found.push(Evidence { child, index, parent });
            }
        }
    }

    fn severity(&self, cx: Cx<'_>, _evidence: &Evidence<'_>) -> Severity {
        match cx.semantics.temporary_tables {
            TemporaryTables::Ignored => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, .. } = evidence;
        let named = words::foreign_key(&child.name, evidence.key());
        let (own, other) = (Life::of(child), Life::of(parent));
        let temporary = if own == Life::Session { child } else { parent };
        let message = match cx.semantics.temporary_tables {
            TemporaryTables::Refused => {
                format!(
                    "{named} is refused: `{}` is temporary, and takes no part in foreign keys",
                    temporary.name
                )
            }
            TemporaryTables::OfOneLife => format!(
                "{named} is refused: `{}` is {}, and `{}` is {}",
                child.name,
                own.word(),
                parent.name,
                other.word()
            ),
            TemporaryTables::OfOneSchema => format!(
                "no row can be inserted into `{}`: it is {}, and its parent `{}` is {}",
                child.name,
                own.word(),
                parent.name,
                other.word()
            ),
            TemporaryTables::Ignored => {
                format!(
                    "rows of `{}` need no `{}`: {named} is left out, for the table is temporary",
                    child.name, parent.name
                )
            }
        };
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::References));
        let mut tables = vec![child, parent];
        tables.dedup_by_key(|table| &table.name);
        let short = tables.into_iter().filter(|table| Life::of(table) != Life::Forever);
        short.fold(report, |report, table| {
            let life = Life::of(table);
            let part = if life == Life::Session { Part::Name } else { Part::Unlogged };
            report.related(At::part(ObjectPath::Table(table.name.clone()), part), life.word())
        })
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

/// Whether the engine refuses a foreign key between tables that live so long, or does not enforce it.
fn is_refused(cx: Cx<'_>, child: Life, parent: Life) -> bool {
    match cx.semantics.temporary_tables {
        TemporaryTables::Refused => child == Life::Session || parent == Life::Session,
        TemporaryTables::OfOneLife if child == Life::Session => parent != Life::Session,
        TemporaryTables::OfOneLife => parent < child,
        TemporaryTables::OfOneSchema => (child == Life::Session) != (parent == Life::Session),
        TemporaryTables::Ignored => child == Life::Session,
    }
}

/// Whether there was a temporary and a permanent table of that name: the statements alone do not tell which one is meant.
fn is_twofold(cx: Cx<'_>, name: &TableName) -> bool {
    let mut created = cx.changes_of(name).filter_map(|(_, change)| match change {
        Change::CreateTable { table, .. } => Some(table.kind == TableKind::Temporary),
        _ => None,
    });
    let first = created.next();
    created.any(|is_temporary| Some(is_temporary) != first)
}

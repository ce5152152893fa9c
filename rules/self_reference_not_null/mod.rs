//! `self-reference-not-null`: every row needs a row of the same table first, so the first one must be its own.

mod remedy;
mod witness;

use fklint_catalog::graph::{Edge, EdgeId};
use fklint_catalog::{Action, Column, Engine, ForeignKey, Generator, Ident, KeyPath, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `self-reference-not-null`.
pub(crate) struct SelfReferenceNotNull;

/// A foreign key from a table to itself that is neither nullable nor checked late.
pub(crate) struct Evidence<'c> {
    edge: EdgeId,
    table: &'c Table,
    key: &'c ForeignKey,
    /// A referenced column whose value cannot be given.
    always: Option<&'c Column>,
    /// Not even a row that points at itself is accepted.
    never: bool,
}

impl Rule for SelfReferenceNotNull {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "self-reference-not-null",
        summary: "a NOT NULL reference to the same table: only a row that points at itself can come first",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for &id in cx.graph.self_edges() {
            let edge = cx.graph.edge(id);
            let Some((table, key)) = edge.key(cx.catalog) else { continue };
            let Some(parents) = cx.catalog.parent_columns(key) else { continue };
            if let Some(why) = can_wait(cx, edge, table, key, &parents) {
                cx.silent(|| Silence::new(path(cx, id), why));
                continue;
            }
            let never = !cx.semantics.self_row_insertable_over(table, key, &parents);
            let is_always = |column: &&Column| column.generator == Some(Generator::IdentityAlways);
            let always = parents.iter().filter_map(|name| table.column(name)).find(is_always);
            found.push(Evidence { edge: id, table, key, always, never });
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        path(cx, evidence.edge)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.always.is_some() || evidence.never { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, key, always, never, .. } = evidence;
        let name = words::name(&table.name);
        let is_are = if key.columns.len() > 1 { "are" } else { "is" };
        let columns = format!("{} {is_are}", words::list(&key.columns));
        let message = match always {
            Some(column) => format!(
                "the first row of {name} would have to give its own `{}`, which is always generated",
                column.name
            ),
            None if *never => format!(
                "{name} can never have a first row, not even one that points at itself: {columns} NOT NULL"
            ),
            None if stays(cx, key) => format!(
                "the first {name} must point at itself, and then cannot be deleted: {columns} NOT NULL"
            ),
            None => {
                format!("only a row that points at itself can be the first of {name}: {columns} NOT NULL")
            }
        };
        let mut report = Report::new(message, At::whole(self.object(cx, evidence)))
            .label(format!("{} needs another {name} first", words::one(&table.name)));
        for column in &key.columns {
            report = fixed(report, table, column);
        }
        if let Some(column) = always {
            let path = ObjectPath::Column(table.name.clone(), column.name.clone());
            report = report.related(At::part(path, Part::Generator), "no INSERT may give it a value");
        } else if *never {
            let text = "the engine writes a row index by index: that of the foreign key comes before the key it needs";
            return report.note("why", text);
        } else {
            report = report.note(
                "write it so",
                "give the first row its key in the INSERT, and the same key as its parent",
            );
        }
        if stays(cx, key) {
            let text = "a row that points at itself is refused its DELETE, unless ON DELETE is CASCADE";
            report = report.note("why", text);
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

/// Why the first row needs no other one.
fn can_wait(
    cx: Cx<'_>,
    edge: &Edge,
    table: &Table,
    key: &ForeignKey,
    parents: &[Ident],
) -> Option<&'static str> {
    let holds_null = |column: &Ident| cx.semantics.primary_key_allows_null(table, column);
    if edge.nullable {
        Some("nullable: the first row points at none")
    } else if edge.deferrable {
        let asks = "DEFERRABLE: checked at COMMIT where a transaction asks";
        Some(if edge.initially_deferred { "DEFERRABLE INITIALLY DEFERRED: checked at COMMIT" } else { asks })
    } else if key.columns.iter().any(holds_null) {
        // SQLite holds NULL in most primary keys.
        Some("left empty after all: its primary key holds NULLs here")
    } else if !cx.semantics.checks_self_insert(key, parents) {
        Some("unchecked by INSERT: any row can be the first")
    } else {
        (*parents == key.columns[..]).then_some("references itself: each row is its own parent")
    }
}

fn path(cx: Cx<'_>, id: EdgeId) -> ObjectPath {
    cx.graph.edge(id).path(cx.catalog).expect("the graph is of this catalog")
}

/// Whether a row that points at itself cannot be deleted.
fn stays(cx: Cx<'_>, key: &ForeignKey) -> bool {
    !cx.semantics.self_row_deletable && key.on_delete != Action::Cascade
}

/// With a label where the column is kept from being NULL.
fn fixed(report: Report, table: &Table, name: &Ident) -> Report {
    let said = table.column(name).is_some_and(|column| column.not_null);
    if said {
        let path = ObjectPath::Column(table.name.clone(), name.clone());
        return report.related(At::part(path, Part::NotNull), format!("`{name}` needs a value at once"));
    }
    match table.primary_key().filter(|primary| primary.columns().any(|part| part == name)) {
        Some(primary) => {
            let path = ObjectPath::Key(table.name.clone(), KeyPath::of(primary));
            report.related(
                At::whole(path),
                format!("`{name}` is in the primary key, and needs a value at once"),
            )
        }
        None => report,
    }
}

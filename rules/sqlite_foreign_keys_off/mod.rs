//! `sqlite-foreign-keys-off`: a script changes a database that is there, and leaves its connection unchecked.

mod remedy;
mod witness;

use fklint_catalog::{Change, Engine, ObjectPath, StatementKind, TableName};
use fklint_rule::{
    At, Confidence, Cx, FxHashSet, Remedy, Report, Rule, RuleInfo, Severity, Witness, session,
};

/// The rule `sqlite-foreign-keys-off`.
pub(crate) struct SqliteForeignKeysOff;

/// A script that leaves checks off.
pub(crate) struct Evidence {
    /// The statement that turns them off.
    statement: u32,
}

impl Rule for SqliteForeignKeysOff {
    type Evidence<'c> = Evidence;

    const INFO: RuleInfo = RuleInfo {
        name: "sqlite-foreign-keys-off",
        summary: "a script that leaves its connection's foreign keys off after changing a database",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence>) {
        if cx.semantics.server_decides_checks {
            return;
        }
        let left = session::left_off(cx).into_iter().filter(|left| changes_what_was_there(cx, left.script));
        found.extend(left.map(|left| Evidence { statement: left.statement }));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence) -> ObjectPath {
        ObjectPath::Statement(evidence.statement)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence) -> Report {
        let message = "rows need no parent from here on: foreign keys are not turned on again";
        Report::new(message, At::whole(self.object(cx, evidence)))
            .label("for as long as the connection lives")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether a script changes tables that it does not create itself. One that makes all its tables, as `.dump` writes it, is
/// loaded into a new file, whose connection ends with it.
fn changes_what_was_there(cx: Cx<'_>, script: u32) -> bool {
    let statements = || cx.history.statements_of(script).map(|(_, statement)| statement);
    let mut own: FxHashSet<&TableName> = FxHashSet::default();
    for change in statements().flat_map(|statement| &statement.changes) {
        if let Change::CreateTable { table, .. } = change {
            own.insert(&table.name);
        }
    }
    statements().any(|statement| {
        let writes = match &statement.kind {
            StatementKind::Rows { writes, .. } => &writes[..],
            _ => &[],
        };
        statement.changes.iter().filter_map(Change::table).chain(writes).any(|table| !own.contains(table))
    })
}

//! `fk-alter-refused`: an ALTER TABLE that adds a foreign key, where the engine can add none.

mod remedy;
mod witness;

use fklint_catalog::{Change, Engine, ForeignKey, ObjectPath, Semantics, Statement, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-alter-refused`.
pub(crate) struct FkAlterRefused;

/// A foreign key that never comes to be.
pub(crate) struct Evidence<'c> {
    table: &'c TableName,
    key: &'c ForeignKey,
    /// The statement that would add it.
    statement: u32,
    /// The statement that creates its table, where that was read.
    created: Option<u32>,
}

impl Rule for FkAlterRefused {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-alter-refused",
        summary: "an ALTER TABLE that adds a foreign key, which the engine cannot do",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite],
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        semantics.adds_foreign_keys.then(|| format!("{} adds foreign keys by ALTER TABLE", semantics.engine))
    }

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if self.ruled_out(cx.semantics).is_some() {
            return;
        }
        let statements = (0..).zip(&cx.history.statements);
        for (index, statement) in statements.filter(|(_, statement)| !statement.dynamic) {
            for change in &statement.changes {
                let Change::AddForeignKey { table, foreign_key } = change else { continue };
                if comes_with_its_column(statement, foreign_key) {
                    continue;
                }
                let changes = cx.changes_of(table).take_while(|(other, _)| *other < index);
                let created =
                    changes.filter(|(_, change)| matches!(change, Change::CreateTable { .. })).last();
                let created = created.map(|(other, _)| other);
                found.push(Evidence { table, key: foreign_key, statement: index, created });
            }
        }
    }

    fn object(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        let keys = cx.catalog.table(evidence.table).map(|table| &table.foreign_keys);
        let there = keys.and_then(|keys| Some((keys, keys.iter().position(|key| key == evidence.key)?)));
        match there {
            Some((keys, index)) => ObjectPath::foreign_key(evidence.table, keys, index),
            None => ObjectPath::Statement(evidence.statement),
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let named = words::foreign_key(evidence.table, evidence.key);
        let message =
            format!("{named} is refused: ALTER TABLE adds no foreign keys on {}", cx.semantics.engine);
        let report = Report::new(message, At::whole(self.object(cx, evidence)))
            .label("a syntax error, and with it the whole statement");
        match evidence.created {
            Some(_) => {
                let table = At::part(ObjectPath::Table(evidence.table.clone()), Part::Name);
                report.related(table, "it can only be said here")
            }
            None => report,
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

/// Whether it is the REFERENCES of a column that the statement adds.
fn comes_with_its_column(statement: &Statement, key: &ForeignKey) -> bool {
    let is_its = |change: &Change| matches!(change, Change::AddColumn { column, .. } if key.columns.contains(&column.name));
    statement.changes.iter().any(is_its)
}

//! `rebuild-deletes-children`: a table is rebuilt with foreign keys on, and its children go with the old one.

mod remedy;
mod witness;

use fklint_catalog::{Action, Engine, ObjectPath};
use fklint_rule::rebuild::{self, Child, Loss};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `rebuild-deletes-children`.
pub(crate) struct RebuildDeletesChildren;

impl Rule for RebuildDeletesChildren {
    type Evidence<'c> = Loss<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "rebuild-deletes-children",
        summary: "a table rebuild that deletes or unlinks the rows of children, since foreign keys are on",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Loss<'c>>) {
        found.extend(rebuild::losses(cx));
    }

    fn object(&self, _cx: Cx<'_>, loss: &Loss<'_>) -> ObjectPath {
        ObjectPath::Statement(loss.drop)
    }

    fn report(&self, cx: Cx<'_>, loss: &Loss<'_>) -> Report {
        let deleted = tables(loss, |action| action == Action::Cascade);
        let unlinked = tables(loss, |action| action != Action::Cascade);
        let harm = match (deleted.is_empty(), unlinked.is_empty()) {
            (false, true) => format!("deletes the rows of {}", words::tables(&deleted)),
            (true, _) => format!("unlinks the rows of {}", words::tables(&unlinked)),
            (false, false) => {
                let (deleted, unlinked) = (words::tables(&deleted), words::tables(&unlinked));
                format!("deletes the rows of {deleted} and unlinks those of {unlinked}")
            }
        };
        let statement = |index| At::whole(ObjectPath::Statement(index));
        let message = format!("dropping the old `{}` {harm}: foreign keys are on", loss.table);
        let mut report = Report::new(message, statement(loss.drop))
            .label("deletes the rows before it drops the table, with every ON DELETE");
        if let (Some(pragma), Some(begin)) = (loss.in_vain, loss.transaction) {
            report = report
                .related(statement(pragma), "does nothing inside a transaction")
                .related(statement(begin), "the transaction begins here");
        }
        for Child { table, key, .. } in &loss.children {
            let keys = cx.catalog.table(table).map_or(&[][..], |table| &table.foreign_keys);
            if key.find(keys).is_some() {
                let path = ObjectPath::ForeignKey(table.clone(), key.clone());
                report = report.related(At::part(path, Part::OnDelete), "reaches these rows");
            }
        }
        report
    }

    fn remedy(&self, cx: Cx<'_>, loss: &Loss<'_>) -> Remedy {
        remedy::remedy(cx, loss)
    }

    fn witness(&self, cx: Cx<'_>, loss: &Loss<'_>) -> Option<Witness> {
        witness::witness(cx, loss)
    }
}

/// The children with such an action, each once.
fn tables<'l>(loss: &'l Loss<'_>, is: impl Fn(Action) -> bool) -> Vec<&'l fklint_catalog::TableName> {
    let mut tables: Vec<_> =
        loss.children.iter().filter(|child| is(child.action)).map(|child| &child.table).collect();
    tables.dedup();
    tables
}

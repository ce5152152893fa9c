//! `orphan-rows`: rows that break a declared foreign key.

mod remedy;

use fklint_catalog::{Engine, Force, ObjectPath, Table};
use fklint_rule::{
    Asked, At, Confidence, Cx, Part, Probe, Remedy, Report, Rows, Rule, RuleInfo, Severity, words,
};

/// The rule `orphan-rows`.
pub(crate) struct OrphanRows;

/// A foreign key, and the questions to which rows answered.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// At least one.
    broken: Vec<(&'c Asked, &'c Rows)>,
}

impl Rule for OrphanRows {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "orphan-rows",
        summary: "rows that break a declared foreign key",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite, Engine::Mysql, Engine::Mariadb, Engine::Postgres],
        remedy: "advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    const NEEDS_ROWS: bool = true;

    const UNWITNESSED: Option<&'static str> =
        Some("the rows that it counts are its proof: the SELECT in its advice shows them");

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        let Some(facts) = cx.rows else { return };
        for (table, index, _) in cx.catalog.foreign_keys() {
            let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
            let asked = facts.foreign_keys.get(&path).into_iter().flatten();
            let broken: Vec<_> = asked
                .filter_map(|asked| Some((asked, asked.rows()?)))
                .filter(|(_, rows)| rows.count > 0)
                .collect();
            if !broken.is_empty() {
                found.push(Evidence { table, index, broken });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let child = &evidence.table.name;
        let key = &evidence.table.foreign_keys[evidence.index];
        let faults: Vec<String> = evidence
            .broken
            .iter()
            .map(|(asked, rows)| match asked.probe {
                Probe::PartialNulls { .. } => {
                    format!("{} NULL in part, which MATCH FULL forbids", many(rows))
                }
                _ => format!("{} without {} that they point at", many(rows), words::one(&key.parent)),
            })
            .collect();
        let message = format!("`{child}` has {}", faults.join(", and "));
        let why = match key.force {
            Force::Enforced => {
                "declared, yet not enforced while these rows came in: they are not looked at again"
            }
            Force::NotValidated => "not validated: the rows from before it were never looked at",
            Force::Ignored(_) => "declared, and not enforced here",
        };
        let mut report = Report::new(message, At::part(self.object(cx, evidence), Part::Whole)).label(why);
        if !cx.semantics.server_decides_checks {
            let why = "a connection checks only where it says `PRAGMA foreign_keys = ON`: the one that wrote them did not";
            report = report.note("why", why);
        }
        for (_, rows) in &evidence.broken {
            let columns = match key.columns.as_slice() {
                [one] => one.to_string(),
                several => words::tuple(several),
            };
            report = report.note("such as", format!("{columns} = {}", rows.examples()));
        }
        report
    }

    fn remedy(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(evidence)
    }
}

/// `3 rows`
fn many(rows: &Rows) -> String {
    format!("{} row{}", rows.count, if rows.count == 1 { "" } else { "s" })
}

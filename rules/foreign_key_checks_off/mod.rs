//! `foreign-key-checks-off`: checks that are turned off and stay off, of a session or of a server.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, session};

/// The rule `foreign-key-checks-off`.
pub(crate) struct ForeignKeyChecksOff;

/// Where checks are off.
pub(crate) enum Evidence<'c> {
    /// A script turns them off with this statement, and not on again.
    Script(u32),
    /// On a server, as its settings say: the first table with a foreign key.
    Server(&'c Table),
}

impl Rule for ForeignKeyChecksOff {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "foreign-key-checks-off",
        summary: "a script that leaves foreign key checks off, or a server on which they are off",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if !cx.semantics.server_decides_checks {
            return;
        }
        found.extend(session::left_off(cx).into_iter().map(|left| Evidence::Script(left.statement)));
        if cx.live && cx.catalog.settings.foreign_key_checks == Some(false) {
            let checked = cx.catalog.foreign_keys().find(|(_, _, key)| key.is_checked());
            found.extend(checked.map(|(table, _, _)| Evidence::Server(table)));
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        match evidence {
            Evidence::Script(statement) => ObjectPath::Statement(*statement),
            Evidence::Server(table) => ObjectPath::Table(table.name.clone()),
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let at = self.object(cx, evidence);
        match evidence {
            Evidence::Script(_) => {
                Report::new("rows need no parent from here on: checks are not turned on again", At::whole(at))
                    .label("to the end of the session")
                    .note("why", "what comes in while checks are off is not looked at when they are on again")
            }
            Evidence::Server(_) => Report::new(
                "rows need no parent: the server's sessions start with foreign key checks off",
                At::part(at, Part::Name),
            )
            .label("its foreign keys, and those of all other tables, are not checked"),
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

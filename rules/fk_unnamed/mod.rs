//! `fk-unnamed`: a foreign key of a migration whose name the engine makes.

mod remedy;

use fklint_catalog::semantics::GeneratedName;
use fklint_catalog::{Engine, ForeignKey, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, words};

use crate::fk_name_too_long::is_too_long;

/// The rule `fk-unnamed`.
pub(crate) struct FkUnnamed;

/// A foreign key without a name.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// The name that the engine makes, where it is the same on every server.
    made: Option<String>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkUnnamed {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-unnamed",
        summary: "a foreign key of a migration that later ones cannot drop by a name of its own",
        severity: Severity::Note,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    const UNWITNESSED: Option<&'static str> = Some("it speaks of what later migrations may want to say");

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        let is_migration = cx.history.scripts.iter().any(|script| script.migration);
        if !is_migration || cx.semantics.generated_name == GeneratedName::Nothing {
            return;
        }
        // What is not kept has no name either, and is another finding.
        let unnamed = cx.catalog.foreign_keys().filter(|(_, _, key)| key.name.is_none() && key.is_checked());
        let named = unnamed.map(|(table, index, _)| {
            let made = cx.semantics.name_of(table, index);
            Evidence { table, index, made }
        });
        // So is one that is refused for the name that is made.
        found.extend(named.filter(|it| !it.made.as_deref().is_some_and(|made| is_too_long(cx, made))));
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = words::foreign_key(&evidence.table.name, evidence.key());
        let message = match &evidence.made {
            Some(made) => {
                format!("a later migration has to drop {key} as `{made}`, which the engine made up")
            }
            None => format!("a later migration cannot drop {key}: its name is another on each server"),
        };
        Report::new(message, At::part(self.object(cx, evidence), Part::References))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }
}

//! `fk-created-too-early`: a foreign key names a table that the script creates later.

mod remedy;
mod script;
mod witness;

use fklint_catalog::semantics::ForwardReference;
use fklint_catalog::{Engine, ForeignKey, ObjectPath, TableName};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-created-too-early`.
pub(crate) struct FkCreatedTooEarly;

/// A foreign key, and the statement that creates its parent afterwards.
pub(crate) struct Evidence<'c> {
    table: &'c TableName,
    key: &'c ForeignKey,
    /// The key in the catalog; the statement, where the script drops it again.
    at: ObjectPath,
    /// The statement that says it, and is refused.
    statement: u32,
    /// The statement that creates the parent.
    created: u32,
    /// Said in CREATE TABLE, not in ALTER TABLE.
    in_create: bool,
    /// The parent comes in another migration.
    in_other_script: bool,
}

impl Rule for FkCreatedTooEarly {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-created-too-early",
        summary: "a foreign key to a table that the script creates later",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Oracle, Engine::SqlServer],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.forward_reference != ForwardReference::Accepted {
            script::walk(cx, found);
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        evidence.at.clone()
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, key, at, in_create, in_other_script, .. } = evidence;
        let parent = words::name(&key.parent);
        let when = if *in_other_script { "in a later migration" } else { "later" };
        let message = if *in_create {
            format!("creating `{table}` is refused: it references {parent}, which is created {when}")
        } else {
            let key = words::foreign_key(table, key);
            format!("adding {key} is refused: it references {parent}, which is created {when}")
        };
        let created = At::part(ObjectPath::Table(key.parent.clone()), Part::Name);
        Report::new(message, At::whole(at.clone()))
            .label(format!("{parent} does not exist yet"))
            .related(created, "it is created here")
            .note("write it so", remedy::statement(cx, evidence))
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

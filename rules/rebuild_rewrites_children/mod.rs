//! `rebuild-rewrites-children`: a rebuild renames the old table away, and the children's references go along.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ObjectPath, TableName};
use fklint_rule::rebuild::{self, LeftBehind};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `rebuild-rewrites-children`.
pub(crate) struct RebuildRewritesChildren;

impl Rule for RebuildRewritesChildren {
    type Evidence<'c> = LeftBehind<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "rebuild-rewrites-children",
        summary: "a table rebuild whose first rename leaves the children with a table that is then dropped",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Sqlite],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<LeftBehind<'c>>) {
        found.extend(rebuild::left_behind(cx));
    }

    fn object(&self, _cx: Cx<'_>, left: &LeftBehind<'_>) -> ObjectPath {
        ObjectPath::Statement(left.rename)
    }

    fn report(&self, cx: Cx<'_>, left: &LeftBehind<'_>) -> Report {
        let LeftBehind { table, old, .. } = left;
        let mut children: Vec<&TableName> = left.children.iter().map(|(child, _)| &child.name).collect();
        children.dedup();
        let refer = if children.len() == 1 { "refers" } else { "refer" };
        let message =
            format!("writing rows fails: {} {refer} to `{old}`, which is dropped", words::tables(&children));
        let statement = |index| At::whole(ObjectPath::Statement(index));
        let mut report = Report::new(message, statement(left.rename))
            .label(format!("takes the references to `{table}` along"))
            .related(statement(left.drop), format!("`no such table: {old}` from here on"));
        for (child, index) in &left.children {
            let path = ObjectPath::foreign_key(&child.name, &child.foreign_keys, *index);
            report = report.related(At::part(path, Part::Parent), format!("now `{old}`"));
        }
        match remedy::edits(cx, left) {
            Some(_) => report,
            None => report.note("write it so", remedy::statements(left)),
        }
    }

    fn remedy(&self, cx: Cx<'_>, left: &LeftBehind<'_>) -> Remedy {
        remedy::remedy(cx, left)
    }

    fn witness(&self, cx: Cx<'_>, left: &LeftBehind<'_>) -> Option<Witness> {
        witness::witness(cx, left)
    }
}

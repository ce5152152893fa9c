//! `fk-partial-null`: a composite foreign key that one NULL switches off.

pub(crate) mod remedy;
mod witness;

use fklint_catalog::{Engine, Ident, MatchKind, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-partial-null`.
pub(crate) struct FkPartialNull;

/// A foreign key and those of its columns that may be NULL each by itself.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    nullable: Vec<&'c Ident>,
}

impl Rule for FkPartialNull {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-partial-null",
        summary: "a composite foreign key with several nullable columns: one NULL switches its check off",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys() {
            // Another MATCH is honoured, or is another finding.
            let simple = key.match_kind == MatchKind::Simple;
            if key.columns.len() < 2 || !key.is_checked() || !table.is_whole() || !simple {
                continue;
            }
            let mut nullable: Vec<&Ident> =
                key.columns.iter().filter(|column| may_be_null(cx, table, column)).collect();
            nullable.dedup();
            // One nullable column beside mandatory ones is a link that is set later: meant.
            if nullable.len() > 1 && !is_guarded(table, &nullable) {
                found.push(Evidence { table, index, nullable });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = &evidence.table.foreign_keys[evidence.index];
        let one = evidence.nullable.first().map_or("", |column| column.as_str());
        let message = format!(
            "a row of `{}` with `{one}` NULL may point at no `{}` in its other columns",
            evidence.table.name, key.parent
        );
        let path = self.object(cx, evidence);
        let mut report = Report::new(message, At::part(path, Part::Columns))
            .label(format!("unchecked as soon as one of {} is NULL", words::list(&evidence.nullable)));
        for column in &evidence.nullable {
            let column = ObjectPath::Column(evidence.table.name.clone(), (*column).clone());
            report = report.related(At::whole(column), "may be NULL by itself");
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

pub(crate) fn may_be_null(cx: Cx<'_>, table: &Table, column: &Ident) -> bool {
    let generated = table.column(column).is_some_and(|column| column.generated.is_some());
    !generated && (table.is_nullable(column) || cx.semantics.primary_key_allows_null(table, column))
}

/// Whether a CHECK speaks of all these columns: the author thought of it.
pub(crate) fn is_guarded(table: &Table, nullable: &[&Ident]) -> bool {
    table.checks.iter().any(|check| {
        let uses =
            |column: &&Ident| check.expression.columns.as_ref().is_none_or(|used| used.contains(column));
        nullable.iter().all(uses)
    })
}

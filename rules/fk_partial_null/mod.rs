//! `fk-partial-null`: a composite foreign key that one NULL switches off.

pub(crate) mod remedy;
mod witness;

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Engine, Ident, MatchKind, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

use crate::fk_column_missing::absent;
use crate::fk_columns_unpaired;

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
            if key.columns.len() < 2 {
                continue;
            }
            let at = || ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
            let healthy = |why: &str| cx.silent(|| Silence::new(at(), why));
            if !key.is_checked() || !table.is_whole() {
                healthy(if table.is_whole() {
                    "not checked at all"
                } else {
                    "its table was not created in what was read"
                });
                continue;
            }
            // Refused as it is: another finding.
            if absent(table, key).is_some() || fk_columns_unpaired::fault(cx, table, key).is_some() {
                continue;
            }
            // Another MATCH is honoured, or is another finding.
            if key.match_kind != MatchKind::Simple {
                let honoured = cx.semantics.match_full == MatchFull::Honoured;
                healthy(match key.match_kind {
                    MatchKind::Full if honoured => "MATCH FULL: all of its columns are NULL, or none",
                    _ => "its MATCH is ignored: `fk-match-ignored` speaks of it",
                });
                continue;
            }
            let mut nullable: Vec<&Ident> =
                key.columns.iter().filter(|column| may_be_null(cx, table, column)).collect();
            nullable.dedup();
            match nullable.as_slice() {
                [] => healthy("none of its columns may be NULL"),
                // One nullable column beside mandatory ones is a link that is set later: meant.
                [one] => cx.silent(|| {
                    Silence::new(
                        at(),
                        format!("only `{one}` may be NULL, beside NOT NULL: a link that is set later"),
                    )
                }),
                _ if is_guarded(table, &nullable) => {
                    let names = || words::list(&nullable);
                    cx.silent(|| Silence::new(at(), format!("a CHECK speaks of {}", names())));
                }
                _ => found.push(Evidence { table, index, nullable }),
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
    table.checks.iter().any(|check| nullable.iter().all(|column| check.expression.may_use(column)))
}

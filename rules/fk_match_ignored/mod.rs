//! `fk-match-ignored`: MATCH FULL or PARTIAL where the engine does not do it.

mod remedy;
mod witness;

use fklint_catalog::semantics::MatchFull;
use fklint_catalog::{Engine, ForeignKey, Ident, MatchKind, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

use crate::fk_partial_null::{is_guarded, may_be_null};

/// The rule `fk-match-ignored`.
pub(crate) struct FkMatchIgnored;

/// A foreign key with a MATCH that does not hold.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// The statement fails; else the clause is parsed and forgotten.
    refused: bool,
    /// The columns that may be NULL by themselves though the clause forbids it.
    nullable: Vec<&'c Ident>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkMatchIgnored {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-match-ignored",
        summary: "a foreign key with MATCH FULL or PARTIAL that the engine ignores or refuses",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys() {
            let refused = match key.match_kind {
                MatchKind::Simple => continue,
                MatchKind::Full if cx.semantics.match_full == MatchFull::Honoured => continue,
                MatchKind::Full => cx.semantics.match_full == MatchFull::Refused,
                MatchKind::Partial => cx.semantics.refuses_match_partial,
            };
            let mut nullable: Vec<&Ident> = Vec::new();
            if key.columns.len() > 1 {
                nullable.extend(key.columns.iter().filter(|column| may_be_null(cx, table, column)));
            }
            let all: Vec<&Ident> = key.columns.iter().collect();
            // Where no column can be NULL by itself, all kinds of MATCH are one.
            let harmless = nullable.is_empty() || !table.is_whole() || is_guarded(table, &all);
            if refused || key.is_checked() && !harmless {
                found.push(Evidence { table, index, refused, nullable });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        if evidence.refused { Severity::Error } else { Severity::Warning }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = evidence.key();
        let table = &evidence.table.name;
        let clause = clause(key.match_kind);
        let path = self.object(cx, evidence);
        let at = At::part(path, Part::Match);
        if evidence.refused {
            let named = words::foreign_key(table, key);
            let message = format!("{named} is refused: this engine has no {clause}");
            return Report::new(message, at).label("an error, and with it the whole statement");
        }
        let one = evidence.nullable.first().map_or("", |column| column.as_str());
        let message = format!(
            "{clause} is ignored: a row of `{table}` with `{one}` NULL may point at no `{}`",
            key.parent
        );
        let mut report = Report::new(message, at).label("parsed, and forgotten without a warning");
        for column in &evidence.nullable {
            let column = ObjectPath::Column(table.clone(), (*column).clone());
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

/// The clause as SQL writes it.
const fn clause(kind: MatchKind) -> &'static str {
    match kind {
        MatchKind::Simple => "MATCH SIMPLE",
        MatchKind::Full => "MATCH FULL",
        MatchKind::Partial => "MATCH PARTIAL",
    }
}

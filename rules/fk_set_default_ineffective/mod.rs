//! `fk-set-default-ineffective`: SET DEFAULT that refuses instead of setting a default.

mod remedy;
mod witness;

use fklint_catalog::semantics::SetDefault;
use fklint_catalog::{Action, Engine, ForeignKey, Ident, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-set-default-ineffective`.
pub(crate) struct FkSetDefaultIneffective;

/// A foreign key with a SET DEFAULT that never sets one.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// ON DELETE is one.
    delete: bool,
    /// ON UPDATE is one.
    update: bool,
    /// The column that has no default and cannot be NULL; `None` where the engine has no such action.
    bare: Option<&'c Ident>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkSetDefaultIneffective {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-set-default-ineffective",
        summary: "a foreign key with SET DEFAULT that only ever refuses",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Sqlite, Engine::SqlServer],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let (delete, update) = (key.on_delete == Action::SetDefault, key.on_update == Action::SetDefault);
            if !delete && !update {
                continue;
            }
            match cx.semantics.set_default {
                SetDefault::ActsAsRestrict => {
                    found.push(Evidence { table, index, delete, update, bare: None });
                }
                SetDefault::Works => {
                    let mut set = key.set_by_delete().iter();
                    let by_delete = set.find(|column| delete && is_bare(cx, table, column));
                    let by_update = key.columns.iter().find(|column| update && is_bare(cx, table, column));
                    if let bare @ Some(_) = by_delete.or(by_update) {
                        let (delete, update) = (by_delete.is_some(), by_update.is_some());
                        found.push(Evidence { table, index, delete, update, bare });
                    }
                }
                SetDefault::Refused => {}
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let parent = words::name(&evidence.key().parent);
        let (verb, clause, part) = if evidence.delete {
            (format!("deleting a row of {parent}"), "ON DELETE SET DEFAULT", Part::OnDelete)
        } else {
            (format!("changing a key of {parent}"), "ON UPDATE SET DEFAULT", Part::OnUpdate)
        };
        let at = At::part(self.object(cx, evidence), part);
        let Some(column) = evidence.bare else {
            let message = format!("{verb} is refused: {clause} acts as RESTRICT here");
            return Report::new(message, at).label("accepted, and then error 1451 while a row points there");
        };
        let message =
            format!("{verb} fails: {clause} needs a default, and `{column}` has none and cannot be NULL");
        let there = ObjectPath::Column(evidence.table.name.clone(), column.clone());
        Report::new(message, at)
            .label("accepted, and fails as soon as a row points there")
            .related(At::part(there, Part::NotNull), "never NULL, and no default")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Whether setting a column to its default sets NULL where that cannot be.
fn is_bare(cx: Cx<'_>, table: &Table, name: &Ident) -> bool {
    let Some(column) = table.column(name) else { return false };
    let is_null = column.default.as_ref().is_none_or(|text| text.trim().eq_ignore_ascii_case("null"));
    let is_filled = column.generator.is_some() || column.generated.is_some();
    let may_be_null = table.is_nullable(name)
        || cx.semantics.primary_key_allows_null(table, name)
        || cx.semantics.is_rowid_alias(table, name);
    is_null && !is_filled && !may_be_null
}

//! `fk-set-null-not-null`: SET NULL over columns that cannot be NULL.

mod remedy;
mod witness;

use fklint_catalog::semantics::SetNullOnNotNull;
use fklint_catalog::{Action, Engine, ForeignKey, Ident, KeyPath, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-set-null-not-null`.
pub(crate) struct FkSetNullNotNull;

/// A foreign key that would clear what cannot be cleared.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// The columns that ON DELETE would clear and cannot.
    delete: Vec<&'c Ident>,
    /// The columns that ON UPDATE would clear and cannot.
    update: Vec<&'c Ident>,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }

    /// The columns that stand in the way of any of both actions.
    fn columns(&self) -> &[&Ident] {
        if self.update.len() > self.delete.len() { &self.update } else { &self.delete }
    }
}

impl Rule for FkSetNullNotNull {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-set-null-not-null",
        summary: "a foreign key with SET NULL over a column that cannot be NULL",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let fixed = |columns: &'c [Ident]| -> Vec<&'c Ident> {
                columns.iter().filter(|column| !may_be_null(cx, table, column)).collect()
            };
            let delete =
                if key.on_delete == Action::SetNull { fixed(key.set_by_delete()) } else { Vec::new() };
            let update = if key.on_update == Action::SetNull { fixed(&key.columns) } else { Vec::new() };
            if !delete.is_empty() || !update.is_empty() {
                found.push(Evidence { table, index, delete, update });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, delete, .. } = evidence;
        let key = evidence.key();
        let (verb, clause, part) = if delete.is_empty() {
            ("changing", "ON UPDATE SET NULL", Part::OnUpdate)
        } else {
            ("deleting", "ON DELETE SET NULL", Part::OnDelete)
        };
        let blocking = words::list(evidence.columns());
        let message = match cx.semantics.set_null_on_not_null {
            SetNullOnNotNull::RefusedAtOnce => {
                let unnamed =
                    || format!("the foreign key of {}", words::columns_of(&table.name, &key.columns));
                let named = key.name.as_ref().map_or_else(unnamed, words::name);
                format!("{named} is refused: {clause} would clear {blocking}, which cannot be NULL")
            }
            SetNullOnNotNull::FailsLater => {
                format!(
                    "{verb} a row of `{}` fails: {clause} would clear {blocking}, which cannot be NULL",
                    key.parent
                )
            }
        };
        let mut report = Report::new(message, At::part(self.object(cx, evidence), part));
        if cx.semantics.set_null_on_not_null == SetNullOnNotNull::FailsLater {
            report = report.label("accepted, and fails as soon as a row points there");
        }
        let is_part = |column: &Ident| in_primary_key(table, column);
        for column in evidence.columns() {
            report = if is_part(column) {
                continue;
            } else {
                let path = ObjectPath::Column(table.name.clone(), (*column).clone());
                report.related(At::part(path, Part::NotNull), "never NULL")
            };
        }
        let mut parts = evidence.columns().iter().filter(|column| is_part(column)).peekable();
        if parts.peek().is_some() {
            let path = ObjectPath::Key(table.name.clone(), KeyPath::Primary);
            report = report
                .related(At::whole(path), format!("{} in the primary key: never NULL", words::list(parts)));
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

fn may_be_null(cx: Cx<'_>, table: &Table, column: &Ident) -> bool {
    table.is_nullable(column) || cx.semantics.primary_key_allows_null(table, column)
}

fn in_primary_key(table: &Table, column: &Ident) -> bool {
    table.primary_key().is_some_and(|key| key.columns().any(|part| part == column))
}

//! `fk-checked-column`: an action that would write a column of a CHECK, where the engine lets none do so.

mod remedy;
mod witness;

use fklint_catalog::{Action, Check, Engine, ForeignKey, Ident, ObjectPath, Semantics, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `fk-checked-column`.
pub(crate) struct FkCheckedColumn;

/// A foreign key whose action a CHECK forbids.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    column: &'c Ident,
    check: &'c Check,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkCheckedColumn {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-checked-column",
        summary: "an action onto a column that a CHECK reads, which the engine refuses",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        semantics
            .checked_column_takes_actions
            .then(|| format!("{} lets actions write columns of a CHECK", semantics.engine))
    }

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if self.ruled_out(cx.semantics).is_some() {
            return;
        }
        for (table, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let healthy = |why: &str| {
                let path = || ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
                cx.silent(|| Silence::new(path(), why));
            };
            let mut checked = key.columns.iter().filter_map(|column| {
                let check = table.checks.iter().find(|check| check.expression.uses(column))?;
                Some((column, check))
            });
            let Some((column, check)) = checked.next() else {
                if !table.checks.is_empty() {
                    healthy("no CHECK of its table reads its columns");
                }
                continue;
            };
            if writing(key).next().is_some() {
                found.push(Evidence { table, index, column, check });
            } else {
                healthy("no action of it writes its columns");
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let key = evidence.key();
        let named = words::foreign_key(&evidence.table.name, key);
        let (clause, part) = writing(key).next().unwrap_or_else(|| ("it".to_owned(), Part::Whole));
        let message =
            format!("{named} is refused: {clause} would write `{}`, which a CHECK reads", evidence.column);
        let report = Report::new(message, At::part(self.object(cx, evidence), part));
        report.note(
            "why",
            format!(
                "`CHECK ({})` could not be tested when the action writes",
                evidence.check.expression.text
            ),
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, _cx: Cx<'_>, _evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness())
    }
}

/// The clauses that write the columns of a foreign key, where a cascading delete takes the rows away.
fn writing(key: &ForeignKey) -> impl Iterator<Item = (String, Part)> {
    let delete = matches!(key.on_delete, Action::SetNull | Action::SetDefault);
    let update = matches!(key.on_update, Action::Cascade | Action::SetNull | Action::SetDefault);
    let delete = delete.then(|| (format!("ON DELETE {}", key.on_delete.sql()), Part::OnDelete));
    let update = update.then(|| (format!("ON UPDATE {}", key.on_update.sql()), Part::OnUpdate));
    delete.into_iter().chain(update)
}

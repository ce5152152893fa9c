//! `fk-deferrable-ineffective`: a foreign key that says DEFERRABLE, and is nevertheless checked at once.

mod remedy;
mod witness;

use fklint_catalog::{Action, Deferrable, Engine, ForeignKey, ObjectPath, Table};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-deferrable-ineffective`.
pub(crate) struct FkDeferrableIneffective;

/// A foreign key whose checks cannot wait as its text says.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    because: Because,
}

/// Why its checks do not wait.
#[derive(Clone, Copy)]
enum Because {
    /// The engine has no such clause.
    NoSuchClause,
    /// The engine takes the full form alone.
    NotFullForm,
    /// An action is RESTRICT: on delete, or on update alone.
    Restrict { delete: bool },
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.table.foreign_keys[self.index]
    }
}

impl Rule for FkDeferrableIneffective {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-deferrable-ineffective",
        summary: "a foreign key that says DEFERRABLE where the engine checks it at once",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb, Engine::Postgres, Engine::Sqlite, Engine::SqlServer],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (table, index, key) in cx.catalog.foreign_keys() {
            if let Some(because) = ineffective(cx, key) {
                found.push(Evidence { table, index, because });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn severity(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> Severity {
        match evidence.because {
            Because::NoSuchClause => Severity::Error,
            Because::NotFullForm | Because::Restrict { .. } => Severity::Warning,
        }
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, because, .. } = evidence;
        let (child, parent) = (words::name(&table.name), words::name(&evidence.key().parent));
        let at = |part| At::part(self.object(cx, evidence), part);
        match because {
            Because::NoSuchClause => {
                let message =
                    format!("the statement is refused: the foreign key to {parent} cannot be DEFERRABLE");
                Report::new(message, at(Part::Deferrable)).label("a syntax error here")
            }
            Because::NotFullForm => {
                let message =
                    format!("rows of {child} are checked at once: only DEFERRABLE INITIALLY DEFERRED waits");
                Report::new(message, at(Part::Deferrable)).label("accepted, and changes nothing")
            }
            Because::Restrict { delete } => {
                let verb = if *delete { "deleting a row" } else { "changing a key" };
                let message =
                    format!("{verb} of {parent} is refused at once: RESTRICT never waits for COMMIT");
                let part = if *delete { Part::OnDelete } else { Part::OnUpdate };
                Report::new(message, at(part))
                    .label("checked at once")
                    .related(at(Part::Deferrable), format!("holds for rows of {child} alone"))
            }
        }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

/// Why a foreign key that says DEFERRABLE is checked at once; `None` where it waits, or does not say so.
fn ineffective(cx: Cx<'_>, key: &ForeignKey) -> Option<Because> {
    if key.deferrable == Deferrable::No {
        return None;
    }
    // The syntax is refused whatever becomes of the key.
    if !cx.semantics.defers_at_all() {
        return Some(Because::NoSuchClause);
    }
    if !key.is_checked() {
        return None;
    }
    if !cx.semantics.defers(key) {
        return Some(Because::NotFullForm);
    }
    let is_immediate =
        |action: Action| action == Action::Restrict && !cx.semantics.defers_parent(key, action);
    (is_immediate(key.on_delete) || is_immediate(key.on_update))
        .then(|| Because::Restrict { delete: is_immediate(key.on_delete) })
}

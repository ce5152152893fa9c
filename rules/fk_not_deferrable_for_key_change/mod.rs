//! `fk-not-deferrable-for-key-change`: a natural key that cannot be changed, since its children can only follow late.

mod remedy;
mod witness;

use fklint_catalog::semantics::ParentKeyState;
use fklint_catalog::{Action, Engine, Ident, ObjectPath, Table};
use fklint_rule::{
    At, Confidence, Cx, Nature, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words,
};

/// The rule `fk-not-deferrable-for-key-change`.
pub(crate) struct FkNotDeferrableForKeyChange;

/// A foreign key to a natural key that is checked at once, always.
pub(crate) struct Evidence<'c> {
    table: &'c Table,
    index: usize,
    /// The referenced columns.
    columns: Vec<Ident>,
}

impl Rule for FkNotDeferrableForKeyChange {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-not-deferrable-for-key-change",
        summary: "a foreign key to a natural key where updates cannot cascade, and the check cannot wait",
        severity: Severity::Warning,
        confidence: Confidence::Inferred,
        engines: &[Engine::Oracle],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        if cx.semantics.on_update || !cx.semantics.defers_at_all() {
            return;
        }
        for edge in cx.graph.edges() {
            let Some((table, key)) = edge.key(cx.catalog) else { continue };
            // Within one table one UPDATE can change both sides; a clause that is refused is another finding.
            if edge.is_self() || cx.semantics.defers(key) || key.on_update != Action::NoAction {
                continue;
            }
            let Some(columns) = cx.catalog.parent_columns(key) else { continue };
            let parent = cx.catalog.table_at(edge.parent as usize);
            let state = parent.map(|parent| cx.semantics.parent_key_state(parent, &columns));
            if state == Some(ParentKeyState::Unique) && cx.nature(edge.parent, &columns) == Nature::Natural {
                let index = edge.foreign_key as usize;
                found.push(Evidence { table, index, columns: columns.into_owned() });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.table.name, &evidence.table.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { table, index, columns } = evidence;
        let parent = &table.foreign_keys[*index].parent;
        let key = words::columns_of(parent, columns);
        let message = format!("a change of {key} is refused while rows of `{}` point to it", table.name);
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::Deferrable))
            .label("checked at once, and there is no ON UPDATE CASCADE");
        let declared: Vec<String> = columns.iter().map(|column| format!("\"{parent}.{column}\"")).collect();
        report.note(
            "or declare",
            format!("`immutable = [{}]` under `[keys]`, if it never changes", declared.join(", ")),
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        witness::witness(cx, evidence)
    }
}

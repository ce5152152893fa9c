//! `fk-parent-key-reordered`: the referenced columns are unique, in another order than the engine wants.

mod remedy;
mod witness;

use fklint_catalog::semantics::ParentKeyState;
use fklint_catalog::{Completeness, Engine, ForeignKey, Ident, Key, KeyPath, ObjectPath, Table, TableKind};
use fklint_rule::{At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, words};

/// The rule `fk-parent-key-reordered`.
pub(crate) struct FkParentKeyReordered;

/// A foreign key, and the key of the parent that has its columns in another order.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    parent: &'c Table,
    /// The referenced columns, in the foreign key's order.
    columns: Vec<Ident>,
    near: &'c Key,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }

    /// The pairs of columns, in the order of the parent's key.
    fn pairs(&self) -> (Vec<Ident>, Vec<Ident>) {
        let own = |wanted: &Ident| {
            let pairs = self.key().columns.iter().zip(&self.columns);
            pairs.into_iter().find(|(_, parent)| *parent == wanted).map(|(own, _)| own.clone())
        };
        self.near.columns().filter_map(|wanted| Some((own(wanted)?, wanted.clone()))).unzip()
    }
}

impl Rule for FkParentKeyReordered {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-parent-key-reordered",
        summary: "a foreign key whose parent key has the same columns in another order, which the engine refuses",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql],
        remedy: "plan",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let Some(parent) = cx.catalog.parent(key) else { continue };
            if parent.completeness != Completeness::Whole || parent.kind != TableKind::Base {
                continue;
            }
            let columns = cx.catalog.parent_columns(key).unwrap_or_default().into_owned();
            let near = parent.keys.iter().find(|near| near.is_unique_over(&columns));
            if let Some(near) = near
                && cx.semantics.parent_key_state(parent, &columns) == ParentKeyState::Reordered
            {
                found.push(Evidence { child, index, parent, columns, near });
            }
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, parent, columns, near, .. } = evidence;
        let named = words::foreign_key(&child.name, evidence.key());
        let has: Vec<Ident> = near.columns().cloned().collect();
        let message = format!(
            "{named} is refused: {} has its unique key in another order",
            words::columns_of(&parent.name, columns)
        );
        let path = ObjectPath::Key(parent.name.clone(), KeyPath::of(near));
        let (own, wanted) = evidence.pairs();
        let rewritten = format!(
            "FOREIGN KEY {} REFERENCES {} {}",
            words::tuple(&own),
            parent.name,
            words::tuple(&wanted)
        );
        Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .related(At::whole(path), format!("unique over {}", words::tuple(&has)))
            .note("write it so", rewritten)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, _cx: Cx<'_>, _evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness())
    }
}

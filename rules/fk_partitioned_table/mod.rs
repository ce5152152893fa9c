//! `fk-partitioned-table`: a foreign key of a partitioned table, or to one, where the engine takes none.

mod remedy;
mod witness;

use fklint_catalog::{Engine, ForeignKey, ObjectPath, Semantics, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `fk-partitioned-table`.
pub(crate) struct FkPartitionedTable;

/// A foreign key, and which of its tables is partitioned: the child where both are.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
    partitioned: &'c Table,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkPartitionedTable {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-partitioned-table",
        summary: "a foreign key of a partitioned table, or to one, where the engine takes none",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys().filter(|(_, _, key)| key.is_checked()) {
            let tables = [Some(child), cx.catalog.parent(key)].into_iter().flatten();
            let Some(partitioned) = tables.into_iter().find(|table| table.is_partitioned()) else { continue };
            if cx.semantics.partitioned_tables {
                cx.silent(|| {
                    let at = ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
                    Silence::new(at, format!("{} takes them of partitioned tables", cx.semantics.engine))
                });
            } else {
                found.push(Evidence { child, index, partitioned });
            }
        }
    }

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        let taken = || format!("partitioned tables take part in foreign keys on {}", semantics.engine);
        semantics.partitioned_tables.then(taken)
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, partitioned, .. } = evidence;
        let named = words::foreign_key(&child.name, evidence.key());
        let harm = if cx.live {
            format!("rows of `{}` with a value are refused", child.name)
        } else {
            format!("{named} is refused")
        };
        let message =
            format!("{harm}: `{}` is partitioned, and takes no part in foreign keys", partitioned.name);
        let split = At::part(ObjectPath::Table(partitioned.name.clone()), Part::PartitionBy);
        let report = Report::new(message, At::part(self.object(cx, evidence), Part::References))
            .related(split, "partitioned here");
        if cx.live { report } else { report.note("instead", remedy::whole(partitioned)) }
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

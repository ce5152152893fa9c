//! `fk-lost-to-storage-engine`: a foreign key on a table whose storage engine keeps none.

mod remedy;
mod witness;

use fklint_catalog::{Engine, Force, ForeignKey, IgnoredBecause, ObjectPath, Semantics, Table};
use fklint_rule::{
    At, Confidence, Cx, Part, Remedy, Report, Rule, RuleInfo, Severity, Silence, Witness, words,
};

/// The rule `fk-lost-to-storage-engine`.
pub(crate) struct FkLostToStorageEngine;

/// A foreign key that was declared and dropped.
pub(crate) struct Evidence<'c> {
    child: &'c Table,
    index: usize,
}

impl Evidence<'_> {
    fn key(&self) -> &ForeignKey {
        &self.child.foreign_keys[self.index]
    }
}

impl Rule for FkLostToStorageEngine {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-lost-to-storage-engine",
        summary: "a foreign key that the table's storage engine drops without a word",
        severity: Severity::Error,
        confidence: Confidence::Certain,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        for (child, index, key) in cx.catalog.foreign_keys() {
            let path = |index| ObjectPath::foreign_key(&child.name, &child.foreign_keys, index);
            if key.force != Force::Ignored(IgnoredBecause::StorageEngine) {
                cx.silent(|| Silence::new(path(index), kept(child, key)));
            } else if let Some(again) = declared_again(child, key) {
                // Declared once more after a conversion, it is there.
                cx.silent(|| Silence::new(path(index), "declared again, and kept").by(path(again)));
            } else {
                found.push(Evidence { child, index });
            }
        }
    }

    fn ruled_out(&self, semantics: &Semantics) -> Option<String> {
        (!semantics.storage_engines).then(|| format!("{} has no storage engines to choose", semantics.engine))
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::foreign_key(&evidence.child.name, &evidence.child.foreign_keys, evidence.index)
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let Evidence { child, .. } = evidence;
        let key = evidence.key();
        let keeps = |table: &Table| cx.semantics.keeps_foreign_keys(table.storage_engine.as_ref());
        let harm = format!("rows of `{}` need no `{}`", child.name, key.parent);
        let message = if keeps(child) {
            format!("{harm}: an earlier storage engine dropped {}", named(child, key))
        } else {
            format!("{harm}: {} drops {} without a word", engine(child), named(child, key))
        };
        let primary = At::part(self.object(cx, evidence), Part::References);
        let mut report = Report::new(message, primary).label("not there: only its index is");
        let storage = |table: &Table| At::part(ObjectPath::Table(table.name.clone()), Part::StorageEngine);
        if !keeps(child) {
            report = report.related(storage(child), format!("{} keeps no foreign keys", engine(child)));
        }
        let parent = cx.catalog.parent(key).filter(|parent| parent.name != child.name);
        if let Some(parent) = parent.filter(|parent| !keeps(parent)) {
            report = report.related(
                storage(parent),
                format!("nor can {} be referred to: convert this one first", engine(parent)),
            );
        }
        let set = cx.catalog.settings.default_storage_engine.as_ref();
        if let Some(set) = set.filter(|set| !keeps(child) && child.storage_engine.as_ref() == Some(set)) {
            report = report.note(
                "note",
                format!(
                    "the script sets the default storage engine to {}: tables that name none get it",
                    set.0
                ),
            );
        }
        report
            .note("why", "ENGINE=InnoDB alone does not bring it back: what was dropped has to be added again")
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        remedy::remedy(cx, evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        Some(witness::witness(cx, evidence))
    }
}

fn engine(table: &Table) -> &str {
    table.storage_engine.as_ref().map_or("InnoDB", |engine| &engine.0)
}

/// Why a foreign key is there.
fn kept(child: &Table, key: &ForeignKey) -> String {
    match key.force {
        Force::Ignored(IgnoredBecause::InlineReferences) => {
            "forgotten before any storage engine sees it: `fk-inline-ignored` speaks of it".to_owned()
        }
        _ => format!("{} keeps foreign keys", engine(child)),
    }
}

fn declared_again(child: &Table, key: &ForeignKey) -> Option<usize> {
    child
        .foreign_keys
        .iter()
        .position(|other| other.is_checked() && other.columns == key.columns && other.parent == key.parent)
}

fn named(child: &Table, key: &ForeignKey) -> String {
    let unnamed = || format!("the foreign key of {}", words::columns_of(&child.name, &key.columns));
    key.name.as_ref().map_or_else(unnamed, words::name)
}

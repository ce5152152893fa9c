//! `storage-engine-without-fks`: a live table that can keep no foreign keys, with columns that are named for tables.

mod naming;
mod remedy;

use std::collections::BTreeSet;

use fklint_catalog::{Action, Engine, ForeignKey, KeyPath, ObjectPath, Table, Target, TypeFamily};
use fklint_rule::witness::{Act, Refusal, Value};
use fklint_rule::{
    At, Confidence, Cx, FxHashMap, Part, Remedy, Report, Rule, RuleInfo, Severity, Witness, restore, words,
};

use naming::{Naming, Reference};
use remedy::Way;

/// The rule `storage-engine-without-fks`.
pub(crate) struct StorageEngineWithoutFks;

/// A table without foreign keys, and the tables that it points at which have none either.
pub(crate) struct Evidence<'c> {
    /// The table itself first.
    tables: Vec<(&'c Table, Vec<Reference<'c>>)>,
}

impl<'c> Evidence<'c> {
    fn table(&self) -> &'c Table {
        self.tables[0].0
    }

    fn references(&self) -> &[Reference<'c>] {
        &self.tables[0].1
    }
}

impl Reference<'_> {
    /// Keys in words change, and their links with them: that deletes nothing.
    fn foreign_key(&self, cx: Cx<'_>, child: &Table) -> ForeignKey {
        let target = Target::Columns(vec![self.key.clone()]);
        let is_text = self.column.data_type.family(cx.catalog.engine) == TypeFamily::Text;
        let on_update =
            if is_text && child.name != self.parent.name { Action::Cascade } else { Action::NoAction };
        let columns = vec![self.column.name.clone()];
        ForeignKey { on_update, ..ForeignKey::new(columns, self.parent.name.clone(), target) }
    }
}

impl Rule for StorageEngineWithoutFks {
    type Evidence<'c> = Evidence<'c>;

    const INFO: RuleInfo = RuleInfo {
        name: "storage-engine-without-fks",
        summary: "a live table whose storage engine keeps no foreign keys, with columns named for other tables",
        severity: Severity::Note,
        confidence: Confidence::Inferred,
        engines: &[Engine::Mysql, Engine::Mariadb],
        remedy: "plan or advice",
        since: "0.1.0",
        doc: include_str!("doc.md"),
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<Evidence<'c>>) {
        // In DDL the clause that gets lost is there to be seen.
        if !cx.live {
            return;
        }
        let drops = |table: &&Table| cx.semantics.drops_foreign_keys(table.storage_engine.as_ref());
        let dropping: Vec<&Table> = cx.catalog.tables().filter(drops).collect();
        if dropping.is_empty() {
            return;
        }
        let naming = Naming::new(cx.catalog);
        let named: FxHashMap<_, _> =
            dropping.iter().map(|table| (&table.name, naming.references(table))).collect();
        for table in dropping.into_iter().filter(|table| !named[&table.name].is_empty()) {
            let mut tables = vec![(table, named[&table.name].clone())];
            let mut next = 0;
            // A parent that is converted by itself would look as if it never had keys.
            while let Some((_, references)) = tables.get(next).filter(|_| next < remedy::MOST_TABLES) {
                for parent in references.clone().into_iter().map(|reference| reference.parent) {
                    let is_new = tables.iter().all(|(known, _)| known.name != parent.name);
                    if let Some(references) = named.get(&parent.name).filter(|_| is_new) {
                        tables.push((parent, references.clone()));
                    }
                }
                next += 1;
            }
            found.push(Evidence { tables });
        }
    }

    fn object(&self, _cx: Cx<'_>, evidence: &Evidence<'_>) -> ObjectPath {
        ObjectPath::Table(evidence.table().name.clone())
    }

    fn report(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Report {
        let table = evidence.table();
        let engine = table.storage_engine.as_ref().map_or("its storage engine", |engine| engine.0.as_str());
        let parents: BTreeSet<_> = evidence.references().iter().map(|named| &named.parent.name).collect();
        let parents: Vec<_> = parents.into_iter().collect();
        let message = format!(
            "rows of `{}` need no {}: {engine} keeps no foreign keys",
            table.name,
            words::tables(&parents)
        );
        let primary = At::part(self.object(cx, evidence), Part::StorageEngine);
        let mut report =
            Report::new(message, primary).label("takes foreign keys and drops them without a word");
        for Reference { column, parent, .. } in evidence.references() {
            let path = ObjectPath::Column(table.name.clone(), column.name.clone());
            report = report.related(At::whole(path), format!("named for `{}`", parent.name));
            let left = table.keys.iter().find(|key| key.is_over(std::slice::from_ref(&column.name)));
            if let Some(left) = left.filter(|key| key.name.is_some()) {
                let path = ObjectPath::Key(table.name.clone(), KeyPath::of(left));
                report = report.related(At::whole(path), "what a dropped foreign key leaves behind looks so");
            }
        }
        let way = Way::of(cx, evidence);
        for refused in way.refused.iter().filter(|_| way.is_plan(evidence)) {
            report = report.note("left out", refused.clone());
        }
        report.note(
            "why",
            "what was dropped does not come back with ENGINE=InnoDB alone: it has to be added again",
        )
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Remedy {
        Way::of(cx, evidence).remedy(evidence)
    }

    fn witness(&self, cx: Cx<'_>, evidence: &Evidence<'_>) -> Option<Witness> {
        let comes_back = |named: &&Reference<'_>| {
            restore::add(cx, evidence.table(), &named.foreign_key(cx, evidence.table())).is_ok()
        };
        let named = evidence.references().iter().find(comes_back)?;
        let mut witness = Witness::new();
        let orphan = witness.row(&evidence.table().name, [(named.column.name.clone(), Value::Unmatched)]);
        let insert = || Act::Insert(orphan);
        let witness = witness.harm([insert().accepted()]);
        Some(match self.remedy(cx, evidence) {
            Remedy::Plan(_) => witness.cure([insert().refused(Refusal::ForeignKey)]),
            Remedy::Advice(_) => witness,
        })
    }
}

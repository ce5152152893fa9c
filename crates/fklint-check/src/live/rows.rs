//! What is asked of the rows: whether foreign keys hold, and what stands in the way of plans.

use fklint_catalog::semantics::{MatchFull, ParentKeyState};
use fklint_catalog::{Catalog, ForeignKey, MatchKind, ObjectPath, Semantics, Table, TableKind};
use fklint_rule::{Asked, Probe, RowFacts};

use super::{Asker, expect, step, threads};
use crate::locate::Writer;
use crate::{Located, Options};

/// A schema whose rows can be asked.
#[derive(Clone, Copy)]
pub(crate) struct Askable<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) semantics: &'a Semantics,
    pub(crate) asker: &'a Asker,
}

/// Asks about the foreign keys of all schemas that can be asked, all at once, and says what was odd.
pub(crate) fn ask_foreign_keys<'a>(
    schemas: impl IntoIterator<Item = Option<Askable<'a>>>,
    options: &Options,
) -> Vec<Option<(RowFacts, Vec<String>)>> {
    threads::each(schemas, |schema| schema.map(|schema| facts(schema, options)))
}

/// Asks the probes of findings, those of each schema on a thread of its own.
pub(crate) fn ask_probes<'a>(
    schemas: impl IntoIterator<Item = (Option<&'a Asker>, &'a mut Vec<Located>)>,
    options: &Options,
) {
    threads::each(schemas, |(asker, findings)| {
        let Some(asker) = asker else { return };
        let probes = || findings.iter().map(|located| located.probes.len()).sum();
        expect(options, probes());
        for asked in findings.iter_mut().flat_map(|located| &mut located.probes) {
            asked.answer = Some(asker.ask(&asked.select));
            step(options);
        }
    });
}

fn facts(schema: Askable<'_>, options: &Options) -> (RowFacts, Vec<String>) {
    let Askable { catalog, semantics, asker } = schema;
    let writer = Writer::new(catalog);
    let mut facts = RowFacts::default();
    let mut left_out = Vec::new();
    for (table, index, key) in catalog.foreign_keys() {
        let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
        let probes = probes(catalog, semantics, table, key);
        if probes.is_empty() {
            left_out.push(path.display(None));
            continue;
        }
        let asked =
            probes.into_iter().map(|probe| Asked { select: writer.select(&probe), probe, answer: None });
        facts.foreign_keys.insert(path, asked.collect());
    }
    expect(options, facts.foreign_keys.values().map(Vec::len).sum());
    for asked in facts.foreign_keys.values_mut().flatten() {
        asked.answer = Some(asker.ask(&asked.select));
        step(options);
    }
    let mut warnings = Vec::new();
    if let [first, ..] = left_out.as_slice() {
        let count = left_out.len();
        let keys = if count == 1 { "foreign key was" } else { "foreign keys were" };
        warnings.push(format!(
            "{count} {keys} not asked about, since parent or columns are not there: {first}{}",
            if count > 1 { " and others" } else { "" }
        ));
    }
    let tables = catalog.tables().filter(|table| !table.foreign_keys.is_empty());
    warnings.extend(tables.filter_map(|table| disagreement(schema, table, &facts)));
    (facts, warnings)
}

/// The questions about a foreign key; none where parent or columns are not there: the engine would not know what it
/// is asked, and rules about the schema say so.
fn probes(catalog: &Catalog, semantics: &Semantics, table: &Table, key: &ForeignKey) -> Vec<Probe> {
    let holds_rows = |table: &Table| !matches!(table.kind, TableKind::View | TableKind::Foreign);
    let parent = catalog.parent(key).filter(|parent| holds_rows(parent));
    let (Some(parent), Some(columns), true) = (parent, catalog.parent_columns(key), holds_rows(table)) else {
        return Vec::new();
    };
    let there = columns.len() == key.columns.len()
        && key.columns.iter().all(|column| table.column(column).is_some())
        && columns.iter().all(|column| parent.column(column).is_some());
    if !there {
        return Vec::new();
    }
    let mut probes = vec![Probe::Orphans {
        table: table.name.clone(),
        columns: key.columns.clone(),
        parent: parent.name.clone(),
        parent_columns: columns.into_owned(),
    }];
    let is_full = key.match_kind == MatchKind::Full && semantics.match_full == MatchFull::Honoured;
    if is_full && key.columns.len() > 1 {
        probes.push(Probe::PartialNulls { table: table.name.clone(), columns: key.columns.clone() });
    }
    probes
}

/// Where the engine has a check of its own that counts otherwise. It is asked table by table, and not where it would
/// stop at a mismatched key.
fn disagreement(schema: Askable<'_>, table: &Table, facts: &RowFacts) -> Option<String> {
    let Askable { catalog, semantics, asker } = schema;
    let holds = |key: &ForeignKey| {
        let (parent, columns) = (catalog.parent(key)?, catalog.parent_columns(key)?);
        (semantics.parent_key_state(parent, &columns) == ParentKeyState::Unique).then_some(())
    };
    let mut ours = 0;
    for (index, key) in table.foreign_keys.iter().enumerate() {
        holds(key)?;
        let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
        for asked in facts.foreign_keys.get(&path)? {
            ours += asked.rows()?.count;
        }
    }
    match asker.own_check(table.name.name.as_str()) {
        Ok(None) => None,
        Ok(Some(theirs)) if theirs == ours => None,
        Ok(Some(theirs)) => Some(format!(
            "the engine's own check counts {theirs} orphans in `{}`, and comparing the columns {ours}: their types or \
             collations differ",
            table.name
        )),
        Err(why) => Some(format!("the engine's own check of `{}` did not answer: {why}", table.name)),
    }
}

//! The rows of a witness with all their values, and the rows that these need beside them.

use std::collections::{BTreeMap, BTreeSet};

use fklint_catalog::{Catalog, ForeignKey, Ident, Table, TableName};
use fklint_rule::witness::{Act, RowId, Trial, Value, Witness};

use super::literal::literal;
use super::scene::{Told, is_mandatory, is_script};

/// Column and value; `None` is NULL.
pub(super) type Values = Vec<(Ident, Option<String>)>;

/// Numbers of values that no row has; rows count from 1.
const UNMATCHED: u32 = 100;

/// From where rows count that come among those of a script.
const AMONG_OTHERS: u32 = 500;

/// Rows beside rows beside rows: deeper than that, mandatory foreign keys go in circles.
const DEEPEST: usize = 24;

/// All rows that take part: those of the witness first, in their order, then the parents that they cannot do without.
pub(super) struct Cast<'s> {
    catalog: Catalog,
    told: &'s Told,
    parts: Vec<Part>,
    /// How many of them are the witness's own: it says itself when they are there.
    own: usize,
    /// Columns that other rows point at: they must have values.
    wanted: BTreeSet<(RowId, Ident)>,
    /// Values that are being looked for: rows that point at each other by the same columns are asked in a circle.
    open: BTreeSet<(RowId, Ident)>,
    unmatched: u32,
    /// More rows than that go in circles.
    most: usize,
    /// The number before that of the first row.
    base: u32,
}

struct Part {
    table: TableName,
    given: Vec<(Ident, Value)>,
    values: BTreeMap<Ident, Option<String>>,
    /// The parents that must be there first.
    needs: Vec<RowId>,
    /// All its columns have got their values, or are about to.
    is_begun: bool,
    /// Others of its table point at it, and it at itself: a row that does could neither be changed nor deleted by what a
    /// witness shows of another foreign key.
    is_first: bool,
}

impl<'s> Cast<'s> {
    /// Gives every row its values.
    ///
    /// # Errors
    /// When a value is not known, or rows need each other; why, without a full stop.
    pub(super) fn new(catalog: Catalog, witness: &Witness, told: &'s Told) -> Result<Self, String> {
        let mut cast = Self {
            catalog,
            told,
            parts: Vec::new(),
            own: witness.rows.len(),
            wanted: BTreeSet::new(),
            open: BTreeSet::new(),
            unmatched: UNMATCHED,
            most: 0,
            base: if is_script(witness, &witness.harm) { AMONG_OTHERS } else { 0 },
        };
        for row in &witness.rows {
            cast.wanted.extend(pointed_at(&row.values));
            cast.parts.push(Part::new(row.table.clone(), row.values.clone()));
        }
        for trial in witness.harm.iter().chain(&witness.cure) {
            cast.wanted.extend(pointed_at(given(trial)));
        }
        cast.most = witness.rows.len() + DEEPEST;
        for row in 0..witness.rows.len() {
            cast.fill(RowId(row))?;
        }
        let mut row = 0;
        while row < cast.parts.len() {
            cast.lean(RowId(row), |_| true);
            row += 1;
        }
        Ok(cast)
    }

    /// The table of a row.
    pub(super) fn table(&self, row: RowId) -> &TableName {
        &self.parts[row.0].table
    }

    /// What an INSERT of it gives.
    pub(super) fn values(&self, row: RowId) -> Values {
        let part = &self.parts[row.0];
        let columns = self.catalog.table(&part.table).map(|table| table.columns.as_slice());
        let columns = columns.unwrap_or_default().iter();
        columns
            .filter_map(|column| Some((column.name.clone(), part.values.get(&column.name)?.clone())))
            .collect()
    }

    /// The rows that must be there before it, those that need nothing first.
    pub(super) fn needs(&self, row: RowId) -> Vec<RowId> {
        let mut order = Vec::new();
        for &needed in &self.parts[row.0].needs {
            order.extend(self.needs(needed));
            order.push(needed);
        }
        order
    }

    /// Those values of a row by which an engine finds it again: of its primary key, else all.
    pub(super) fn identity(&self, row: RowId) -> Values {
        let part = &self.parts[row.0];
        let values = self.values(row);
        let known = |column: &Ident| part.values.get(column).is_some_and(Option::is_some);
        let table = self.catalog.table(&part.table);
        match table.and_then(Table::primary_key) {
            Some(key) if key.columns().all(known) => {
                values.into_iter().filter(|(column, _)| key.columns().any(|part| part == column)).collect()
            }
            _ => values,
        }
    }

    /// Values of a trial for columns of a table.
    pub(super) fn resolved(&mut self, table: &TableName, given: &[(Ident, Value)]) -> Result<Values, String> {
        let values = given.iter().filter(|(_, value)| *value != Value::Default);
        values.map(|(column, value)| Ok((column.clone(), self.value(table, column, value)?))).collect()
    }

    /// Gives a row other values, and the parents that it needs beside those that the finding speaks of; returns what it
    /// had.
    pub(super) fn become_with(&mut self, row: RowId, values: &Values) -> BTreeMap<Ident, Option<String>> {
        let old = self.parts[row.0].values.clone();
        self.update(row, values);
        let mut next = self.parts.len();
        self.lean(row, |key| key.columns.iter().any(|column| values.iter().any(|(name, _)| name == column)));
        while next < self.parts.len() {
            self.lean(RowId(next), |_| true);
            next += 1;
        }
        old
    }

    /// Gives a row back what it had.
    pub(super) fn revert(&mut self, row: RowId, old: BTreeMap<Ident, Option<String>>) {
        self.parts[row.0].values = old;
    }

    /// Notes that a row has other values now.
    pub(super) fn update(&mut self, row: RowId, values: &Values) {
        self.parts[row.0].values.extend(values.iter().cloned());
    }

    fn fill(&mut self, row: RowId) -> Result<(), String> {
        if std::mem::replace(&mut self.parts[row.0].is_begun, true) {
            return Ok(());
        }
        if self.parts.len() > self.most {
            return Err("its mandatory foreign keys lead to ever more rows".to_owned());
        }
        let name = self.parts[row.0].table.clone();
        // Cheap: catalogs share their tables.
        let catalog = self.catalog.clone();
        let table = catalog.table(&name).ok_or_else(|| format!("`{name}` is not there"))?;
        let given = self.parts[row.0].given.clone();
        for (column, value) in given.iter().filter(|(_, value)| *value != Value::Default) {
            let value = self.value(&name, column, value)?;
            self.parts[row.0].values.insert(column.clone(), value);
        }
        let is_given = |column: &Ident| given.iter().any(|(name, _)| name == column);
        // Values that other rows asked for before this one had any: they name no parent yet.
        let asked: BTreeSet<Ident> =
            self.parts[row.0].values.keys().filter(|column| !is_given(column)).cloned().collect();
        for key in table.foreign_keys.iter().filter(|key| key.is_checked()) {
            let parents = catalog.parent_columns(key).unwrap_or_default().into_owned();
            // What another foreign key shares has its value already.
            let filled: BTreeSet<Ident> = self.parts[row.0].values.keys().cloned().collect();
            let is_given = |column: &Ident| is_given(column) || filled.contains(column);
            let open: Vec<(&Ident, &Ident)> =
                key.columns.iter().zip(&parents).filter(|(column, _)| !is_given(column)).collect();
            let has_value =
                |column: &Ident| self.parts[row.0].values.get(column).is_some_and(Option::is_some);
            let is_asked =
                key.columns.iter().any(|column| asked.contains(column)) && key.columns.iter().all(has_value);
            let is_beside = open.is_empty() && (is_asked || is_beside(table, key, row, &given));
            if open.is_empty() && !is_beside || catalog.table(&key.parent).is_none() {
                continue;
            }
            let is_wanted = key.columns.iter().all(|column| self.wanted.contains(&(row, column.clone())));
            if !(is_beside || is_wanted || is_mandatory(table, key)) {
                for (column, _) in open.iter().filter(|(column, _)| table.is_nullable(column)) {
                    self.parts[row.0].values.entry((*column).clone()).or_insert(None);
                }
                continue;
            }
            if key.parent == name && self.parts[row.0].is_first {
                for (column, referenced) in open {
                    let value = self.settled(row, referenced)?;
                    self.parts[row.0].values.insert(column.clone(), value);
                }
                continue;
            }
            let shared = key.columns.iter().zip(&parents).filter(|(column, _)| is_given(column));
            let shared: Vec<(Ident, Value)> = shared
                .map(|(column, referenced)| (referenced.clone(), Value::Of(row, column.clone())))
                .collect();
            let parent = RowId(self.parts.len());
            let is_first = key.parent == name;
            self.parts.push(Part { is_first, ..Part::new(key.parent.clone(), shared) });
            self.fill(parent)?;
            for (column, referenced) in open {
                let value = self.settled(parent, referenced)?;
                self.parts[row.0].values.insert(column.clone(), value);
            }
            self.parts[row.0].needs.push(parent);
        }
        for column in &table.columns {
            let known = self.parts[row.0].values.contains_key(&column.name) || is_given(&column.name);
            let in_key = table.keys.iter().any(|key| key.columns().any(|part| *part == column.name));
            let mandatory = !table.is_nullable(&column.name) && (column.default.is_none() || in_key);
            let wanted = self.wanted.contains(&(row, column.name.clone()));
            if !known && column.generated.is_none() && (mandatory || wanted) {
                self.settled(row, &column.name)?;
            }
        }
        Ok(())
    }

    /// Finds or makes the parents to which the values of a row lead by foreign keys that share columns with those that the
    /// finding speaks of. What cannot be made is left: the engine will say so.
    fn lean(&mut self, row: RowId, is_asked: impl Fn(&ForeignKey) -> bool) {
        let catalog = self.catalog.clone();
        let Some(table) = catalog.table(&self.parts[row.0].table) else { return };
        for (at, key) in
            table.foreign_keys.iter().enumerate().filter(|(_, key)| key.is_checked() && is_asked(key))
        {
            let Some(links) = links(&catalog, key) else { continue };
            let value = |column: &Ident| self.parts[row.0].values.get(column).cloned().flatten();
            let values: Option<Vec<(&Ident, String)>> =
                links.iter().map(|(column, referenced)| Some((referenced, value(column)?))).collect();
            let Some(values) = values else { continue };
            if self.is_told(table, at, row) || leads_to_told(&catalog, self.told, table, key, &links) {
                continue;
            }
            let is_it = |part: &Part| {
                part.table == key.parent
                    && values
                        .iter()
                        .all(|(column, value)| part.values.get(column) == Some(&Some(value.clone())))
            };
            let needed = match self.parts.iter().position(is_it) {
                Some(there) if there < self.own || there == row.0 => continue,
                Some(there) => RowId(there),
                None => {
                    let given = links
                        .iter()
                        .map(|(column, referenced)| (referenced.clone(), Value::Of(row, column.clone())));
                    let made = RowId(self.parts.len());
                    let is_first = key.parent == table.name;
                    self.parts.push(Part { is_first, ..Part::new(key.parent.clone(), given.collect()) });
                    if self.fill(made).is_err() {
                        self.parts.truncate(made.0);
                        continue;
                    }
                    made
                }
            };
            if needed != row && !self.needs(row).contains(&needed) && !self.needs(needed).contains(&row) {
                self.parts[row.0].needs.push(needed);
            }
        }
    }

    /// Whether the witness itself says what a row has of a foreign key.
    fn is_told(&self, table: &Table, at: usize, row: RowId) -> bool {
        let unmatched = |(name, value): &(Ident, Value)| {
            *value == Value::Unmatched && table.foreign_keys[at].columns.contains(name)
        };
        self.told.speaks_of(table, at)
            || !self.told.speaks_of_any(table) && self.parts[row.0].given.iter().any(unmatched)
    }

    /// What a row has in a column; it gets a value there if it has none yet.
    fn settled(&mut self, row: RowId, column: &Ident) -> Result<Option<String>, String> {
        self.fill(row)?;
        let part = &self.parts[row.0];
        if let Some(value) = part.values.get(column) {
            return Ok(value.clone());
        }
        let table = part.table.clone();
        let given = part.given.iter().find(|(name, _)| name == column).map(|(_, value)| value.clone());
        let number = u32::try_from(row.0 + 1).unwrap_or(u32::MAX).saturating_add(self.base);
        let place = (row, column.clone());
        let value = match given {
            Some(Value::Default) => return Err(format!("nobody knows what `{table}` gets in `{column}`")),
            Some(value) if self.open.insert(place.clone()) => {
                let value = self.value(&table, column, &value);
                self.open.remove(&place);
                value?
            }
            _ => Some(self.fresh(&table, column, number)?),
        };
        self.parts[row.0].values.insert(column.clone(), value.clone());
        Ok(value)
    }

    fn value(&mut self, table: &TableName, column: &Ident, value: &Value) -> Result<Option<String>, String> {
        match value {
            Value::Null | Value::Default => Ok(None),
            Value::Of(row, other) => self.settled(*row, other),
            Value::Literal(text) => Ok(Some(text.to_string())),
            Value::Unmatched => {
                self.unmatched += 1;
                self.fresh(table, column, self.unmatched).map(Some)
            }
        }
    }

    fn fresh(&self, table: &TableName, column: &Ident, number: u32) -> Result<String, String> {
        let definition = self.catalog.table(table).and_then(|table| table.column(column));
        let definition = definition.ok_or_else(|| format!("`{table}` has no column `{column}`"))?;
        literal(self.catalog.engine, definition, number).ok_or_else(|| {
            format!("no value of the type `{}` is known for `{column}`", definition.data_type.as_str())
        })
    }
}

/// The columns of a foreign key, each with the one that it refers to; `None` where these are not there.
fn links(catalog: &Catalog, key: &ForeignKey) -> Option<Vec<(Ident, Ident)>> {
    let parent = catalog.parent(key)?;
    let referenced = catalog.parent_columns(key)?;
    let are_there = referenced.len() == key.columns.len()
        && referenced.iter().all(|column| parent.column(column).is_some());
    are_there.then(|| key.columns.iter().cloned().zip(referenced.iter().cloned()).collect())
}

/// Whether a parent by a foreign key would be one by a foreign key that the finding speaks of.
fn leads_to_told(
    catalog: &Catalog,
    told: &Told,
    table: &Table,
    key: &ForeignKey,
    links_of_key: &[(Ident, Ident)],
) -> bool {
    table.foreign_keys.iter().enumerate().any(|(at, other)| {
        other.parent == key.parent
            && told.speaks_of(table, at)
            && links(catalog, other).is_some_and(|links| links.iter().all(|link| links_of_key.contains(link)))
    })
}

impl Part {
    fn new(table: TableName, given: Vec<(Ident, Value)>) -> Self {
        Self { table, given, values: BTreeMap::new(), needs: Vec::new(), is_begun: false, is_first: false }
    }
}

/// Whether a witness gives the columns of a foreign key only because a wider one has them too: the tenant of a link. The
/// row that it names shall be there. What another row lends is there with that row.
fn is_beside(table: &Table, key: &ForeignKey, row: RowId, given: &[(Ident, Value)]) -> bool {
    let value = |column: &Ident| given.iter().find(|(name, _)| name == column).map(|(_, value)| value);
    let is_wider = |other: &ForeignKey| {
        other.columns.len() > key.columns.len()
            && key.columns.iter().all(|column| other.columns.contains(column))
            && other.columns.iter().all(|column| value(column).is_some())
    };
    let is_own = |column: &Ident| match value(column) {
        Some(Value::Of(other, _)) => *other == row,
        Some(Value::Unmatched | Value::Literal(_)) => true,
        Some(Value::Null | Value::Default) | None => false,
    };
    table.foreign_keys.iter().any(is_wider) && key.columns.iter().all(is_own)
}

fn given(trial: &Trial) -> &[(Ident, Value)] {
    match &trial.act {
        Act::Update(_, values) | Act::Count(_, values) => values,
        _ => &[],
    }
}

fn pointed_at(values: &[(Ident, Value)]) -> impl Iterator<Item = (RowId, Ident)> {
    values.iter().filter_map(|(_, value)| match value {
        Value::Of(row, column) => Some((*row, column.clone())),
        Value::Null | Value::Default | Value::Unmatched | Value::Literal(_) => None,
    })
}

//! Keys: SQLite tells their columns, orders and collations; the text adds the names of constraints, expressions, and
//! the conditions of partial indexes.

use fklint_catalog::{Expression, Ident, Key, KeyKind, KeyPart, NameKind, Predicate, Table};
use rustc_hash::FxHashMap;
use smol_str::{SmolStr, StrExt};

use super::build::{Differences, ident};
use super::rows::{ColumnRow, KeyPartRow};

/// The keys of a table, constraints first in the order of the text; `stated` is the table's text, `indexes` are the
/// texts of all CREATE INDEX by name.
pub(super) fn keys(
    rows: &[&KeyPartRow],
    columns: &[&ColumnRow],
    stated: &Table,
    indexes: &FxHashMap<&str, &Key>,
    differs: &mut Differences<'_>,
) -> Vec<Key> {
    let told = told(rows);
    let primary = primary(columns);
    let mut used = vec![false; told.len()];
    let mut keys = Vec::with_capacity(stated.keys.len().max(told.len()));
    for said in &stated.keys {
        let fits = |at: &usize| told[*at].is_constraint(said.kind) && told[*at].is_over(said);
        let found = (0..told.len()).filter(fits).min_by_key(|at| used[*at]);
        let is_rowid = said.kind == KeyKind::Primary && said.columns().eq(primary.iter());
        match found {
            Some(at) => {
                used[at] = true;
                keys.push(told[at].key(said.kind, Some(said), stated, differs));
            }
            // An INTEGER PRIMARY KEY has no index; a second UNIQUE over the same columns shares the first's.
            None if is_rowid || said.kind == KeyKind::Unique && told.iter().any(|told| told.covers(said)) => {
                keys.push(said.clone());
            }
            None => differs.push(format!("a key over {}", names(said.columns()))),
        }
    }
    if !primary.is_empty() && !keys.iter().any(|key| key.kind == KeyKind::Primary) {
        let index = (0..told.len()).find(|&at| !used[at] && told[at].is_constraint(KeyKind::Primary));
        keys.push(match index {
            Some(at) => {
                used[at] = true;
                told[at].key(KeyKind::Primary, None, stated, differs)
            }
            None => Key::over(KeyKind::Primary, primary.iter().cloned()),
        });
        differs.push(format!("a key over {}", names(primary.iter())));
    }
    for index in told.iter().zip(&used).filter_map(|(index, used)| (!used).then_some(index)) {
        let created = index.origin() == "c";
        let said = indexes.get(index.name).copied().filter(|_| created);
        let kind = if index.rows[0].unique { KeyKind::Unique } else { KeyKind::Plain };
        if said.is_none_or(|said| said.kind != kind || said.parts.len() != index.rows.len()) {
            differs.push(format!("the key `{}`", index.name));
        }
        let mut key = index.key(kind, said, stated, differs);
        key.constraint = !created;
        key.name = created.then(|| ident(NameKind::Constraint, index.name));
        keys.push(key);
    }
    keys
}

/// An index as SQLite tells it.
struct Told<'r> {
    name: &'r str,
    /// Never empty.
    rows: Vec<&'r KeyPartRow>,
}

/// The indexes in the order of their rows, which come index by index.
fn told<'r>(rows: &[&'r KeyPartRow]) -> Vec<Told<'r>> {
    let mut all: Vec<Told<'r>> = Vec::new();
    for row in rows {
        match all.last_mut() {
            Some(last) if last.name == row.index => last.rows.push(row),
            _ => all.push(Told { name: &row.index, rows: vec![row] }),
        }
    }
    // The newest comes first.
    all.reverse();
    all
}

impl Told<'_> {
    fn origin(&self) -> &str {
        &self.rows[0].origin
    }

    fn is_constraint(&self, kind: KeyKind) -> bool {
        match kind {
            KeyKind::Primary => self.origin() == "pk",
            KeyKind::Unique => self.origin() == "u",
            _ => false,
        }
    }

    /// Whether it is over the same columns in the same order.
    fn is_over(&self, said: &Key) -> bool {
        let same = |(row, part): (&&KeyPartRow, &KeyPart)| match (&row.column, &part.column) {
            (Some(told), Some(stated)) => ident(NameKind::Column, told) == *stated,
            _ => false,
        };
        self.rows.len() == said.parts.len() && self.rows.iter().zip(&said.parts).all(same)
    }

    /// Whether it enforces what a UNIQUE constraint says.
    fn covers(&self, said: &Key) -> bool {
        self.rows[0].unique && self.origin() != "c" && self.is_over(said)
    }

    fn key(&self, kind: KeyKind, said: Option<&Key>, table: &Table, differs: &mut Differences<'_>) -> Key {
        let mut parts = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let stated = said.and_then(|said| said.parts.get(at));
            parts.push(part(row, stated, table, self.name, differs));
        }
        let partial = self.rows[0].partial;
        let stated = said.and_then(|said| said.predicate.clone());
        if stated.is_some() != partial {
            differs.push(format!("the condition of `{}`", self.name));
        }
        // Without its condition the index would seem to make all rows unique.
        let unknown = || {
            let expression = Expression { text: SmolStr::default(), columns: None };
            Box::new(Predicate { expression, not_null: None })
        };
        let predicate = partial.then(|| stated.unwrap_or_else(unknown));
        let name = said.and_then(|said| said.name.clone());
        Key { name, parts: parts.into(), predicate, ..Key::over(kind, []) }
    }
}

fn part(
    row: &KeyPartRow,
    stated: Option<&KeyPart>,
    table: &Table,
    index: &str,
    differs: &mut Differences<'_>,
) -> KeyPart {
    let mut part = match (&row.column, row.column_number) {
        (Some(column), _) => KeyPart::column(ident(NameKind::Column, column)),
        (None, -1) => KeyPart::column(
            stated
                .and_then(|stated| stated.column.clone())
                .unwrap_or_else(|| ident(NameKind::Column, "rowid")),
        ),
        // A name in double quotes that is no column is a string to SQLite.
        (None, _) => KeyPart::expression(stated.map_or_else(SmolStr::default, |stated| {
            stated.expression.clone().unwrap_or_else(|| quoted(stated.column.as_ref()))
        })),
    };
    part.descending = row.descending;
    let told = row.collation.to_lowercase_smolstr();
    let own = part.column.as_ref().and_then(|column| table.column(column)?.collation.clone());
    let own = own.unwrap_or_else(|| SmolStr::new_static("binary"));
    part.collation = match stated {
        Some(stated) if part.column.is_none() => stated.collation.clone(),
        Some(stated) if stated.collation.as_ref().unwrap_or(&own) == &told => stated.collation.clone(),
        _ => (told != own).then_some(told),
    };
    if stated.is_some_and(|stated| !is_same_part(stated, &part)) {
        differs.push(format!("a part of the key `{index}`"));
    }
    part
}

/// Whether a text says what SQLite tells of a part. `(a)` is the column, whatever is around it.
fn is_same_part(stated: &KeyPart, told: &KeyPart) -> bool {
    let in_parentheses = |column: &Ident| {
        let text = stated.expression.as_deref().unwrap_or_default();
        let inner = text.trim_matches(|c| matches!(c, '(' | ')' | ' ' | '"' | '`' | '[' | ']'));
        ident(NameKind::Column, inner) == *column
    };
    let column = match (&stated.column, &told.column) {
        (None, Some(column)) => in_parentheses(column),
        (stated, told) => stated == told,
    };
    column && stated.descending == told.descending && stated.collation == told.collation
}

/// The columns of the primary key, in its order.
fn primary(columns: &[&ColumnRow]) -> Vec<Ident> {
    let mut parts: Vec<_> = columns.iter().filter(|row| row.primary > 0).collect();
    parts.sort_by_key(|row| row.primary);
    parts.into_iter().map(|row| ident(NameKind::Column, &row.name)).collect()
}

fn quoted(column: Option<&Ident>) -> SmolStr {
    column.map_or_else(SmolStr::default, |column| {
        SmolStr::new(format!("\"{}\"", column.as_str().replace('"', "\"\"")))
    })
}

fn names<'a>(columns: impl Iterator<Item = &'a Ident>) -> String {
    let all: Vec<_> = columns.map(Ident::as_str).collect();
    format!("`{}`", all.join(", "))
}

//! What was read, as data: tables and foreign keys, as a sum or clause by clause.

use std::collections::HashMap;
use std::ops::Range;

use fklint_catalog::{
    Change, Column, Deferrable, Force, ForeignKey, Generator, Ident, Key, KeyKind, MatchKind, ObjectPath,
    Part, Statement, Table, TableKind, TableName, Target,
};
use fklint_check::Schema;
use fklint_reflect::{MarkedObject, ReadStatement, Tally};
use fklint_source::{Place, SourceMap, Span};
use serde::Serialize;

/// The schemas of one run.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// The version of this shape.
    pub version: u32,
    /// The engine of the first schema.
    pub engine: &'static str,
    /// All tables, in the order of their creation.
    pub tables: Vec<TableEntry<'a>>,
    /// All foreign keys.
    pub foreign_keys: Vec<ForeignKeyEntry<'a>>,
    /// How much was read.
    pub statistics: StatisticsEntry,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct TableEntry<'a> {
    /// As spelled, without quotes.
    pub name: &'a str,
    /// `None`: the default one.
    pub schema: Option<&'a str>,
    /// Of MySQL and MariaDB, where one was named.
    pub storage_engine: Option<&'a str>,
    /// Its columns, in order.
    pub columns: Vec<ColumnEntry<'a>>,
    /// Its primary key, unique constraints and indexes.
    pub keys: Vec<KeyEntry<'a>>,
    /// Its foreign keys, among those of the document: two schemas may have a table of this name.
    #[serde(skip)]
    pub foreign_keys: Range<usize>,
    /// Where it was created.
    #[serde(flatten)]
    pub place: PlaceEntry<'a>,
}

/// A column.
#[derive(Debug, Serialize)]
pub struct ColumnEntry<'a> {
    /// As spelled, without quotes.
    pub name: &'a str,
    /// Normalised; empty where none was given.
    #[serde(rename = "type")]
    pub data_type: &'a str,
    /// Whether it may hold NULL.
    pub nullable: bool,
    /// The text of its default.
    pub default: Option<&'a str>,
    /// How the engine makes its values.
    pub generator: Option<&'static str>,
}

/// A key.
#[derive(Debug, Serialize)]
pub struct KeyEntry<'a> {
    /// `None` where the engine chooses.
    pub name: Option<&'a str>,
    /// `primary`, `unique`, `index`, `fulltext`, `spatial` or `exclusion`.
    pub kind: &'static str,
    /// Its columns in order; an expression part is `null`.
    pub columns: Vec<Option<&'a str>>,
    /// The condition of a partial index.
    pub predicate: Option<&'a str>,
    /// Whether it was declared as a constraint.
    pub constraint: bool,
}

/// A foreign key or a clause that declares one.
#[derive(Debug, Serialize)]
pub struct ForeignKeyEntry<'a> {
    /// Where it was declared.
    #[serde(flatten)]
    pub place: PlaceEntry<'a>,
    /// The child, with its schema where one was written.
    pub table: String,
    /// The referencing columns.
    pub columns: Vec<&'a str>,
    /// The parent, with its schema where one was written.
    pub parent: String,
    /// The referenced columns; `None` where none were written.
    pub parent_columns: Option<Vec<&'a str>>,
    /// `ON DELETE`.
    pub on_delete: &'static str,
    /// `ON UPDATE`.
    pub on_update: &'static str,
    /// `None` where the engine chooses.
    pub name: Option<&'a str>,
    /// `no`, `immediate` or `deferred`.
    pub deferrable: &'static str,
    /// `simple`, `full` or `partial`.
    #[serde(rename = "match")]
    pub match_kind: &'static str,
    /// `enforced`, `not validated` or `ignored`.
    pub force: &'static str,
    /// `create`, `alter`, `dynamic` or `live`.
    pub declared_in: &'static str,
}

/// A byte range in a file; `None` where no text declares the object.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PlaceEntry<'a> {
    /// The file's name.
    pub file: Option<&'a str>,
    /// The first byte.
    pub start: Option<u32>,
    /// The byte after the last one.
    pub end: Option<u32>,
}

/// How much was read, in statements.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StatisticsEntry {
    /// All.
    pub statements: u64,
    /// Read.
    pub read: u64,
    /// Without a bearing on foreign keys.
    pub opaque: u64,
    /// About tables, and not understood.
    pub unread: u64,
}

/// The sums of all schemas: tables and foreign keys as they are at the end.
#[must_use]
pub fn sum<'a>(sources: &'a SourceMap, schemas: &'a [Schema], tally: Tally) -> Document<'a> {
    let mut document = Document {
        version: 1,
        engine: schemas.first().map_or("", |first| first.reflection.catalog.engine.id()),
        tables: Vec::new(),
        foreign_keys: Vec::new(),
        statistics: StatisticsEntry {
            statements: tally.statements,
            read: tally.read,
            opaque: tally.opaque,
            unread: tally.unread,
        },
    };
    for schema in schemas {
        let reflection = &schema.reflection;
        let whole = |path: &ObjectPath| PlaceEntry::of(sources, reflection.place(path, Part::Whole));
        let declared = declared_in(&reflection.history.statements);
        for table in reflection.catalog.tables().filter(|table| table.kind != TableKind::View) {
            let first = document.foreign_keys.len();
            for (index, key) in table.foreign_keys.iter().enumerate() {
                let path = ObjectPath::foreign_key(&table.name, &table.foreign_keys, index);
                let how = match declared.get(&(&table.name, key.columns.as_slice())) {
                    _ if schema.live => "live",
                    Some(how) => how,
                    None => "create",
                };
                document.foreign_keys.push(ForeignKeyEntry::of(&table.name, key, whole(&path), how));
            }
            let place = whole(&ObjectPath::Table(table.name.clone()));
            document.tables.push(TableEntry::of(table, first..document.foreign_keys.len(), place));
        }
    }
    document
}

/// Every clause that declares a foreign key, as it was written and in the order of the texts, whatever became
/// of it; of live databases, which have no clauses, their foreign keys among those that are `summed` up.
#[must_use]
pub fn clauses<'a>(
    sources: &'a SourceMap,
    schemas: &'a [Schema],
    summed: Vec<ForeignKeyEntry<'a>>,
) -> Vec<ForeignKeyEntry<'a>> {
    let mut entries = Vec::new();
    for script in schemas.iter().flat_map(|schema| &schema.scripts) {
        for statement in &script.read.statements {
            let place = |span| PlaceEntry::of(sources, Some(Place { file: script.file, span }));
            clauses_of(statement, &mut |table, key, span, how| {
                entries.push(ForeignKeyEntry::of(table, key, place(span), how));
            });
        }
    }
    entries.extend(summed.into_iter().filter(|key| key.declared_in == "live"));
    entries
}

fn clauses_of<'a>(
    statement: &'a ReadStatement,
    found: &mut impl FnMut(&'a TableName, &'a ForeignKey, Span, &'static str),
) {
    let mut marks: HashMap<(u16, u16), Span> = HashMap::new();
    for mark in &statement.marks {
        if let (MarkedObject::ForeignKey(index), Part::Whole) = (mark.object, mark.part) {
            marks.entry((mark.change, index)).or_insert(mark.span);
        }
    }
    let span = |change: usize, key: usize| {
        let mark = (u16::try_from(change).ok()).zip(u16::try_from(key).ok());
        mark.and_then(|mark| marks.get(&mark).copied()).unwrap_or(statement.span)
    };
    let how = |how| if statement.dynamic { "dynamic" } else { how };
    for (index, change) in statement.changes.iter().enumerate() {
        match change {
            Change::CreateTable { table, .. } => {
                for (at, key) in table.foreign_keys.iter().enumerate() {
                    found(&table.name, key, span(index, at), how("create"));
                }
            }
            Change::AddForeignKey { table, foreign_key } => {
                found(table, foreign_key, span(index, 0), how("alter"));
            }
            _ => {}
        }
    }
}

/// How each foreign key came about: the last statement that declares one over these columns has the word.
fn declared_in(statements: &[Statement]) -> HashMap<(&TableName, &[Ident]), &'static str> {
    let mut declared = HashMap::new();
    for statement in statements {
        let how = |how| if statement.dynamic { "dynamic" } else { how };
        for change in &statement.changes {
            match change {
                Change::CreateTable { table, .. } => declared.extend(
                    table
                        .foreign_keys
                        .iter()
                        .map(|key| ((&table.name, key.columns.as_slice()), how("create"))),
                ),
                Change::AddForeignKey { table, foreign_key } => {
                    declared.insert((table, foreign_key.columns.as_slice()), how("alter"));
                }
                _ => {}
            }
        }
    }
    declared
}

impl<'a> PlaceEntry<'a> {
    fn of(sources: &'a SourceMap, place: Option<Place>) -> Self {
        place.map_or_else(Self::default, |Place { file, span }| Self {
            file: Some(&sources.file(file).name),
            start: Some(span.start),
            end: Some(span.end),
        })
    }
}

impl<'a> TableEntry<'a> {
    fn of(table: &'a Table, foreign_keys: Range<usize>, place: PlaceEntry<'a>) -> Self {
        Self {
            name: table.name.name.as_str(),
            schema: table.name.schema.as_ref().map(Ident::as_str),
            storage_engine: table.storage_engine.as_ref().map(|engine| engine.0.as_str()),
            columns: table.columns.iter().map(|column| ColumnEntry::of(table, column)).collect(),
            keys: table.keys.iter().map(KeyEntry::of).collect(),
            foreign_keys,
            place,
        }
    }
}

impl<'a> ColumnEntry<'a> {
    fn of(table: &'a Table, column: &'a Column) -> Self {
        Self {
            name: column.name.as_str(),
            data_type: column.data_type.0.as_str(),
            nullable: table.is_nullable(&column.name),
            default: column.default.as_deref(),
            generator: column.generator.map(|generator| match generator {
                Generator::AutoIncrement => "auto increment",
                Generator::Serial => "serial",
                Generator::IdentityAlways => "identity always",
                Generator::IdentityByDefault => "identity by default",
            }),
        }
    }
}

impl<'a> KeyEntry<'a> {
    fn of(key: &'a Key) -> Self {
        Self {
            name: key.name.as_ref().map(Ident::as_str),
            kind: match key.kind {
                KeyKind::Primary => "primary",
                KeyKind::Unique => "unique",
                KeyKind::Plain => "index",
                KeyKind::FullText => "fulltext",
                KeyKind::Spatial => "spatial",
                KeyKind::Exclusion => "exclusion",
            },
            columns: key.parts.iter().map(|part| part.column.as_ref().map(Ident::as_str)).collect(),
            predicate: key.predicate.as_ref().map(|predicate| predicate.expression.text.as_str()),
            constraint: key.constraint,
        }
    }
}

impl<'a> ForeignKeyEntry<'a> {
    fn of(table: &TableName, key: &'a ForeignKey, place: PlaceEntry<'a>, declared_in: &'static str) -> Self {
        let names = |columns: &'a [Ident]| columns.iter().map(Ident::as_str).collect();
        Self {
            place,
            table: table.to_string(),
            columns: names(&key.columns),
            parent: key.parent.to_string(),
            parent_columns: match &key.target {
                Target::Columns(columns) => Some(names(columns)),
                Target::ParentPrimaryKey => None,
            },
            on_delete: key.on_delete.id(),
            on_update: key.on_update.id(),
            name: key.name.as_ref().map(Ident::as_str),
            deferrable: match key.deferrable {
                Deferrable::No => "no",
                Deferrable::InitiallyImmediate => "immediate",
                Deferrable::InitiallyDeferred => "deferred",
            },
            match_kind: match key.match_kind {
                MatchKind::Simple => "simple",
                MatchKind::Full => "full",
                MatchKind::Partial => "partial",
            },
            force: match key.force {
                Force::Enforced => "enforced",
                Force::NotValidated => "not validated",
                Force::Ignored(_) => "ignored",
            },
            declared_in,
        }
    }
}

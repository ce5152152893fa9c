//! From objects to places.

use std::sync::{Arc, OnceLock};

use fklint_catalog::{
    Catalog, Change, ColumnEdit, Engine, ForeignKeyPath, History, Ident, KeyPath, ObjectPath, Part,
    TableEdit, TableName,
};
use fklint_source::{FileId, Place, Span};
use rustc_hash::FxHashMap;

use crate::ddl::marks_at;
use crate::{Mark, MarkedObject};

/// Where the objects of a catalog were declared.
///
/// Nothing is looked up before it is asked for: an object is found again among the changes of its table, and
/// its parts among the marks of that statement.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// One for each statement of the history.
    pub(crate) statements: Vec<Origin>,
    /// The changes of each table, under its last name, in order: (statement, change).
    pub(crate) changes: FxHashMap<TableName, Vec<(u32, u16)>>,
    /// One for each directive.
    pub(crate) directives: Vec<Place>,
    /// The text of all statements, and what it is written in, where marks were left out.
    pub(crate) text: Option<(Arc<Vec<u8>>, Engine)>,
}

/// Where a statement stands, and its parts.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) file: FileId,
    pub(crate) span: Span,
    /// Those that were left out are read when one of them is first asked for.
    pub(crate) marks: OnceLock<Box<[Mark]>>,
    /// Where reading stopped, of a statement that could not be read.
    pub(crate) fault: Option<Span>,
}

/// A declaration: the change that made an object, and the object in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The statement, by its index in the history.
    pub statement: u32,
    /// The change, by its index in the statement.
    pub change: u16,
    /// The object in that change.
    pub object: MarkedObject,
}

impl Origins {
    /// The place of a statement of the history.
    #[must_use]
    pub fn statement(&self, index: usize) -> Option<Place> {
        self.statements.get(index).map(|origin| Place { file: origin.file, span: origin.span })
    }

    /// The place of a part of a change of a statement; `None` where it has no such part.
    #[must_use]
    pub fn mark(&self, statement: usize, change: usize, object: MarkedObject, part: Part) -> Option<Place> {
        let origin = self.statements.get(statement)?;
        let mut marks = self.marks(origin).iter();
        let mark = marks
            .find(|mark| usize::from(mark.change) == change && mark.object == object && mark.part == part)?;
        Some(Place { file: origin.file, span: mark.span })
    }

    fn marks<'o>(&self, origin: &'o Origin) -> &'o [Mark] {
        origin.marks.get_or_init(|| match &self.text {
            Some((text, engine)) => marks_at(text, *engine, origin.span),
            None => Box::default(),
        })
    }

    pub(crate) fn place(
        &self,
        catalog: &Catalog,
        history: &History,
        path: &ObjectPath,
        part: Part,
    ) -> Option<Place> {
        match path {
            ObjectPath::Statement(index) => {
                let origin = self.statements.get(*index as usize)?;
                let span = origin.fault.filter(|_| part == Part::Opaque).unwrap_or(origin.span);
                return Some(Place { file: origin.file, span });
            }
            ObjectPath::Directive(index) => return self.directives.get(*index as usize).copied(),
            _ => {}
        }
        let Some(found) = self.declaration(catalog, history, path, part) else {
            // Renamed since, or copied from another table: the table stands in.
            let table = self.table(history, path.table()?, Part::Whole)?;
            return self.statement(table.statement as usize);
        };
        let at = |part| self.mark(found.statement as usize, usize::from(found.change), found.object, part);
        at(part).or_else(|| at(Part::Whole)).or_else(|| self.statement(found.statement as usize))
    }

    /// The declaration of an object that has a name or columns; of a part, the one that says it.
    pub(crate) fn declaration(
        &self,
        catalog: &Catalog,
        history: &History,
        path: &ObjectPath,
        part: Part,
    ) -> Option<Declaration> {
        match path {
            ObjectPath::Statement(_) | ObjectPath::Directive(_) => None,
            ObjectPath::Table(table) => self.table(history, table, part),
            ObjectPath::Column(table, column) => self.column(history, table, column, part),
            ObjectPath::Key(table, key) => self.key(history, table, key),
            ObjectPath::ForeignKey(table, key) => self.foreign_key(catalog, history, table, key),
        }
    }

    /// The statements that change a table, in order.
    pub fn changing(&self, table: &TableName) -> impl DoubleEndedIterator<Item = u32> {
        self.entries(table).iter().map(|&(statement, _)| statement)
    }

    fn entries(&self, table: &TableName) -> &[(u32, u16)] {
        self.changes.get(table).map_or(&[], Vec::as_slice)
    }

    /// The last change of a table in which `find` sees an object.
    fn last(
        &self,
        history: &History,
        table: &TableName,
        find: impl Fn(&Change) -> Option<MarkedObject>,
    ) -> Option<Declaration> {
        self.entries(table).iter().rev().find_map(|&(statement, change)| {
            let object = find(change_of(history, statement, change)?)?;
            Some(Declaration { statement, change, object })
        })
    }

    /// The creation of a table; of what it can be altered to, the last change that said it; of a table
    /// that was never created, its first change.
    fn table(&self, history: &History, table: &TableName, part: Part) -> Option<Declaration> {
        let says = |change: &Change| {
            let is_said = match (part, change) {
                (Part::StorageEngine, Change::CreateTable { table, .. }) => table.storage_engine.is_some(),
                (Part::StorageEngine, change) => matches!(change, Change::SetStorageEngine { .. }),
                (Part::PartitionBy, Change::CreateTable { table, .. }) => table.is_partitioned(),
                (Part::PartitionBy, Change::AlterTable { edit, .. }) => {
                    matches!(edit, TableEdit::PartitionBy(_))
                }
                (Part::Unlogged, Change::CreateTable { table, .. }) => table.unlogged,
                (Part::Unlogged, Change::AlterTable { edit, .. }) => matches!(edit, TableEdit::Unlogged(_)),
                _ => false,
            };
            is_said.then_some(MarkedObject::Table)
        };
        if let Some(found) = self.last(history, table, says) {
            return Some(found);
        }
        let created =
            |change: &Change| matches!(change, Change::CreateTable { .. }).then_some(MarkedObject::Table);
        self.last(history, table, created).or_else(|| {
            let &(statement, change) = self.entries(table).first()?;
            Some(Declaration { statement, change, object: MarkedObject::Table })
        })
    }

    /// The last change that defined a column; of a part, the last one that said it.
    fn column(
        &self,
        history: &History,
        table: &TableName,
        column: &Ident,
        part: Part,
    ) -> Option<Declaration> {
        let mut last = None;
        let said = self.back(history, table, vec![column.clone()], column_renamed, |at, names| {
            let object = column_index(change_of(history, at.statement, at.change)?, names.first()?)?;
            let found = Declaration { object, ..at };
            last.get_or_insert(found);
            self.mark(found.statement as usize, usize::from(found.change), object, part).map(|_| found)
        });
        said.or(last)
    }

    /// The last change that defined a key.
    fn key(&self, history: &History, table: &TableName, key: &KeyPath) -> Option<Declaration> {
        let renamed = if matches!(key, KeyPath::Named(_)) { constraint_renamed } else { column_renamed };
        let names = match key {
            KeyPath::Primary => Vec::new(),
            KeyPath::Named(name) => vec![name.clone()],
            KeyPath::Columns(columns) => columns.clone(),
        };
        self.back(history, table, names, renamed, |at, names| {
            let path = match key {
                KeyPath::Primary => KeyPath::Primary,
                KeyPath::Named(_) => KeyPath::Named(names.first()?.clone()),
                KeyPath::Columns(_) => KeyPath::Columns(names.to_vec()),
            };
            let object = key_index(change_of(history, at.statement, at.change)?, &path)?;
            Some(Declaration { object, ..at })
        })
    }

    /// Of several foreign keys over the same columns the ordinal counts those that are still there, which are
    /// the last ones declared.
    fn foreign_key(
        &self,
        catalog: &Catalog,
        history: &History,
        table: &TableName,
        key: &ForeignKeyPath,
    ) -> Option<Declaration> {
        // From the last to the first.
        let mut declared = Vec::new();
        self.back(history, table, key.columns.clone(), column_renamed, |at, columns| {
            let mut push = |index: usize| {
                let object = MarkedObject::ForeignKey(u16::try_from(index).unwrap_or(u16::MAX));
                declared.push(Declaration { object, ..at });
            };
            match change_of(history, at.statement, at.change)? {
                Change::CreateTable { table, .. } => {
                    let keys = table.foreign_keys.iter().enumerate().rev();
                    keys.filter(|(_, found)| found.columns == columns).for_each(|(index, _)| push(index));
                }
                Change::AddForeignKey { foreign_key, .. } if foreign_key.columns == columns => push(0),
                _ => {}
            }
            None::<Declaration>
        });
        let alive = catalog.table(table).map_or(0, |table| {
            table.foreign_keys.iter().filter(|found| found.columns == key.columns).count()
        });
        let behind = declared.len().min(alive).checked_sub(key.ordinal as usize + 1);
        declared.get(behind.unwrap_or(0)).copied()
    }

    /// Walks the changes of a table from the last to the first, with the names that these had then, until `find` finds
    /// something.
    fn back(
        &self,
        history: &History,
        table: &TableName,
        mut names: Vec<Ident>,
        renamed: fn(&Change) -> Option<(&Ident, &Ident)>,
        mut find: impl FnMut(Declaration, &[Ident]) -> Option<Declaration>,
    ) -> Option<Declaration> {
        self.entries(table).iter().rev().find_map(|&(statement, change)| {
            let found = find(Declaration { statement, change, object: MarkedObject::Table }, &names);
            if let Some((from, to)) = change_of(history, statement, change).and_then(renamed) {
                names.iter_mut().filter(|name| *name == to).for_each(|name| name.clone_from(from));
            }
            found
        })
    }
}

fn change_of(history: &History, statement: u32, change: u16) -> Option<&Change> {
    history.statements.get(statement as usize)?.changes.get(usize::from(change))
}

/// The old name and the new one.
fn column_renamed(change: &Change) -> Option<(&Ident, &Ident)> {
    match change {
        Change::RenameColumn { from, to, .. } => Some((from, to)),
        Change::AlterColumn { column, edit: ColumnEdit::Replace(to), .. } => Some((column, &to.name)),
        _ => None,
    }
}

fn constraint_renamed(change: &Change) -> Option<(&Ident, &Ident)> {
    match change {
        Change::RenameConstraint { from, to, .. } => Some((from, to)),
        _ => None,
    }
}

fn column_index(change: &Change, name: &Ident) -> Option<MarkedObject> {
    match change {
        Change::CreateTable { table, .. } => {
            let index = table.columns.iter().position(|column| &column.name == name)?;
            Some(MarkedObject::Column(u16::try_from(index).ok()?))
        }
        Change::AddColumn { column, .. } if &column.name == name => Some(MarkedObject::Column(0)),
        Change::AlterColumn { column, edit, .. } => {
            let renamed = matches!(edit, ColumnEdit::Replace(to) if &to.name == name);
            (column == name || renamed).then_some(MarkedObject::Column(0))
        }
        _ => None,
    }
}

fn key_index(change: &Change, path: &KeyPath) -> Option<MarkedObject> {
    match change {
        Change::CreateTable { table, .. } => {
            let index = table.keys.iter().position(|key| &KeyPath::of(key) == path)?;
            Some(MarkedObject::Key(u16::try_from(index).ok()?))
        }
        Change::AddKey { key, .. } if &KeyPath::of(key) == path => Some(MarkedObject::Key(0)),
        _ => None,
    }
}

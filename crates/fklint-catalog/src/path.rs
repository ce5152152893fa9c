//! What a finding is about: the stable name of an object, by which it is suppressed, ignored and remembered.

use std::fmt;

use crate::{ForeignKey, Ident, Key, TableName};

/// The route to an object of a catalog or of its history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectPath {
    /// A table.
    Table(TableName),
    /// A column.
    Column(TableName, Ident),
    /// A primary key, a unique constraint or an index.
    Key(TableName, KeyPath),
    /// A foreign key, under its child table.
    ForeignKey(TableName, ForeignKeyPath),
    /// A statement, by its index in the history.
    Statement(u32),
    /// A comment with a directive, by its index among them.
    Directive(u32),
}

/// A key within its table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyPath {
    /// The primary key.
    Primary,
    /// A constraint or index by its name.
    Named(Ident),
    /// A key without a name, by its columns.
    Columns(Vec<Ident>),
}

/// A foreign key within its table: by its columns, since many have no name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ForeignKeyPath {
    /// The referencing columns, in order.
    pub columns: Vec<Ident>,
    /// 0 for the first foreign key over these columns, 1 for a second one.
    pub ordinal: u32,
}

/// The parts of a definition that a label can point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// All of it: of a table, its CREATE statement; of a column or constraint, its element.
    Whole,
    /// Its name.
    Name,
    /// A column's type.
    Type,
    /// `NOT NULL`.
    NotNull,
    /// `DEFAULT …`.
    Default,
    /// `AUTO_INCREMENT`, `SERIAL`, `GENERATED … AS IDENTITY`.
    Generator,
    /// The column list of a key or foreign key, with its parentheses.
    Columns,
    /// `REFERENCES parent (…)`.
    References,
    /// The parent's name in it.
    Parent,
    /// `ON DELETE …`.
    OnDelete,
    /// `ON UPDATE …`.
    OnUpdate,
    /// `MATCH …`.
    Match,
    /// `[NOT] DEFERRABLE …`.
    Deferrable,
    /// Whether it is checked: `NOT VALID`, `NOT ENFORCED`, `ENABLE NOVALIDATE`, `DISABLE`.
    State,
    /// A clause behind `REFERENCES parent (…)`, by its index among all that are written there. Only a foreign key has such
    /// places of which some version of the engine refuses one: see [`History::clauses`](crate::History::clauses).
    Clause(u8),
    /// `ENGINE = …`.
    StorageEngine,
    /// `PARTITION BY …`.
    PartitionBy,
    /// `UNLOGGED`, `SET UNLOGGED`.
    Unlogged,
    /// Words inside it that were stepped over without being understood.
    Opaque,
}

impl ObjectPath {
    /// The table that holds the object.
    #[must_use]
    pub const fn table(&self) -> Option<&TableName> {
        match self {
            Self::Table(table)
            | Self::Column(table, _)
            | Self::Key(table, _)
            | Self::ForeignKey(table, _) => Some(table),
            Self::Statement(_) | Self::Directive(_) => None,
        }
    }

    /// The path of `foreign_keys[index]` of `table`.
    #[must_use]
    pub fn foreign_key(table: &TableName, foreign_keys: &[ForeignKey], index: usize) -> Self {
        Self::ForeignKey(table.clone(), ForeignKeyPath::of(foreign_keys, index))
    }

    /// The object's text, with `default_schema` where a table has none: `public.widget.fk(entry_id)`.
    #[must_use]
    pub fn display(&self, default_schema: Option<&str>) -> String {
        let table = |name: &TableName| match (&name.schema, default_schema) {
            (None, Some(schema)) => format!("{schema}.{name}"),
            _ => name.to_string(),
        };
        match self {
            Self::Table(name) => table(name),
            Self::Column(name, column) => format!("{}.{column}", table(name)),
            Self::Key(name, key) => format!("{}.{key}", table(name)),
            Self::ForeignKey(name, key) => format!("{}.{key}", table(name)),
            Self::Statement(index) => format!("statement {index}"),
            Self::Directive(index) => format!("directive {index}"),
        }
    }
}

impl KeyPath {
    /// The path of a key in its table.
    #[must_use]
    pub fn of(key: &Key) -> Self {
        match (&key.name, key.kind) {
            (_, crate::KeyKind::Primary) => Self::Primary,
            (Some(name), _) => Self::Named(name.clone()),
            (None, _) => Self::Columns(key.columns().cloned().collect()),
        }
    }
}

impl ForeignKeyPath {
    /// The path of `foreign_keys[index]`.
    ///
    /// # Panics
    /// When `index` is out of range.
    #[must_use]
    pub fn of(foreign_keys: &[ForeignKey], index: usize) -> Self {
        let columns = foreign_keys[index].columns.clone();
        let ordinal = foreign_keys[..index].iter().filter(|key| key.columns == columns).count() as u32;
        Self { columns, ordinal }
    }

    /// The index of this foreign key among those of its table.
    #[must_use]
    pub fn find(&self, foreign_keys: &[ForeignKey]) -> Option<usize> {
        let mut same = foreign_keys.iter().enumerate().filter(|(_, key)| key.columns == self.columns);
        same.nth(self.ordinal as usize).map(|(index, _)| index)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Primary => f.write_str("primary key"),
            Self::Named(name) => write!(f, "key({name})"),
            Self::Columns(columns) => write!(f, "key({})", join(columns)),
        }
    }
}

impl fmt::Display for ForeignKeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fk({})", join(&self.columns))?;
        if self.ordinal == 0 { Ok(()) } else { write!(f, "#{}", self.ordinal + 1) }
    }
}

fn join(columns: &[Ident]) -> String {
    columns.iter().map(Ident::as_str).collect::<Vec<_>>().join(",")
}

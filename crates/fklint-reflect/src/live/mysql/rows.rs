//! Rows of `information_schema` as plain structs: which query gives them, and which cell is which.

use std::vec;

/// A row of a query of the catalog.
pub(super) trait Record: Sized {
    /// The query. `{schemas}` is the list of databases, `{tables}` may narrow it to tables, and `[TABLE.COLUMN]` is a
    /// column that older servers do not have: it is NULL there.
    const SQL: &'static str;

    /// Reads a row.
    fn read(cells: &mut Cells) -> Self;
}

/// The cells of a row, taken in the order of the query's columns.
pub(super) struct Cells(vec::IntoIter<Option<String>>);

/// A row of `TABLES`.
#[derive(Clone, Debug, Default)]
pub(super) struct TableRow {
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) storage_engine: Option<String>,
    pub(super) collation: Option<String>,
    pub(super) options: String,
}

/// A row of `COLUMNS`.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) position: u32,
    pub(super) data_type: String,
    pub(super) nullable: bool,
    pub(super) default: Option<String>,
    pub(super) extra: String,
    pub(super) generation: String,
    pub(super) charset: Option<String>,
    pub(super) collation: Option<String>,
    pub(super) comment: String,
}

/// A row of `STATISTICS`: one part of one index.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyPartRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) key: String,
    pub(super) position: u32,
    pub(super) unique: bool,
    pub(super) column: Option<String>,
    pub(super) descending: bool,
    pub(super) prefix: Option<u32>,
    pub(super) method: String,
    pub(super) expression: Option<String>,
    pub(super) used: bool,
}

/// A row of `KEY_COLUMN_USAGE`: one column of one foreign key.
#[derive(Clone, Debug, Default)]
pub(super) struct ForeignKeyPartRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) key: String,
    pub(super) position: u32,
    pub(super) column: String,
    pub(super) parent_schema: String,
    pub(super) parent: String,
    pub(super) parent_column: String,
}

/// A row of `REFERENTIAL_CONSTRAINTS`.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) key: String,
    /// The parent's key; NULL where the parent does not exist or has none over the columns.
    pub(super) parent_key: Option<String>,
    pub(super) match_option: String,
    pub(super) on_update: String,
    pub(super) on_delete: String,
}

/// A row of `CHECK_CONSTRAINTS`.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckRow {
    pub(super) schema: String,
    /// MariaDB alone says it here.
    pub(super) table: Option<String>,
    pub(super) name: String,
    /// `Column` or `Table` on newer MariaDB.
    pub(super) level: Option<String>,
    pub(super) clause: String,
}

/// A row of `TABLE_CONSTRAINTS`: the table of a CHECK of MySQL.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckOwnerRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) name: String,
}

/// A row of `PARTITIONS`: a partition, or one of its subpartitions.
#[derive(Clone, Debug, Default)]
pub(super) struct PartitionRow {
    pub(super) schema: String,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) subpartition: Option<String>,
    pub(super) position: u32,
    pub(super) subposition: u32,
    pub(super) method: String,
    pub(super) submethod: Option<String>,
    /// NULL or empty for `KEY ()`.
    pub(super) expression: String,
    pub(super) subexpression: String,
    /// The values without their parentheses; NULL where the method is HASH or KEY.
    pub(super) values: Option<String>,
}

/// A row of `SCHEMATA`.
#[derive(Clone, Debug, Default)]
pub(super) struct SchemaRow {
    pub(super) name: String,
    pub(super) charset: String,
}

/// A server variable, or any other pair of texts.
#[derive(Clone, Debug, Default)]
pub(super) struct VariableRow {
    pub(super) name: String,
    pub(super) value: String,
}

/// The name of a column of `information_schema` that not every version has.
#[derive(Clone, Debug, Default)]
pub(super) struct OptionalColumnRow(pub(super) String);

impl Cells {
    pub(super) fn new(cells: Vec<Option<String>>) -> Self {
        Self(cells.into_iter())
    }

    pub(super) fn maybe(&mut self) -> Option<String> {
        self.0.next().flatten()
    }

    pub(super) fn text(&mut self) -> String {
        self.maybe().unwrap_or_default()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.maybe()?.parse().ok()
    }

    fn is(&mut self, word: &str) -> bool {
        self.maybe().is_some_and(|text| text.eq_ignore_ascii_case(word))
    }
}

impl TableRow {
    /// `CREATE_OPTIONS` is a list of words: `row_format=DYNAMIC partitioned`.
    pub(super) fn is_partitioned(&self) -> bool {
        self.options.split(' ').any(|word| word.eq_ignore_ascii_case("partitioned"))
    }
}

impl Record for TableRow {
    const SQL: &'static str = include_str!("sql/tables.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            name: cells.text(),
            kind: cells.text(),
            storage_engine: cells.maybe(),
            collation: cells.maybe(),
            options: cells.text(),
        }
    }
}

impl Record for ColumnRow {
    const SQL: &'static str = include_str!("sql/columns.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.text(),
            name: cells.text(),
            position: cells.number().unwrap_or_default(),
            data_type: cells.text(),
            nullable: cells.is("YES"),
            default: cells.maybe(),
            extra: cells.text(),
            generation: cells.text(),
            charset: cells.maybe(),
            collation: cells.maybe(),
            comment: cells.text(),
        }
    }
}

impl Record for KeyPartRow {
    const SQL: &'static str = include_str!("sql/key_parts.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.text(),
            key: cells.text(),
            position: cells.number().unwrap_or_default(),
            unique: cells.is("0"),
            column: cells.maybe(),
            descending: cells.is("D"),
            prefix: cells.number(),
            method: cells.text(),
            expression: cells.maybe(),
            // IS_VISIBLE on MySQL, IGNORED on MariaDB.
            used: !cells.is("NO") & !cells.is("YES"),
        }
    }
}

impl Record for ForeignKeyPartRow {
    const SQL: &'static str = include_str!("sql/foreign_key_parts.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.text(),
            key: cells.text(),
            position: cells.number().unwrap_or_default(),
            column: cells.text(),
            parent_schema: cells.text(),
            parent: cells.text(),
            parent_column: cells.text(),
        }
    }
}

impl Record for RuleRow {
    const SQL: &'static str = include_str!("sql/foreign_key_rules.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.text(),
            key: cells.text(),
            parent_key: cells.maybe(),
            match_option: cells.text(),
            on_update: cells.text(),
            on_delete: cells.text(),
        }
    }
}

impl Record for CheckRow {
    const SQL: &'static str = include_str!("sql/checks.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.maybe(),
            name: cells.text(),
            level: cells.maybe(),
            clause: cells.text(),
        }
    }
}

impl Record for CheckOwnerRow {
    const SQL: &'static str = include_str!("sql/check_owners.sql");

    fn read(cells: &mut Cells) -> Self {
        Self { schema: cells.text(), table: cells.text(), name: cells.text() }
    }
}

impl Record for PartitionRow {
    const SQL: &'static str = include_str!("sql/partitions.sql");

    fn read(cells: &mut Cells) -> Self {
        Self {
            schema: cells.text(),
            table: cells.text(),
            name: cells.text(),
            subpartition: cells.maybe(),
            position: cells.number().unwrap_or_default(),
            subposition: cells.number().unwrap_or_default(),
            method: cells.text(),
            submethod: cells.maybe(),
            expression: cells.text(),
            subexpression: cells.text(),
            values: cells.maybe(),
        }
    }
}

impl Record for SchemaRow {
    const SQL: &'static str = include_str!("sql/schemas.sql");

    fn read(cells: &mut Cells) -> Self {
        Self { name: cells.text(), charset: cells.text() }
    }
}

impl Record for VariableRow {
    const SQL: &'static str = include_str!("sql/variables.sql");

    fn read(cells: &mut Cells) -> Self {
        Self { name: cells.text(), value: cells.text() }
    }
}

impl Record for OptionalColumnRow {
    const SQL: &'static str = include_str!("sql/optional_columns.sql");

    fn read(cells: &mut Cells) -> Self {
        Self(cells.text())
    }
}

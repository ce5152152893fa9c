//! What the engine answers about a schema: a plain struct for the rows of each query.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, Row};

/// What the queries begin with.
const TABLES: &str = "pragma_table_list AS t";

/// All that is asked.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) objects: Vec<Object>,
    pub(super) tables: Vec<Listed>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) key_parts: Vec<KeyPartRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
    /// How many queries it took.
    pub(super) queries: usize,
}

/// A row of `sqlite_schema`: what `CREATE` made, in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    /// `table`, `index`, `view`, `trigger`.
    pub(super) kind: String,
    pub(super) name: String,
    /// The table that it is of; of a table and a view its own name.
    pub(super) table: String,
    /// As it was created or last altered; `None` for the index of a constraint.
    pub(super) sql: Option<String>,
}

/// A row of `pragma_table_list`.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) name: String,
    /// `table`, `view`, `virtual`, `shadow`.
    pub(super) kind: String,
    pub(super) without_rowid: bool,
    pub(super) strict: bool,
}

/// A row of `pragma_table_xinfo`.
#[derive(Default)]
pub(super) struct ColumnRow {
    pub(super) table: String,
    pub(super) name: String,
    pub(super) data_type: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    /// Its place in the primary key, from 1; 0 outside.
    pub(super) primary: i64,
    /// 2 for a virtual generated column, 3 for a stored one.
    pub(super) hidden: i64,
}

/// A row of `pragma_index_list` with one of `pragma_index_xinfo`.
#[derive(Default)]
pub(super) struct KeyPartRow {
    pub(super) table: String,
    pub(super) index: String,
    pub(super) unique: bool,
    /// `c` for CREATE INDEX, `u` for UNIQUE, `pk` for PRIMARY KEY.
    pub(super) origin: String,
    pub(super) partial: bool,
    /// −1 for the rowid, −2 for an expression.
    pub(super) column_number: i64,
    pub(super) column: Option<String>,
    pub(super) descending: bool,
    pub(super) collation: String,
}

/// A row of `pragma_foreign_key_list`.
#[derive(Default)]
pub(super) struct ForeignKeyRow {
    pub(super) table: String,
    /// From 0, the last declared one first.
    pub(super) id: i64,
    pub(super) parent: String,
    pub(super) from: String,
    /// `None` where the primary key is meant.
    pub(super) to: Option<String>,
    pub(super) on_update: String,
    pub(super) on_delete: String,
}

impl Rows {
    /// Asks for all of them; `before_each` query is where it gets its time.
    pub(super) fn read(
        connection: &mut Connection,
        before_each: impl Fn(&mut Connection) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        before_each(connection)?;
        let objects = Object::all(connection)?;
        Self::told(connection, objects, TABLES, before_each)
    }

    /// Asks for what SQLite tells of the tables that `objects` make, of these tables alone.
    pub(super) fn of(connection: &mut Connection, objects: Vec<Object>) -> Result<Self, Error> {
        let made = objects.iter().filter(|object| object.name == object.table);
        let names: Vec<String> =
            made.map(|object| format!("('{}')", object.name.replace('\'', "''"))).collect();
        // A name that is no UTF-8 cannot be asked for.
        let tables = match names.iter().any(|name| name.contains(char::REPLACEMENT_CHARACTER)) {
            true => TABLES.to_owned(),
            false => {
                format!("(VALUES {}) AS n CROSS JOIN pragma_table_list(n.column1) AS t", names.join(", "))
            }
        };
        Self::told(connection, objects, &tables, |_| Ok(()))
    }

    /// `tables` is what the queries begin with instead of all tables.
    fn told(
        connection: &mut Connection,
        objects: Vec<Object>,
        tables: &str,
        before_each: impl Fn(&mut Connection) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut queries = 1;
        let mut next = |connection: &mut Connection| {
            queries += 1;
            before_each(connection)
        };
        let of = |sql: &str| sql.replace(TABLES, tables);
        next(connection)?;
        let tables = all(connection, &of(include_str!("tables.sql")), |row| {
            let [name, kind] = [required(row, 0)?, required(row, 1)?];
            Ok(Listed { name, kind, without_rowid: flag(row, 2)?, strict: flag(row, 3)? })
        })?;
        next(connection)?;
        let columns = all(connection, &of(include_str!("columns.sql")), |row| {
            let [table, name, data_type] = [required(row, 0)?, required(row, 1)?, required(row, 2)?];
            let [primary, hidden] = [number(row, 5)?, number(row, 6)?];
            let not_null = flag(row, 3)?;
            Ok(ColumnRow { table, name, data_type, not_null, default: text(row, 4)?, primary, hidden })
        })?;
        next(connection)?;
        let key_parts = all(connection, &of(include_str!("key_parts.sql")), |row| {
            Ok(KeyPartRow {
                table: required(row, 0)?,
                index: required(row, 1)?,
                unique: flag(row, 2)?,
                origin: required(row, 3)?,
                partial: flag(row, 4)?,
                column_number: number(row, 5)?,
                column: text(row, 6)?,
                descending: flag(row, 7)?,
                collation: required(row, 8)?,
            })
        })?;
        next(connection)?;
        let foreign_keys = all(connection, &of(include_str!("foreign_keys.sql")), |row| {
            let [table, parent, from] = [required(row, 0)?, required(row, 2)?, required(row, 3)?];
            let [on_update, on_delete] = [required(row, 5)?, required(row, 6)?];
            let id = number(row, 1)?;
            Ok(ForeignKeyRow { table, id, parent, from, to: text(row, 4)?, on_update, on_delete })
        })?;
        Ok(Self { objects, tables, columns, key_parts, foreign_keys, queries })
    }
}

impl Object {
    pub(super) fn all(connection: &Connection) -> Result<Vec<Self>, Error> {
        all(connection, include_str!("objects.sql"), |row| {
            let [kind, name, table] = [required(row, 0)?, required(row, 1)?, required(row, 2)?];
            Ok(Self { kind, name, table, sql: text(row, 3)? })
        })
    }
}

/// A value as text, whatever its type: a schema that was edited by hand may hold any. `None` is NULL.
pub(super) fn text(row: &Row<'_>, at: usize) -> Result<Option<String>, Error> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    })
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| read(row))?;
    rows.collect()
}

fn required(row: &Row<'_>, at: usize) -> Result<String, Error> {
    text(row, at).map(Option::unwrap_or_default)
}

fn number(row: &Row<'_>, at: usize) -> Result<i64, Error> {
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => number,
        _ => 0,
    })
}

fn flag(row: &Row<'_>, at: usize) -> Result<bool, Error> {
    number(row, at).map(|number| number != 0)
}

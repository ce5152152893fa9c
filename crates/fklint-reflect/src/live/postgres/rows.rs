//! The rows that the queries give, as plain structs.

use postgres::Row;
use postgres::types::FromSql;

/// What a database holds, joined by nothing but object ids.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) collations: Vec<Collation>,
    /// In the order of their creation.
    pub(super) relations: Vec<Relation>,
    /// In the order of each table's clause.
    pub(super) parents: Vec<Parent>,
    /// In the order of each table.
    pub(super) columns: Vec<Column>,
    pub(super) keys: Vec<Key>,
    pub(super) foreign_keys: Vec<ForeignKey>,
    pub(super) checks: Vec<Check>,
}

/// What one row of a query says.
pub(super) trait FromRow: Sized {
    fn from_row(row: &Row) -> Result<Self, postgres::Error>;
}

/// A struct with a field for each column of a query, of the same name.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name {
            $($(#[$about])* pub(super) $field: $type,)*
        }

        impl FromRow for $name {
            fn from_row(row: &Row) -> Result<Self, postgres::Error> {
                Ok(Self { $($field: row.try_get(stringify!($field))?,)* })
            }
        }
    };
}

row! {
    /// Of `pg_namespace`.
    Schema {
        oid: u32,
        nspname: String,
    }
}

row! {
    /// Of `pg_collation`.
    Collation {
        oid: u32,
        collname: String,
    }
}

row! {
    /// A table or a view.
    Relation {
        oid: u32,
        schema: String,
        name: String,
        kind: Code,
        is_partition: bool,
        /// `UNLOGGED`
        is_unlogged: bool,
        /// Not read for itself where a foreign key alone led to it.
        is_asked: bool,
        /// `RANGE (at)`
        partition_key: Option<String>,
        /// `FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`, `DEFAULT`
        bound: Option<String>,
    }
}

row! {
    /// A table that another inherits from or is a partition of.
    Parent {
        relation: u32,
        schema: String,
        name: String,
    }
}

row! {
    /// A column.
    Column {
        relation: u32,
        number: i16,
        name: String,
        data_type: String,
        not_null: bool,
        identity: Code,
        generated: Code,
        has_default: bool,
        /// The text of the default, or of what it is generated from; none also where the table went meanwhile.
        default: Option<String>,
        collation: u32,
        /// Its collation is not its type's.
        collates_otherwise: bool,
    }
}

row! {
    /// An index.
    Key {
        relation: u32,
        name: String,
        contype: Option<Code>,
        is_unique: bool,
        /// Zero for an expression.
        columns: Vec<i16>,
        /// How many of the columns are parts of the key.
        parts: i16,
        /// Bit 0: `DESC`.
        options: Vec<i16>,
        collations: Vec<u32>,
        method: String,
        is_valid: bool,
        nulls_not_distinct: bool,
        is_deferrable: bool,
        is_deferred: bool,
        predicate: Option<String>,
        /// The statement that makes it, where a part is an expression.
        definition: Option<String>,
    }
}

row! {
    /// A foreign key.
    ForeignKey {
        relation: u32,
        name: String,
        parent: u32,
        columns: Vec<i16>,
        parent_columns: Vec<i16>,
        on_delete: Code,
        on_update: Code,
        match_kind: Code,
        set_columns: Option<Vec<i16>>,
        is_deferrable: bool,
        is_deferred: bool,
        is_validated: bool,
        is_enforced: bool,
        is_period: bool,
    }
}

row! {
    /// A check.
    Check {
        relation: u32,
        name: String,
        expression: Option<String>,
    }
}

/// A value of the type `"char"`: a letter, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code(pub(super) u8);

impl Code {
    /// The letter, for messages.
    pub(super) fn letter(self) -> String {
        char::from(self.0).escape_default().to_string()
    }
}

impl<'a> FromSql<'a> for Code {
    fn from_sql(
        type_: &postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        i8::from_sql(type_, raw).map(|letter| Self(letter.cast_unsigned()))
    }

    postgres::types::accepts!(CHAR);
}

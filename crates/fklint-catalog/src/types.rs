//! Column types as text, and what can be told from them.

use smol_str::SmolStr;

/// A column's type: lower case outside quotes, single blanks, no blank around parentheses and commas:
/// `character varying(255)`, `int unsigned`, `enum('a','B')`. Empty where SQLite was given none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DataType(pub SmolStr);

/// What kind of values a type holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeFamily {
    /// Whole numbers of any size.
    Integer,
    /// Exact numbers with decimals.
    Decimal,
    /// Binary floating point.
    Float,
    /// Characters.
    Text,
    /// A UUID type.
    Uuid,
    /// Dates, times, intervals.
    DateTime,
    /// True or false.
    Boolean,
    /// Bytes.
    Binary,
    /// MySQL ENUM or SET.
    Enum,
    /// Anything else, also a user's own type.
    Other,
}

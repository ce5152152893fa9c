//! What an engine makes of a foreign key whose two columns have different types. Every pair of a list of types is tried
//! on the engines by the tests of the facts.

use crate::stored::stored_type;
use crate::{DataType, Engine, TypeFamily};

use super::Semantics;

/// A referencing type and a referenced one, as the engine takes them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypePair {
    /// They compare as one type.
    Fits,
    /// Accepted; values that look equal need not be, so that a child may not find its parent.
    Converted,
    /// Accepted; one is padded with blanks in the index and the other is not, and the collation tells them apart: what is
    /// shorter than the padded type has no match.
    Padded,
    /// Accepted; the child's values are converted to be compared, so that no index over its column finds them.
    Unindexed,
    /// The foreign key is refused.
    Refused,
    /// Not known: a type of the user's or of an extension.
    Unknown,
}

impl Semantics {
    /// What the engine makes of a foreign key from a column of one type to a column of another. Texts are compared under
    /// this collation; where it is not known, under one that ignores blanks at the end.
    #[must_use]
    pub fn type_pair(&self, child: &DataType, parent: &DataType, collation: Option<&str>) -> TypePair {
        if child == parent {
            return TypePair::Fits;
        }
        let [child, parent] = [child, parent].map(|written| stored_type(self.engine, written));
        if child == parent {
            return TypePair::Fits;
        }
        match self.engine {
            Engine::Mysql | Engine::Mariadb => innodb(&child, &parent, collation),
            Engine::Postgres => postgres(&child, &parent),
            Engine::Sqlite => sqlite(&child, &parent),
            Engine::Oracle => oracle(&child, &parent),
            Engine::SqlServer => TypePair::Unknown,
        }
    }
}

/// How InnoDB stores a type: it looks at nothing else.
#[derive(PartialEq, Eq)]
enum Stored {
    /// So many bytes, unsigned or not.
    Whole(u8, bool),
    Float,
    Double,
    Bytes,
    Characters,
    /// No key holds the whole of it.
    Long,
}

/// `INT` and `BIGINT` are refused, and so are the signs; YEAR and ENUM are taken for one unsigned byte, DATE for three
/// bytes, DECIMAL, DATETIME and TIME for any bytes (10.11.19, 9.7.4, with 3780 or 1005).
fn innodb(child: &DataType, parent: &DataType, collation: Option<&str>) -> TypePair {
    let (Some(left), Some(right)) = (innodb_stored(child), innodb_stored(parent)) else {
        return TypePair::Unknown;
    };
    if left != right {
        return TypePair::Refused;
    }
    let same = match left {
        Stored::Characters if child.base() != parent.base() && collation.is_some_and(keeps_blanks) => {
            return TypePair::Padded;
        }
        Stored::Whole(..) => {
            let kind = |data_type: &DataType| match data_type.base() {
                name @ ("enum" | "set" | "year" | "date") => name.to_owned(),
                _ => "int".to_owned(),
            };
            kind(child) == kind(parent) && (kind(child) == "int" || begins(child, parent))
        }
        Stored::Bytes => match (child.base(), parent.base()) {
            ("decimal", "decimal") => decimal_bytes(child) == decimal_bytes(parent),
            ("bit", "bit") => bit_bytes(child) == bit_bytes(parent),
            ("varbinary", "varbinary") => true,
            _ => false,
        },
        Stored::Float | Stored::Double | Stored::Characters | Stored::Long => true,
    };
    if same { TypePair::Fits } else { TypePair::Converted }
}

/// Whether a collation is one of NO PAD: those of Unicode 9 of MySQL, and those of MariaDB that say so.
fn keeps_blanks(collation: &str) -> bool {
    collation == "binary" || collation.contains("_0900_") || collation.contains("_nopad_")
}

fn innodb_stored(data_type: &DataType) -> Option<Stored> {
    let unsigned = data_type.is_unsigned();
    Some(match data_type.base() {
        "tinyint" => Stored::Whole(1, unsigned),
        "smallint" => Stored::Whole(2, unsigned),
        "mediumint" => Stored::Whole(3, unsigned),
        "int" => Stored::Whole(4, unsigned),
        "bigint" => Stored::Whole(8, unsigned),
        "serial" => Stored::Whole(8, true),
        "year" => Stored::Whole(1, true),
        "date" => Stored::Whole(3, false),
        "enum" => Stored::Whole(if data_type.args().count() > 255 { 2 } else { 1 }, true),
        "set" => Stored::Whole(
            match data_type.args().count() {
                ..=8 => 1,
                9..=16 => 2,
                17..=24 => 3,
                25..=32 => 4,
                _ => 8,
            },
            true,
        ),
        "float" => Stored::Float,
        "double" => Stored::Double,
        "decimal" | "datetime" | "timestamp" | "time" | "bit" | "binary" | "varbinary" | "uuid" | "inet4"
        | "inet6" => Stored::Bytes,
        "char" | "varchar" => Stored::Characters,
        "tinytext" | "text" | "mediumtext" | "longtext" | "tinyblob" | "blob" | "mediumblob" | "longblob"
        | "json" | "vector" | "geometry" | "point" | "linestring" | "polygon" | "multipoint"
        | "multilinestring" | "multipolygon" | "geometrycollection" => Stored::Long,
        _ => return None,
    })
}

/// Whether the values of one list are the first ones of the other: an ENUM is compared by its numbers.
fn begins(left: &DataType, right: &DataType) -> bool {
    left.args().zip(right.args()).all(|(left, right)| left == right)
}

/// Nine digits take four bytes; what is left over takes half a byte each. Values with other scales are not alike.
fn decimal_bytes(data_type: &DataType) -> (u32, u32) {
    let mut args = data_type.args().map(|arg| arg.parse::<u32>().unwrap_or_default());
    let (precision, scale) = (args.next().unwrap_or(10), args.next().unwrap_or_default());
    let whole = precision.saturating_sub(scale);
    (whole / 9 * 4 + (whole % 9).div_ceil(2), scale)
}

fn bit_bytes(data_type: &DataType) -> u32 {
    data_type.args().next().and_then(|bits| bits.parse::<u32>().ok()).unwrap_or(1).div_ceil(8)
}

/// Families of operators, by which PostgreSQL compares (15.18, 18.6): what is not said here is refused with 42804.
fn postgres(child: &DataType, parent: &DataType) -> TypePair {
    const MOMENT: &str = "timestamp";
    let kind = |data_type: &DataType| -> Option<String> {
        let name = match data_type.base() {
            "smallint" | "integer" | "bigint" | "smallserial" | "serial" | "bigserial" | "serial2"
            | "serial4" | "serial8" => "integer",
            "real" | "double precision" => "float",
            "text" | "character varying" => "text",
            "date" | "timestamp" => MOMENT,
            "inet" | "cidr" => "inet",
            "time" if data_type.as_str().contains("with time zone") => "timetz",
            name @ ("numeric" | "character" | "name" | "uuid" | "boolean" | "time" | "interval" | "bytea"
            | "oid" | "bit" | "bit varying" | "money" | "macaddr" | "json" | "jsonb" | "xml"
            | "tsvector" | "point" | "box" | "int4range" | "int8range" | "numrange" | "daterange"
            | "tsrange" | "tstzrange") => name,
            _ => return None,
        };
        Some(if data_type.is_array() { format!("{}[]", data_type.base()) } else { name.to_owned() })
    };
    let (Some(left), Some(right)) = (kind(child), kind(parent)) else { return TypePair::Unknown };
    match (left.as_str(), right.as_str()) {
        // 0.1 is another number with more bits, midnight another moment in another time zone.
        ("float" | MOMENT, to) if to == left && child.base() != parent.base() => TypePair::Converted,
        (MOMENT, MOMENT) if zoned(child) != zoned(parent) => TypePair::Converted,
        (from, to) if from == to => TypePair::Fits,
        ("name", "text") => TypePair::Fits,
        ("integer", "numeric" | "float" | "oid")
        | ("numeric", "float")
        | ("text" | "character", "text" | "character" | "name")
        | ("time", "timetz" | "interval")
        | ("bit", "bit varying")
        | ("bit varying", "bit") => TypePair::Unindexed,
        _ => TypePair::Refused,
    }
}

fn zoned(data_type: &DataType) -> bool {
    data_type.as_str().contains(" with time zone")
}

/// Rows are compared under the affinity of the parent's column (s5_sqlite 5b2). A number in a column of text or of no
/// affinity is converted, which no index over it serves (3.40.1, by EXPLAIN).
fn sqlite(child: &DataType, parent: &DataType) -> TypePair {
    let [left, right] = [child, parent].map(affinity);
    match (left, right) {
        (Affinity::Text | Affinity::Blob, Affinity::Number) => TypePair::Unindexed,
        // '01' is kept as 1 in the child, and has no parent '01'.
        (Affinity::Number, Affinity::Text) if is_number(child) => TypePair::Converted,
        _ => TypePair::Fits,
    }
}

#[derive(Clone, Copy)]
enum Affinity {
    Number,
    Text,
    Blob,
}

/// SQLite's rules, in their order.
fn affinity(data_type: &DataType) -> Affinity {
    let text = data_type.as_str().to_ascii_lowercase();
    let has = |part: &str| text.contains(part);
    if has("int") {
        Affinity::Number
    } else if has("char") || has("clob") || has("text") {
        Affinity::Text
    } else if has("blob") || text.is_empty() {
        Affinity::Blob
    } else {
        Affinity::Number
    }
}

/// Whether the name means numbers, not only its affinity: `uuid` and `date` hold texts that stay as they are.
fn is_number(data_type: &DataType) -> bool {
    matches!(data_type.family(Engine::Sqlite), TypeFamily::Integer | TypeFamily::Decimal | TypeFamily::Float)
}

/// ORA-02267: the column types must be the same; sizes may differ. Documented, so only what is plain is said.
fn oracle(child: &DataType, parent: &DataType) -> TypePair {
    use TypeFamily::{Binary, DateTime, Decimal, Integer, Text};
    let kind = |data_type: &DataType| match data_type.family(Engine::Oracle) {
        Integer | Decimal => Some(Integer),
        family @ (Text | DateTime | Binary) => Some(family),
        _ => None,
    };
    match (kind(child), kind(parent)) {
        (Some(left), Some(right)) if left != right => TypePair::Refused,
        (Some(_), Some(_)) => TypePair::Fits,
        _ => TypePair::Unknown,
    }
}

//! Column types as text, and what can be told from them.

use smol_str::SmolStr;

use crate::Engine;

/// A column's type: lower case outside quotes, single blanks, no blank before or within parentheses and
/// brackets and around commas: `character varying(255)`, `int(10) unsigned`, `enum('a','B')`, `integer[]`.
/// Empty where SQLite was given none.
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

impl DataType {
    /// Normalises a type's text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(normalise(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type's name without arguments, sign, array brackets, time zone and character set: `int`,
    /// `character varying`, `timestamp`.
    #[must_use]
    pub fn base(&self) -> &str {
        let text = self.0.as_str();
        let text = &text[..text.find(['(', '[']).unwrap_or(text.len())];
        let ends = [
            " unsigned",
            " signed",
            " zerofill",
            " array",
            " with",
            " character set ",
            " charset ",
            " collate ",
        ];
        let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
        text[..end].trim_end()
    }

    /// What stands between its first parentheses, split at commas: `10` and `2` of `decimal(10,2)`.
    pub fn args(&self) -> impl Iterator<Item = &str> {
        let text = self.0.as_str();
        let inner = text.find('(').map_or("", |open| {
            let inside = &text[open + 1..];
            &inside[..end_of_args(inside)]
        });
        let mut rest = Some(inner).filter(|inner| !inner.is_empty());
        std::iter::from_fn(move || {
            let text = rest?;
            let comma = comma_outside_quotes(text);
            rest = comma.map(|at| &text[at + 1..]);
            Some(&text[..comma.unwrap_or(text.len())])
        })
    }

    /// Whether it is a MySQL `UNSIGNED` (or `ZEROFILL`, which implies it).
    #[must_use]
    pub fn is_unsigned(&self) -> bool {
        self.words_behind().any(|word| word == "unsigned" || word == "zerofill") || self.base() == "serial"
    }

    /// Whether it is an array: `integer[]`, `integer array[4]`.
    #[must_use]
    pub fn is_array(&self) -> bool {
        let behind = self.0.rfind(')').map_or(self.0.as_str(), |at| &self.0[at + 1..]);
        behind.contains('[') || behind.split_ascii_whitespace().any(|word| word == "array")
    }

    /// The declared length of a character type: 255 of `varchar(255)` and of `varchar2(255 char)`.
    #[must_use]
    pub fn text_length(&self) -> Option<u32> {
        if !self.base().contains("char") && self.base() != "text" {
            return None;
        }
        self.args().next()?.split(' ').next()?.parse().ok()
    }

    /// What kind of values it holds.
    #[must_use]
    pub fn family(&self, engine: Engine) -> TypeFamily {
        if self.is_array() {
            return TypeFamily::Other;
        }
        let base = self.base();
        let base = base.strip_prefix("pg_catalog.").unwrap_or(base);
        let base = base.trim_matches('"');
        match base {
            "number" | "numeric" | "decimal" | "dec" | "fixed" => return self.exact(engine, base),
            "set" if !engine.is_mysql_like() => return TypeFamily::Other,
            "timestamp" | "rowversion" if engine == Engine::SqlServer => return TypeFamily::Binary,
            "bit" if engine == Engine::SqlServer => return TypeFamily::Boolean,
            "real" | "float" | "double" if engine == Engine::Sqlite => return TypeFamily::Float,
            "" => return TypeFamily::Other,
            _ => {}
        }
        match family_of_name(base) {
            TypeFamily::Other if engine == Engine::Sqlite => affinity(base),
            family => family,
        }
    }

    /// Numbers without decimals are whole: `number(10)`, `numeric(10,0)`, but not Oracle's bare `number`.
    fn exact(&self, engine: Engine, base: &str) -> TypeFamily {
        let mut args = self.args();
        let precision = args.next();
        let scale = args.next().and_then(|scale| scale.parse::<i32>().ok());
        let whole = match (precision, scale) {
            (_, Some(scale)) => scale <= 0,
            (Some(_), None) => true,
            // MySQL's bare `decimal` is `decimal(10,0)`; SQL Server's and Oracle's `numeric` has scale 0 too.
            (None, None) => match engine {
                Engine::Mysql | Engine::Mariadb | Engine::SqlServer => true,
                Engine::Oracle => base != "number",
                Engine::Sqlite | Engine::Postgres => false,
            },
        };
        if whole { TypeFamily::Integer } else { TypeFamily::Decimal }
    }

    /// The words behind the name and its arguments.
    fn words_behind(&self) -> impl Iterator<Item = &str> {
        let behind = &self.0[self.base().len()..];
        behind.rfind(')').map_or(behind, |at| &behind[at + 1..]).split_ascii_whitespace()
    }
}

impl std::fmt::Display for DataType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn family_of_name(base: &str) -> TypeFamily {
    match base {
        "int" | "integer" | "int1" | "int2" | "int3" | "int4" | "int8" | "tinyint" | "smallint"
        | "mediumint" | "middleint" | "bigint" | "serial" | "serial2" | "serial4" | "serial8"
        | "bigserial" | "smallserial" | "oid" | "year" | "pls_integer" | "binary_integer" => {
            TypeFamily::Integer
        }
        "money" | "smallmoney" => TypeFamily::Decimal,
        "float" | "float4" | "float8" | "real" | "double" | "double precision" | "binary_float"
        | "binary_double" => TypeFamily::Float,
        "char"
        | "character"
        | "varchar"
        | "character varying"
        | "char varying"
        | "varchar2"
        | "nchar"
        | "nvarchar"
        | "nvarchar2"
        | "national char"
        | "national character"
        | "national varchar"
        | "national character varying"
        | "national char varying"
        | "varcharacter"
        | "bpchar"
        | "text"
        | "ntext"
        | "tinytext"
        | "mediumtext"
        | "longtext"
        | "clob"
        | "nclob"
        | "long"
        | "long varchar"
        | "citext"
        | "public.citext"
        | "name"
        | "sysname" => TypeFamily::Text,
        "uuid" | "uniqueidentifier" => TypeFamily::Uuid,
        "date" | "time" | "timetz" | "timestamp" | "timestamptz" | "datetime" | "datetime2"
        | "smalldatetime" | "datetimeoffset" => TypeFamily::DateTime,
        "bool" | "boolean" => TypeFamily::Boolean,
        "binary" | "varbinary" | "blob" | "tinyblob" | "mediumblob" | "longblob" | "bytea" | "raw"
        | "long raw" | "bfile" | "image" | "binary varying" | "long varbinary" => TypeFamily::Binary,
        "enum" | "set" => TypeFamily::Enum,
        _ if base == "interval" || base.starts_with("interval ") => TypeFamily::DateTime,
        _ => TypeFamily::Other,
    }
}

/// SQLite's rules for names that it does not know, in their order.
fn affinity(base: &str) -> TypeFamily {
    let has = |part: &str| base.contains(part);
    if has("int") {
        TypeFamily::Integer
    } else if has("char") || has("clob") || has("text") {
        TypeFamily::Text
    } else if has("blob") {
        TypeFamily::Binary
    } else if has("real") || has("floa") || has("doub") {
        TypeFamily::Float
    } else {
        TypeFamily::Decimal
    }
}

/// Where the arguments end that begin `text`.
fn end_of_args(text: &str) -> usize {
    outside_quotes(text, |c, depth| c == ')' && depth == 0).unwrap_or(text.len())
}

fn comma_outside_quotes(text: &str) -> Option<usize> {
    outside_quotes(text, |c, depth| c == ',' && depth == 0)
}

fn outside_quotes(text: &str, found: impl Fn(char, usize) -> bool) -> Option<usize> {
    let mut quoted = None;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match quoted {
            Some(quote) if c == quote => quoted = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => quoted = Some(c),
            None if found(c, depth) => return Some(at),
            None if c == '(' => depth += 1,
            None if c == ')' => depth = depth.saturating_sub(1),
            None => {}
        }
    }
    None
}

/// Lower case outside quotes, single blanks, none before or within parentheses and around commas.
fn normalise(text: &str) -> SmolStr {
    if is_normal(text) {
        return SmolStr::new(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut quoted: Option<char> = None;
    let mut blank = false;
    for c in text.chars() {
        if let Some(quote) = quoted {
            out.push(c);
            if c == quote {
                quoted = None;
            }
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let tight =
            matches!(c, '(' | ')' | ',' | '[' | ']') || out.ends_with(['(', ',', '[']) || out.is_empty();
        if blank && !tight || out.ends_with(')') && c.is_alphanumeric() {
            out.push(' ');
        }
        blank = false;
        match c {
            '\'' | '"' | '`' => {
                quoted = Some(c);
                out.push(c);
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    SmolStr::new(out)
}

/// Most types are written as they are kept: words with single blanks between them, perhaps with numbers in
/// parentheses at their end.
fn is_normal(text: &str) -> bool {
    let (name, arguments) = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((name, arguments)) => (name, arguments),
        None => (text, ""),
    };
    let mut last = b' ';
    let words = name.bytes().all(|byte| {
        let before = std::mem::replace(&mut last, byte);
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b' ' && before != b' '
    });
    words
        && (last != b' ' || name.is_empty())
        && arguments.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(engine: Engine, text: &str) -> TypeFamily {
        DataType::parse(text).family(engine)
    }

    #[test]
    fn text_is_kept_in_one_form_and_literals_as_they_are() {
        let parse = |text| DataType::parse(text).0.to_string();
        assert_eq!(parse("  Character  VARYING ( 255 ) "), "character varying(255)");
        assert_eq!(parse("INT(10)UNSIGNED"), "int(10) unsigned");
        assert_eq!(parse("ENUM( 'a b' , 'B,''c' )"), "enum('a b','B,''c')");
        assert_eq!(parse("NUMERIC(10 , 2) [ ]"), "numeric(10,2)[]");
        assert_eq!(parse("\"MyType\""), "\"MyType\"");
        assert_eq!(parse("TIMESTAMP (6) WITH TIME ZONE"), "timestamp(6) with time zone");
        assert_eq!(parse("varchar(20)"), "varchar(20)");
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for text in ["VARCHAR2 (20  CHAR)", "enum ('(', ')')", "double  precision", "int [3] [4]", ""] {
            let once = DataType::parse(text);
            assert_eq!(DataType::parse(&once.0), once);
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let parsed = DataType::parse("DECIMAL(10,2) UNSIGNED ZEROFILL");
        assert_eq!((parsed.base(), parsed.args().collect::<Vec<_>>()), ("decimal", vec!["10", "2"]));
        assert!(parsed.is_unsigned());
        assert!(!DataType::parse("int").is_unsigned());
        assert_eq!(
            DataType::parse("enum('a,b','unsigned)')").args().collect::<Vec<_>>(),
            ["'a,b'", "'unsigned)'"]
        );
        assert!(!DataType::parse("enum('a[','unsigned')").is_array());
        assert_eq!(DataType::parse("timestamp with time zone").base(), "timestamp");
        assert_eq!(DataType::parse("varchar(20) character set utf8mb4").base(), "varchar");
        assert_eq!(DataType::parse("varchar2(20 char)").text_length(), Some(20));
        assert_eq!(DataType::parse("nvarchar(max)").text_length(), None);
        assert_eq!(DataType::parse("int(11)").text_length(), None);
        assert!(DataType::parse("text[]").is_array() && DataType::parse("integer array").is_array());
    }

    #[test]
    fn families_follow_each_engine() {
        use Engine::*;
        use TypeFamily::*;
        for name in ["int2", "int4", "int8", "bigserial", "numeric(10,0)"] {
            assert_eq!(family(Postgres, name), Integer, "{name}");
        }
        assert_eq!(family(Postgres, "numeric"), Decimal);
        assert_eq!(family(Postgres, "citext"), Text);
        assert_eq!(family(Postgres, "bpchar(3)"), Text);
        assert_eq!(family(Postgres, "int[]"), Other);
        assert_eq!(family(Postgres, "order_status"), Other);
        assert_eq!(family(Postgres, "timestamp(3) with time zone"), DateTime);
        assert_eq!(family(Oracle, "number(10,0)"), Integer);
        assert_eq!(family(Oracle, "number(10)"), Integer);
        assert_eq!(family(Oracle, "number(10,2)"), Decimal);
        assert_eq!(family(Oracle, "number"), Decimal);
        assert_eq!(family(Oracle, "varchar2(20 byte)"), Text);
        assert_eq!(family(Oracle, "raw(16)"), Binary);
        assert_eq!(family(Mysql, "tinyint(1)"), Integer);
        assert_eq!(family(Mysql, "set('a','b')"), Enum);
        assert_eq!(family(Mysql, "int(10) unsigned zerofill"), Integer);
        assert_eq!(family(SqlServer, "uniqueidentifier"), Uuid);
        assert_eq!(family(SqlServer, "rowversion"), Binary);
        assert_eq!(family(Sqlite, "unsigned big int"), Integer);
        assert_eq!(family(Sqlite, "native character(70)"), Text);
        assert_eq!(family(Sqlite, "stringy"), Decimal);
        assert_eq!(family(Sqlite, ""), Other);
    }
}

//! Values for columns: the n-th of a type, as a literal of the engine.

use fklint_catalog::write::row::string_literal;
use fklint_catalog::{Column, Engine, TypeFamily};

/// The `n`-th value of the column's type, from 1 on; `None` for a type whose values are not known. Values of one type
/// differ as far as the type has so many.
pub(super) fn literal(engine: Engine, column: &Column, n: u32) -> Option<String> {
    let data_type = &column.data_type;
    let text = |text: String| Some(string_literal(engine, &text));
    if data_type.is_array() {
        return text(format!("{{{n}}}"));
    }
    if engine.is_mysql_like() && data_type.base() == "bit" {
        return Some((n % 2).to_string());
    }
    match data_type.family(engine) {
        TypeFamily::Integer if data_type.base() == "year" => Some((2000 + n % 100).to_string()),
        TypeFamily::Integer | TypeFamily::Float => Some(n.to_string()),
        TypeFamily::Decimal => Some(decimal(column, n)),
        TypeFamily::Text => text(characters(data_type.text_length(), n)),
        TypeFamily::Uuid => text(format!("00000000-0000-4000-8000-{n:012}")),
        TypeFamily::DateTime => text(moment(data_type.base(), n)),
        TypeFamily::Boolean if engine == Engine::Postgres => {
            Some(if n % 2 == 1 { "TRUE" } else { "FALSE" }.to_owned())
        }
        TypeFamily::Boolean => Some((n % 2).to_string()),
        TypeFamily::Binary => Some(bytes(engine, column, n)),
        TypeFamily::Enum => {
            let labels: Vec<&str> = data_type.args().collect();
            nth(&labels, n).map(|label| (*label).to_owned())
        }
        TypeFamily::Other => other(engine, data_type.base(), n).and_then(text),
    }
}

fn nth<T>(labels: &[T], n: u32) -> Option<&T> {
    let at = usize::try_from(n.saturating_sub(1)).ok()?.checked_rem(labels.len())?;
    labels.get(at)
}

/// A number that fits: `decimal(3,2)` has one digit before the point.
fn decimal(column: &Column, n: u32) -> String {
    let mut args = column.data_type.args().map(|arg| arg.parse::<i32>().unwrap_or(0));
    let (precision, scale) = (args.next().unwrap_or(10), args.next().unwrap_or(0));
    let digits = i32::try_from(n.to_string().len()).unwrap_or(i32::MAX);
    if precision - scale >= digits || scale <= 0 {
        return n.to_string();
    }
    let width = usize::try_from(scale).unwrap_or_default();
    let fraction = format!("{n:0width$}");
    format!("0.{}", &fraction[fraction.len().saturating_sub(width)..])
}

fn characters(length: Option<u32>, n: u32) -> String {
    let letter = char::from(b'a' + u8::try_from(n % 26).unwrap_or_default());
    match length {
        Some(1) => letter.to_string(),
        Some(2) => format!("{letter}{}", n % 10),
        _ => format!("r{n}"),
    }
}

fn moment(base: &str, n: u32) -> String {
    let (minute, second) = (n / 60 % 60, n % 60);
    if base.starts_with("date") && !base.starts_with("datetime") {
        format!("2001-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1)
    } else if base == "year" {
        (2000 + n % 100).to_string()
    } else if base.starts_with("interval") {
        format!("{n} days")
    } else if base.starts_with("time") && !base.starts_with("timestamp") {
        format!("00:{minute:02}:{second:02}")
    } else {
        format!("2001-01-01 00:{minute:02}:{second:02}")
    }
}

fn bytes(engine: Engine, column: &Column, n: u32) -> String {
    let base = column.data_type.base();
    if base.starts_with("bit") && engine == Engine::Postgres {
        let width = column.data_type.args().next().and_then(|arg| arg.parse().ok()).unwrap_or(1);
        let bits = format!("{n:0width$b}");
        return format!("B'{}'", &bits[bits.len() - width..]);
    }
    match engine {
        Engine::Postgres => format!("'\\x{n:08x}'"),
        _ if column
            .data_type
            .args()
            .next()
            .is_some_and(|arg| arg.parse::<u32>().is_ok_and(|arg| arg < 4)) =>
        {
            format!("x'{:02x}'", n % 256)
        }
        _ => format!("x'{n:08x}'"),
    }
}

/// Types that only some engines have.
fn other(engine: Engine, base: &str, n: u32) -> Option<String> {
    let base = base.strip_prefix("pg_catalog.").unwrap_or(base);
    Some(match base {
        "" if engine == Engine::Sqlite => n.to_string(),
        "json" | "jsonb" => format!("[{n}]"),
        "inet" | "inet4" => format!("10.0.0.{}", n % 250 + 1),
        "inet6" => format!("fd00::{n:x}"),
        "cidr" => format!("10.0.{}.0/24", n % 250),
        "macaddr" => format!("08:00:2b:01:02:{:02x}", n % 256),
        "tsvector" | "tsquery" | "citext" | "name" | "ltree" | "\"char\"" | "xml" => format!("r{n}"),
        "money" | "oid" | "xid" => n.to_string(),
        "point" => format!("({n},{n})"),
        "bit" | "bit varying" | "varbit" => "1".to_owned(),
        "int4range" | "int8range" | "numrange" => format!("[{n},{n}]"),
        "daterange" => format!("[2001-01-01,2001-02-{:02})", n % 28 + 1),
        "tsrange" | "tstzrange" => format!("[2001-01-01 00:00,2001-01-02 00:{:02})", n % 60),
        "bool" if engine == Engine::Postgres => (n % 2).to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use fklint_catalog::{DataType, Ident, NameKind, Quoting};

    use super::*;

    #[test]
    fn values_fit_their_types() {
        for (engine, data_type, n, expected) in [
            (Engine::Postgres, "integer", 7, "7"),
            (Engine::Mysql, "decimal(3,2)", 12, "0.12"),
            (Engine::Mysql, "decimal(10,2)", 12, "12"),
            (Engine::Postgres, "character(1)", 3, "'d'"),
            (Engine::Postgres, "varchar(40)", 3, "'r3'"),
            (Engine::Mysql, "enum('a','b')", 3, "'a'"),
            (Engine::Postgres, "date", 30, "'2001-02-03'"),
            (Engine::Postgres, "timestamp with time zone", 61, "'2001-01-01 00:01:01'"),
            (Engine::Postgres, "integer[]", 2, "'{2}'"),
            (Engine::Postgres, "bytea", 255, "'\\x000000ff'"),
            (Engine::Mysql, "binary(2)", 255, "x'ff'"),
            (Engine::Sqlite, "", 4, "'4'"),
            (Engine::Postgres, "boolean", 2, "FALSE"),
            (Engine::Mysql, "bit(1)", 3, "1"),
        ] {
            let name = Ident::new(engine, NameKind::Column, "c", Quoting::Bare);
            let column = Column::new(name, DataType::parse(data_type));
            assert_eq!(literal(engine, &column, n).as_deref(), Some(expected), "{data_type}");
        }
    }
}

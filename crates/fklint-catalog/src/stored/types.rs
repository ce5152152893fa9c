//! Types as the dictionary names them.

use crate::{DataType, Engine};

/// The engine's own name of a type.
pub(crate) fn data_type(engine: Engine, written: &DataType) -> DataType {
    match engine {
        Engine::Postgres => postgres(written),
        Engine::Mysql | Engine::Mariadb => mysql(engine, written),
        Engine::Sqlite | Engine::Oracle | Engine::SqlServer => written.clone(),
    }
}

/// `format_type` of PostgreSQL: `int4` is `integer`, `varchar(5)` is `character varying(5)`, `char` is `character(1)`,
/// `timestamp(3)` is `timestamp(3) without time zone`, `float(20)` is `real`, every array is `integer[]` whatever its
/// size and dimensions. Tried with 51 types on 15.18.
fn postgres(written: &DataType) -> DataType {
    let text = written.as_str();
    let text = ["pg_catalog.", "public.", "\"public\"."]
        .iter()
        .find_map(|schema| text.strip_prefix(schema))
        .unwrap_or(text);
    let written = &DataType(text.into());
    if written.is_array() {
        let end = text.find('[').into_iter().chain(text.rfind(" array")).min().unwrap_or(text.len());
        return DataType(format!("{}[]", postgres(&DataType(text[..end].trim_end().into()))).into());
    }
    let args = args(written);
    let zoned = text.contains("with time zone");
    let precise = |name: &str, zoned: bool| {
        let zone = if zoned { "with" } else { "without" };
        format!("{name}{args} {zone} time zone")
    };
    let sized = |name: &str| if args.is_empty() { format!("{name}(1)") } else { format!("{name}{args}") };
    let plain = match written.base() {
        "int" | "int4" | "integer" => "integer".to_owned(),
        "int8" | "bigint" => "bigint".to_owned(),
        "int2" | "smallint" => "smallint".to_owned(),
        "bool" | "boolean" => "boolean".to_owned(),
        "float4" | "real" => "real".to_owned(),
        "float8" | "double precision" => "double precision".to_owned(),
        "float" => {
            let real =
                written.args().next().and_then(|bits| bits.parse::<u8>().ok()).is_some_and(|bits| bits < 25);
            if real { "real".to_owned() } else { "double precision".to_owned() }
        }
        "decimal" | "dec" | "numeric" => decimal("numeric", written, ""),
        "varchar"
        | "char varying"
        | "character varying"
        | "national character varying"
        | "national char varying"
        | "nchar varying" => format!("character varying{args}"),
        "char" | "character" | "nchar" | "national character" | "national char" => sized("character"),
        "bpchar" if !args.is_empty() => format!("character{args}"),
        "bit" => sized("bit"),
        "varbit" | "bit varying" => format!("bit varying{args}"),
        "timestamp" => precise("timestamp", zoned),
        "timestamptz" => precise("timestamp", true),
        "time" => precise("time", zoned),
        "timetz" => precise("time", true),
        // A quoted name that needs no quotes; `"char"` is a type of its own.
        quoted if quoted.starts_with('"') && quoted != "\"char\"" => {
            let name = quoted.trim_matches('"');
            let bare = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '_';
            if name.chars().all(bare) { format!("{name}{args}") } else { text.to_owned() }
        }
        _ => text.to_owned(),
    };
    DataType(plain.into())
}

/// `SHOW CREATE TABLE` of MySQL and MariaDB: `integer` is `int`, `bool` is `tinyint(1)`, `dec` is `decimal(10,0)`,
/// `real` is `double`, `char` is `char(1)`. Display widths say nothing: MySQL drops them since 8.0.19, MariaDB adds
/// them (`int(11)`), so they go but for `tinyint(1)` and ZEROFILL, where both keep them. Tried with 44 types on 9.7.4
/// and 10.11.19.
fn mysql(engine: Engine, written: &DataType) -> DataType {
    let text = written.as_str();
    let args = args(written);
    let behind = [" unsigned", " zerofill"].into_iter().filter(|word| text.contains(word));
    let mut signs: String = behind.collect();
    if signs == " zerofill" {
        signs = " unsigned zerofill".to_owned();
    }
    let whole = |name: &str| match args.as_str() {
        "(1)" if name == "tinyint" && signs.is_empty() => "tinyint(1)".to_owned(),
        args if signs.contains("zerofill") => format!("{name}{args}{signs}"),
        _ => format!("{name}{signs}"),
    };
    let sized = |name: &str| if args.is_empty() { format!("{name}(1)") } else { format!("{name}{args}") };
    let plain = match written.base() {
        "int" | "integer" | "int4" => whole("int"),
        "tinyint" | "int1" => whole("tinyint"),
        "smallint" | "int2" => whole("smallint"),
        "mediumint" | "middleint" | "int3" => whole("mediumint"),
        "bigint" | "int8" => whole("bigint"),
        "bool" | "boolean" => "tinyint(1)".to_owned(),
        "decimal" | "dec" | "numeric" | "fixed" => decimal("decimal", written, "(10,0)") + &signs,
        "real" | "double" | "double precision" | "float8" => format!("double{args}{signs}"),
        "float4" => format!("float{signs}"),
        "float" if !args.contains(',') => {
            let bits = written.args().next().and_then(|bits| bits.parse::<u8>().ok());
            format!("{}{signs}", if bits.is_some_and(|bits| bits > 24) { "double" } else { "float" })
        }
        "char byte" => sized("binary"),
        "char" | "character" | "nchar" | "national char" | "national character" => sized("char"),
        "varchar"
        | "character varying"
        | "char varying"
        | "varcharacter"
        | "nvarchar"
        | "national varchar"
        | "national varcharacter"
        | "national char varying"
        | "national character varying"
        | "nchar varchar"
        | "nchar varying" => format!("varchar{args}"),
        "bit" => sized("bit"),
        "binary" => sized("binary"),
        "year" => "year".to_owned(),
        "datetime" | "timestamp" | "time" if args == "(0)" => written.base().to_owned(),
        "long" | "long varchar" => "mediumtext".to_owned(),
        "long varbinary" => "mediumblob".to_owned(),
        "json" if engine == Engine::Mariadb => "longtext".to_owned(),
        "text" | "blob" | "tinytext" | "mediumtext" | "longtext" => format!("{}{args}", written.base()),
        // A word in double quotes is a string.
        "enum" | "set" if text.contains('"') => in_single_quotes(text),
        _ => text.to_owned(),
    };
    DataType(plain.into())
}

/// What MySQL and MariaDB make of text whose character set is `binary`: `varchar(5)` is `varbinary(5)`, `text` is `blob`.
/// ENUM and SET stay what they are.
pub(super) fn of_bytes(written: &DataType) -> DataType {
    let plain = mysql(Engine::Mysql, written);
    let text = plain.as_str();
    if text.starts_with("char(") || text.starts_with("varchar(") {
        return DataType(text.replacen("char", "binary", 1).into());
    }
    if text.ends_with("text") { DataType(text.replacen("text", "blob", 1).into()) } else { plain }
}

/// Whether a type of MySQL is one of the national character set's, `utf8mb3`.
pub(super) fn is_national(written: &DataType) -> bool {
    let base = written.base();
    base.starts_with("national ") || base.starts_with("nchar") || base == "nvarchar"
}

/// `enum("it's",'b')` is `enum('it\'\'s','b')`.
fn in_single_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match quoted {
            Some('"') if c == '"' && chars.next_if_eq(&'"').is_some() => out.push('"'),
            Some('"') if c == '\'' => out.push_str("''"),
            Some(quote) if c == quote => {
                quoted = None;
                out.push('\'');
            }
            None if matches!(c, '"' | '\'') => {
                quoted = Some(c);
                out.push('\'');
            }
            _ => out.push(c),
        }
    }
    out
}

/// `(10,2)` as it stands.
fn args(written: &DataType) -> String {
    let args: Vec<&str> = written.args().collect();
    if args.is_empty() { String::new() } else { format!("({})", args.join(",")) }
}

/// A scale that is left out is 0.
fn decimal(name: &str, written: &DataType, default: &str) -> String {
    match written.args().collect::<Vec<_>>().as_slice() {
        [] => format!("{name}{default}"),
        [precision] => format!("{name}({precision},0)"),
        _ => format!("{name}{}", args(written)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(engine: Engine, pairs: &[(&str, &str)]) {
        for (written, want) in pairs {
            let once = data_type(engine, &DataType::parse(written));
            assert_eq!(once.as_str(), *want, "{written}");
            assert_eq!(data_type(engine, &once), once, "twice: {written}");
        }
    }

    #[test]
    fn postgres_names_types_in_full() {
        all(
            Engine::Postgres,
            &[
                ("int4", "integer"),
                ("timestamptz(3)", "timestamp(3) with time zone"),
                ("timestamp(3)", "timestamp(3) without time zone"),
                ("time(2) with time zone", "time(2) with time zone"),
                ("decimal(5)", "numeric(5,0)"),
                ("numeric", "numeric"),
                ("float", "double precision"),
                ("float(20)", "real"),
                ("char", "character(1)"),
                ("\"char\"", "\"char\""),
                ("bpchar", "bpchar"),
                ("varchar", "character varying"),
                ("int array", "integer[]"),
                ("int[][]", "integer[]"),
                ("varchar(5)[]", "character varying(5)[]"),
                ("integer array[4]", "integer[]"),
                ("public.\"mood\"", "mood"),
                ("\"public\".\"Mood\"", "\"Mood\""),
                ("\"My Type\"", "\"My Type\""),
                ("interval year to month", "interval year to month"),
                ("national character varying(3)", "character varying(3)"),
                ("varbit(4)", "bit varying(4)"),
            ],
        );
    }

    #[test]
    fn mysql_and_mariadb_agree_on_all_but_json() {
        for engine in [Engine::Mysql, Engine::Mariadb] {
            all(
                engine,
                &[
                    ("INTEGER", "int"),
                    ("int(11)", "int"),
                    ("bigint(20) unsigned", "bigint unsigned"),
                    ("tinyint(1)", "tinyint(1)"),
                    ("tinyint(4)", "tinyint"),
                    ("bool", "tinyint(1)"),
                    ("mediumint(9) zerofill", "mediumint(9) unsigned zerofill"),
                    ("dec", "decimal(10,0)"),
                    ("numeric(5)", "decimal(5,0)"),
                    ("fixed(4,1)", "decimal(4,1)"),
                    ("float(53)", "double"),
                    ("float(24)", "float"),
                    ("real", "double"),
                    ("nchar(5)", "char(5)"),
                    ("year(4)", "year"),
                    ("long varchar", "mediumtext"),
                    ("char byte", "binary(1)"),
                    ("datetime(0)", "datetime"),
                    ("enum('a','B')", "enum('a','B')"),
                    ("enum(\"it's\",'b','\"','c''d')", "enum('it''s','b','\"','c''d')"),
                ],
            );
        }
        for (written, want) in [
            ("varchar(5)", "varbinary(5)"),
            ("char", "binary(1)"),
            ("nchar(3)", "binary(3)"),
            ("mediumtext", "mediumblob"),
            ("enum('char(')", "enum('char(')"),
        ] {
            assert_eq!(of_bytes(&DataType::parse(written)).as_str(), want);
        }
        all(Engine::Mariadb, &[("json", "longtext")]);
        all(Engine::Mysql, &[("json", "json")]);
    }
}

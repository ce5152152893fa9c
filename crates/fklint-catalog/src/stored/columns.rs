//! Columns as the dictionary has them.

use super::{Known, expression, types};
use crate::{Check, Engine, Expression, Generator, Ident, Table, TypeFamily};

/// A primary key makes its columns NOT NULL on PostgreSQL, MySQL and MariaDB, and on SQLite in a table without rowid;
/// so do serial and identity (15.18, 9.7.4, 10.11.19).
pub(super) fn never_null(known: &Known<'_>, table: &mut Table) {
    let by_key = match known.engine {
        Engine::Postgres | Engine::Mysql | Engine::Mariadb | Engine::Oracle => true,
        Engine::Sqlite => table.without_rowid,
        Engine::SqlServer => false,
    };
    let primary: Vec<Ident> =
        table.primary_key().map_or_else(Vec::new, |key| key.columns().cloned().collect());
    for column in &mut table.columns {
        let sequence = matches!(
            column.generator,
            Some(Generator::Serial | Generator::IdentityAlways | Generator::IdentityByDefault)
        );
        let increments = known.engine.is_mysql_like() && column.generator == Some(Generator::AutoIncrement);
        column.not_null |= sequence && known.engine == Engine::Postgres
            || increments
            || by_key && primary.contains(&column.name);
    }
}

/// JSON is LONGTEXT with a CHECK on MariaDB (10.11.19).
pub(super) fn json_is_text_with_a_check(known: &Known<'_>, table: &mut Table) {
    if known.engine != Engine::Mariadb {
        return;
    }
    let json: Vec<Ident> = table
        .columns
        .iter()
        .filter(|column| column.data_type.base() == "json")
        .map(|column| column.name.clone())
        .collect();
    for name in json {
        let text = format!("json_valid(`{name}`)");
        if let Some(column) = table.columns.iter_mut().find(|column| column.name == name) {
            column.data_type = crate::DataType("longtext".into());
            column.charset = Some("utf8mb4".into());
            column.collation = Some("utf8mb4_bin".into());
        }
        table.checks.push(Check { name: None, expression: Expression { text: text.into(), columns: None } });
    }
}

/// Every type by the engine's own name.
pub(super) fn types(known: &Known<'_>, table: &mut Table) {
    for column in &mut table.columns {
        column.data_type = types::data_type(known.engine, &column.data_type);
    }
}

/// A default of NULL is none. A default of a serial column is its sequence, which the generator says. Numbers and
/// booleans are printed as what they are, not as they were written: MySQL quotes them (`'0'`), MariaDB does not,
/// PostgreSQL makes `false` of `'f'`, both of the former make 1 of `true` (15.18, 9.7.4, 10.11.19). A literal for TEXT or
/// BLOB, where it is no error, is none on MySQL (9.7.4).
pub(super) fn defaults(known: &Known<'_>, table: &mut Table) {
    let engine = known.engine;
    for column in &mut table.columns {
        let family = column.data_type.family(engine);
        let normal = |text: &str| expression::normal(text, engine, &|_| false);
        column.on_update = column.on_update.as_deref().map(|text| normal(text).into());
        let Some(text) = column.default.take() else { continue };
        let was_literal = text.starts_with(['\'', '"']);
        let text = normal(&text);
        let sequence = column.generator == Some(Generator::Serial) && text.starts_with("nextval(");
        let is_long = known.engine == Engine::Mysql
            && ["text", "blob"].iter().any(|name| column.data_type.base().ends_with(name));
        if text == "null" || sequence || is_long && was_literal {
            continue;
        }
        let is_padded = engine.is_mysql_like() && column.data_type.base() == "binary";
        let text = if is_padded { unpadded(text) } else { text };
        column.default = Some(plain(engine, family, text).into());
    }
}

/// A default of BINARY is as long as its column: MariaDB gives the bytes of zero that fill it (10.11.19, and since 11.8.9
/// as `0x00`), MySQL does not (9.7.4).
fn unpadded(text: String) -> String {
    if let Some(inner) = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        return format!("'{}'", inner.trim_end_matches('\0'));
    }
    let Some(mut digits) = text.strip_prefix("0x") else { return text };
    while let Some(shorter) = digits.strip_suffix("00") {
        digits = shorter;
    }
    if digits.is_empty() { "''".to_owned() } else { format!("0x{digits}") }
}

fn plain(engine: Engine, family: TypeFamily, text: String) -> String {
    let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    let word = inner.unwrap_or(&text);
    match family {
        TypeFamily::Integer | TypeFamily::Decimal | TypeFamily::Float if engine != Engine::Sqlite => {
            match word {
                "true" if engine.is_mysql_like() => "1".to_owned(),
                "false" if engine.is_mysql_like() => "0".to_owned(),
                word if word.parse::<f64>().is_ok() => expression::normal(word, engine, &|_| false),
                _ => text,
            }
        }
        TypeFamily::Boolean if engine == Engine::Postgres => match word.to_lowercase().as_str() {
            "t" | "true" | "y" | "yes" | "on" | "1" => "true".to_owned(),
            "f" | "false" | "n" | "no" | "off" | "0" => "false".to_owned(),
            _ => text,
        },
        _ => text,
    }
}

//! Character sets and collations of MySQL and MariaDB as they take effect.

use smol_str::{SmolStr, format_smolstr};

use super::{Known, types};
use crate::{Catalog, Column, DataType, Engine, Table, TableKind, TypeFamily, Version};

/// Every column of text has a character set and a collation: its own, or the table's, or the database's, each with
/// the other by default; no other column has one. `utf8` is `utf8mb3`; the national types are `utf8mb3`; `BINARY`
/// behind a type is the set's binary collation. Text of the character set `binary` is bytes (9.7.4, 10.11.19, 11.8.9).
pub(super) fn effective(known: &Known<'_>, table: &mut Table) {
    if !known.engine.is_mysql_like() || table.kind == TableKind::View {
        return;
    }
    let (charset, collation) = of_table(known.catalog, table);
    for column in &mut table.columns {
        let behind = column.data_type.as_str().strip_suffix(" binary").map(|text| DataType(text.into()));
        let family = behind.as_ref().unwrap_or(&column.data_type).family(known.engine);
        if !matches!(family, TypeFamily::Text | TypeFamily::Enum) {
            column.charset = None;
            column.collation = None;
            continue;
        }
        let (own_charset, own_collation) = of_column(known.catalog, column, (&charset, &collation));
        if let Some(data_type) = behind {
            column.data_type = data_type;
        }
        if own_charset == "binary" {
            column.data_type = types::of_bytes(&column.data_type);
            column.charset = None;
            column.collation = None;
            continue;
        }
        column.collation = Some(own_collation).filter(|name| !name.is_empty());
        column.charset = Some(own_charset).filter(|name| !name.is_empty());
    }
    table.charset = Some(charset).filter(|name| !name.is_empty());
    table.collation = Some(collation).filter(|name| !name.is_empty());
}

/// The collation of two columns of text that are compared; `None` where it is not known, or where they have two.
#[must_use]
pub fn common_collation(
    catalog: &Catalog,
    left: (&Table, &Column),
    right: (&Table, &Column),
) -> Option<SmolStr> {
    let [left, right] = [left, right].map(|(table, column)| {
        let (charset, collation) = of_table(catalog, table);
        of_column(catalog, column, (&charset, &collation)).1
    });
    Some(left).filter(|name| *name == right && !name.is_empty())
}

/// The default character set and collation of a table, or the database's; empty where neither is known.
fn of_table(catalog: &Catalog, table: &Table) -> (SmolStr, SmolStr) {
    pair(catalog, table.charset.clone(), table.collation.clone())
        .or_else(|| pair(catalog, Some(catalog.settings.charset.clone()?), None))
        .unwrap_or_default()
}

/// Those of a column of text, in a table with these.
fn of_column(catalog: &Catalog, column: &Column, table: (&SmolStr, &SmolStr)) -> (SmolStr, SmolStr) {
    let behind = column.data_type.as_str().strip_suffix(" binary").map(|text| DataType(text.into()));
    let charset = if types::is_national(behind.as_ref().unwrap_or(&column.data_type)) {
        Some("utf8mb3".into())
    } else {
        column.charset.clone()
    };
    let own = pair(catalog, charset, column.collation.clone());
    let (charset, collation) = own.unwrap_or_else(|| (table.0.clone(), table.1.clone()));
    let is_binary = behind.is_some() && !matches!(charset.as_str(), "" | "binary");
    let collation = if is_binary { format_smolstr!("{charset}_bin") } else { collation };
    (charset, collation)
}

/// A character set and a collation from what was said of the two; `None` where nothing was.
fn pair(
    catalog: &Catalog,
    charset: Option<SmolStr>,
    collation: Option<SmolStr>,
) -> Option<(SmolStr, SmolStr)> {
    let charset = charset.map(|name| named(&name));
    let collation = collation.map(|name| match name.strip_prefix("utf8_") {
        Some(rest) => format_smolstr!("utf8mb3_{rest}"),
        None => name,
    });
    match (charset, collation) {
        (None, None) => None,
        (Some(charset), None) => {
            let collation = default_collation(catalog, &charset);
            Some((charset, collation))
        }
        (None, Some(collation)) => {
            let charset = collation.split('_').next().unwrap_or_default().into();
            Some((charset, collation))
        }
        (Some(charset), Some(collation)) => Some((charset, collation)),
    }
}

fn named(charset: &str) -> SmolStr {
    if charset == "utf8" { "utf8mb3".into() } else { charset.into() }
}

/// The collation of a character set that comes without one. That of `utf8mb4` is `utf8mb4_0900_ai_ci` since MySQL 8.0
/// (9.7.4) and `utf8mb4_uca1400_ai_ci` since MariaDB 11.5, with those of the other Unicode sets (11.8.9); it is
/// `utf8mb4_general_ci` before (10.11.19).
fn default_collation(catalog: &Catalog, charset: &str) -> SmolStr {
    let version = catalog.effective_version();
    let unicode = matches!(charset, "utf8mb3" | "utf8mb4" | "ucs2" | "utf16" | "utf32");
    match charset {
        "utf8mb4" if catalog.engine == Engine::Mysql && version >= Version::new(8, 0, 0) => {
            "utf8mb4_0900_ai_ci".into()
        }
        _ if unicode && catalog.engine == Engine::Mariadb && version >= Version::new(11, 5, 0) => {
            format_smolstr!("{charset}_uca1400_ai_ci")
        }
        "binary" => "binary".into(),
        "latin1" => "latin1_swedish_ci".into(),
        "big5" | "gb2312" | "gbk" | "euckr" | "sjis" | "ujis" | "gb18030" => {
            let language = match charset {
                "euckr" => "korean",
                "sjis" | "ujis" => "japanese",
                _ => "chinese",
            };
            format_smolstr!("{charset}_{language}_ci")
        }
        "swe7" => "swe7_swedish_ci".into(),
        "tis620" => "tis620_thai_ci".into(),
        _ => format_smolstr!("{charset}_general_ci"),
    }
}

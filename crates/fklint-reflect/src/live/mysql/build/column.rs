//! Columns, from rows of `COLUMNS`.

use fklint_catalog::{
    Column, DataType, Engine, Generated, Generator, Ident, NameKind, Quoting, RareAttributes,
};
use smol_str::{SmolStr, StrExt};

use super::super::rows::ColumnRow;
use super::text::{mysql_default, of_bytes, peeled, unescaped};
use crate::ddl::expression;

/// A column.
pub(super) fn column(row: &ColumnRow, engine: Engine) -> Column {
    let data_type = DataType::parse(without_comment(&row.data_type));
    let extra = row.extra.to_ascii_lowercase();
    let default = default(row, &data_type, engine);
    let generator = if extra.contains("auto_increment") {
        Some(Generator::AutoIncrement)
    } else {
        default.as_deref().and_then(Generator::of_default)
    };
    let name = Ident::new(engine, NameKind::Column, &row.name, Quoting::Quoted);
    let mut column = Column::new(name, data_type);
    column.not_null = !row.nullable;
    column.default = default;
    column.generator = generator;
    let lower = |text: &Option<String>| text.as_deref().map(StrExt::to_lowercase_smolstr);
    let rare = RareAttributes {
        generated: generated(row, &extra, engine).map(Box::new),
        charset: lower(&row.charset),
        collation: lower(&row.collation),
        on_update: extra.find("on update ").map(|at| SmolStr::new(row.extra[at + 10..].trim())),
        comment: (!row.comment.is_empty()).then(|| SmolStr::new(&row.comment)),
    };
    column.rare = rare.into();
    column
}

/// Whether a column holds the end of a row's life in a table with system versioning: MariaDB adds it to every unique
/// key of the table.
pub(super) fn is_row_end(row: &ColumnRow) -> bool {
    row.generation.eq_ignore_ascii_case("ROW END")
}

/// MariaDB says what only newer versions understand in a comment: `varchar(100) /*M!100301 COMPRESSED*/`.
fn without_comment(data_type: &str) -> &str {
    if !data_type.ends_with("*/") {
        return data_type;
    }
    data_type.rfind(" /*").map_or(data_type, |at| &data_type[..at])
}

/// MariaDB gives a default as SQL, and `NULL` where there is none; MySQL gives its value.
fn default(row: &ColumnRow, data_type: &DataType, engine: Engine) -> Option<SmolStr> {
    let text = row.default.as_deref()?;
    if engine == Engine::Mariadb {
        let hex = text.strip_prefix("x'").and_then(|text| text.strip_suffix('\''));
        return (text != "NULL").then(|| hex.and_then(of_bytes).map_or_else(|| text.into(), SmolStr::from));
    }
    let has_charset = row.charset.as_deref().is_some_and(|charset| charset != "binary");
    Some(mysql_default(text, data_type, has_charset, row.extra.contains("DEFAULT_GENERATED")).into())
}

fn generated(row: &ColumnRow, extra: &str, engine: Engine) -> Option<Generated> {
    let computed = ["virtual", "stored generated", "persistent"].iter().any(|word| extra.contains(word));
    let of_a_row = row.generation.eq_ignore_ascii_case("ROW START") || is_row_end(row);
    if !computed || row.generation.is_empty() || of_a_row {
        return None;
    }
    let text = if engine == Engine::Mariadb { row.generation.clone() } else { unescaped(&row.generation) };
    let text = if engine == Engine::Mariadb { &text } else { peeled(&text) };
    Some(Generated { expression: expression(text, engine), stored: !extra.contains("virtual") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(data_type: &str, default: Option<&str>, extra: &str) -> ColumnRow {
        ColumnRow {
            name: "a".to_owned(),
            data_type: data_type.to_owned(),
            nullable: true,
            default: default.map(str::to_owned),
            extra: extra.to_owned(),
            ..ColumnRow::default()
        }
    }

    #[test]
    fn both_servers_tell_defaults_in_their_way() {
        let default = |engine, default, extra| column(&row("varchar(9)", default, extra), engine).default;
        assert_eq!(default(Engine::Mariadb, Some("'x'"), ""), Some("'x'".into()));
        assert_eq!(default(Engine::Mariadb, Some("NULL"), ""), None);
        assert_eq!(default(Engine::Mariadb, Some("'NULL'"), ""), Some("'NULL'".into()));
        assert_eq!(default(Engine::Mariadb, Some("x'6162'"), ""), Some("'ab'".into()));
        assert_eq!(default(Engine::Mysql, Some("NULL"), ""), Some("'NULL'".into()));
        assert_eq!(default(Engine::Mysql, Some("uuid()"), "DEFAULT_GENERATED"), Some("(uuid())".into()));
        assert_eq!(default(Engine::Mysql, None, ""), None);
    }

    #[test]
    fn extras_are_told_apart() {
        let extra = "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6)";
        let stamped = column(&row("datetime(6)", Some("CURRENT_TIMESTAMP(6)"), extra), Engine::Mysql);
        assert_eq!(stamped.on_update, Some("CURRENT_TIMESTAMP(6)".into()));
        assert_eq!(stamped.generated, None);
        let computed = |extra: &str, expression: &str, engine| {
            let row = ColumnRow { generation: expression.to_owned(), ..row("int", None, extra) };
            column(&row, engine)
                .generated
                .as_ref()
                .map(|made| (made.expression.text.to_string(), made.stored))
        };
        assert_eq!(
            computed("VIRTUAL GENERATED", "(`b` + 1)", Engine::Mysql),
            Some(("`b` + 1".to_owned(), false))
        );
        assert_eq!(
            computed("STORED GENERATED INVISIBLE", "concat('a')", Engine::Mariadb),
            Some(("concat('a')".to_owned(), true))
        );
        assert_eq!(computed("STORED GENERATED", "ROW START", Engine::Mariadb), None);
        assert_eq!(
            column(&row("int", None, "auto_increment"), Engine::Mysql).generator,
            Some(Generator::AutoIncrement)
        );
    }

    #[test]
    fn versioned_comments_are_no_part_of_a_type() {
        let data_type = |text| column(&row(text, None, ""), Engine::Mariadb).data_type;
        assert_eq!(data_type("varchar(100) /*M!100301 COMPRESSED*/").as_str(), "varchar(100)");
        assert_eq!(data_type("enum('a /*b*/')").as_str(), "enum('a /*b*/')");
    }
}

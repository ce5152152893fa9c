//! Why an engine said no: its codes and words, in classes.

use fklint_catalog::Engine;
use fklint_rule::witness::Refusal;

use super::EngineError;

/// The class of an error; `Other` for what is none of a row's or a definition's.
#[must_use]
pub fn refusal(engine: Engine, error: &EngineError) -> Refusal {
    match engine {
        Engine::Sqlite => sqlite(error),
        Engine::Mysql | Engine::Mariadb => mysql(error),
        Engine::Postgres => postgres(error),
        Engine::Oracle | Engine::SqlServer => Refusal::Other,
    }
}

/// SQLite tells constraints apart by extended codes (787: FOREIGN KEY, 1299: NOT NULL …), the rest by words alone.
fn sqlite(error: &EngineError) -> Refusal {
    let said = error.message.to_lowercase();
    let says = |words: &str| said.contains(words);
    match error.code.as_str() {
        // RESTRICT is carried out as a trigger: 1811.
        "787" | "1811" => Refusal::ForeignKey,
        // 20: a rowid alias cannot be NULL, `datatype mismatch`.
        "1299" | "20" => Refusal::NotNull,
        "1555" | "2067" | "2579" => Refusal::Unique,
        "275" => Refusal::Check,
        _ if says("foreign key mismatch") => Refusal::Mismatch,
        // One word for the other: 3.54 says that they are nested too deep.
        _ if says("too many levels of trigger recursion") || says("triggers nested too deep") => {
            Refusal::Depth
        }
        _ if says("no such table") => Refusal::MissingTable,
        _ if says("no such column") || says("has no column") || says("unknown column") => {
            Refusal::MissingColumn
        }
        _ if says("already exists") => Refusal::Name,
        _ if says("number of columns in foreign key")
            || says("should reference only one column")
            || says("cannot update generated column") =>
        {
            Refusal::Definition
        }
        _ if says("syntax error") || says("incomplete input") => Refusal::Syntax,
        _ => Refusal::Other,
    }
}

/// MySQL 9.7 by default checks foreign keys above the storage engine and has codes of its own for that (6124 and
/// later); MariaDB says much with 1005 and an `errno` of InnoDB.
fn mysql(error: &EngineError) -> Refusal {
    let Ok(code) = error.code.parse::<u16>() else { return Refusal::Other };
    let errno_150 = error.message.contains("errno: 150") || error.message.contains("errno: 140");
    // MariaDB refuses the DROP of a parent with a row's 1451, but names no table.
    let names_a_key = error.message.contains('(');
    match code {
        1217 | 1451 if !names_a_key => Refusal::Depended,
        1216 | 1217 | 1451 | 1452 | 1761 | 1762 => Refusal::ForeignKey,
        1048 | 1263 | 1364 | 1138 => Refusal::NotNull,
        1062 | 1586 => Refusal::Unique,
        3819 | 4025 => Refusal::Check,
        // InnoDB's own, as MariaDB passes it on: 152 for an UPDATE, `1296 Got error 193` for a DELETE.
        152 | 3008 => Refusal::Depth,
        1296 if error.message.contains("error 193 ") => Refusal::Depth,
        1146 | 1051 | 1824 => Refusal::MissingTable,
        1054 | 1072 | 3734 => Refusal::MissingColumn,
        3730 | 1553 | 1829 | 1834 => Refusal::Depended,
        // MariaDB's reason for MySQL's 1824: the parent is not there, or of a storage engine that no key can point to.
        1005 if error.message.contains("not found in the data dictionary") => Refusal::MissingTable,
        1005 if error.message.contains(" was not found") => Refusal::MissingColumn,
        1005 if errno_150 => Refusal::Definition,
        1215 | 1239 | 1506 | 1821 | 1822 | 1823 | 1825 | 1830 | 1835 | 3780 | 3781 | 6125 | 1171 | 1901
        | 1075 | 1905 | 3104 | 3733 | 3823 | 1060 | 1170 | 1252 | 3152 | 6134 => Refusal::Definition,
        1064 | 1235 => Refusal::Syntax,
        1059 | 1826 | 1050 | 1061 | 121 => Refusal::Name,
        1005 if error.message.contains("errno: 121") => Refusal::Name,
        _ => Refusal::Other,
    }
}

fn postgres(error: &EngineError) -> Refusal {
    match error.code.as_str() {
        // 23001 is RESTRICT's, from PostgreSQL 18 on.
        "23503" | "23001" => Refusal::ForeignKey,
        "23502" => Refusal::NotNull,
        "23505" => Refusal::Unique,
        "23514" => Refusal::Check,
        "42P01" => Refusal::MissingTable,
        "42703" => Refusal::MissingColumn,
        "2BP01" => Refusal::Depended,
        "42809" | "42830" | "42804" | "42P16" | "42P21" | "42P10" | "0A000" => Refusal::Definition,
        // `invalid ON DELETE action for foreign key constraint containing generated column`
        "42601" if error.message.contains("invalid ON ") => Refusal::Definition,
        "42601" => Refusal::Syntax,
        "42710" | "42P07" | "42622" => Refusal::Name,
        "54001" => Refusal::Depth,
        _ => Refusal::Other,
    }
}

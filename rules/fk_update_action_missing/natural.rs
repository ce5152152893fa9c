//! Which columns hold natural keys, told from their name, type and table: words and lengths, as data.
//!
//! Measured on real schemas: most referenced text columns are UUIDs and other made-up identifiers, a good part of the
//! rest are the codes of lookup tables, and what is left are names and numbers that people give and change.

use fklint_catalog::{Column, Engine, TypeFamily};

/// What the values of a referenced column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nature {
    /// Made up by the engine or the application: never changes.
    Surrogate,
    /// Given by people, and practically never changed: codes of ISO, of lookup tables, calendar days.
    Stable,
    /// Given by people, who can change it.
    Natural,
}

/// Last words of column names that say: an identifier without meaning, of whatever type.
#[rustfmt::skip]
const IDENTIFIERS: &[&str] = &[
    "checksum", "cuid", "digest", "fingerprint", "guid", "hash", "id", "identifier", "ids", "key",
    "md5", "nanoid", "objectid", "oid", "pk", "ref", "rowid", "sha", "sha1", "sha256", "sk", "surrogate",
    "token", "uid", "ulid", "uuid",
];

/// Last words of column names that say: given by people. They outweigh the lengths of identifiers.
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "abbr", "abbreviation", "acronym", "alias", "asin", "bic", "callsign", "cd", "code", "domain",
    "ean", "email", "gtin", "handle", "host", "hostname", "iban", "isbn", "isin", "issn", "label", "login",
    "mail", "mobile", "msisdn", "name", "nick", "nickname", "nm", "no", "nr", "num", "number", "path",
    "phone", "plate", "plz", "postcode", "registration", "sku", "slug", "ssn", "symbol", "ticker", "title",
    "upc", "url", "username", "vat", "vin", "zip", "zipcode",
];

/// Among those, what a number inside a composite key also is when it counts lines or versions: not given by people.
const COUNTERS: &[&str] = &["no", "nr", "num", "number"];

/// Words that name what a standards body keeps: withdrawn codes are retired, not renamed.
#[rustfmt::skip]
const STANDARDS: &[&str] = &[
    "country", "currency", "iata", "icao", "iso", "iso2", "iso3", "lang", "language", "locale",
    "timezone", "tz",
];

/// Tables and columns whose few values programs compare with literals: renaming one is a release, not an UPDATE.
#[rustfmt::skip]
const LOOKUPS: &[&str] = &[
    "constant", "enum", "enumeration", "flag", "gender", "kind", "level", "lk", "lkp", "lookup",
    "method", "mode", "outcome", "permission", "phase", "priority", "reason", "result", "role", "severity",
    "state", "status", "type", "value",
];

/// Words at the end of a table's name that say nothing of what it holds.
const FILLERS: &[&str] = &["cd", "code", "dim", "list", "master", "ref", "table", "tbl"];

/// Words of calendars: a day does not become another day.
const CALENDAR: &[&str] = &["calendar", "date", "day", "month", "quarter", "time", "week", "year"];

/// How a referenced column stands in its table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// The engine makes its values without being asked.
    pub(super) rowid: bool,
    /// It is one of several columns of the referenced key.
    pub(super) composite: bool,
    /// It is the whole primary key.
    pub(super) primary: bool,
}

/// What a referenced column holds.
pub(super) fn nature(engine: Engine, table: &str, column: &Column, standing: Standing) -> Nature {
    let Standing { rowid, composite, primary } = standing;
    if column.generator.is_some() || rowid || has_made_up_default(column) {
        return Nature::Surrogate;
    }
    let words = words(column.name.as_str());
    let last = words.last().map_or("", String::as_str);
    if is_identifier(&words, table) {
        return Nature::Surrogate;
    }
    let given = is_given(last);
    match column.data_type.family(engine) {
        TypeFamily::Uuid | TypeFamily::Binary | TypeFamily::Boolean | TypeFamily::Float => Nature::Surrogate,
        // A member of an ENUM is renamed by an ALTER TABLE.
        TypeFamily::Enum => Nature::Stable,
        TypeFamily::Text if is_made_up_text(column, given) => Nature::Surrogate,
        TypeFamily::Text if column.data_type.text_length().is_some_and(|length| length <= 3) => {
            Nature::Stable
        }
        TypeFamily::Other if !given => Nature::Stable,
        // `(order_id, line_no)`: a line keeps its number.
        TypeFamily::Integer if composite && (!given || COUNTERS.contains(&last)) => Nature::Stable,
        // A number of unknown meaning counts where it is the primary key: someone gives it. Two letters say nothing.
        TypeFamily::Integer if !given && (!primary || column.name.as_str().len() <= 2) => Nature::Stable,
        TypeFamily::DateTime if !composite || words.iter().any(|word| word == "at") => Nature::Stable,
        _ if is_stable(table, &words) => Nature::Stable,
        _ => Nature::Natural,
    }
}

fn is_identifier(words: &[String], table: &str) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
    let whole = words.concat();
    IDENTIFIERS.contains(&last.as_str())
        // `id_cliente`, and `idusers` of the table `users`.
        || first == "id"
        || whole.strip_prefix("id").is_some_and(|rest| singular(rest) == singular(&plain(table)))
        // Words that no underscore parts: `actionid`, `suppkey`.
        || !is_given(last) && ["id", "key"].iter().any(|end| last.len() > end.len() + 1 && last.ends_with(end))
}

fn is_given(last: &str) -> bool {
    // Words that no underscore parts: `typename`, `countrycode`.
    GIVEN.contains(&last) || ["name", "code", "email", "number"].iter().any(|end| last.ends_with(end))
}

/// `gen_random_uuid()`, `hex(randomblob(16))`: no person gives such a value.
fn has_made_up_default(column: &Column) -> bool {
    let made_up = |default: &str| {
        let default = default.to_ascii_lowercase();
        ["uuid", "guid", "random", "nanoid", "cuid", "ulid", "nextval"]
            .iter()
            .any(|word| default.contains(word))
    };
    column.default.as_deref().is_some_and(made_up)
}

/// UUIDs with and without dashes; fixed lengths from 20 on are identifiers too (xid, ObjectId, ULID, SHA).
fn is_made_up_text(column: &Column, given: bool) -> bool {
    let fixed = matches!(column.data_type.base(), "char" | "character" | "nchar" | "bpchar");
    match column.data_type.text_length() {
        Some(length) if fixed => length >= 20,
        Some(32 | 36) => !given,
        _ => false,
    }
}

fn is_stable(table: &str, column: &[String]) -> bool {
    let has = |list: &[&str], word: &str| list.contains(&word) || list.contains(&singular(word).as_str());
    let table = words(table);
    let mut telling = table.iter().rev().map(String::as_str).skip_while(|word| has(FILLERS, word));
    let of_table =
        telling.next().is_some_and(|word| has(STANDARDS, word) || has(LOOKUPS, word) || has(CALENDAR, word));
    let of_column = column.iter().any(|word| has(STANDARDS, word));
    let whole = column.len() == 1 && column.iter().any(|word| has(LOOKUPS, word) || has(CALENDAR, word));
    of_table
        || of_column
        || whole
        || table.iter().any(|word| matches!(word.as_str(), "lk" | "lkp" | "lookup" | "enum"))
}

/// The words of a name in lower case: at underscores, blanks and capitals, digits at the end left out.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        let starts = c.is_uppercase() && was_lower;
        if starts || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()));
    words
}

fn plain(name: &str) -> String {
    words(name).concat()
}

fn singular(word: &str) -> String {
    let stem = |end: &str| word.strip_suffix(end).filter(|stem| stem.len() > 2);
    stem("ies")
        .map(|stem| format!("{stem}y"))
        .or_else(|| stem("ses").map(|stem| format!("{stem}s")))
        .or_else(|| stem("s").map(str::to_owned))
        .unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
#[path = "natural_tests.rs"]
mod tests;

//! What one column holds, told from its name, type and table.
//!
//! Measured on real schemas: most referenced text columns are UUIDs and other made-up identifiers, a good part of the
//! rest are the codes of lookup tables, and what is left are names and numbers that people give and change.

use fklint_catalog::{Column, Engine, TypeFamily};

use super::Nature;
use super::vocabulary::{
    CALENDAR, CODE_LENGTH, COUNTERS, FILLERS, GIVEN, GIVEN_ENDS, IDENTIFIER_ENDS, IDENTIFIERS, LOOKUP_MARKS,
    LOOKUPS, MADE_UP_DEFAULTS, MADE_UP_LENGTH, PARTS, SCOPED_PARTS, STANDARDS, UUID_LENGTHS, VERSIONS,
};

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

/// What a referenced column holds, and what tells it, as what follows its name.
pub(super) fn nature(
    engine: Engine,
    table: &str,
    column: &Column,
    standing: Standing,
) -> (Nature, &'static str) {
    use Nature::{Natural, Stable, Surrogate};
    let Standing { rowid, composite, primary } = standing;
    if column.generator.is_some() || rowid {
        return (Surrogate, "is generated");
    }
    if has_made_up_default(column) {
        return (Surrogate, "has a default that makes values up");
    }
    let words = words(column.name.as_str());
    let last = words.last().map_or("", String::as_str);
    if is_identifier(&words, table) {
        return (Surrogate, "is named as an identifier");
    }
    let given = is_given(last);
    match column.data_type.family(engine) {
        TypeFamily::Uuid | TypeFamily::Binary | TypeFamily::Boolean | TypeFamily::Float => {
            (Surrogate, "is of a type that people do not give keys in")
        }
        // A member of an ENUM is renamed by an ALTER TABLE.
        TypeFamily::Enum => (Stable, "is an ENUM"),
        TypeFamily::Text if is_made_up_text(column, given) => (Surrogate, "has the length of an identifier"),
        TypeFamily::Text if column.data_type.text_length().is_some_and(|length| length <= CODE_LENGTH) => {
            (Stable, "is a short code")
        }
        TypeFamily::Other if !given => (Stable, "is of a type that tells nothing"),
        // `(order_id, line_no)`: a line keeps its number.
        TypeFamily::Integer if composite && (!given || COUNTERS.contains(&last)) => {
            (Stable, "counts within its key")
        }
        // A number of unknown meaning counts where it is the primary key: someone gives it. Two letters say nothing.
        TypeFamily::Integer if !given && (!primary || column.name.as_str().len() <= 2) => {
            (Stable, "is a number whose name tells nothing")
        }
        TypeFamily::DateTime if !composite || words.iter().any(|word| word == "at") => {
            (Stable, "is a date or a time")
        }
        _ if is_stable(table, &words) || names_a_part(&words, composite) => {
            (Stable, "is named as what is seldom renamed")
        }
        _ => (Natural, "is given by people"),
    }
}

fn is_identifier(words: &[String], table: &str) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
    let whole = words.concat();
    IDENTIFIERS.contains(&last.as_str())
        // `id_cliente`, and `idusers` of the table `users`.
        || first == "id"
        || whole.strip_prefix("id").is_some_and(|rest| singular(rest) == singular(&plain(table)))
        || !is_given(last) && IDENTIFIER_ENDS.iter().any(|end| last.len() > end.len() + 1 && last.ends_with(end))
}

fn is_given(last: &str) -> bool {
    GIVEN.contains(&last) || GIVEN_ENDS.iter().any(|end| last.ends_with(end))
}

/// `gen_random_uuid()`, `hex(randomblob(16))`: no person gives such a value.
fn has_made_up_default(column: &Column) -> bool {
    let made_up = |default: &str| {
        let default = default.to_ascii_lowercase();
        MADE_UP_DEFAULTS.iter().any(|word| default.contains(word))
    };
    column.default.as_deref().is_some_and(made_up)
}

/// UUIDs and other identifiers, told by their length.
fn is_made_up_text(column: &Column, given: bool) -> bool {
    let fixed = matches!(column.data_type.base(), "char" | "character" | "nchar" | "bpchar");
    match column.data_type.text_length() {
        Some(length) if fixed => length >= MADE_UP_LENGTH,
        Some(length) => UUID_LENGTHS.contains(&length) && !given,
        _ => false,
    }
}

fn is_stable(table: &str, column: &[String]) -> bool {
    let has = |list: &[&str], word: &str| list.contains(&word) || list.contains(&singular(word).as_str());
    let table = words(table);
    let mut telling = table.iter().rev().map(String::as_str).skip_while(|word| has(FILLERS, word));
    let of_table =
        telling.next().is_some_and(|word| has(STANDARDS, word) || has(LOOKUPS, word) || has(CALENDAR, word));
    let of_column = column.iter().any(|word| has(STANDARDS, word) || has(VERSIONS, word));
    let whole = column.len() == 1 && column.iter().any(|word| has(LOOKUPS, word) || has(CALENDAR, word));
    of_table || of_column || whole || table.iter().any(|word| LOOKUP_MARKS.contains(&word.as_str()))
}

/// `view_name`, and `(service_name, cluster_id)`: what a program calls its parts.
fn names_a_part(words: &[String], composite: bool) -> bool {
    let [.., whose, last] = words else { return false };
    is_given(last) && (PARTS.contains(&whose.as_str()) || composite && SCOPED_PARTS.contains(&whose.as_str()))
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

/// A name without what parts its words.
pub(super) fn plain(name: &str) -> String {
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

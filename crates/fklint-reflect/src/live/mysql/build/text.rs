//! The texts of expressions and defaults, taken from the form in which the servers store them.

use fklint_catalog::{DataType, Engine, TypeFamily};

use super::super::link::literal;

/// The text of an expression as `information_schema` of MySQL 8 and later gives it: it escapes quotes and backslashes
/// once more (`_utf8mb4\'a\'`). MySQL 5.7 and MariaDB do not.
pub(super) fn unescaped(text: &str) -> String {
    let escaped = text.char_indices().all(|(at, c)| c != '\'' || text[..at].ends_with('\\'));
    if !escaped || !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next @ ('\'' | '\\')) if c == '\\' => {
                chars.next();
                out.push(next);
            }
            _ => out.push(c),
        }
    }
    out
}

/// The text without the parentheses that go all around it, which MySQL adds to what was written.
pub(super) fn peeled(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.filter(|inner| is_balanced(inner)).unwrap_or(text)
}

/// A default as SQL, from what MySQL says: strings without quotes, numbers, `0x…` for bytes, or an expression.
pub(super) fn mysql_default(
    text: &str,
    data_type: &DataType,
    has_charset: bool,
    is_expression: bool,
) -> String {
    let is_now = text.get(..17).is_some_and(|head| head.eq_ignore_ascii_case("CURRENT_TIMESTAMP"))
        && text[17..].trim_matches(|c: char| matches!(c, '(' | ')') || c.is_ascii_digit()).is_empty();
    let family = data_type.family(Engine::Mysql);
    if is_now && (is_expression || family == TypeFamily::DateTime) {
        return text.to_owned();
    }
    if is_expression {
        let text = unescaped(text);
        return if peeled(&text).len() < text.len() { text } else { format!("({text})") };
    }
    let is_number =
        matches!(family, TypeFamily::Integer | TypeFamily::Decimal | TypeFamily::Float | TypeFamily::Boolean);
    if is_number || data_type.base() == "bit" && text.starts_with("b'") {
        return text.to_owned();
    }
    // ENUM and SET of bytes are shown as bytes are.
    let hex = text.strip_prefix("0x").filter(|_| matches!(family, TypeFamily::Binary) || !has_charset);
    hex.and_then(of_bytes).unwrap_or_else(|| literal(text))
}

/// A default of bytes as SQL, from its digits: MySQL gives `0x6162`, which is no SQL where it is empty, and MariaDB
/// 11.8 gives `x'6162'` where older ones give `'ab'`. As a string where all of it can be read.
pub(super) fn of_bytes(hex: &str) -> Option<String> {
    let digits = hex.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Vec<u8> = digits.chunks(2).filter_map(byte).collect();
    let readable = bytes.iter().all(|byte| (b' '..=b'~').contains(byte));
    Some(if readable { literal(&String::from_utf8_lossy(&bytes)) } else { format!("0x{hex}") })
}

/// Whether every parenthesis closes one that was opened in this text.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quoted: Option<char> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quoted {
            Some('\'' | '"') if c == '\\' => drop(chars.next()),
            Some(quote) if c == quote => quoted = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"' | '`') => quoted = Some(c),
            None if c == '(' => depth += 1,
            None if c == ')' && depth == 0 => return false,
            None if c == ')' => depth -= 1,
            None => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mysql_escapes_twice_is_escaped_once() {
        for (stored, text) in [
            (r"concat(`a`,_utf8mb4\'x\\\'y\')", r"concat(`a`,_utf8mb4'x\'y')"),
            (r"(`a` <> _utf8mb4\'z\\nq\')", r"(`a` <> _utf8mb4'z\nq')"),
            (r"lower(`a`)", r"lower(`a`)"),
            // MySQL 5.7.
            (r"concat(`a`,'x\'y')", r"concat(`a`,'x\'y')"),
        ] {
            assert_eq!(unescaped(stored), text);
        }
    }

    #[test]
    fn parentheses_all_around_are_taken_off_once() {
        for (text, inner) in [
            ("(`a` > 0)", "`a` > 0"),
            ("((`a` > 0))", "(`a` > 0)"),
            ("(`a` > 0) or (`b` > 0)", "(`a` > 0) or (`b` > 0)"),
            ("(`a` <> ')(')", "`a` <> ')('"),
            (r"(`a` <> '\')')", r"`a` <> '\')'"),
            ("(`a)` > 0)", "`a)` > 0"),
            ("(", "("),
            ("", ""),
        ] {
            assert_eq!(peeled(text), inner);
        }
    }

    #[test]
    fn defaults_are_quoted_by_the_type_of_their_column() {
        let default = |text, data_type: &str, expression| {
            let has_charset = !data_type.contains("page") && !data_type.contains("binary");
            mysql_default(text, &DataType::parse(data_type), has_charset, expression)
        };
        for (text, data_type, want) in [
            ("it's \\ x", "varchar(40)", r"'it''s \\ x'"),
            ("CURRENT_TIMESTAMP", "varchar(40)", "'CURRENT_TIMESTAMP'"),
            ("CURRENT_TIMESTAMP", "datetime", "CURRENT_TIMESTAMP"),
            ("2020-01-02", "date", "'2020-01-02'"),
            ("1.50", "decimal(10,2)", "1.50"),
            ("1", "tinyint(1)", "1"),
            ("b'101'", "bit(4)", "b'101'"),
            ("b'c", "enum('a','b''c')", "'b''c'"),
            ("0x616263", "varbinary(8)", "'abc'"),
            ("0x61ff", "varbinary(8)", "0x61ff"),
            ("0x", "binary(4)", "''"),
            ("0x70616765", "enum('page')", "'page'"),
            ("0x70616765", "varchar(40)", "'0x70616765'"),
            ("", "varchar(3)", "''"),
        ] {
            assert_eq!(default(text, data_type, false), want, "{data_type}");
        }
        for (text, want) in [
            ("CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP(6)"),
            ("uuid()", "(uuid())"),
            ("(1 + 2)", "(1 + 2)"),
            ("(1 + 2) * (3)", "((1 + 2) * (3))"),
            (r"concat(_utf8mb4\'a\')", "(concat(_utf8mb4'a'))"),
        ] {
            assert_eq!(default(text, "varchar(40)", true), want);
        }
    }
}

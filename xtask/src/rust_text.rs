//! Just enough of Rust's lexing to find string literals and the calls around them, without a parser.

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// 1-based line of its opening quote.
    pub(crate) line: usize,
    /// Its text, escapes left as they are.
    pub(crate) text: String,
    /// What it is given to, innermost first: `["format!", "Report::new"]`; a parenthesis of no call is empty.
    pub(crate) calls: Vec<String>,
    /// The name in front of it: of `name: "x"` it is `name`.
    pub(crate) field: Option<String>,
}

/// All string literals of a source text, up to its test module; comments are left out.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let source = source.split("\n#[cfg(test)]").next().unwrap_or(source);
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut calls: Vec<String> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let rest = &source[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((inner, length)) = string(rest, at > 0 && is_word(bytes[at - 1])) {
            let callers = calls.iter().rev().cloned().collect();
            found.push(Literal { line, text: inner.to_owned(), calls: callers, field: field(&source[..at]) });
            length
        } else if let Some(length) = character(rest) {
            length
        } else {
            match bytes[at] {
                b'(' | b'[' | b'{' => calls.push(callee(&source[..at])),
                b')' | b']' | b'}' => drop(calls.pop()),
                _ => {}
            }
            rest.chars().next().map_or(1, char::len_utf8)
        };
        line += source[at..at + length].matches('\n').count();
        at += length;
    }
    found
}

/// The literal at the start of `rest`: its inner text and whole length.
fn string(rest: &str, inside_word: bool) -> Option<(&str, usize)> {
    let prefix = if inside_word { 0 } else { rest.bytes().take_while(|byte| b"brc".contains(byte)).count() };
    let raw = rest[..prefix].contains('r');
    let hashes = if raw { rest[prefix..].bytes().take_while(|byte| *byte == b'#').count() } else { 0 };
    let start = prefix + hashes + 1;
    if rest.as_bytes().get(start - 1) != Some(&b'"') {
        return None;
    }
    let body = &rest[start..];
    if raw {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        return Some((&body[..end], start + end + close.len()));
    }
    let mut escaped = false;
    let end = body.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((&body[..end], start + end + 1))
}

/// The length of a character literal at the start of `rest`; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return inner.get(2..)?.find('\'').map(|end| end + 4);
    }
    let first = inner.chars().next()?.len_utf8();
    inner[first..].starts_with('\'').then_some(first + 2)
}

/// The path or macro in front of an opening bracket: `Report::new`, `format!`, `label`.
fn callee(before: &str) -> String {
    let name = before.trim_end();
    let start = name
        .rfind(|c: char| !(c.is_alphanumeric() || "_:!".contains(c)))
        .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
    name[start..].trim_start_matches(':').to_owned()
}

/// The field name of `name: ` in front of a literal.
fn field(before: &str) -> Option<String> {
    let name = before.trim_end().strip_suffix(':')?;
    let start = name.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
    (start < name.len()).then(|| name[start..].to_owned())
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(source: &str) -> Literal {
        let mut all = literals(source);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    #[test]
    fn the_calls_around_a_literal_are_known() {
        let literal = only("fn f<'a>() {\n    Report::new(format!(\"a `{x}`\"), at(1))\n}");
        assert_eq!(literal.text, "a `{x}`");
        assert_eq!(literal.calls[..2], ["format!", "Report::new"]);
        assert_eq!(literal.line, 2);
    }

    #[test]
    fn comments_characters_and_escapes_hide_no_literal() {
        let literal = only("// \"no\"\n/* \"no\" */ let q = '\"'; let s = '\\''; g(\"say \\\"yes\\\"\")");
        assert_eq!(literal.text, "say \\\"yes\\\"");
        assert_eq!(only("f(r#\"a \"quoted\" b\"#)").text, "a \"quoted\" b");
    }

    #[test]
    fn fields_are_known_and_tests_are_left_out() {
        let source =
            "const INFO: I = I { name: \"fk-x\" };\n#[cfg(test)]\nmod tests { fn f() { g(\"no\") } }";
        assert_eq!(only(source).field.as_deref(), Some("name"));
    }
}
